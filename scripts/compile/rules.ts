import type {
  BlockStatement,
  CallExpression,
  Expression,
  ExpressionStatement,
  Node,
  ObjectExpression,
  ReturnStatement,
  SequenceExpression,
  VariableDeclaration,
} from 'acorn';
import { END, T, TOKEN_TYPES } from '../../grammar/tokens.ts';
import { Decisions, membersOf, setsOf } from './decisions.ts';
import type { Lambda, Lowered, Sink } from './expressions.ts';
import { NEXT, STEP, Vocabulary, type Verb } from './vocabulary.ts';

/** Lowers the calls of one family of rules on the engine to what they do. */
export class RuleLowering extends Vocabulary {
  /** Rules of other families that were met: they must be imported. */
  readonly rulesUsed = new Set<string>();
  /** Tables of the rules stand beside them, in the family's function: there they are constants to the machine. */
  readonly own = new Decisions('__own');
  readonly shared = new Decisions('__shared');
  private readonly same: ReadonlyMap<string, string>;
  private isInside = false;
  /** The types (as they are written) of tokens that were looked at before they are taken. */
  private readonly expected = new Set<Expression>();

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
        const taking = test === '' ? STEP : `if (${test}) ${STEP} else ${refusal};`;
        return `${taking}\n${sink.kind === 'flag' ? `${sink.name} = true;` : ''}`;
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
      const lambda = this.asLambda(this.fieldOf(alternative, 'ALT')!);
      this.expect(lambda, sets[i]!);
      const body = this.body(lambda, sink);
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
    this.expect(body, set);
    const inner = this.body(body, sink);
    const otherwise = sink.kind === 'assign' ? '' : this.put('undefined', sink);
    return `if (${test}) {${inner}}${otherwise === '' ? '' : ` else {${otherwise}}`}`;
  }

  private many(node: Node, { args, index }: Verb): string {
    const { gate, body } = this.gated(args[0]!);
    const set = setsOf(this.inRule(node), 'many', this.indexed(node, index));
    const test = [this.decisions.isIn(NEXT, set), gate].filter(one => one !== '' && one !== 'true').join(' && ') || 'true';
    const before = this.fresh();
    this.expect(body, set);
    return `while (${test}) {const ${before} = $.next;\n${this.body(body, { kind: 'void' })}\nif ($.next === ${before}) break;}`;
  }

  /** `list($, index, element)` of syntax/names.ts. */
  private list(node: CallExpression, sink: Sink): string {
    const elements = this.fresh();
    const index = this.numberOf(node.arguments[1] as Expression);
    return `let ${elements};\n${this.elements(node.arguments[2] as Expression, index, elements)}\n${this.put(elements, sink)}`;
  }

  /** A list has no room for more than it holds: most hold few elements, and all are kept for long. */
  private elements(element: Expression, index: number, elements: string): string {
    const lambda = this.asLambda(element);
    const parameter = lambda.params[0];
    // Elements after the first have the odd numbers; look-ahead is the same.
    if (parameter?.type === 'Identifier') this.numbers.set(parameter.name, index * 2 + 1);
    const item = this.fresh();
    const one = this.body(lambda, { kind: 'assign', name: item });
    if (parameter?.type === 'Identifier') this.numbers.delete(parameter.name);
    const isOver = this.decisions.isOf(NEXT, T.Comma).replace('===', '!==');
    const [ends, count, a, b, c, d] = [this.fresh(), this.fresh(), this.fresh(), this.fresh(), this.fresh(), this.fresh()];
    return `let ${a}, ${b}, ${c}, ${d};
for (let ${ends} = false, ${count} = 1;; ${count}++) {let ${item};\n${one}\nif (${isOver}) ${ends} = true; else {if (endsList($)) ${ends} = true;\n${STEP}}
if (${elements} !== undefined) ${elements}.push(${item});
else if (${count} === 1) ${a} = ${item};
else if (${count} === 2) ${b} = ${item};
else if (${count} === 3) ${c} = ${item};
else if (${count} === 4) ${d} = ${item};
else ${elements} = [${a}, ${b}, ${c}, ${d}, ${item}];
if (${ends}) {${elements} = ${elements} === undefined ? $.few(${count}, ${a}, ${b}, ${c}, ${d}) : ${elements}.slice(); break;}}`;
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
    return `let ${elements};\nif (${begins} && !(${closing(1)}) && !(${comma} && ${closing(2)})) {${inner}}\nif (${comma} && ${closing(2)}) ${STEP}\n${this.put(`${elements} ?? []`, sink)}`;
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
    const made = isUsed ? this.madeOf(node) : undefined;
    if (made !== undefined) return this.taken(made.verb, made.what);
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
        return isUsed ? this.taken(verb, 'taken') : undefined;
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
  private madeOf(node: Expression): { readonly verb: Verb; readonly what: string } | undefined {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return undefined;
    const what = MAKERS.get(node.callee.name);
    const verb = what === undefined ? undefined : this.verb(node.arguments[0] as Expression);
    return verb?.name === 'CONSUME' ? { verb, what: what! } : undefined;
  }

  /** The next token, as what one of the runtime's methods makes of it. Tested before, so that no other value can come. */
  private taken(verb: Verb, what: string): Lowered {
    const { test, refusal } = this.consumption(verb);
    return { before: test === '' ? '' : `if (!(${test})) ${refusal};\n`, code: `$.${what}($.advance())`, pure: false };
  }

  /** The test that a token passes, and what happens otherwise; an empty test where the decision before it has told. */
  private consumption({ args }: Verb): { readonly test: string; readonly refusal: string } {
    const type = this.tokenType(args[0]!);
    if (type === undefined) return this.fail(args[0]!, 'the token type must be written out');
    if (this.expected.has(args[0]!)) return { test: '', refusal: '' };
    const message = args[1]?.type === 'ObjectExpression' ? this.plain(this.fieldOf(args[1], 'ERR_MSG')!) : JSON.stringify(type.LABEL);
    return { test: this.decisions.isOf(NEXT, type), refusal: `$.expected(${message})` };
  }

  /** Where a body is entered with one of these kinds next, and begins with taking it, it need not look again. */
  private expect({ body }: Lambda, set: Uint8Array): void {
    const verb = this.verb(firstIn(body));
    const type = verb?.name === 'CONSUME' ? this.tokenType(verb.args[0]!) : undefined;
    if (type !== undefined && this.decisions.isWithin(set, type)) this.expected.add(verb!.args[0]!);
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
}

/** What a body evaluates first. */
function firstIn(body: BlockStatement | Expression): Expression {
  let node: Node | null | undefined = body;
  for (;;) {
    switch (node?.type) {
      case 'BlockStatement':
        [node] = (node as BlockStatement).body;
        break;
      case 'ExpressionStatement':
        node = (node as ExpressionStatement).expression;
        break;
      case 'VariableDeclaration':
        node = (node as VariableDeclaration).declarations[0]!.init;
        break;
      case 'ReturnStatement':
        node = (node as ReturnStatement).argument;
        break;
      case 'SequenceExpression':
        [node] = (node as SequenceExpression).expressions;
        break;
      case 'CallExpression': {
        // Of `identOf($.CONSUME(…))` the argument.
        const { callee, arguments: given } = node as CallExpression;
        if (callee.type !== 'Identifier' || given.length === 0) return node as Expression;
        [node] = given;
        break;
      }
      default:
        return (node ?? body) as Expression;
    }
  }
}

/** What rules make of a token, and the runtime of its place. */
const MAKERS: ReadonlyMap<string, string> = new Map([
  ['identOf', 'ident'],
  ['numberOf', 'number'],
  ['stringOf', 'string'],
]);

export function nameOfRule(name: string): string {
  return `rule_${name}`;
}

/** For imports: every token type, at its kind. */
export const TYPES_IMPORT = `import { TOKEN_TYPES as __types } from '../tokens.ts';\n`;
export const KNOWN_TYPES = TOKEN_TYPES.length;
