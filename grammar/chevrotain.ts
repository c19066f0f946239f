import { EmbeddedActionsParser, EOF, type IToken, type TokenType as ChevrotainTokenType } from 'chevrotain';
import type { Node } from './ast.ts';
import { DIALECTS, type Dialect } from './dialect.ts';
import type { ConsumeOptions, Engine, Rule } from './engine.ts';
import { Refusal } from './fault.ts';
import { grammar, type Grammar } from './grammar.ts';
import { textOf, tokenAt, type Tokens } from './lexer.ts';
import type { Span } from './span.ts';
import type { StatusName } from './status.ts';
import { END, TOKEN_TYPES, type Token, type TokenType } from './tokens.ts';

/** sqlparser's `DEFAULT_REMAINING_DEPTH`. */
const DEPTH_LIMIT = 50;
const DEPTH_EXCEEDED = 'recursion limit exceeded';

/** Stands before each rule's name in the recorded grammar. */
export const RULE_PREFIX = 'rule.';

/** A token in the two shapes at once: ours for the rules, Chevrotain's for its matcher. */
type EngineToken = Token & IToken;

/** Runs the grammar on Chevrotain itself. One instance serves every parse. */
export class ChevrotainEngine extends EmbeddedActionsParser {
  readonly rules: Grammar;
  dialect: Dialect = DIALECTS.http;
  source = '';
  inColumnDefinition = false;
  inConnectBy = false;
  rangesRead = 0;
  private depth = 0;
  /** Where the first choice of a `FALLBACK` has refused already, and how. */
  private readonly failures = new Map<number, Refusal>();
  private drafted: Node | undefined;
  private last: EngineToken = endToken(0);

  constructor(options: { readonly validate?: boolean } = {}) {
    super(TOKEN_TYPES as unknown as ChevrotainTokenType[], {
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations: options.validate !== true,
      nodeLocationTracking: 'none',
    });
    this.rules = grammar(this as unknown as Engine);
    this.performSelfAnalysis();
  }

  /** Chevrotain keeps each rule as a property under its name: the prefix keeps `option` or `call` from hiding its own methods. */
  override RULE<F extends (...args: never[]) => unknown>(name: string, body: F): F & { readonly ruleName: string } {
    return super.RULE(RULE_PREFIX + name, body as never) as never;
  }

  /** Prepares a parse of `tokens[from, to)`. */
  load(tokens: Tokens, dialect: Dialect, from = 0, to = tokens.count): void {
    const vector: EngineToken[] = [];
    for (let i = from; i < to; i++) {
      const token = tokenAt(tokens, i) as EngineToken;
      token.tokenTypeIdx = (token.type as unknown as ChevrotainTokenType).tokenTypeIdx!;
      vector.push(token);
    }
    this.input = vector;
    this.source = tokens.text;
    this.dialect = dialect;
    this.last = endToken(tokens.text.length);
    this.depth = 0;
    this.failures.clear();
    this.drafted = undefined;
    this.inColumnDefinition = false;
    this.inConnectBy = false;
  }

  /** Runs a rule from the first token. */
  run<A extends readonly unknown[], R>(rule: Rule<A, R>, ...args: A): R {
    return rule.apply(this, args as never);
  }

  /** What the refused statement had become. */
  takeDraft(): Node | undefined {
    return this.drafted;
  }

  draft<N extends Node>(node: N): N {
    if (!this.RECORDING_PHASE) this.drafted ??= node;
    return node;
  }

  override LA(n: number): EngineToken {
    const token = super.LA(n) as EngineToken;
    return token.type === undefined ? this.last : token;
  }

  /** While the grammar is recorded, every look-ahead sees the end of the text. */
  LA_RECORD(_n: number): EngineToken {
    return this.last;
  }

  is(n: number, type: TokenType): boolean {
    const own = this.LA(n).type;
    return own === type || own.CATEGORIES.includes(type) || own.CATEGORIES.some(category => category.CATEGORIES.includes(type));
  }

  kind(n: number): number {
    const { kind } = this.LA(n).type;
    return kind < 0 ? END : kind;
  }

  isEnd(n: number): boolean {
    return this.LA(n) === this.last;
  }

  start(): number {
    return this.RECORDING_PHASE ? 0 : this.LA(1).start;
  }

  end(): number {
    return this.RECORDING_PHASE ? 0 : this.LA(0).end;
  }

  spanOver(start: number, part: { readonly span: Span }): Span {
    const end = this.end();
    return !this.RECORDING_PHASE && part.span.start === start && part.span.end === end ? part.span : { start, end };
  }

  found(token: Token): string {
    return token === this.last ? 'EOF' : textOf(token);
  }

  TRY<R>(index: number, first: () => R, otherwise: () => R): R {
    if (this.RECORDING_PHASE) return this.or(index, choice(first, otherwise)) as R;
    const position = this.exportPosition();
    const { depth, inColumnDefinition, inConnectBy } = this;
    try {
      return first();
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.text === DEPTH_EXCEEDED) throw refusal;
      this.restore(position, depth, inColumnDefinition, inConnectBy);
      return otherwise();
    }
  }

  FALLBACK<R>(index: number, first: () => R, otherwise: () => R, blame: 'first' | 'otherwise' = 'first'): R {
    if (this.RECORDING_PHASE) return this.or(index, choice(first, otherwise)) as R;
    const position = this.exportPosition();
    const { depth, inColumnDefinition, inConnectBy } = this;
    const place = ((position * 2 + (inColumnDefinition ? 1 : 0)) * 2 + (inConnectBy ? 1 : 0)) * 256 + index;
    let failure = this.failures.get(place);
    if (failure === undefined) {
      try {
        return first();
      } catch (refusal) {
        if (!(refusal instanceof Refusal) || (blame === 'otherwise' && refusal.text === DEPTH_EXCEEDED)) throw refusal;
        failure = refusal;
        if (refusal.text !== DEPTH_EXCEEDED) this.failures.set(place, refusal);
        this.restore(position, depth, inColumnDefinition, inConnectBy);
      }
    }
    try {
      return otherwise();
    } catch (refusal) {
      throw refusal instanceof Refusal && blame === 'first' ? failure : refusal;
    }
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
    if (this.RECORDING_PHASE) return body();
    try {
      return body();
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.prefix !== SQL_PREFIX) throw refusal;
      const token = this.LA(refusal.consumed ? 2 : 1);
      throw refusal.under(
        `Unexpected token while parsing SQL statement, expected: '${what}', found: ${this.found(token)}: sql parser error: `,
      );
    }
  }

  deeper<R>(body: () => R): R {
    if (this.RECORDING_PHASE) return body();
    if (++this.depth > DEPTH_LIMIT) this.syntax(DEPTH_EXCEEDED);
    const result = body();
    this.depth--;
    return result;
  }

  // Chevrotain's own errors search the whole look-ahead for their texts; ours say what sqlparser says, at no cost.
  consumeInternalError(type: ChevrotainTokenType, _next: IToken, options: ConsumeOptions | undefined): never {
    return this.expected(options?.ERR_MSG ?? type.LABEL ?? type.name);
  }

  raiseNoAltException(_occurrence: number, message: string | undefined): never {
    return message === undefined ? this.unsupported() : this.expected(message);
  }

  raiseEarlyExitException(_occurrence: number, _kind: unknown, message: string | undefined): never {
    return this.raiseNoAltException(0, message);
  }

  private restore(position: number, depth: number, inColumnDefinition: boolean, inConnectBy: boolean): void {
    this.importPosition(position);
    this.depth = depth;
    this.inColumnDefinition = inColumnDefinition;
    this.inConnectBy = inConnectBy;
  }

  private exportPosition(): number {
    return (this as unknown as { exportLexerState(): number }).exportLexerState();
  }

  private importPosition(position: number): void {
    (this as unknown as { importLexerState(state: number): void }).importLexerState(position);
  }
}

const SQL_PREFIX = 'Invalid SQL syntax: sql parser error: ';

/** Both ways of a trial as alternatives of the recorded grammar; that they may begin alike is their nature. */
function choice<R>(first: () => R, otherwise: () => R): { ALT: () => R; IGNORE_AMBIGUITIES?: boolean }[] {
  return [{ ALT: first, IGNORE_AMBIGUITIES: true }, { ALT: otherwise }];
}

function endToken(offset: number): EngineToken {
  const type = { name: 'EOF', kind: -1, LABEL: 'EOF', CATEGORIES: [] };
  return { type, start: offset, end: offset, image: '', quote: '', value: '', tokenTypeIdx: EOF.tokenTypeIdx! } as unknown as EngineToken;
}
