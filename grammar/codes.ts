/** What is asked of the platform here; whatever runs JavaScript beside a web or Node has it. */
declare const TextEncoder: new () => {
  encode(text: string): Uint8Array;
  encodeInto(text: string, bytes: Uint8Array): { readonly read: number; readonly written: number };
};
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** Stands for every character beyond ASCII. */
export const WIDE = 128;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What was looked for last: the first wide character behind a place. */
const NO_WIDE = { from: 0, at: -1 };

/**
 * The characters of a text as bytes: those of ASCII are themselves, all others `WIDE`, and behind the last there is a 0. A byte is read in
 * half the time that `charCodeAt` takes. May be used again for another text.
 */
export class Codes {
  bytes: Uint8Array = new Uint8Array(1024);
  isAscii = true;
  private length = 0;
  private narrowed: string | undefined;
  private wide = NO_WIDE;

  read(text: string): void {
    const { length } = text;
    this.length = length;
    this.narrowed = undefined;
    this.wide = NO_WIDE;
    if (this.bytes.length <= length) this.bytes = new Uint8Array(Math.max(length + 1, this.bytes.length * 2));
    const { bytes } = this;
    // Only ASCII takes one byte for each unit.
    const { read, written } = encoder.encodeInto(text, bytes);
    this.isAscii = read === length && written === length;
    if (!this.isAscii) {
      for (let i = 0; i < length; i++) {
        const c = text.charCodeAt(i);
        bytes[i] = c < WIDE ? c : WIDE;
      }
    }
    bytes[length] = 0;
  }

  release(): void {
    this.narrowed = undefined;
  }

  /** A part of the text that takes one byte for each character, whatever the others take; undefined where one is beyond ASCII. */
  narrow(start: number, end: number): string | undefined {
    if (!this.isAscii && this.firstWide(start) < end) return undefined;
    return (this.narrowed ??= this.fill()).slice(start, end);
  }

  /** The text with something else for each wide character. */
  private fill(): string {
    const bytes = this.bytes.slice(0, this.length);
    for (let at = bytes.indexOf(WIDE); at !== -1; at = bytes.indexOf(WIDE, at + 1)) bytes[at] = FILLER;
    return decoder.decode(bytes);
  }

  /** The place of the first wide character from `from` on; parts are asked for one after the other, and most texts have few. */
  private firstWide(from: number): number {
    const { wide } = this;
    if (from < wide.from || from > wide.at) {
      const at = this.bytes.indexOf(WIDE, from);
      this.wide = { from, at: at === -1 ? Number.POSITIVE_INFINITY : at };
    }
    return this.wide.at;
  }
}
const FILLER = 63;

/** The same text, one byte for each character; undefined where one is beyond ASCII. */
export function narrow(text: string): string | undefined {
  const bytes = encoder.encode(text);
  return bytes.length === text.length ? decoder.decode(bytes) : undefined;
}
