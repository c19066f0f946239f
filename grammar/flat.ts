/** The same text in memory of its own: a kept slice would keep the whole text alive, and one put together its parts. */
export function flat(text: string): string {
  return [text.slice(0, 1), text.slice(1)].join('');
}

/**
 * The same text made of its codes: what was cut from a text with wide characters takes two bytes for each character even where it has
 * none. Undefined where it has one.
 */
export function narrow(text: string): string | undefined {
  let made = '';
  for (let from = 0; from < text.length; from += CODES) {
    const count = Math.min(text.length - from, CODES);
    const codes = Array<number>(count);
    for (let i = 0; i < count; i++) {
      const code = text.charCodeAt(from + i);
      if (code > 0xff) return undefined;
      codes[i] = code;
    }
    made += String.fromCharCode(...codes);
  }
  return made;
}
/** So many arguments are no risk for the stack. */
const CODES = 4096;
