import { T, type TokenType } from './tokens.ts';

/**
 * What stands between the quotes of a token, its escapes undone; the image itself where there are no quotes. An unterminated
 * literal yields what there is. `backslash` tells whether a backslash escapes in plain strings (MySQL).
 */
export function contentOf(image: string, type: TokenType, backslash: boolean): string {
  switch (type) {
    case T.String:
    case T.DoubleQuotedString:
      return backslash ? unescaped(between(image, 0)) : undoubled(image, 0);
    case T.NationalString:
      return backslash ? unescaped(between(image, 1)) : undoubled(image, 1);
    case T.HexString:
      return image.charCodeAt(1) === QUOTE ? unescaped(between(image, 1)) : image.slice(2);
    case T.BitString:
      return undoubled(image, 1);
    case T.EscapedString:
      return decodeEscapes(image.slice(2)).content;
    case T.UnicodeString:
      return decodeUnicode(image.slice(3)).content;
    case T.DollarString: {
      const tag = image.indexOf('$', 1) + 1;
      return image.slice(tag, Math.max(tag, image.length - tag));
    }
    default:
      return image.charCodeAt(0) === DOUBLE_QUOTE || image.charCodeAt(0) === BACKTICK ? undoubled(image, 0) : image;
  }
}
const QUOTE = 39;
const DOUBLE_QUOTE = 34;
const BACKTICK = 96;

/** The characters between the quotes; the first quote stands at `open`. */
function between(image: string, open: number): string {
  const isClosed = image.length > open + 1 && image.endsWith(image[open]!);
  return image.slice(open + 1, isClosed ? -1 : undefined);
}

function undoubled(image: string, open: number): string {
  const quote = image[open]!;
  const body = between(image, open);
  return body.includes(quote) ? body.replaceAll(quote + quote, quote) : body;
}

/** MySQL's escapes; `\%` and `\_` keep their backslash for LIKE. Doubled quotes count once. */
function unescaped(body: string): string {
  return body.replace(MYSQL_ESCAPE, (written: string, escaped: string | undefined) => {
    if (escaped === undefined) return written[0]!;
    if (escaped === '%' || escaped === '_') return written;
    return MYSQL_CONTROLS.get(escaped) ?? escaped;
  });
}
const MYSQL_ESCAPE = /\\([^])|''|""/gu;
const MYSQL_CONTROLS = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['Z', '\x1a'],
]);

/** A literal read to its closing quote: how many characters it took, and what is wrong with it. */
export interface Decoded {
  readonly content: string;
  /** Up to the closing quote (included), or to the fault. */
  readonly length: number;
  readonly fault?: string;
}

/** PostgreSQL's `E'…'` from behind its opening quote. Every fault has the same words. */
export function decodeEscapes(text: string): Decoded {
  let content = '';
  let i = 0;
  const refuse = (): Decoded => ({ content, length: text.length, fault: 'Unterminated encoded string literal' });
  while (i < text.length) {
    const c = text[i]!;
    if (c === "'") {
      if (text[i + 1] !== "'") return { content, length: i + 1 };
      content += c;
      i += 2;
    } else if (c === '\\') {
      const escape = escapeAt(text, i + 1);
      if (escape === undefined || escape.character === '\0') return refuse();
      content += escape.character;
      i += 1 + escape.length;
    } else {
      content += c;
      i++;
    }
  }
  return refuse();
}

/** One escape, from behind its backslash: `n`, `101`, `x41`, `u0041`, `U00000041`, or the character itself. */
function escapeAt(text: string, i: number): { readonly character: string; readonly length: number } | undefined {
  const c = text[i];
  switch (c) {
    case undefined:
      return undefined;
    case 'b':
      return { character: '\b', length: 1 };
    case 'f':
      return { character: '\f', length: 1 };
    case 'n':
      return { character: '\n', length: 1 };
    case 'r':
      return { character: '\r', length: 1 };
    case 't':
      return { character: '\t', length: 1 };
    case 'u':
      return coded(/^[0-9a-fA-F]{4}/.exec(text.slice(i + 1, i + 5))?.[0], 16, 1, 0x10ffff);
    case 'U':
      return coded(/^[0-9a-fA-F]{8}/.exec(text.slice(i + 1, i + 9))?.[0], 16, 1, 0x10ffff);
    case 'x': {
      const digits = /^[0-9a-fA-F]{1,2}/.exec(text.slice(i + 1, i + 3))?.[0];
      return digits === undefined ? { character: 'x', length: 1 } : coded(digits, 16, 1, 127);
    }
    default: {
      const digits = /^[0-7]{1,3}/.exec(text.slice(i, i + 3))?.[0];
      if (digits !== undefined) return coded(digits, 8, 0, 127);
      const character = String.fromCodePoint(text.codePointAt(i)!);
      return { character, length: character.length };
    }
  }
}

function coded(
  digits: string | undefined,
  radix: number,
  prefix: number,
  limit: number,
): { character: string; length: number } | undefined {
  if (digits === undefined) return undefined;
  const code = Number.parseInt(digits, radix) & (limit === 127 ? 0xff : -1);
  if (code < 0 || code > limit || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return { character: String.fromCodePoint(code), length: prefix + digits.length };
}

/** PostgreSQL's `U&'…'` from behind its opening quote: `\0041`, `\+000041`, `\\`. */
export function decodeUnicode(text: string): Decoded {
  let content = '';
  let i = 0;
  while (i < text.length) {
    const c = text[i]!;
    if (c === "'") {
      if (text[i + 1] !== "'") return { content, length: i + 1 };
      content += c;
      i += 2;
    } else if (c === '\\' && text[i + 1] === '\\') {
      content += c;
      i += 2;
    } else if (c === '\\') {
      const wide = text[i + 1] === '+';
      const from = i + (wide ? 2 : 1);
      const count = wide ? 6 : 4;
      const digits = /^[0-9a-fA-F]*/.exec(text.slice(from, from + count))![0];
      if (digits.length < count) {
        const bad = text[from + digits.length];
        const fault =
          bad === undefined
            ? 'Unexpected EOF while parsing hex digit in escaped unicode string.'
            : `Invalid hex digit in escaped unicode string: ${bad}`;
        return { content, length: from + digits.length, fault };
      }
      const code = Number.parseInt(digits, 16);
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
        return { content, length: from + count, fault: `Invalid unicode character: ${code.toString(16)}` };
      }
      content += String.fromCodePoint(code);
      i = from + count;
    } else {
      content += c;
      i++;
    }
  }
  return { content, length: text.length, fault: 'Unterminated unicode encoded string literal' };
}
