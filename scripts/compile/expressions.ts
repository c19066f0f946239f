import type { ArrowFunctionExpression, Expression, FunctionDeclaration, FunctionExpression, Node, SpreadElement } from 'acorn';

/** Where a value goes: out of the function, into a variable, nowhere, or into a variable as "there was one". */
export type Sink =
  | { readonly kind: 'return' }
  | { readonly kind: 'assign'; readonly name: string }
  | { readonly kind: 'void' }
  | { readonly kind: 'flag'; readonly name: string };

/** An expression in two parts: statements that must run before, and what is left of it. */
export interface Lowered {
  readonly before: string;
  readonly code: string;
  /** Whether it may as well be evaluated later: a constant, a function, a name that nothing assigns. */
  readonly pure: boolean;
}

export type Lambda = ArrowFunctionExpression | FunctionExpression | FunctionDeclaration;

/** Lowers expressions: what stands in them as statements is taken out of its surroundings, in the order of evaluation. */
export abstract class ExpressionLowering {
  protected readonly source: string;
  private readonly assigned: ReadonlySet<string>;
  private names = 0;

  constructor(source: string, assigned: ReadonlySet<string>) {
    this.source = source;
    this.assigned = assigned;
  }

  /** Statements that put the value of a macro where it belongs; nothing if the node is none. */
  protected abstract statements(node: Expression, sink: Sink): string | undefined;
  /** The same for what stays an expression. */
  protected abstract expression(node: Expression, isUsed: boolean): Lowered | undefined;

  /** A function with its body lowered. */
  abstract lambda(node: Lambda): string;

  protected fresh(): string {
    return `__${this.names++}`;
  }

  protected text(node: Node): string {
    return this.source.slice(node.start, node.end);
  }

  private isUndefined(node: Node): boolean {
    const text = this.text(node);
    return text === 'undefined' || text === 'void 0';
  }

  protected fail(node: Node, why: string): never {
    throw new Error(`${why}: ${this.text(node).slice(0, 120)}`);
  }

  /** Evaluates an expression and puts its value into the sink. */
  into(node: Expression, sink: Sink): string {
    const macro = this.statements(node, sink);
    if (macro !== undefined) return macro;
    if (node.type === 'ConditionalExpression') {
      const { before, code } = this.lower(node.test);
      return `${before}if (${code}) {${this.into(node.consequent, sink)}} else {${this.into(node.alternate, sink)}}`;
    }
    const { before, code } = this.lower(node, sink.kind !== 'void' && sink.kind !== 'flag');
    return before + this.put(code, sink);
  }

  put(code: string, sink: Sink): string {
    switch (sink.kind) {
      case 'return':
        return code === 'undefined' ? 'return;' : `return ${code};`;
      case 'assign':
        return code === 'undefined' ? `${sink.name} = undefined;` : `${sink.name} = ${code};`;
      case 'flag':
        return code === 'undefined' ? `${sink.name} = false;` : `${code}; ${sink.name} = true;`;
      default:
        return code === 'undefined' ? '' : code.startsWith('{') || code.startsWith('function') ? `(${code});` : `${code};`;
    }
  }

  lower(node: Expression, isUsed = true): Lowered {
    const own = this.expression(node, isUsed);
    if (own !== undefined) return own;
    const name = this.fresh();
    const flag = this.flag(node, name);
    if (flag !== undefined) return { before: `let ${name} = false;\n${flag}`, code: name, pure: true };
    const macro = this.statements(node, isUsed ? { kind: 'assign', name } : { kind: 'void' });
    if (macro !== undefined) return { before: isUsed ? `let ${name};\n${macro}` : macro, code: isUsed ? name : 'undefined', pure: true };
    switch (node.type) {
      case 'Literal':
        return { before: '', code: this.text(node), pure: true };
      case 'Identifier':
        return { before: '', code: node.name, pure: !this.assigned.has(node.name) };
      case 'ArrowFunctionExpression':
        return { before: '', code: this.lambda(node), pure: true };
      case 'ConditionalExpression':
      case 'LogicalExpression':
        return this.branching(node);
      case 'AssignmentExpression': {
        const value = this.lower(node.right);
        const target = node.left.type === 'MemberExpression' ? this.plain(node.left) : this.text(node.left);
        return { before: value.before, code: `${target} ${node.operator} ${value.code}`, pure: false };
      }
      case 'SequenceExpression': {
        const last = node.expressions.length - 1;
        const befores = node.expressions.slice(0, last).map(inner => this.into(inner, { kind: 'void' }));
        const value = this.lower(node.expressions[last]!, isUsed);
        return { ...value, before: befores.join('') + value.before };
      }
      case 'ObjectExpression':
        return this.object(node);
      default:
        return this.combined(node, childrenOf(node));
    }
  }

  /** An expression that needs no statements before it. */
  plain(node: Node): string {
    const { before, code } = this.lower(node as Expression);
    return before === '' ? code : this.fail(node, 'cannot take statements out of');
  }

  /** Parts in their order of evaluation: what comes before a part with statements is put aside first. */
  private combined(node: Node, parts: readonly Node[]): Lowered {
    const lowered = parts.map(part =>
      part.type === 'SpreadElement' ? this.lower((part as SpreadElement).argument) : this.lower(part as Expression),
    );
    const lastBefore = lowered.findLastIndex(({ before }) => before !== '');
    let before = '';
    let code = '';
    let at = node.start;
    lowered.forEach((part, i) => {
      before += part.before;
      let own = part.code;
      if (i < lastBefore && !part.pure && !(i === 0 && node.type === 'CallExpression')) {
        own = this.fresh();
        before += `const ${own} = ${part.code};\n`;
      }
      const child = parts[i]!;
      code += this.source.slice(at, child.start) + (child.type === 'SpreadElement' ? '...' : '') + own;
      at = child.end;
    });
    return { before, code: code + this.source.slice(at, node.end), pure: false };
  }

  private branching(node: Expression): Lowered {
    if (node.type !== 'ConditionalExpression' && node.type !== 'LogicalExpression') return this.fail(node, 'no branch');
    if (node.type === 'LogicalExpression') {
      const left = this.lower(node.left);
      const right = this.lower(node.right);
      if (right.before === '') return { before: left.before, code: `(${left.code} ${node.operator} ${right.code})`, pure: false };
      const name = this.fresh();
      const test = node.operator === '&&' ? name : node.operator === '||' ? `!${name}` : `${name} === undefined || ${name} === null`;
      return {
        before: `${left.before}let ${name} = ${left.code};\nif (${test}) {${right.before}${name} = ${right.code};}`,
        code: name,
        pure: true,
      };
    }
    const test = this.lower(node.test);
    const [yes, no] = [this.lower(node.consequent), this.lower(node.alternate)];
    if (yes.before === '' && no.before === '')
      return { before: test.before, code: `(${test.code} ? ${yes.code} : ${no.code})`, pure: false };
    const name = this.fresh();
    return {
      before: `${test.before}let ${name};\nif (${test.code}) {${yes.before}${name} = ${yes.code};} else {${no.before}${name} = ${no.code};}`,
      code: name,
      pure: true,
    };
  }

  /**
   * An object. Fields that are there only if a name is defined (`...(x === undefined ? {} : { x })`) make one literal for each case:
   * a literal is made in one go, a spread is not.
   */
  private object(node: Expression): Lowered {
    if (node.type !== 'ObjectExpression') return this.fail(node, 'no object');
    const optional = node.properties.map(property => (property.type === 'SpreadElement' ? this.optionalFields(property) : undefined));
    const others = node.properties.filter((_, i) => optional[i] === undefined);
    const count = node.properties.length - others.length;
    const values = others.map(property => (property.type === 'SpreadElement' ? property.argument : property.value));
    const { before, codes } = this.sequence(values);
    const printed = new Map(others.map((property, i) => [property, this.field(property, codes[i]!)]));
    if (count > 0 && count <= 2) return { before, code: this.cases(node.properties, optional, printed, []), pure: false };
    const fields = node.properties.map(property => printed.get(property) ?? `...(${this.plain((property as SpreadElement).argument)})`);
    return { before, code: `{ ${fields.join(', ')} }`, pure: false };
  }

  private field(property: Node, code: string): string {
    if (property.type === 'SpreadElement') return `...${code}`;
    const { key, computed } = property as unknown as { key: Node; computed: boolean };
    return computed ? this.fail(property, 'computed key') : `${this.text(key)}: ${code}`;
  }

  /** The literal for every outcome of the optional fields. */
  private cases(
    properties: readonly Node[],
    optional: readonly (Optional | undefined)[],
    printed: ReadonlyMap<Node, string>,
    chosen: readonly boolean[],
  ): string {
    const tests = optional.filter(one => one !== undefined);
    if (chosen.length < tests.length) {
      const yes = this.cases(properties, optional, printed, [...chosen, true]);
      const no = this.cases(properties, optional, printed, [...chosen, false]);
      return `(${tests[chosen.length]!.test} ? ${no} : ${yes})`;
    }
    let seen = 0;
    const fields = properties.flatMap((property, i) => {
      const own = optional[i];
      if (own === undefined) return [printed.get(property)!];
      return chosen[seen++]! ? [own.fields] : [];
    });
    return `{ ${fields.join(', ')} }`;
  }

  /** `...(x === undefined ? {} : { x })`. */
  private optionalFields({ argument }: SpreadElement): Optional | undefined {
    if (
      argument.type !== 'ConditionalExpression' ||
      this.text(argument.consequent) !== '{}' ||
      argument.alternate.type !== 'ObjectExpression'
    )
      return undefined;
    const { test } = argument;
    if (test.type !== 'BinaryExpression' || test.operator !== '===' || test.left.type !== 'Identifier' || !this.isUndefined(test.right))
      return undefined;
    const values = argument.alternate.properties.map(property => this.lower((property as unknown as { value: Expression }).value));
    if (values.some(({ before }) => before !== '')) return undefined;
    return {
      test: this.text(test),
      fields: argument.alternate.properties.map((property, i) => this.field(property, values[i]!.code)).join(', '),
    };
  }

  private sequence(nodes: readonly Node[]): { readonly before: string; readonly codes: readonly string[] } {
    const lowered = nodes.map(node => this.lower(node as Expression));
    const lastBefore = lowered.findLastIndex(({ before }) => before !== '');
    let before = '';
    const codes = lowered.map((part, i) => {
      before += part.before;
      if (i >= lastBefore || part.pure) return part.code;
      const name = this.fresh();
      before += `const ${name} = ${part.code};\n`;
      return name;
    });
    return { before, codes };
  }

  /** `macro !== undefined`, where nobody wants to see the value. */
  protected flag(node: Expression, name: string): string | undefined {
    if (node.type !== 'BinaryExpression' || node.operator !== '!==' || !this.isUndefined(node.right)) return undefined;
    return this.statements(node.left as Expression, { kind: 'flag', name });
  }
}

interface Optional {
  readonly test: string;
  readonly fields: string;
}

/** The expressions directly in a node, in the order of the text. */
function childrenOf(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'type' || key === 'start' || key === 'end' || (key === 'property' && !(node as unknown as { computed: boolean }).computed))
      continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'object' && one !== null && 'type' in one && (one as Node).type !== 'TemplateElement') found.push(one as Node);
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}
