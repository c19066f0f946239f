import type { Expression, Node, Pattern, Statement } from 'acorn';
import { ExpressionLowering, type Lambda, type Sink } from './expressions.ts';

/** What `return` means in the body that is being lowered. */
interface Frame {
  readonly sink: Sink;
  readonly label: string;
}

/**
 * Lowers JavaScript to itself: expressions that a dialect of ours wants to turn into statements are taken out of their surroundings,
 * in the order of evaluation. `macro` lowers what belongs to that dialect; everything else is printed as it stands.
 */
export abstract class Lowering extends ExpressionLowering {
  private frames: Frame[] = [];

  /** `(parameters) => { … }` with its body lowered, as a function of its own. */
  override lambda(node: Lambda, head = ''): string {
    const parameters = node.params.map(parameter => this.pattern(parameter)).join(', ');
    const body = this.body(node, { kind: 'return' });
    return head === '' ? `(${parameters}) => {${body}}` : `${head}(${parameters}) {${body}}`;
  }

  /** The statements of a function's body, its returns going into the sink. Falls through to its end, but for the sink `return`. */
  body(node: Lambda, sink: Sink): string {
    const { body } = node;
    const { frames } = this;
    if (body.type !== 'BlockStatement') {
      this.frames = [...frames, { sink, label: '' }];
      const lowered = this.into(body, sink);
      this.frames = frames;
      return lowered;
    }
    const label = this.fresh();
    this.frames = [...frames, { sink, label }];
    const isLastReturn = body.body.at(-1)?.type === 'ReturnStatement';
    const lowered = body.body.map((statement, i) => this.statement(statement, isLastReturn && i === body.body.length - 1)).join('\n');
    this.frames = frames;
    const end = isLastReturn || sink.kind === 'assign' || sink.kind === 'void' ? '' : this.put('undefined', sink);
    return lowered.includes(`break ${label};`) ? `${label}: {${lowered}${end}}` : `{${lowered}${end}}`;
  }

  /** A declaration outside every rule. */
  topLevel(node: Node): string {
    return this.statement(node);
  }

  private statement(node: Statement | Node, isLast = false): string {
    const { type } = node;
    const statement = node as Statement;
    switch (statement.type) {
      case 'ReturnStatement': {
        const { sink, label } = this.frames.at(-1)!;
        const value =
          statement.argument === null || statement.argument === undefined
            ? this.put('undefined', sink)
            : this.into(statement.argument, sink);
        return sink.kind === 'return' || isLast ? value : `{${value} break ${label};}`;
      }
      case 'ExpressionStatement':
        return this.into(statement.expression, { kind: 'void' });
      case 'VariableDeclaration':
        return statement.declarations.map(declared => this.declaration(statement.kind, declared.id, declared.init ?? undefined)).join('\n');
      case 'BlockStatement':
        return `{${statement.body.map(inner => this.statement(inner)).join('\n')}}`;
      case 'IfStatement': {
        const { before, code } = this.lower(statement.test);
        const otherwise =
          statement.alternate === null || statement.alternate === undefined ? '' : ` else {${this.statement(statement.alternate)}}`;
        return `${before}if (${code}) {${this.statement(statement.consequent)}}${otherwise}`;
      }
      case 'FunctionDeclaration':
        return this.lambda(statement, `function ${this.text(statement.id)}`);
      case 'SwitchStatement': {
        const { before, code } = this.lower(statement.discriminant);
        const cases = statement.cases.map(one => {
          const label = one.test === null || one.test === undefined ? 'default' : `case ${this.plain(one.test)}`;
          return `${label}: ${one.consequent.map(inner => this.statement(inner)).join('\n')}`;
        });
        return `${before}switch (${code}) {${cases.join('\n')}}`;
      }
      case 'ForOfStatement': {
        const { before, code } = this.lower(statement.right);
        return `${before}for (${this.text(statement.left)} of ${code}) {${this.statement(statement.body)}}`;
      }
      case 'ForStatement': {
        const init =
          statement.init === null || statement.init === undefined
            ? ''
            : statement.init.type === 'VariableDeclaration'
              ? this.statement(statement.init)
              : `${this.plain(statement.init)};`;
        const test = statement.test === null || statement.test === undefined ? '' : this.plain(statement.test);
        const update = statement.update === null || statement.update === undefined ? '' : this.plain(statement.update);
        return `{${init}\nfor (; ${test}; ${update}) {${this.statement(statement.body)}}}`;
      }
      case 'WhileStatement':
        return `while (${this.plain(statement.test)}) {${this.statement(statement.body)}}`;
      case 'ThrowStatement': {
        const { before, code } = this.lower(statement.argument);
        return `${before}throw ${code};`;
      }
      case 'TryStatement': {
        const handler =
          statement.handler === null || statement.handler === undefined
            ? ''
            : `catch ${statement.handler.param === null || statement.handler.param === undefined ? '' : `(${this.text(statement.handler.param)})`} {${this.statement(statement.handler.body)}}`;
        const finalizer =
          statement.finalizer === null || statement.finalizer === undefined ? '' : `finally {${this.statement(statement.finalizer)}}`;
        return `try {${this.statement(statement.block)}} ${handler} ${finalizer}`;
      }
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'EmptyStatement':
        return `${this.text(node)}${this.text(node).endsWith(';') ? '' : ';'}`;
      default:
        return this.fail(node, `cannot lower a ${type}`);
    }
  }

  private declaration(kind: string, id: Pattern, init: Expression | undefined): string {
    if (init === undefined) return `${kind} ${this.text(id)};`;
    if (id.type === 'Identifier') {
      const lowered = this.statements(init, { kind: 'assign', name: id.name });
      if (lowered !== undefined) return `let ${id.name};\n${lowered}`;
      const flag = this.flag(init, id.name);
      if (flag !== undefined) return `let ${id.name} = false;\n${flag}`;
    }
    const { before, code } = this.lower(init);
    return `${before}${kind} ${this.text(id)} = ${code};`;
  }

  private pattern(node: Pattern): string {
    return node.type === 'AssignmentPattern' ? `${this.text(node.left)} = ${this.plain(node.right)}` : this.text(node);
  }
}
