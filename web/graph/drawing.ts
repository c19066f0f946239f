import type { Graph } from '../../client/protocol.ts';
import type { Arrow, Box, Layout } from './layout.ts';
import { describe, linesOf } from './words.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** A drawn graph: the picture, and its boxes by the id of their node. */
export interface Drawing {
  readonly svg: SVGSVGElement;
  readonly boxes: ReadonlyMap<string, SVGGElement>;
}

/** Draws a laid out graph. Every box is a button that speaks; what colour says, a word or a line's style says too. */
export function draw(graph: Graph, layout: Layout): Drawing {
  const svg = element('svg', { role: 'group', 'aria-label': 'Flow graph', 'aria-describedby': 'graph-keys', class: 'graph' });
  svg.append(arrowHeads());
  const arrows = element('g', { 'aria-hidden': 'true' });
  arrows.append(...layout.arrows.map(drawArrow));
  const boxes = new Map(layout.boxes.map(box => [box.node.id, drawBox(graph, box)]));
  svg.append(arrows, ...boxes.values());
  return { svg, boxes };
}

function arrowHeads(): SVGDefsElement {
  const defs = element('defs', {});
  for (const name of ['arrow', 'near', 'cycle']) {
    const marker = element('marker', {
      id: `head-${name}`,
      viewBox: '0 0 10 10',
      refX: '9',
      refY: '5',
      // Thick lines get no larger heads.
      markerUnits: 'userSpaceOnUse',
      markerWidth: '10',
      markerHeight: '10',
      orient: 'auto-start-reverse',
    });
    marker.append(element('path', { d: 'M 0 1 L 10 5 L 0 9 z', class: `head ${name}` }));
    defs.append(marker);
  }
  return defs;
}

function drawArrow({ edge, points }: Arrow): SVGPathElement {
  const kind = edge.inCycle === true ? 'cycle' : 'arrow';
  return element('path', {
    d: smooth(points),
    class: `edge ${kind}`,
    'marker-end': `url(#head-${kind})`,
    'data-from': edge.from,
    'data-to': edge.to,
  });
}

/** A soft line through the points of the layout. */
function smooth(points: Arrow['points']): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M ${round(first.x)} ${round(first.y)}`;
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    // Corners are rounded by aiming at the middle of the next stretch.
    if (next === undefined) path += ` L ${round(point.x)} ${round(point.y)}`;
    else path += ` Q ${round(point.x)} ${round(point.y)} ${round((point.x + next.x) / 2)} ${round((point.y + next.y) / 2)}`;
  });
  return path;
}

function drawBox(graph: Graph, box: Box): SVGGElement {
  const { node, x, y, width, height } = box;
  const looks = [
    'node',
    node.kind,
    node.assumed === true ? 'assumed' : node.state,
    node.missing === true ? 'missing' : node.elsewhere === true || node.notYet === true ? 'elsewhere' : undefined,
    node.inCycle === true ? 'cycle' : undefined,
  ];
  const group = element('g', {
    class: looks.filter(look => look !== undefined).join(' '),
    transform: `translate(${round(x - width / 2)} ${round(y - height / 2)})`,
    role: 'button',
    tabindex: '-1',
    'aria-label': describe(graph, node),
    'data-id': node.id,
  });
  const corner = node.kind === 'flow' ? height / 2 : node.kind === 'view' ? 10 : 3;
  const [name, note] = linesOf(node);
  group.append(
    element('rect', { class: 'ring', x: '-5', y: '-5', width: round(width + 10), height: round(height + 10), rx: round(corner + 5) }),
    element('rect', { class: 'shape', width: round(width), height: round(height), rx: round(corner) }),
    label(width / 2, height / 2, name, note),
  );
  return group;
}

/** Two lines with a blank between them, so that they are read as two words. */
function label(x: number, y: number, name: string, note: string): SVGTextElement {
  const made = element('text', { 'text-anchor': 'middle' });
  const first = element('tspan', { x: round(x), y: round(y - 3), class: 'name' });
  const second = element('tspan', { x: round(x), y: round(y + 13), class: 'note' });
  first.textContent = name;
  second.textContent = note;
  made.append(first, ' ', second);
  return made;
}

function element<K extends keyof SVGElementTagNameMap>(name: K, attributes: Readonly<Record<string, string>>): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function round(number: number): string {
  return String(Math.round(number * 10) / 10);
}
