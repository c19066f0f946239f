import type { Dialect } from './dialect.ts';
import { Refusal } from './fault.ts';
import type { Span } from './span.ts';
import { PUNCTUATION_TEXT, T, TOKEN_TYPES, typeOfQuotedWord, typeOfWord, type Quote, type Token, type TokenType } from './tokens.ts';

/** The tokens of a text, without blanks and comments, as columns: `kinds[i]`, `starts[i]`, `ends[i]`. */
export interface Tokens {
  readonly text: string;
  readonly dialect: Dialect;
  readonly count: number;
  readonly kinds: Uint16Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly comments: readonly Span[];
  /** The first thing the tokenizer refuses. The columns go on all the same: the lexer is total. */
  readonly fault?: Refusal;
}

/** Cuts `text` into tokens as sqlparser's tokenizer does (`src/tokenizer.rs`), in one pass. Never throws. */
export function lex(text: string, dialect: Dialect): Tokens {
  const scanner = new Scanner(text, dialect);
  scanner.run();
  return scanner.tokens();
}

/** The token at `index` as an object; its image is cut when somebody asks. */
export function tokenAt(tokens: Tokens, index: number): Token {
  return new Lexeme(tokens.text, TOKEN_TYPES[tokens.kinds[index]!]!, tokens.starts[index]!, tokens.ends[index]!);
}

class Lexeme implements Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  private readonly text: string;

  constructor(text: string, type: TokenType, start: number, end: number) {
    this.text = text;
    this.type = type;
    this.start = start;
    this.end = end;
  }

  get image(): string {
    return this.text.slice(this.start, this.end);
  }

  get quote(): Quote {
    const first = this.text.charCodeAt(this.start);
    if (first === 34 && this.type !== T.String) return '"';
    if (first === 96) return '`';
    return first === 39 ? "'" : '';
  }

  get value(): string {
    return contentOf(this.image, this.type);
  }
}

/** What stands between the quotes, doubled quotes undone. An unterminated literal yields what there is. */
function contentOf(image: string, type: TokenType): string {
  switch (image.charCodeAt(0)) {
    case 34: // "
    case 39: // '
    case 96: { // `
      const quote = image[0]!;
      const body = image.length > 1 && image.endsWith(quote) ? image.slice(1, -1) : image.slice(1);
      return body.includes(quote) ? body.replaceAll(quote + quote, quote) : body;
    }
    default:
  }
  if (type === T.NationalString || type === T.HexString) {
    return image.charCodeAt(1) === 39 ? contentOf(image.slice(1), T.String) : image.slice(2);
  }
  if (type === T.DollarString) {
    const tag = image.slice(0, image.indexOf('$', 1) + 1);
    return image.slice(tag.length, image.length - tag.length);
  }
  return image;
}

const ALPHABETIC = /^\p{Alphabetic}/u;
const BLANK = /^\p{White_Space}/u;

/** Punctuation by first character, longest first. PostgreSQL's geometric operators are the wire dialect's business. */
const OPERATORS: ReadonlyMap<number, readonly (readonly [string, number])[]> = operatorTable([
  'LParen', 'RParen', 'LBracket', 'RBracket', 'LBrace', 'RBrace', 'Comma', 'SemiColon', 'Colon', 'DoubleColon', 'Assignment', 'Eq',
  'DoubleEq', 'RArrow', 'Lt', 'LtEq', 'Spaceship', 'Gt', 'GtEq', 'ShiftLeft', 'ShiftRight', 'ArrowAt', 'Plus', 'Minus',
  'Arrow', 'LongArrow', 'Mul', 'Div', 'Mod', 'Caret', 'CaretAt', 'Ampersand', 'Overlap', 'Pipe', 'StringConcat', 'PGSquareRoot', 'PGCubeRoot',
  'ExclamationMark', 'DoubleExclamationMark', 'ExclamationMarkTilde', 'ExclamationMarkTildeAsterisk', 'ExclamationMarkDoubleTilde',
  'ExclamationMarkDoubleTildeAsterisk', 'Tilde', 'TildeAsterisk', 'DoubleTilde', 'DoubleTildeAsterisk', 'Backslash',
]);

function operatorTable(names: readonly (keyof typeof PUNCTUATION_TEXT)[]): Map<number, (readonly [string, number])[]> {
  const table = new Map<number, (readonly [string, number])[]>();
  const add = (text: string, type: TokenType): void => {
    const row = table.get(text.charCodeAt(0)) ?? [];
    row.push([text, type.kind]);
    row.sort((a, b) => b[0].length - a[0].length);
    table.set(text.charCodeAt(0), row);
  };
  for (const name of names) add(PUNCTUATION_TEXT[name], T[name]);
  add('<>', T.Neq);
  add('!=', T.Neq);
  return table;
}

class Scanner {
  private readonly text: string;
  private readonly dialect: Dialect;
  private kinds = new Uint16Array(64);
  private starts = new Int32Array(64);
  private ends = new Int32Array(64);
  private count = 0;
  private readonly comments: Span[] = [];
  private fault: Refusal | undefined;

  constructor(text: string, dialect: Dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  tokens(): Tokens {
    const { text, dialect, count, kinds, starts, ends, comments } = this;
    const base = { text, dialect, count, kinds: kinds.slice(0, count), starts: starts.slice(0, count), ends: ends.slice(0, count), comments };
    return this.fault === undefined ? base : { ...base, fault: this.fault };
  }

  run(): void {
    const { text } = this;
    let i = 0;
    while (i < text.length) {
      const c = text.charCodeAt(i);
      if (c === 32 || c === 10 || c === 13 || c === 9) i++;
      else i = this.scan(i, c);
    }
  }

  private scan(i: number, c: number): number {
    const { text } = this;
    if (isWordStart(c)) return this.word(i);
    if (c >= 48 && c <= 57) return this.number(i);
    switch (c) {
      case 39: return this.quoted(i, 39, T.String);
      case 34: return this.quoted(i, 34, undefined);
      case 96: return this.quoted(i, 96, undefined);
      case 45: // -
        if (text.charCodeAt(i + 1) === 45) return this.lineComment(i);
        break;
      case 47: // /
        if (text.charCodeAt(i + 1) === 42) return this.blockComment(i);
        break;
      case 46: return this.period(i);
      case 36: return this.dollar(i);
      case 35: return this.hash(i);
      case 64: return this.at(i);
      case 63: { // ?
        let end = i + 1;
        while (isDigit(text.charCodeAt(end))) end++;
        return this.push(T.Placeholder, i, end);
      }
      default:
    }
    const row = OPERATORS.get(c);
    if (row !== undefined) {
      for (const [operator, kind] of row) if (text.startsWith(operator, i)) return this.pushKind(kind, i, i + operator.length);
    }
    if (c > 127) {
      const character = String.fromCodePoint(text.codePointAt(i)!);
      if (ALPHABETIC.test(character)) return this.word(i);
      if (BLANK.test(character)) return i + character.length;
      return this.push(T.Char, i, i + character.length);
    }
    if (c === 11 || c === 12) return i + 1;
    return this.push(T.Char, i, i + 1);
  }

  private word(i: number): number {
    const { text } = this;
    const next = text.charCodeAt(i + 1);
    if (next === 39) {
      const c = text.charCodeAt(i);
      if (c === 78 || c === 110) return this.quoted(i + 1, 39, T.NationalString, i);
      if (c === 88 || c === 120) return this.hexString(i);
    }
    const end = this.wordEnd(i + (text.codePointAt(i)! > 0xffff ? 2 : 1));
    return this.push(typeOfWord(upper(text.slice(i, end))), i, end);
  }

  private wordEnd(i: number): number {
    const { text } = this;
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (isWordPart(c)) continue;
      if (c <= 127) break;
      const character = String.fromCodePoint(text.codePointAt(i)!);
      if (!ALPHABETIC.test(character)) break;
      i += character.length - 1;
    }
    return i;
  }

  private number(i: number): number {
    const { text } = this;
    if (text.charCodeAt(i) === 48 && text.charCodeAt(i + 1) === 120) { // 0x
      let end = i + 2;
      while (isHexDigit(text.charCodeAt(end))) end++;
      return this.push(T.HexString, i, end);
    }
    let end = digits(text, i);
    if (text.charCodeAt(end) === 46) end = digits(text, end + 1);
    return this.numberTail(i, end);
  }

  /** Exponent and the suffix `L`. */
  private numberTail(start: number, end: number): number {
    const { text } = this;
    const e = text.charCodeAt(end);
    if (e === 101 || e === 69) {
      const sign = text.charCodeAt(end + 1);
      const from = end + (sign === 43 || sign === 45 ? 2 : 1);
      if (isDigit(text.charCodeAt(from))) end = digits(text, from);
    }
    if (text.charCodeAt(end) === 76) end++; // L
    return this.push(T.Number, start, end);
  }

  private period(i: number): number {
    const { text } = this;
    const next = text.charCodeAt(i + 1);
    if (isDigit(next)) return this.numberTail(i, digits(text, i + 1));
    if (next === 95 && !this.previousIsWord()) {
      this.refuse("Unexpected character '_'", i + 1, i + 2, i + 1);
    }
    return this.push(T.Period, i, i + 1);
  }

  private previousIsWord(): boolean {
    return this.count > 0 && TOKEN_TYPES[this.kinds[this.count - 1]!]!.CATEGORIES.includes(T.Word);
  }

  /** A quoted word or string; doubling the quote is the only escape. */
  private quoted(open: number, quote: number, type: TokenType | undefined, start = open): number {
    const { text } = this;
    let i = open + 1;
    for (;;) {
      i = text.indexOf(String.fromCharCode(quote), i);
      if (i === -1) return this.unterminated(open, quote, type, start);
      if (text.charCodeAt(i + 1) !== quote) break;
      i += 2;
    }
    return this.push(type ?? typeOfQuotedWord(text.slice(open + 1, i)), start, i + 1);
  }

  private unterminated(open: number, quote: number, type: TokenType | undefined, start: number): number {
    const message = type === undefined ? `Expected close delimiter '${String.fromCharCode(quote)}' before EOF.` : 'Unterminated string literal';
    this.refuse(message, start, this.text.length, open);
    return this.push(type ?? T.PlainWord, start, this.text.length);
  }

  /** `X'…'`: inside it a backslash escapes, and the digits are not checked. */
  private hexString(start: number): number {
    const { text } = this;
    let i = start + 2;
    while (i < text.length) {
      const c = text.charCodeAt(i);
      if (c === 92) i += 2;
      else if (c === 39 && text.charCodeAt(i + 1) === 39) i += 2;
      else if (c === 39) return this.push(T.HexString, start, i + 1);
      else i++;
    }
    return this.unterminated(start + 1, 39, T.HexString, start);
  }

  private lineComment(start: number): number {
    const newline = this.text.indexOf('\n', start);
    const end = newline === -1 ? this.text.length : newline;
    this.comments.push({ start, end });
    return end;
  }

  private blockComment(start: number): number {
    const close = this.text.indexOf('*/', start + 2);
    const end = close === -1 ? this.text.length : close + 2;
    if (close === -1) this.refuse('Unexpected EOF while in a multi-line comment', start, end, end);
    this.comments.push({ start, end });
    return end;
  }

  /** `$1`, `$name`, `$$…$$`, `$tag$…$tag$`. */
  private dollar(start: number): number {
    const { text } = this;
    let i = start + 1;
    if (text.charCodeAt(i) === 36) {
      const close = text.indexOf('$$', i + 1);
      if (close !== -1) return this.push(T.DollarString, start, close + 2);
      this.refuse('Unterminated dollar-quoted string', start, text.length, text.length);
      return this.push(T.DollarString, start, text.length);
    }
    while (i < text.length && isTagPart(text, i)) i++;
    if (text.charCodeAt(i) !== 36) return this.push(T.Placeholder, start, i);
    const tag = text.slice(start, i + 1);
    const close = text.indexOf(tag, i + 1);
    if (close !== -1) return this.push(T.DollarString, start, close + tag.length);
    this.refuse('Unterminated dollar-quoted, expected $', start, text.length, text.length);
    return this.push(T.DollarString, start, text.length);
  }

  /** `#-`, `#>`, `#>>`, `# `, or `#` and whatever follows it as a word. */
  private hash(start: number): number {
    const { text } = this;
    const next = text.charCodeAt(start + 1);
    if (next === 45) return this.push(T.HashMinus, start, start + 2);
    if (next === 62) {
      return text.charCodeAt(start + 2) === 62 ? this.push(T.HashLongArrow, start, start + 3) : this.push(T.HashArrow, start, start + 2);
    }
    if (next === 32 || start + 1 >= text.length) return this.push(T.Sharp, start, start + 1);
    const end = this.wordEnd(start + 1 + (text.codePointAt(start + 1)! > 0xffff ? 2 : 1));
    return this.push(typeOfWord(upper(text.slice(start, end))), start, end);
  }

  /** `@>`, `@?`, `@@ `, `@ `, or a word. */
  private at(start: number): number {
    const { text } = this;
    const next = text.charCodeAt(start + 1);
    if (next === 62) return this.push(T.AtArrow, start, start + 2);
    if (next === 63) return this.push(T.AtQuestion, start, start + 2);
    if (next === 64) {
      if (isBlankAt(text, start + 2)) return this.push(T.AtAt, start, start + 2);
    } else if (isBlankAt(text, start + 1) || next === 39 || next === 34 || next === 96 || Number.isNaN(next)) {
      return this.push(T.AtSign, start, start + 1);
    }
    const end = this.wordEnd(start + 1);
    return this.push(typeOfWord(upper(text.slice(start, end))), start, end);
  }

  private refuse(text: string, start: number, end: number, position: number): void {
    this.fault ??= new Refusal({ text, span: { start, end }, position });
  }

  private push(type: TokenType, start: number, end: number): number {
    return this.pushKind(type.kind, start, end);
  }

  private pushKind(kind: number, start: number, end: number): number {
    const at = this.count++;
    if (at === this.kinds.length) this.grow();
    this.kinds[at] = kind;
    this.starts[at] = start;
    this.ends[at] = end;
    return end;
  }

  private grow(): void {
    const size = this.kinds.length * 2;
    const kinds = new Uint16Array(size);
    const starts = new Int32Array(size);
    const ends = new Int32Array(size);
    kinds.set(this.kinds);
    starts.set(this.starts);
    ends.set(this.ends);
    this.kinds = kinds;
    this.starts = starts;
    this.ends = ends;
  }
}

function isWordStart(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95;
}
function isWordPart(c: number): boolean {
  return isWordStart(c) || isDigit(c) || c === 35 || c === 36 || c === 64;
}
function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}
function isHexDigit(c: number): boolean {
  return isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}
function isTagPart(text: string, i: number): boolean {
  const c = text.charCodeAt(i);
  return c <= 127 ? isDigit(c) || (isWordStart(c)) : ALPHABETIC.test(String.fromCodePoint(text.codePointAt(i)!));
}
function isBlankAt(text: string, i: number): boolean {
  return i >= text.length || BLANK.test(text.slice(i, i + 1));
}
function digits(text: string, i: number): number {
  while (isDigit(text.charCodeAt(i))) i++;
  return i;
}
const NOT_ASCII = /[^\0-\x7f]/;
/** ASCII upper case: other letters never make a keyword. */
function upper(word: string): string {
  return NOT_ASCII.test(word) ? word : word.toUpperCase();
}
