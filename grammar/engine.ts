import type { Dialect } from './dialect.ts';
import type { Node } from './ast.ts';
import type { Refusal } from './fault.ts';
import type { Span } from './span.ts';
import type { StatusName } from './status.ts';
import type { Token, TokenType } from './tokens.ts';

/**
 * The vocabulary in which the grammar is written: Chevrotain's DSL plus a few words of our own. The rules see only this
 * interface, so that more than one engine can run them: Chevrotain itself, and a leaner runtime that shares its look-ahead.
 *
 * What a rule may rely on
 * - One token of look-ahead decides `OR`, `OPTION` and `MANY`; the first alternative that fits wins; a `GATE` looks further.
 *   A `GATE` only looks: an engine may ask it before the next token is compared or after, or not at all. Refusals belong outside.
 * - While Chevrotain records the grammar, every body runs once with meaningless tokens and sub-results: keep work that could
 *   throw on them inside `ACTION`, and let parameters have defaults.
 * - Within one rule the same DSL method on the same token or rule needs distinct index suffixes (`CONSUME1`, `OPTION2`, …).
 * - Node spans are half-open: take `start()` before the first token and `end()` after the last.
 */
export interface Engine {
  readonly RECORDING_PHASE: boolean;
  /** A part of the text may be read in another dialect than the rest; the tokens stay as they were cut. */
  dialect: Dialect;
  /** The text being parsed. */
  readonly source: string;

  RULE<A extends readonly unknown[], R>(name: string, body: (...args: A) => R): Rule<A, R>;

  CONSUME(type: TokenType, options?: ConsumeOptions): Token;
  CONSUME1(type: TokenType, options?: ConsumeOptions): Token;
  CONSUME2(type: TokenType, options?: ConsumeOptions): Token;
  CONSUME3(type: TokenType, options?: ConsumeOptions): Token;
  CONSUME4(type: TokenType, options?: ConsumeOptions): Token;
  CONSUME5(type: TokenType, options?: ConsumeOptions): Token;
  CONSUME6(type: TokenType, options?: ConsumeOptions): Token;
  CONSUME7(type: TokenType, options?: ConsumeOptions): Token;
  CONSUME8(type: TokenType, options?: ConsumeOptions): Token;
  CONSUME9(type: TokenType, options?: ConsumeOptions): Token;
  consume(index: number, type: TokenType, options?: ConsumeOptions): Token;

  SUBRULE<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R;
  SUBRULE1<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R;
  SUBRULE2<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R;
  SUBRULE3<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R;
  SUBRULE4<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R;
  SUBRULE5<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R;
  SUBRULE6<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R;
  SUBRULE7<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R;
  SUBRULE8<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R;
  SUBRULE9<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R;
  subrule<A extends readonly unknown[], R>(index: number, rule: Rule<A, R>, options?: SubruleOptions<A>): R;

  OR<R>(alternatives: Alternatives<R>): R;
  OR1<R>(alternatives: Alternatives<R>): R;
  OR2<R>(alternatives: Alternatives<R>): R;
  OR3<R>(alternatives: Alternatives<R>): R;
  OR4<R>(alternatives: Alternatives<R>): R;
  OR5<R>(alternatives: Alternatives<R>): R;
  OR6<R>(alternatives: Alternatives<R>): R;
  OR7<R>(alternatives: Alternatives<R>): R;
  OR8<R>(alternatives: Alternatives<R>): R;
  OR9<R>(alternatives: Alternatives<R>): R;
  or<R>(index: number, alternatives: Alternatives<R>): R;

  OPTION<R>(body: Gated<R>): R | undefined;
  OPTION1<R>(body: Gated<R>): R | undefined;
  OPTION2<R>(body: Gated<R>): R | undefined;
  OPTION3<R>(body: Gated<R>): R | undefined;
  OPTION4<R>(body: Gated<R>): R | undefined;
  OPTION5<R>(body: Gated<R>): R | undefined;
  OPTION6<R>(body: Gated<R>): R | undefined;
  OPTION7<R>(body: Gated<R>): R | undefined;
  OPTION8<R>(body: Gated<R>): R | undefined;
  OPTION9<R>(body: Gated<R>): R | undefined;
  option<R>(index: number, body: Gated<R>): R | undefined;

  MANY(body: Gated<unknown>): void;
  MANY1(body: Gated<unknown>): void;
  MANY2(body: Gated<unknown>): void;
  MANY3(body: Gated<unknown>): void;
  MANY4(body: Gated<unknown>): void;
  MANY5(body: Gated<unknown>): void;
  MANY6(body: Gated<unknown>): void;
  MANY7(body: Gated<unknown>): void;
  MANY8(body: Gated<unknown>): void;
  MANY9(body: Gated<unknown>): void;
  many(index: number, body: Gated<unknown>): void;

  /** Runs `body` except while the grammar is recorded. */
  ACTION<R>(body: () => R): R;

  /** The token `n` places ahead (1 is the next); past the end an `EOF` token. `LA(0)` is the last one taken. */
  LA(n: number): Token;
  /** Whether the token `n` places ahead is of this very type (or, for a category, belongs to it). */
  is(n: number, type: TokenType): boolean;
  /** The kind of the token `n` places ahead, for tables of kinds (`kindSet`); at the end of the text the kind after the last. */
  kind(n: number): number;
  /** Whether there is no token `n` places ahead. */
  isEnd(n: number): boolean;
  /** The span from `start` to the end of the last token taken: that of `part`, the same object, where it is as long. */
  spanOver(start: number, part: { readonly span: Span }): Span;
  /** Offset where the next token starts; the end of the text when there is none. */
  start(): number;
  /** Offset where the last token taken ends. */
  end(): number;
  /** How messages name a token: its source text, or `EOF`. */
  found(token: Token): string;

  /**
   * Tries `first`; when it refuses, goes back and takes `otherwise`, whose refusal is then the one that counts (sqlparser's
   * `maybe_parse`). In the recorded grammar the two are alternatives; `index` is an `OR` index of its own.
   */
  TRY<R>(index: number, first: () => R, otherwise: () => R): R;
  /**
   * Like `TRY`, but a `first` that has refused at a token is not tried there again, and `blame` tells whose refusal counts when
   * both refuse (sqlparser's way with words that may open an expression or be a name). One index serves one place of the grammar.
   * A way that opens itself again must be tried like this: `TRY` would try twice at every step, and twice as often at the next.
   */
  FALLBACK<R>(index: number, first: () => R, otherwise: () => R, blame?: 'first' | 'otherwise'): R;

  /** Ends the parse as sqlparser's `expected`: `Expected: <what>, found: <token> at Line: …` (the position is left out at the end). */
  expected(what: string, token?: Token, options?: { readonly consumed?: boolean }): never;
  /** Ends the parse as GreptimeDB's own `expected`: `Expected <what>, found: <token>`, no colon, never a position. */
  expectedHere(what: string, token?: Token): never;
  /** Ends the parse with a free sqlparser text; `at` names the token whose position the message carries, if any. */
  syntax(text: string, options?: { readonly at?: Token; readonly span?: Token }): never;
  /** Ends the parse with a message that has no sqlparser in it (validations: `Invalid column option, …`). */
  invalid(statusName: StatusName, message: string, where?: { readonly start: number; readonly end: number }): never;
  /** Ends the parse with `SQL statement is not supported, keyword: <token>` (1001). */
  unsupported(token?: Token): never;
  /** Ends the parse with this refusal. */
  refuse(refusal: Refusal): never;
  /**
   * Runs `body`; a refusal in sqlparser's shape gets GreptimeDB's heading
   * `Unexpected token while parsing SQL statement, expected: '<what>', found: <token>: sql parser error: …`.
   */
  wrap<R>(what: string, body: () => R): R;
  /** Runs `body` one level deeper; past the parser's limit the text is refused with `recursion limit exceeded`. */
  deeper<R>(body: () => R): R;

  /**
   * Registers a node whose fields are filled as the rule goes on. If the statement is refused, the first one registered is the
   * statement's draft: what the editor still knows of it.
   */
  draft<N extends Node>(node: N): N;
  /** Flag of ALTER … ADD COLUMN: turns the postfix operator `NOT NULL` off. */
  inColumnDefinition: boolean;
  /** How many RANGE clauses behind expressions were read so far: most selects have none, and need no search for them. */
  rangesRead: number;
  /** Flag of CONNECT BY: turns the prefix operator `PRIOR` on. */
  inConnectBy: boolean;
}

export interface Rule<A extends readonly unknown[], R> {
  (...args: A): R;
  readonly ruleName: string;
}
export interface ConsumeOptions {
  /** What the message says was expected, where it is not the token's label. */
  readonly ERR_MSG?: string;
}
export interface SubruleOptions<A extends readonly unknown[]> {
  readonly ARGS: A;
}
export interface Alternative<R> {
  readonly GATE?: () => boolean;
  readonly ALT: () => R;
}
export type Alternatives<R> = readonly Alternative<R>[] | { readonly DEF: readonly Alternative<R>[]; readonly ERR_MSG: string };
export type Gated<R> = (() => R) | { readonly GATE: () => boolean; readonly DEF: () => R };
