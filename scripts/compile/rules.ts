import type { CallExpression, Expression, MemberExpression, Node, ObjectExpression } from 'acorn';
import { END, T, TOKEN_TYPES, type TokenType } from '../../grammar/tokens.ts';
import { Decisions, membersOf, setsOf } from './decisions.ts';
import { Lowering, type Lambda, type Lowered, type Sink } from './lowering.ts';

/** So far ahead compiled rules look without asking where the text ends (`MARGIN` of the runtime, less the token itself). */
const NEAR = 6;
const NEXT = '$.kinds[$.next]';

/** What a call of the DSL says: `$.OPTION2(…)`, `$.option(10, …)`. */
interface Verb {
  readonly name: string;
  readonly args: readonly Expression[];
  /** The index suffix; absent where it depends on a parameter. */
  readonly index: number | undefined;
}

/** Lowers the calls of one family of rules on the engine, which is called `$` everywhere, to what they do. */
export class RuleLowering extends Lowering {
  /** Rules of other families that were met: they must be imported. */
  readonly rulesUsed = new Set<string>();
  /** Tables of the rules stand beside them, in the family's function: there they are constants to the machine. */
  readonly own = new Decisions('__own');
  readonly shared = new Decisions('__shared');
  private readonly same: ReadonlyMap<string, string>;
  private isInside = false;
  private rule = '';
  /** Values of parameters that only number the calls (`occurrence` of `list`). */
  private readonly numbers = new Map<string, number>();

  /** `same`: rules that only call another one with constant arguments, and that call. */
  constructor(source: string, assigned: ReadonlySet<string>, same: ReadonlyMap<string, string>) {
    super(source, assigned);
    this.same = same;
  }

  private get decisions(): Decisions {
    return this.isInside ? this.own : this.shared;
  }

  /** A declaration in the family's function. */
  inner(node: Node): string {
    this.isInside = true;
    const lowered = this.topLevel(node);
    this.isInside = false;
    return lowered;
  }

  /** A rule as a function. */
  ruleFunction(name: string, body: Lambda): string {
    this.rule = name;
    this.isInside = true;
    const lowered = this.lambda(body, `function ${nameOfRule(name)}`);
    this.isInside = false;
    this.rule = '';
    return lowered;
  }

  // ── what becomes statements ───────────────────────────────────────────────────────────────────────────────────────────────
  protected override statements(node: Expression, sink: Sink): string | undefined {
    if (
      node.type === 'CallExpression' &&
      node.callee.type === 'Identifier' &&
      (node.callee.name === 'list' || node.callee.name === 'list0')
    ) {
      return node.callee.name === 'list' ? this.list(node, sink) : this.list0(node, sink);
    }
    const verb = this.verb(node);
    if (verb === undefined) return undefined;
    switch (verb.name) {
      case 'OR':
        return this.or(node, verb, sink);
      case 'OPTION':
        return this.option(node, verb, sink);
      case 'MANY':
        return this.many(node, verb);
      case 'ACTION':
        return this.body(this.asLambda(verb.args[0]!), sink);
      case 'CONSUME': {
        if (sink.kind !== 'void' && sink.kind !== 'flag') return undefined;
        const { test, refusal } = this.consumption(verb);
        return `if (${test}) $.next++; else ${refusal};\n${sink.kind === 'flag' ? `${sink.name} = true;` : ''}`;
      }
      case 'deeper': {
        const result = this.fresh();
        const inner = this.body(this.asLambda(verb.args[0]!), { kind: 'assign', name: result });
        return `let ${result};\n$.enter();\n${inner}\n$.depth--;\n${this.put(result, sink)}`;
      }
      case 'wrap': {
        const what = this.lower(verb.args[0]!);
        const name = this.fresh();
        const inner = this.body(this.asLambda(verb.args[1]!), sink);
        return `${what.before}const ${name} = ${what.code};\ntry {${inner}} catch (refusal) { throw $.wrapped(refusal, ${name}); }`;
      }
      case 'TRY': {
        const mark = this.fresh();
        const first = this.body(this.asLambda(verb.args[1]!), sink);
        const otherwise = this.body(this.asLambda(verb.args[2]!), sink);
        return `const ${mark} = $.mark();\ntry {${first}} catch (refusal) {$.retry(refusal, ${mark});\n${otherwise}}`;
      }
      default:
        return undefined;
    }
  }

  private or(node: Node, { args, index }: Verb, sink: Sink): string {
    const [first] = args;
    const definition = first!.type === 'ObjectExpression' ? this.fieldOf(first, 'DEF')! : first!;
    const message = first!.type === 'ObjectExpression' ? this.fieldOf(first, 'ERR_MSG') : undefined;
    if (definition.type !== 'ArrayExpression') return this.fail(node, 'alternatives must be written out');
    const sets = setsOf(this.inRule(node), 'or', this.indexed(node, index));
    if (sets.length !== definition.elements.length) this.fail(node, 'the look-ahead tables are stale (npm run generate)');
    const label = this.fresh();
    const kind = this.fresh();
    const ways = definition.elements.map((element, i) => {
      const alternative = element as ObjectExpression;
      const gate = this.fieldOf(alternative, 'GATE');
      const body = this.body(this.asLambda(this.fieldOf(alternative, 'ALT')!), sink);
      const taken = sink.kind === 'return' ? body : `${body}\nbreak ${label};`;
      return { set: sets[i]!, gate: gate === undefined ? '' : this.gate(gate), taken };
    });
    const failure = message === undefined ? '$.unsupported();' : `$.expected(${this.plain(message)});`;
    return `${label}: {const ${kind} = ${NEXT};\n${this.choice(kind, ways)}\n${failure}}`;
  }

  private choice(kind: string, ways: readonly { readonly set: Uint8Array; readonly gate: string; readonly taken: string }[]): string {
    const tested = ({ set, gate, taken }: (typeof ways)[number]): string =>
      `if (${[this.decisions.isIn(kind, set), gate].filter(test => test !== '' && test !== 'true').join(' && ') || 'true'}) {${taken}}`;
    if (ways.length < 4) return ways.map(tested).join('\n');
    const members = ways.map(({ set }) => membersOf(set));
    const all = members.flat();
    if (all.length === new Set(all).size && all.length <= 40) {
      // Every kind has one way.
      const cases = ways.map(
        ({ gate, taken }, i) =>
          `${members[i]!.map(member => `case ${member}:`).join(' ')} ${gate === '' ? `{${taken}}` : `if (${gate}) {${taken}}`} break;`,
      );
      return `switch (${kind}) {${cases.join('\n')}}`;
    }
    // From the first way that fits on, one after the other.
    const cases = ways.map((way, i) => `case ${i}: ${tested(way)}`);
    return `switch (${this.decisions.firstOf(ways.map(({ set }) => set))}[${kind}]) {${cases.join('\n')}}`;
  }

  private option(node: Node, { args, index }: Verb, sink: Sink): string {
    const { gate, body } = this.gated(args[0]!);
    const set = setsOf(this.inRule(node), 'option', this.indexed(node, index));
    const test = [this.decisions.isIn(NEXT, set), gate].filter(one => one !== '' && one !== 'true').join(' && ') || 'true';
    const inner = this.body(body, sink);
    const otherwise = sink.kind === 'assign' ? '' : this.put('undefined', sink);
    return `if (${test}) {${inner}}${otherwise === '' ? '' : ` else {${otherwise}}`}`;
  }

  private many(node: Node, { args, index }: Verb): string {
    const { gate, body } = this.gated(args[0]!);
    const set = setsOf(this.inRule(node), 'many', this.indexed(node, index));
    const test = [this.decisions.isIn(NEXT, set), gate].filter(one => one !== '' && one !== 'true').join(' && ') || 'true';
    const before = this.fresh();
    return `while (${test}) {const ${before} = $.next;\n${this.body(body, { kind: 'void' })}\nif ($.next === ${before}) break;}`;
  }

  /** `list($, index, element)` of syntax/names.ts. */
  private list(node: CallExpression, sink: Sink): string {
    const elements = this.fresh();
    const index = this.numberOf(node.arguments[1] as Expression);
    return `let ${elements};\n${this.elements(node.arguments[2] as Expression, index, elements)}\n${this.put(elements, sink)}`;
  }

  /** A list has no room for more than it holds: most hold one element, and all are kept for long. */
  private elements(element: Expression, index: number, elements: string): string {
    const lambda = this.asLambda(element);
    const parameter = lambda.params[0];
    // Elements after the first have the odd numbers; look-ahead is the same.
    if (parameter?.type === 'Identifier') this.numbers.set(parameter.name, index * 2 + 1);
    const item = this.fresh();
    const one = this.body(lambda, { kind: 'assign', name: item });
    if (parameter?.type === 'Identifier') this.numbers.delete(parameter.name);
    const isOver = this.decisions.isOf(NEXT, T.Comma).replace('===', '!==');
    const ends = this.fresh();
    return `for (let ${ends} = false;;) {let ${item};\n${one}\nif (${isOver}) ${ends} = true; else {if (endsList($, 2)) ${ends} = true;\n$.next++;}
if (${elements} === undefined) {if (${ends}) {${elements} = [${item}]; break;}\n${elements} = [];}
${elements}.push(${item});\nif (${ends}) {${elements} = ${elements}.slice(); break;}}`;
  }

  private list0(node: CallExpression, sink: Sink): string {
    const elements = this.fresh();
    const index = this.numberOf(node.arguments[1] as Expression);
    const isEnd = node.arguments[2] as Expression;
    const closing = (n: number): string => {
      if (isEnd.type === 'Identifier') return `${isEnd.name}(${n})`;
      const isClosing = this.asLambda(isEnd);
      const parameter = isClosing.params[0];
      if (parameter?.type !== 'Identifier' || isClosing.body.type === 'BlockStatement')
        return this.fail(node, 'the closing test must be an expression');
      this.numbers.set(parameter.name, n);
      const test = this.plain(isClosing.body);
      this.numbers.delete(parameter.name);
      return test;
    };
    const comma = this.decisions.isOf(NEXT, T.Comma);
    const begins = this.decisions.isIn(NEXT, setsOf(this.inRule(node), 'option', index + 100));
    const inner = this.elements(node.arguments[3] as Expression, index, elements);
    return `let ${elements};\nif (${begins} && !(${closing(1)}) && !(${comma} && ${closing(2)})) {${inner}}\nif (${comma} && ${closing(2)}) $.next++;\n${this.put(`${elements} ?? []`, sink)}`;
  }

  // ── what stays an expression ──────────────────────────────────────────────────────────────────────────────────────────────
  protected override expression(node: Expression, isUsed: boolean): Lowered | undefined {
    const simple = (code: string, pure = false): Lowered => ({ before: '', code, pure });
    if (node.type === 'MemberExpression') {
      if (this.text(node) === '$.RECORDING_PHASE') return simple('false', true);
      const type = this.tokenType(node);
      if (type !== undefined) return simple(`__types[${type.kind}]`, true);
      const owner = this.tokenType(node.object as Expression);
      if (owner !== undefined && this.text(node.property) === 'kind') return simple(String(owner.kind), true);
      return undefined;
    }
    if (node.type === 'Identifier' && this.numbers.has(node.name)) return simple(String(this.numbers.get(node.name)), true);
    if (node.type === 'BinaryExpression' && (node.operator === '===' || node.operator === '!==')) {
      const type = this.tokenType(node.right);
      const ahead = this.typeAhead(node.left as Expression);
      return type === undefined || ahead === undefined ? undefined : simple(`(${ahead} ${node.operator} ${type.kind})`);
    }
    const consumed = isUsed ? this.identConsumed(node) : undefined;
    if (consumed !== undefined) {
      const { test, refusal } = this.consumption(consumed);
      return simple(`(${test} ? $.ident($.next++) : ${refusal})`);
    }
    const verb = this.verb(node);
    if (verb === undefined) return undefined;
    const { args } = verb;
    switch (verb.name) {
      case 'start':
        return simple('$.starts[$.next]');
      case 'end':
        return simple('$.ends[$.next - 1]');
      case 'kind': {
        const near = this.near(args[0]!);
        return near === undefined ? undefined : simple(near);
      }
      case 'isEnd': {
        const near = this.near(args[0]!);
        return near === undefined ? undefined : simple(`(${near} === ${END})`);
      }
      case 'is': {
        const type = this.tokenType(args[1]!);
        const near = this.near(args[0]!);
        if (type === undefined) return undefined;
        if (near !== undefined) return simple(`(${this.decisions.isOf(near, type)})`);
        const test = this.decisions.isOf('KIND', type);
        return test.split('KIND').length === 2 ? simple(`(${test.replace('KIND', `$.kind(${this.plain(args[0]!)})`)})`) : undefined;
      }
      case 'CONSUME': {
        if (!isUsed) return undefined;
        const { test, refusal } = this.consumption(verb);
        return simple(`(${test} ? $.token($.next++) : ${refusal})`);
      }
      case 'ACTION': {
        const { body } = this.asLambda(args[0]!);
        return isUsed && body.type !== 'BlockStatement' ? this.lower(body) : undefined;
      }
      case 'SUBRULE':
        return this.subrule(node, verb);
      default:
        return undefined;
    }
  }

  /** `identOf($.CONSUME(…))`: no token need be made for it. */
  private identConsumed(node: Expression): Verb | undefined {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'identOf') return undefined;
    const verb = this.verb(node.arguments[0] as Expression);
    return verb?.name === 'CONSUME' ? verb : undefined;
  }

  private consumption({ args }: Verb): { readonly test: string; readonly refusal: string } {
    const type = this.tokenType(args[0]!);
    if (type === undefined) return this.fail(args[0]!, 'the token type must be written out');
    const message = args[1]?.type === 'ObjectExpression' ? this.plain(this.fieldOf(args[1], 'ERR_MSG')!) : JSON.stringify(type.LABEL);
    return { test: this.decisions.isOf(NEXT, type), refusal: `$.expected(${message})` };
  }

  private subrule(node: Expression, { args }: Verb): Lowered | undefined {
    const [rule, options] = args;
    if (rule!.type !== 'MemberExpression' || this.text(rule!.object) !== 'all') return this.fail(node, 'a rule must be named');
    let name = this.text(rule!.property);
    const same = this.same.get(name);
    if (same !== undefined) {
      name = same.slice(0, same.indexOf('('));
      this.rulesUsed.add(name);
      return { before: '', code: nameOfRule(same), pure: false };
    }
    this.rulesUsed.add(name);
    const given = options === undefined ? undefined : this.fieldOf(options as ObjectExpression, 'ARGS');
    if (given === undefined) return { before: '', code: `${nameOfRule(name)}()`, pure: false };
    if (given.type !== 'ArrayExpression') return this.fail(node, 'arguments must be written out');
    let before = '';
    const codes = given.elements.map(element => {
      const lowered = this.lower(element as Expression);
      if (lowered.before !== '' && before === '' && given.elements[0] !== element)
        this.fail(node, 'only the first argument may need statements');
      before += lowered.before;
      return lowered.code;
    });
    return { before, code: `${nameOfRule(name)}(${codes.join(', ')})`, pure: false };
  }

  // ── reading the calls ─────────────────────────────────────────────────────────────────────────────────────────────────────
  private verb(node: Expression): Verb | undefined {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    const { object, property } = node.callee as MemberExpression;
    if (object.type !== 'Identifier' || object.name !== '$') return undefined;
    const written = this.text(property);
    const args = node.arguments as readonly Expression[];
    const numbered = /^(OR|OPTION|MANY|CONSUME|SUBRULE)(\d?)$/.exec(written);
    if (numbered !== null) return { name: numbered[1]!, args, index: Number(numbered[2]) };
    const free = INDEXED.get(written);
    if (free === undefined) return { name: written, args, index: undefined };
    return { name: free, args: args.slice(1), index: this.number(args[0]!) };
  }

  private number(node: Expression): number | undefined {
    if (node.type === 'Literal' && typeof node.value === 'number') return node.value;
    if (node.type === 'Identifier') return this.numbers.get(node.name);
    if (node.type !== 'BinaryExpression' || (node.operator !== '+' && node.operator !== '*')) return undefined;
    const [left, right] = [this.number(node.left as Expression), this.number(node.right)];
    if (left === undefined || right === undefined) return undefined;
    return node.operator === '+' ? left + right : left * right;
  }

  private numberOf(node: Expression): number {
    return this.number(node) ?? this.fail(node, 'a number must be written out');
  }

  private indexed(node: Node, index: number | undefined): number {
    return index ?? this.fail(node, 'the index must be written out');
  }

  private inRule(node: Node): string {
    return this.rule === '' ? this.fail(node, 'a decision outside a rule') : this.rule;
  }

  /** `T.SELECT`. */
  private tokenType(node: Expression): TokenType | undefined {
    if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || node.object.name !== 'T') return undefined;
    return (T as Readonly<Record<string, TokenType>>)[this.text(node.property)] ?? this.fail(node, 'no such token type');
  }

  /** The kind that `$.LA(n).type` stands for. */
  private typeAhead(node: Expression): string | undefined {
    if (node.type !== 'MemberExpression' || this.text(node.property) !== 'type') return undefined;
    const verb = this.verb(node.object as Expression);
    return verb?.name === 'LA' ? this.near(verb.args[0]!) : undefined;
  }

  /** The kind of a token a fixed number of places ahead. */
  private near(node: Expression): string | undefined {
    const n = this.number(node);
    if (n === undefined || n < 0 || n > NEAR) return undefined;
    return n === 1 ? NEXT : n === 0 ? '$.kinds[$.next - 1]' : `$.kinds[$.next + ${n - 1}]`;
  }

  private gated(node: Expression): { readonly gate: string; readonly body: Lambda } {
    if (node.type !== 'ObjectExpression') return { gate: '', body: this.asLambda(node) };
    return { gate: this.gate(this.fieldOf(node, 'GATE')!), body: this.asLambda(this.fieldOf(node, 'DEF')!) };
  }

  private gate(node: Expression): string {
    if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') return `(${this.plain(node.body)})`;
    return node.type === 'Identifier' ? `${node.name}()` : `(${this.plain(node)})()`;
  }

  private asLambda(node: Expression): Lambda {
    return node.type === 'ArrowFunctionExpression' ? node : this.fail(node, 'a body must be written out');
  }

  private fieldOf(node: ObjectExpression, name: string): Expression | undefined {
    for (const property of node.properties) {
      if (property.type === 'Property' && this.text(property.key) === name) return property.value as Expression;
    }
    return undefined;
  }
}

const INDEXED: ReadonlyMap<string, string> = new Map([
  ['or', 'OR'],
  ['option', 'OPTION'],
  ['many', 'MANY'],
  ['consume', 'CONSUME'],
  ['subrule', 'SUBRULE'],
]);

export function nameOfRule(name: string): string {
  return `rule_${name}`;
}

/** For imports: every token type, at its kind. */
export const TYPES_IMPORT = `import { TOKEN_TYPES as __types } from '../tokens.ts';\n`;
export const KNOWN_TYPES = TOKEN_TYPES.length;
