import type { Node } from './ast.ts';
import { DIALECTS, type Dialect } from './dialect.ts';
import type { Alternatives, ConsumeOptions, Engine, Gated, Rule, SubruleOptions } from './engine.ts';
import { Refusal, SQL_SYNTAX } from './fault.ts';
import { grammar, type Grammar } from './grammar.ts';
import { textOf, tokenAt, type Tokens } from './lexer.ts';
import { lookaheadOf, MEMBERS, type RuleLookahead } from './lookahead.ts';
import type { Span } from './span.ts';
import type { StatusName } from './status.ts';
import { TOKEN_TYPES, type Token, type TokenType } from './tokens.ts';

/** sqlparser's `DEFAULT_REMAINING_DEPTH`. */
const DEPTH_LIMIT = 50;
const DEPTH_EXCEEDED = 'recursion limit exceeded';

/** The kind after the last stands for the end of the text. */
const END = TOKEN_TYPES.length;
const END_TYPE: TokenType = { name: 'EOF', kind: -1, LABEL: 'EOF', CATEGORIES: [] };
const NO_TOKENS: Tokens = {
  text: '', dialect: DIALECTS.http, count: 0, kinds: new Uint16Array(0), starts: new Int32Array(0), ends: new Int32Array(0), comments: [],
};

/** No rule takes more than four arguments; passing them one by one is what the machine does best. */
type AnyRule<R> = (a?: unknown, b?: unknown, c?: unknown, d?: unknown) => R;

/**
 * Runs the same rules as Chevrotain, over the lexer's columns: look-ahead is a table per rule that was computed from Chevrotain's own
 * recording of the grammar, and nothing is constructed at start. One instance serves every parse.
 */
export class LeanEngine implements Engine {
  readonly RECORDING_PHASE = false;
  readonly rules: Grammar;
  dialect: Dialect = DIALECTS.http;
  source = '';
  inColumnDefinition = false;
  inConnectBy = false;
  private tokens: Tokens = NO_TOKENS;
  /** The token that comes next, and one past the last. */
  private next = 0;
  private limit = 0;
  private lookahead: RuleLookahead;
  private made: (Token | undefined)[] = [];
  private last: Token = endToken(0);
  private depth = 0;
  private readonly failures = new Map<number, Refusal>();
  private drafted: Node | undefined;

  constructor() {
    this.lookahead = lookaheadOf('statement');
    this.rules = grammar(this);
  }

  load(tokens: Tokens, dialect: Dialect, from = 0, to = tokens.count): void {
    this.tokens = tokens;
    this.source = tokens.text;
    this.dialect = dialect;
    this.next = from;
    this.limit = to;
    this.made = [];
    this.last = endToken(tokens.text.length);
    this.depth = 0;
    if (this.failures.size > 0) this.failures.clear();
    this.drafted = undefined;
    this.inColumnDefinition = false;
    this.inConnectBy = false;
  }

  run<A extends readonly unknown[], R>(rule: Rule<A, R>, ...args: A): R {
    return rule(...args);
  }

  takeDraft(): Node | undefined {
    return this.drafted;
  }

  draft<N extends Node>(node: N): N {
    this.drafted ??= node;
    return node;
  }

  RULE<A extends readonly unknown[], R>(name: string, body: (...args: A) => R): Rule<A, R> {
    const own = lookaheadOf(name);
    // A refusal leaves `lookahead` behind; TRY and FALLBACK put it back.
    const rule = (a?: unknown, b?: unknown, c?: unknown, d?: unknown): R => {
      const outer = this.lookahead;
      this.lookahead = own;
      const result = (body as unknown as AnyRule<R>)(a, b, c, d);
      this.lookahead = outer;
      return result;
    };
    return Object.assign(rule as unknown as (...args: A) => R, { ruleName: name });
  }

  private kindAt(index: number): number {
    return index < this.limit ? this.tokens.kinds[index]! : END;
  }

  private take(type: TokenType, options: ConsumeOptions | undefined): Token {
    const at = this.next;
    const kind = this.kindAt(at);
    if (kind === type.kind || MEMBERS[type.kind]?.[kind] === 1) {
      this.next = at + 1;
      return this.token(at);
    }
    return this.expected(options?.ERR_MSG ?? type.LABEL);
  }

  private token(index: number): Token {
    if (index >= this.limit || index < 0) return this.last;
    return (this.made[index] ??= tokenAt(this.tokens, index));
  }

  CONSUME(type: TokenType, options?: ConsumeOptions): Token { return this.take(type, options); }
  CONSUME1(type: TokenType, options?: ConsumeOptions): Token { return this.take(type, options); }
  CONSUME2(type: TokenType, options?: ConsumeOptions): Token { return this.take(type, options); }
  CONSUME3(type: TokenType, options?: ConsumeOptions): Token { return this.take(type, options); }
  CONSUME4(type: TokenType, options?: ConsumeOptions): Token { return this.take(type, options); }
  CONSUME5(type: TokenType, options?: ConsumeOptions): Token { return this.take(type, options); }
  CONSUME6(type: TokenType, options?: ConsumeOptions): Token { return this.take(type, options); }
  CONSUME7(type: TokenType, options?: ConsumeOptions): Token { return this.take(type, options); }
  CONSUME8(type: TokenType, options?: ConsumeOptions): Token { return this.take(type, options); }
  CONSUME9(type: TokenType, options?: ConsumeOptions): Token { return this.take(type, options); }
  consume(_index: number, type: TokenType, options?: ConsumeOptions): Token { return this.take(type, options); }

  private call<A extends readonly unknown[], R>(rule: Rule<A, R>, options: SubruleOptions<A> | undefined): R {
    const run = rule as unknown as AnyRule<R>;
    if (options === undefined) return run();
    const { ARGS } = options;
    return run(ARGS[0], ARGS[1], ARGS[2], ARGS[3]);
  }

  SUBRULE<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R { return this.call(rule, options); }
  SUBRULE1<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R { return this.call(rule, options); }
  SUBRULE2<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R { return this.call(rule, options); }
  SUBRULE3<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R { return this.call(rule, options); }
  SUBRULE4<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R { return this.call(rule, options); }
  SUBRULE5<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R { return this.call(rule, options); }
  SUBRULE6<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R { return this.call(rule, options); }
  SUBRULE7<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R { return this.call(rule, options); }
  SUBRULE8<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R { return this.call(rule, options); }
  SUBRULE9<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R { return this.call(rule, options); }
  subrule<A extends readonly unknown[], R>(_index: number, rule: Rule<A, R>, options?: SubruleOptions<A>): R { return this.call(rule, options); }

  or<R>(index: number, alternatives: Alternatives<R>): R {
    const { first, sets } = this.lookahead.or(index);
    const ways = 'DEF' in alternatives ? alternatives.DEF : alternatives;
    const kind = this.kindAt(this.next);
    for (let i = first[kind]!; i < ways.length; i++) {
      if (sets[i]![kind] !== 1) continue;
      const { GATE, ALT } = ways[i]!;
      if (GATE === undefined || GATE()) return ALT();
    }
    return 'DEF' in alternatives ? this.expected(alternatives.ERR_MSG) : this.unsupported();
  }

  OR<R>(alternatives: Alternatives<R>): R { return this.or(0, alternatives); }
  OR1<R>(alternatives: Alternatives<R>): R { return this.or(1, alternatives); }
  OR2<R>(alternatives: Alternatives<R>): R { return this.or(2, alternatives); }
  OR3<R>(alternatives: Alternatives<R>): R { return this.or(3, alternatives); }
  OR4<R>(alternatives: Alternatives<R>): R { return this.or(4, alternatives); }
  OR5<R>(alternatives: Alternatives<R>): R { return this.or(5, alternatives); }
  OR6<R>(alternatives: Alternatives<R>): R { return this.or(6, alternatives); }
  OR7<R>(alternatives: Alternatives<R>): R { return this.or(7, alternatives); }
  OR8<R>(alternatives: Alternatives<R>): R { return this.or(8, alternatives); }
  OR9<R>(alternatives: Alternatives<R>): R { return this.or(9, alternatives); }

  option<R>(index: number, body: Gated<R>): R | undefined {
    // The gate goes first, as in Chevrotain: some of them refuse a token that no rule takes.
    if (typeof body !== 'function' && !body.GATE()) return undefined;
    if (this.lookahead.option(index)[this.kindAt(this.next)] !== 1) return undefined;
    return typeof body === 'function' ? body() : body.DEF();
  }

  OPTION<R>(body: Gated<R>): R | undefined { return this.option(0, body); }
  OPTION1<R>(body: Gated<R>): R | undefined { return this.option(1, body); }
  OPTION2<R>(body: Gated<R>): R | undefined { return this.option(2, body); }
  OPTION3<R>(body: Gated<R>): R | undefined { return this.option(3, body); }
  OPTION4<R>(body: Gated<R>): R | undefined { return this.option(4, body); }
  OPTION5<R>(body: Gated<R>): R | undefined { return this.option(5, body); }
  OPTION6<R>(body: Gated<R>): R | undefined { return this.option(6, body); }
  OPTION7<R>(body: Gated<R>): R | undefined { return this.option(7, body); }
  OPTION8<R>(body: Gated<R>): R | undefined { return this.option(8, body); }
  OPTION9<R>(body: Gated<R>): R | undefined { return this.option(9, body); }

  many(index: number, body: Gated<unknown>): void {
    const set = this.lookahead.many(index);
    const { GATE, DEF } = typeof body === 'function' ? { GATE: always, DEF: body } : body;
    // The gate goes first, as in Chevrotain: one of them refuses operators that no rule takes.
    while (GATE() && set[this.kindAt(this.next)] === 1) {
      const before = this.next;
      DEF();
      if (this.next === before) return;
    }
  }

  MANY(body: Gated<unknown>): void { this.many(0, body); }
  MANY1(body: Gated<unknown>): void { this.many(1, body); }
  MANY2(body: Gated<unknown>): void { this.many(2, body); }
  MANY3(body: Gated<unknown>): void { this.many(3, body); }
  MANY4(body: Gated<unknown>): void { this.many(4, body); }
  MANY5(body: Gated<unknown>): void { this.many(5, body); }
  MANY6(body: Gated<unknown>): void { this.many(6, body); }
  MANY7(body: Gated<unknown>): void { this.many(7, body); }
  MANY8(body: Gated<unknown>): void { this.many(8, body); }
  MANY9(body: Gated<unknown>): void { this.many(9, body); }

  ACTION<R>(body: () => R): R {
    return body();
  }

  LA(n: number): Token {
    return this.token(this.next + n - 1);
  }

  is(n: number, type: TokenType): boolean {
    const kind = this.kindAt(this.next + n - 1);
    return kind === type.kind || MEMBERS[type.kind]?.[kind] === 1;
  }

  isEnd(n: number): boolean {
    return this.next + n - 1 >= this.limit;
  }

  start(): number {
    return this.next < this.limit ? this.tokens.starts[this.next]! : this.source.length;
  }

  end(): number {
    return this.next > 0 ? this.tokens.ends[this.next - 1]! : this.source.length;
  }

  found(token: Token): string {
    return token === this.last ? 'EOF' : textOf(token);
  }

  TRY<R>(_index: number, first: () => R, otherwise: () => R): R {
    const { next, depth, inColumnDefinition, inConnectBy, lookahead } = this;
    try {
      return first();
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.text === DEPTH_EXCEEDED) throw refusal;
      this.restore(next, depth, inColumnDefinition, inConnectBy, lookahead);
      return otherwise();
    }
  }

  FALLBACK<R>(index: number, first: () => R, otherwise: () => R, blame: 'first' | 'otherwise' = 'first'): R {
    const { next, depth, inColumnDefinition, inConnectBy, lookahead } = this;
    const place = ((next * 2 + (inColumnDefinition ? 1 : 0)) * 2 + (inConnectBy ? 1 : 0)) * 256 + index;
    let failure = this.failures.get(place);
    if (failure === undefined) {
      try {
        return first();
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        failure = refusal;
        if (refusal.text !== DEPTH_EXCEEDED) this.failures.set(place, refusal);
        this.restore(next, depth, inColumnDefinition, inConnectBy, lookahead);
      }
    }
    try {
      return otherwise();
    } catch (refusal) {
      throw refusal instanceof Refusal && blame === 'first' ? failure : refusal;
    }
  }

  private restore(next: number, depth: number, inColumnDefinition: boolean, inConnectBy: boolean, lookahead: RuleLookahead): void {
    this.next = next;
    this.depth = depth;
    this.inColumnDefinition = inColumnDefinition;
    this.inConnectBy = inConnectBy;
    this.lookahead = lookahead;
  }

  expected(what: string, token: Token = this.LA(1), options: { readonly consumed?: boolean } = {}): never {
    const position = token === this.last ? undefined : token.start;
    return this.refuse(
      new Refusal({ text: `Expected: ${what}, found: ${this.found(token)}`, span: token, position, consumed: options.consumed ?? false }),
    );
  }

  expectedHere(what: string, token: Token = this.LA(1)): never {
    return this.refuse(new Refusal({ text: `Expected ${what}, found: ${this.found(token)}`, span: token }));
  }

  syntax(text: string, options: { readonly at?: Token; readonly span?: Token } = {}): never {
    const span = options.span ?? options.at ?? this.LA(1);
    return this.refuse(new Refusal({ text, span, position: options.at === this.last ? undefined : options.at?.start }));
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
      if (!(refusal instanceof Refusal) || refusal.prefix !== SQL_SYNTAX) throw refusal;
      const token = this.LA(refusal.consumed ? 2 : 1);
      throw refusal.under(
        `Unexpected token while parsing SQL statement, expected: '${what}', found: ${this.found(token)}: sql parser error: `,
      );
    }
  }

  deeper<R>(body: () => R): R {
    if (++this.depth > DEPTH_LIMIT) this.syntax(DEPTH_EXCEEDED);
    const result = body();
    this.depth--;
    return result;
  }
}

function always(): boolean {
  return true;
}

function endToken(offset: number): Token {
  return { type: END_TYPE, start: offset, end: offset, image: '', quote: '', value: '' };
}
