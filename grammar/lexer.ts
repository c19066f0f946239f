import { contentOf } from './contents.ts';
import type { Dialect } from './dialect.ts';
import type { Refusal } from './fault.ts';
import { Scanner } from './scanner.ts';
import type { Span } from './span.ts';
import { T, TOKEN_TYPES, type Quote, type Token, type TokenType } from './tokens.ts';

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

/** Cuts `text` into tokens as sqlparser's tokenizer does, in one pass. Never throws. */
export function lex(text: string, dialect: Dialect): Tokens {
  const scanner = new Scanner(text, dialect);
  scanner.run();
  const { count, kinds, starts, ends, comments, fault } = scanner;
  const columns = { kinds: kinds.subarray(0, count), starts: starts.subarray(0, count), ends: ends.subarray(0, count) };
  return { text, dialect, count, ...columns, comments, ...(fault === undefined ? {} : { fault }) };
}

/** The token at `index` as an object; its image is cut when somebody asks. */
export function tokenAt(tokens: Tokens, index: number): Token {
  return new Lexeme(tokens, TOKEN_TYPES[tokens.kinds[index]!]!, tokens.starts[index]!, tokens.ends[index]!);
}

class Lexeme implements Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  private readonly tokens: Tokens;

  constructor(tokens: Tokens, type: TokenType, start: number, end: number) {
    this.tokens = tokens;
    this.type = type;
    this.start = start;
    this.end = end;
  }

  get image(): string {
    return this.tokens.text.slice(this.start, this.end);
  }

  get quote(): Quote {
    switch (this.tokens.text.charCodeAt(this.start)) {
      case 34: return '"';
      case 39: return "'";
      // In PostgreSQL a backtick quotes nothing.
      case 96: return this.type === T.Char ? '' : '`';
      default: return '';
    }
  }

  get value(): string {
    return contentOf(this.image, this.type, this.tokens.dialect.mysql);
  }
}

/** How messages name a token: words in their quotes, strings in the spelling of their kind, all of them with escapes undone. */
export function textOf(token: Token): string {
  switch (token.type) {
    case T.String: return `'${token.value}'`;
    case T.NationalString: return `N'${token.value}'`;
    case T.HexString: return `X'${token.value}'`;
    case T.EscapedString: return `E'${token.value}'`;
    case T.UnicodeString: return `U&'${token.value}'`;
    case T.BitString: return token.image[1] === '"' ? `B"${token.value}"` : `B'${token.value}'`;
    case T.Neq: return '<>';
    default: return token.quote === '' ? token.image : token.quote + token.value + token.quote;
  }
}
