/** UTF-8 bytes of a text. Lone surrogates become the replacement character, as they cannot reach the server. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), continuation(point));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), continuation(point >> 6), continuation(point));
    else bytes.push(0xf0 | (point >> 18), continuation(point >> 12), continuation(point >> 6), continuation(point));
  }
  return Uint8Array.from(bytes);
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

/** Where bytes stop being UTF-8: the index, and how many bytes are wrong; no count when the text merely ends too early. */
export interface Utf8Fault {
  readonly index: number;
  readonly length?: number;
}

/** A text from its UTF-8 bytes, or where they are wrong, by the rules of Rust's `from_utf8`. */
export function decodeUtf8(bytes: Uint8Array): string | Utf8Fault {
  let text = '';
  for (let index = 0; index < bytes.length;) {
    const first = bytes[index]!;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      index++;
      continue;
    }
    const width = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    if (width === 0) return { index, length: 1 };
    let point = first & (0xff >> (width + 1));
    for (let i = 1; i < width; i++) {
      const next = bytes[index + i];
      if (next === undefined) return { index };
      if (!isContinuation(first, i, next)) return { index, length: i };
      point = (point << 6) | (next & 0x3f);
    }
    text += String.fromCodePoint(point);
    index += width;
  }
  return text;
}

function isContinuation(first: number, position: number, byte: number): boolean {
  if (position > 1) return byte >= 0x80 && byte <= 0xbf;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return byte >= low && byte <= high;
}

/** `Utf8Error` as Rust prints it. */
export function printUtf8Fault({ index, length }: Utf8Fault): string {
  if (length === undefined) return `incomplete utf-8 byte sequence from index ${index}`;
  return `invalid utf-8 sequence of ${length} bytes from index ${index}`;
}

export function printHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

const HEX_PAIRS = /^(?:[0-9a-fA-F]{2})*$/;

export function bytesFromHex(text: string): Uint8Array | undefined {
  if (!HEX_PAIRS.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(i * 2, i * 2 + 2), 16));
}

/** The bytes of an integer, lowest first. */
export function littleEndian(value: bigint, bits: number): Uint8Array {
  return Uint8Array.from({ length: bits / 8 }, (_, i) => Number((BigInt.asUintN(bits, value) >> BigInt(i * 8)) & 0xffn));
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
