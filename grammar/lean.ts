import type { Alternatives, ConsumeOptions, Engine, Gated, Rule, SubruleOptions } from './engine.ts';
import { grammar, type Grammar } from './grammar.ts';
import { isMember } from './kinds.ts';
import { lookaheadOf, type RuleLookahead } from './lookahead.ts';
import { Runtime } from './runtime.ts';
import type { Token, TokenType } from './tokens.ts';

/** No rule takes more than four arguments; passing them one by one is what the machine does best. */
type AnyRule<R> = (a?: unknown, b?: unknown, c?: unknown, d?: unknown) => R;

/**
 * Runs the same rules as Chevrotain, over the lexer's columns: look-ahead is a table per rule that was computed from Chevrotain's own
 * recording of the grammar, and nothing is constructed at start. In the shipped bundles the rules are compiled (`scripts/compile`), and
 * `compiled.ts` stands in for this file.
 */
export class LeanEngine extends Runtime implements Engine {
  readonly rules: Grammar;
  private lookahead: RuleLookahead;

  constructor() {
    super();
    this.lookahead = lookaheadOf('statement');
    this.rules = grammar(this);
  }

  run<A extends readonly unknown[], R>(rule: Rule<A, R>, ...args: A): R {
    return rule(...args);
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

  protected take(type: TokenType, options: ConsumeOptions | undefined): Token {
    const at = this.next;
    if (!isMember(this.kinds[at]!, type)) return this.expected(options?.ERR_MSG ?? type.LABEL);
    this.next = at + 1;
    return this.token(at);
  }

  CONSUME(type: TokenType, options?: ConsumeOptions): Token {
    return this.take(type, options);
  }
  CONSUME1(type: TokenType, options?: ConsumeOptions): Token {
    return this.take(type, options);
  }
  CONSUME2(type: TokenType, options?: ConsumeOptions): Token {
    return this.take(type, options);
  }
  CONSUME3(type: TokenType, options?: ConsumeOptions): Token {
    return this.take(type, options);
  }
  CONSUME4(type: TokenType, options?: ConsumeOptions): Token {
    return this.take(type, options);
  }
  CONSUME5(type: TokenType, options?: ConsumeOptions): Token {
    return this.take(type, options);
  }
  CONSUME6(type: TokenType, options?: ConsumeOptions): Token {
    return this.take(type, options);
  }
  CONSUME7(type: TokenType, options?: ConsumeOptions): Token {
    return this.take(type, options);
  }
  CONSUME8(type: TokenType, options?: ConsumeOptions): Token {
    return this.take(type, options);
  }
  CONSUME9(type: TokenType, options?: ConsumeOptions): Token {
    return this.take(type, options);
  }
  consume(_index: number, type: TokenType, options?: ConsumeOptions): Token {
    return this.take(type, options);
  }

  private call<A extends readonly unknown[], R>(rule: Rule<A, R>, options: SubruleOptions<A> | undefined): R {
    const run = rule as unknown as AnyRule<R>;
    if (options === undefined) return run();
    const { ARGS } = options;
    return run(ARGS[0], ARGS[1], ARGS[2], ARGS[3]);
  }

  SUBRULE<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R {
    return this.call(rule, options);
  }
  SUBRULE1<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R {
    return this.call(rule, options);
  }
  SUBRULE2<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R {
    return this.call(rule, options);
  }
  SUBRULE3<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R {
    return this.call(rule, options);
  }
  SUBRULE4<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R {
    return this.call(rule, options);
  }
  SUBRULE5<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R {
    return this.call(rule, options);
  }
  SUBRULE6<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R {
    return this.call(rule, options);
  }
  SUBRULE7<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R {
    return this.call(rule, options);
  }
  SUBRULE8<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R {
    return this.call(rule, options);
  }
  SUBRULE9<A extends readonly unknown[], R>(rule: Rule<A, R>, options?: SubruleOptions<A>): R {
    return this.call(rule, options);
  }
  subrule<A extends readonly unknown[], R>(_index: number, rule: Rule<A, R>, options?: SubruleOptions<A>): R {
    return this.call(rule, options);
  }

  or<R>(index: number, alternatives: Alternatives<R>): R {
    const { first, sets } = this.lookahead.or(index);
    const ways = 'DEF' in alternatives ? alternatives.DEF : alternatives;
    const kind = this.kinds[this.next]!;
    for (let i = first[kind]!; i < ways.length; i++) {
      if (sets[i]![kind] !== 1) continue;
      const { GATE, ALT } = ways[i]!;
      if (GATE === undefined || GATE()) return ALT();
    }
    return 'DEF' in alternatives ? this.expected(alternatives.ERR_MSG) : this.unsupported();
  }

  OR<R>(alternatives: Alternatives<R>): R {
    return this.or(0, alternatives);
  }
  OR1<R>(alternatives: Alternatives<R>): R {
    return this.or(1, alternatives);
  }
  OR2<R>(alternatives: Alternatives<R>): R {
    return this.or(2, alternatives);
  }
  OR3<R>(alternatives: Alternatives<R>): R {
    return this.or(3, alternatives);
  }
  OR4<R>(alternatives: Alternatives<R>): R {
    return this.or(4, alternatives);
  }
  OR5<R>(alternatives: Alternatives<R>): R {
    return this.or(5, alternatives);
  }
  OR6<R>(alternatives: Alternatives<R>): R {
    return this.or(6, alternatives);
  }
  OR7<R>(alternatives: Alternatives<R>): R {
    return this.or(7, alternatives);
  }
  OR8<R>(alternatives: Alternatives<R>): R {
    return this.or(8, alternatives);
  }
  OR9<R>(alternatives: Alternatives<R>): R {
    return this.or(9, alternatives);
  }

  option<R>(index: number, body: Gated<R>): R | undefined {
    // The gate goes first, as in Chevrotain: some of them refuse a token that no rule takes.
    if (typeof body !== 'function' && !body.GATE()) return undefined;
    if (this.lookahead.option(index)[this.kinds[this.next]!] !== 1) return undefined;
    return typeof body === 'function' ? body() : body.DEF();
  }

  OPTION<R>(body: Gated<R>): R | undefined {
    return this.option(0, body);
  }
  OPTION1<R>(body: Gated<R>): R | undefined {
    return this.option(1, body);
  }
  OPTION2<R>(body: Gated<R>): R | undefined {
    return this.option(2, body);
  }
  OPTION3<R>(body: Gated<R>): R | undefined {
    return this.option(3, body);
  }
  OPTION4<R>(body: Gated<R>): R | undefined {
    return this.option(4, body);
  }
  OPTION5<R>(body: Gated<R>): R | undefined {
    return this.option(5, body);
  }
  OPTION6<R>(body: Gated<R>): R | undefined {
    return this.option(6, body);
  }
  OPTION7<R>(body: Gated<R>): R | undefined {
    return this.option(7, body);
  }
  OPTION8<R>(body: Gated<R>): R | undefined {
    return this.option(8, body);
  }
  OPTION9<R>(body: Gated<R>): R | undefined {
    return this.option(9, body);
  }

  many(index: number, body: Gated<unknown>): void {
    const set = this.lookahead.many(index);
    const { GATE, DEF } = typeof body === 'function' ? { GATE: always, DEF: body } : body;
    // The gate goes first, as in Chevrotain: one of them refuses operators that no rule takes.
    while (GATE() && set[this.kinds[this.next]!] === 1) {
      const before = this.next;
      DEF();
      if (this.next === before) return;
    }
  }

  MANY(body: Gated<unknown>): void {
    this.many(0, body);
  }
  MANY1(body: Gated<unknown>): void {
    this.many(1, body);
  }
  MANY2(body: Gated<unknown>): void {
    this.many(2, body);
  }
  MANY3(body: Gated<unknown>): void {
    this.many(3, body);
  }
  MANY4(body: Gated<unknown>): void {
    this.many(4, body);
  }
  MANY5(body: Gated<unknown>): void {
    this.many(5, body);
  }
  MANY6(body: Gated<unknown>): void {
    this.many(6, body);
  }
  MANY7(body: Gated<unknown>): void {
    this.many(7, body);
  }
  MANY8(body: Gated<unknown>): void {
    this.many(8, body);
  }
  MANY9(body: Gated<unknown>): void {
    this.many(9, body);
  }

  ACTION<R>(body: () => R): R {
    return body();
  }

  override TRY<R>(index: number, first: () => R, otherwise: () => R): R {
    const { lookahead } = this;
    return super.TRY(index, first, () => this.in(lookahead, otherwise));
  }

  override FALLBACK<R>(index: number, first: () => R, otherwise: () => R, blame?: 'first' | 'otherwise'): R {
    const { lookahead } = this;
    return super.FALLBACK(index, first, () => this.in(lookahead, otherwise), blame);
  }

  /** The look-ahead of the rule that tries; the refused way left another one behind. */
  private in<R>(lookahead: RuleLookahead, body: () => R): R {
    this.lookahead = lookahead;
    return body();
  }
}

function always(): boolean {
  return true;
}
