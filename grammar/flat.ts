/**
 * The same text in memory of its own: a kept slice would keep the whole file alive. In a file with wide characters even the slices that
 * have none take two bytes for each; codes make a narrow text.
 */
export function flat(text: string, wasWide = false): string {
  return (wasWide ? narrow(text) : undefined) ?? [text.slice(0, 1), text.slice(1)].join('');
}

/** Whether a character of the text takes two bytes, and so each of them. */
export function isWide(text: string): boolean {
  return WIDE.test(text);
}
const WIDE = /[^\0-\xff]/;

/** The text made of its codes; undefined where one of them is wide. */
function narrow(text: string): string | undefined {
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
