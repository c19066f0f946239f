/** What is asked of the platform here; every engine of JavaScript with a web behind it has it. */
declare const TextEncoder: new () => { encodeInto(text: string, bytes: Uint8Array): { readonly read: number; readonly written: number } };

/** Stands for every character beyond ASCII. */
export const WIDE = 128;

const encoder = new TextEncoder();

/**
 * The characters of a text as bytes: those of ASCII are themselves, all others `WIDE`, and behind the last there is a 0. A byte is read in
 * half the time that `charCodeAt` takes. `spare` is used if it is large enough.
 */
export function codesOf(text: string, spare: Uint8Array): Uint8Array {
  const { length } = text;
  const codes = spare.length > length ? spare : new Uint8Array(Math.max(length + 1, spare.length * 2));
  // Only ASCII takes one byte for each unit.
  const { read, written } = encoder.encodeInto(text, codes);
  if (read !== length || written !== length) {
    for (let i = 0; i < length; i++) {
      const c = text.charCodeAt(i);
      codes[i] = c < WIDE ? c : WIDE;
    }
  }
  codes[length] = 0;
  return codes;
}
