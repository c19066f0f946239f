import type { Ident, Literal, Node } from './ast.ts';
import { DIALECTS, type Dialect } from './dialect.ts';
import { Refusal, SQL_SYNTAX } from './fault.ts';
import { GrowingColumns } from './growing_columns.ts';
import { isMember } from './kinds.ts';
import { Lexeme, textOf, type Columns } from './lexer.ts';
import type { Span } from './span.ts';
import type { StatusName } from './status.ts';
import { END, FIRST_WORD, T, TOKEN_TYPES, type Token, type TokenType } from './tokens.ts';

/** sqlparser's `DEFAULT_REMAINING_DEPTH`. */
const DEPTH_LIMIT = 50;
const DEPTH_EXCEEDED = 'recursion limit exceeded';

const NONE = new GrowingColumns();
const STRING = T.String.kind;
const END_TYPE: TokenType = { name: 'EOF', kind: -1, LABEL: 'EOF', CATEGORIES: [] };
/**
 * What a parse is made of while it runs: the tokens and the place in them, trials, refusals. Knows no grammar: `LeanEngine` reads the
 * rules with it, and rules that were compiled use it as it is. One instance serves every parse.
 */
export class Runtime {
  readonly RECORDING_PHASE = false;
  dialect: Dialect = DIALECTS.http;
  source = '';
  inColumnDefinition = false;
  inConnectBy = false;
  rangesRead = 0;
  /** The tokens of the parse, as `GrowingColumns` lays them out. */
  kinds: Uint16Array = NONE.kinds;
  starts: Int32Array = NONE.starts;
  ends: Int32Array = NONE.ends;
  private readonly part = new GrowingColumns();
  /** Of the tokens, see `Columns`. */
  hasSimpleStrings = false;
  /** The token that comes next, and the place behind the last. */
  next = 1;
  limit = 1;
  /** The kind of the token that comes next. Compiled rules ask for it all the time, and nobody else: they keep it true where they step on. */
  now = END;
  depth = 0;
  /** The token behind the last, made when somebody asks for it. */
  private last: Token | undefined;
  private readonly failures = new Map<number, Refusal>();
  private drafted: Node | undefined;

  /** Prepares a parse of `tokens[from, to)`, offsets counted from `base` on in `source`. */
  load(tokens: Columns, dialect: Dialect, from = tokens.first, to = tokens.limit, source = tokens.text, base = 0): void {
    // The columns of a text that is one statement are what the rules want to see.
    if (tokens.first === 1 && from === 1 && to === tokens.limit && base === 0 && source.length === tokens.text.length) {
      this.kinds = tokens.kinds;
      this.starts = tokens.starts;
      this.ends = tokens.ends;
    } else {
      this.part.take(tokens, { from, to, base, length: source.length });
      this.kinds = this.part.kinds;
      this.starts = this.part.starts;
      this.ends = this.part.ends;
    }
    this.hasSimpleStrings = tokens.hasSimpleStrings;
    this.source = source;
    this.dialect = dialect;
    this.next = 1;
    this.now = this.kinds[1]!;
    this.limit = to - from + 1;
    this.last = undefined;
    this.depth = 0;
    if (this.failures.size > 0) this.failures.clear();
    this.drafted = undefined;
    this.inColumnDefinition = false;
    this.inConnectBy = false;
  }

  takeDraft(): Node | undefined {
    return this.drafted;
  }

  draft<N extends Node>(node: N): N {
    this.drafted ??= node;
    return node;
  }

  /** The kind of the token at a place; places out of reach are the end. */
  kindAt(place: number): number {
    return place < this.limit && place >= 0 ? this.kinds[place]! : END;
  }

  kind(n: number): number {
    return this.kindAt(this.next + n - 1);
  }

  token(place: number): Token {
    if (place >= this.limit || place < 1) return (this.last ??= endToken(this.source.length));
    return this.taken(place);
  }

  /** Steps on; tells the place that was the next. */
  advance(): number {
    const place = this.next++;
    this.now = this.kinds[place + 1]!;
    return place;
  }

  /** A token that is there. */
  taken(place: number): Token {
    return new Lexeme(this.source, this.dialect, TOKEN_TYPES[this.kinds[place]!]!, this.starts[place]!, this.ends[place]!);
  }

  /** The token at a place as an identifier. */
  ident(place: number): Ident {
    const start = this.starts[place]!;
    const end = this.ends[place]!;
    const c = this.source.charCodeAt(start);
    const span = { start, end };
    const kind = this.kinds[place]!;
    if (kind >= FIRST_WORD) {
      if (c !== 34 && c !== 96) return { kind: 'ident', value: this.source.slice(start, end), quote: '', span };
      const quote = c === 34 ? '"' : '`';
      const inner = this.source.slice(start + 1, end - 1);
      if (end > start + 1 && this.source.charCodeAt(end - 1) === c && !inner.includes(quote))
        return { kind: 'ident', value: inner, quote, span };
    } else if (kind === STRING && this.hasSimpleStrings) {
      return { kind: 'ident', value: this.source.slice(start + 1, end - 1), quote: "'", span };
    }
    const { value, quote } = this.taken(place);
    return { kind: 'ident', value, quote, span };
  }

  /** The token at a place as a number. */
  number(place: number): Literal {
    const start = this.starts[place]!;
    const end = this.ends[place]!;
    const long = this.source.charCodeAt(end - 1) === 76; // L
    const value = this.source.slice(start, long ? end - 1 : end);
    return long
      ? { kind: 'literal', type: 'number', value, span: { start, end }, long }
      : { kind: 'literal', type: 'number', value, span: { start, end } };
  }

  /** The token at a place as a string. */
  string(place: number): Literal {
    const start = this.starts[place]!;
    const end = this.ends[place]!;
    const value = this.hasSimpleStrings ? this.source.slice(start + 1, end - 1) : this.taken(place).value;
    return { kind: 'literal', type: this.kinds[place] === STRING ? 'string' : 'double_quoted', value, span: { start, end } };
  }

  /** The first `count` of four elements, as a list without room for more. */
  few<X>(count: number, a: X, b: X, c: X, d: X): X[] {
    if (count === 1) return [a];
    if (count === 2) return [a, b];
    return count === 3 ? [a, b, c] : [a, b, c, d];
  }

  LA(n: number): Token {
    return this.token(this.next + n - 1);
  }

  is(n: number, type: TokenType): boolean {
    return isMember(this.kindAt(this.next + n - 1), type);
  }

  isEnd(n: number): boolean {
    return this.next + n - 1 >= this.limit;
  }

  start(): number {
    return this.starts[this.next]!;
  }

  end(): number {
    return this.ends[this.next - 1]!;
  }

  spanOver(start: number, { span }: { readonly span: Span }): Span {
    const end = this.ends[this.next - 1]!;
    return span.start === start && span.end === end ? span : { start, end };
  }

  found(token: Token): string {
    return token.type === END_TYPE ? 'EOF' : textOf(token);
  }

  /** Where a trial goes back to. */
  mark(): Mark {
    const { next, depth, inColumnDefinition, inConnectBy } = this;
    return { next, depth, inColumnDefinition, inConnectBy };
  }

  reset({ next, depth, inColumnDefinition, inConnectBy }: Mark): void {
    this.next = next;
    this.now = this.kinds[next]!;
    this.depth = depth;
    this.inColumnDefinition = inColumnDefinition;
    this.inConnectBy = inConnectBy;
  }

  TRY<R>(_index: number, first: () => R, otherwise: () => R): R {
    const mark = this.mark();
    try {
      return first();
    } catch (refusal) {
      this.retry(refusal, mark);
      return otherwise();
    }
  }

  /** Goes back to the beginning of a trial that was refused. */
  retry(refusal: unknown, mark: Mark): void {
    if (!(refusal instanceof Refusal) || refusal.text === DEPTH_EXCEEDED) throw refusal;
    this.reset(mark);
  }

  FALLBACK<R>(index: number, first: () => R, otherwise: () => R, blame: 'first' | 'otherwise' = 'first'): R {
    const mark = this.mark();
    const place = ((mark.next * 2 + (mark.inColumnDefinition ? 1 : 0)) * 2 + (mark.inConnectBy ? 1 : 0)) * 256 + index;
    let failure = this.failures.get(place);
    if (failure === undefined) {
      try {
        return first();
      } catch (refusal) {
        if (!(refusal instanceof Refusal) || (blame === 'otherwise' && refusal.text === DEPTH_EXCEEDED)) throw refusal;
        failure = refusal;
        if (refusal.text !== DEPTH_EXCEEDED) this.failures.set(place, refusal);
        this.reset(mark);
      }
    }
    try {
      return otherwise();
    } catch (refusal) {
      throw refusal instanceof Refusal && blame === 'first' ? failure : refusal;
    }
  }

  expected(what: string, token: Token = this.LA(1), options: { readonly consumed?: boolean } = {}): never {
    const position = token.type === END_TYPE ? undefined : token.start;
    return this.refuse(
      new Refusal({ text: `Expected: ${what}, found: ${this.found(token)}`, span: token, position, consumed: options.consumed ?? false }),
    );
  }

  expectedHere(what: string, token: Token = this.LA(1)): never {
    return this.refuse(new Refusal({ text: `Expected ${what}, found: ${this.found(token)}`, span: token }));
  }

  syntax(text: string, options: { readonly at?: Token; readonly span?: Token } = {}): never {
    const span = options.span ?? options.at ?? this.LA(1);
    return this.refuse(new Refusal({ text, span, position: options.at?.type === END_TYPE ? undefined : options.at?.start }));
  }

  invalid(statusName: StatusName, message: string, where: Span = this.LA(1)): never {
    return this.refuse(new Refusal({ statusName, prefix: '', text: message, span: where }));
  }

  unsupported(token: Token = this.LA(1)): never {
    return this.invalid('Unsupported', `SQL statement is not supported, keyword: ${this.found(token)}`, token);
  }

  refuse(refusal: Refusal): never {
    // eslint-disable-next-line no-throw-literal -- a refusal is no error and collects no stack
    throw refusal;
  }

  wrap<R>(what: string, body: () => R): R {
    try {
      return body();
    } catch (refusal) {
      throw this.wrapped(refusal, what);
    }
  }

  /** What goes on when something was thrown under a heading. */
  wrapped(refusal: unknown, what: string): unknown {
    if (!(refusal instanceof Refusal) || refusal.prefix !== SQL_SYNTAX) return refusal;
    const token = this.LA(refusal.consumed ? 2 : 1);
    return refusal.under(
      `Unexpected token while parsing SQL statement, expected: '${what}', found: ${this.found(token)}: sql parser error: `,
    );
  }

  deeper<R>(body: () => R): R {
    this.enter();
    const result = body();
    this.depth--;
    return result;
  }

  /** Goes one level deeper. */
  enter(): void {
    if (++this.depth > DEPTH_LIMIT) this.syntax(DEPTH_EXCEEDED);
  }
}

interface Mark {
  readonly next: number;
  readonly depth: number;
  readonly inColumnDefinition: boolean;
  readonly inConnectBy: boolean;
}

function endToken(offset: number): Token {
  return { type: END_TYPE, start: offset, end: offset, image: '', quote: '', value: '' };
}
