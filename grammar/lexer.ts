import { contentOf } from './contents.ts';
import type { Dialect } from './dialect.ts';
import type { Refusal } from './fault.ts';
import { Scanner } from './scanner.ts';
import type { Span } from './span.ts';
import { FIRST_WORD, T, TOKEN_TYPES, type Quote, type Token, type TokenType } from './tokens.ts';

/** Tokens as columns: `kinds[i]`, `starts[i]`, `ends[i]`, from `first` up to `limit`, which is not among them. */
export interface Columns {
  readonly text: string;
  readonly dialect: Dialect;
  readonly first: number;
  readonly limit: number;
  readonly kinds: Uint16Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Every string says what stands between its quotes: none is doubled, escaped or missing. */
  readonly hasSimpleStrings: boolean;
  /** What the tokenizer refuses. The columns go on all the same: the lexer is total. */
  readonly faults: readonly Refusal[];
}

/** The tokens of a text, without blanks and comments. */
export interface Tokens extends Columns {
  readonly first: 0;
  readonly count: number;
  /** The first of the faults. */
  readonly fault?: Refusal;
  readonly comments: readonly Span[];
}

/** Cuts `text` into tokens as sqlparser's tokenizer does, in one pass. Never throws. */
export function lex(text: string, dialect: Dialect): Tokens {
  const tokens = borrowTokens(text, dialect);
  const { first, limit, kinds, starts, ends, hasSimpleStrings, comments, fault, faults } = tokens;
  const columns = { kinds: kinds.slice(first, limit), starts: starts.slice(first, limit), ends: ends.slice(first, limit) };
  const count = limit - first;
  returnTokens(tokens);
  return {
    text,
    dialect,
    first: 0,
    limit: count,
    count,
    ...columns,
    hasSimpleStrings,
    comments,
    faults,
    ...(fault === undefined ? {} : { fault }),
  };
}

let spare: Scanner | undefined;

/** The tokens of a text in columns that will serve again: they must be given back, and nothing of them may be kept. */
export function borrowTokens(text: string, dialect: Dialect): Scanner {
  const tokens = spare ?? new Scanner();
  spare = undefined;
  tokens.scan(text, dialect);
  return tokens;
}

export function returnTokens(tokens: Scanner): void {
  tokens.release();
  spare = tokens;
}

/** The token at `index` as an object; its image is cut when somebody asks. */
export function tokenAt(tokens: Columns, index: number): Token {
  return new Lexeme(tokens.text, tokens.dialect, TOKEN_TYPES[tokens.kinds[index]!]!, tokens.starts[index]!, tokens.ends[index]!);
}

export class Lexeme implements Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  private readonly text: string;
  private readonly dialect: Dialect;

  constructor(text: string, dialect: Dialect, type: TokenType, start: number, end: number) {
    this.type = type;
    this.start = start;
    this.end = end;
    this.text = text;
    this.dialect = dialect;
  }

  get image(): string {
    return this.text.slice(this.start, this.end);
  }

  get quote(): Quote {
    switch (this.text.charCodeAt(this.start)) {
      case 34:
        return '"';
      case 39:
        return "'";
      // In PostgreSQL a backtick quotes nothing.
      case 96:
        return this.type === CHARACTER ? '' : '`';
      default:
        return '';
    }
  }

  get value(): string {
    return valueAt(this.text, this.dialect, this.type, this.start, this.end);
  }
}

/** Apart from the class: a token that nothing else is asked of then need not be made. */
function valueAt(text: string, dialect: Dialect, type: TokenType, start: number, end: number): string {
  if (type.kind >= FIRST_WORD) {
    const c = text.charCodeAt(start);
    if (c !== 34 && c !== 96) return text.slice(start, end);
  } else if (type === STRING && !dialect.mysql && end > start + 1 && text.charCodeAt(end - 1) === 39) {
    const body = text.slice(start + 1, end - 1);
    return body.includes("'") ? body.replaceAll("''", "'") : body;
  }
  return contentOf(text.slice(start, end), type, dialect.mysql);
}
const CHARACTER = T.Char;
const STRING = T.String;

/** How messages name a token: words in their quotes, strings in the spelling of their kind, all of them with escapes undone. */
export function textOf(token: Token): string {
  switch (token.type) {
    case T.String:
      return `'${token.value}'`;
    case T.NationalString:
      return `N'${token.value}'`;
    case T.HexString:
      return `X'${token.value}'`;
    case T.EscapedString:
      return `E'${token.value}'`;
    case T.UnicodeString:
      return `U&'${token.value}'`;
    case T.BitString:
      return token.image[1] === '"' ? `B"${token.value}"` : `B'${token.value}'`;
    case T.Neq:
      return '<>';
    default:
      return token.quote === '' ? token.image : token.quote + token.value + token.quote;
  }
}
