/** What of a style the exported picture needs: it has no style sheet. */
const STYLES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-family', 'font-size', 'font-weight', 'opacity'] as const;

/** The drawing as the text of an SVG file that looks as it does on the page. */
export function toSvg(drawn: SVGSVGElement, width: number, height: number): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const originals = drawn.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, index) => {
    const computed = getComputedStyle(originals[index]!);
    for (const style of STYLES) element.setAttribute(style, computed.getPropertyValue(style));
    for (const attribute of ['class', 'tabindex', 'role', 'aria-label']) element.removeAttribute(attribute);
  });
  for (const ring of copy.querySelectorAll('rect')) if (ring.getAttribute('x') === '-5') ring.remove();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.removeAttribute('class');
  copy.removeAttribute('aria-describedby');
  copy.setAttribute('role', 'img');
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', backgroundOf(drawn));
  copy.insertBefore(ground, copy.firstChild);
  return new XMLSerializer().serializeToString(copy);
}

/** The colour behind an element: of the nearest parent that has one. */
function backgroundOf(element: Element): string {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour !== 'rgba(0, 0, 0, 0)' && colour !== 'transparent') return colour;
  }
  return '#ffffff';
}

/** The same as a PNG file, twice as sharp. */
export async function toPng(svg: string, width: number, height: number): Promise<Blob> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.ceil(width * 2));
  canvas.height = Math.max(1, Math.ceil(height * 2));
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob === null ? reject(new Error('the picture could not be drawn')) : resolve(blob)), 'image/png');
  });
}
