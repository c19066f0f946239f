import type { Expression, MemberExpression, Node, ObjectExpression } from 'acorn';
import { T, type TokenType } from '../../grammar/tokens.ts';
import type { Lambda } from './expressions.ts';
import { Lowering } from './lowering.ts';

/** So far ahead compiled rules look without asking where the text ends (`MARGIN` of the runtime, less the token itself). */
const NEAR = 6;
/** The kind of the next token, and the step to the one behind it. */
export const NEXT = '$.now';
export const STEP = '$.now = $.kinds[++$.next];';

/** What a call of the DSL says: `$.OPTION2(…)`, `$.option(10, …)`. */
export interface Verb {
  readonly name: string;
  readonly args: readonly Expression[];
  /** The index suffix; absent where it depends on a parameter. */
  readonly index: number | undefined;
}

/** Reads the words of the DSL, which are methods of the engine; the engine is called `$` everywhere. */
export abstract class Vocabulary extends Lowering {
  protected rule = '';
  /** Values of parameters that only number the calls (`occurrence` of `list`). */
  protected readonly numbers = new Map<string, number>();

  protected verb(node: Expression): Verb | undefined {
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

  protected number(node: Expression): number | undefined {
    if (node.type === 'Literal' && typeof node.value === 'number') return node.value;
    if (node.type === 'Identifier') return this.numbers.get(node.name);
    if (node.type !== 'BinaryExpression' || (node.operator !== '+' && node.operator !== '*')) return undefined;
    const [left, right] = [this.number(node.left as Expression), this.number(node.right)];
    if (left === undefined || right === undefined) return undefined;
    return node.operator === '+' ? left + right : left * right;
  }

  protected numberOf(node: Expression): number {
    return this.number(node) ?? this.fail(node, 'a number must be written out');
  }

  protected indexed(node: Node, index: number | undefined): number {
    return index ?? this.fail(node, 'the index must be written out');
  }

  protected inRule(node: Node): string {
    return this.rule === '' ? this.fail(node, 'a decision outside a rule') : this.rule;
  }

  /** `T.SELECT`. */
  protected tokenType(node: Expression): TokenType | undefined {
    if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || node.object.name !== 'T') return undefined;
    return (T as Readonly<Record<string, TokenType>>)[this.text(node.property)] ?? this.fail(node, 'no such token type');
  }

  /** The kind that `$.LA(n).type` stands for. */
  protected typeAhead(node: Expression): string | undefined {
    if (node.type !== 'MemberExpression' || this.text(node.property) !== 'type') return undefined;
    const verb = this.verb(node.object as Expression);
    return verb?.name === 'LA' ? this.near(verb.args[0]!) : undefined;
  }

  /** The kind of a token a fixed number of places ahead. */
  protected near(node: Expression): string | undefined {
    const n = this.number(node);
    if (n === undefined || n < 0 || n > NEAR) return undefined;
    return n === 1 ? NEXT : n === 0 ? '$.kinds[$.next - 1]' : `$.kinds[$.next + ${n - 1}]`;
  }

  protected gated(node: Expression): { readonly gate: string; readonly body: Lambda } {
    if (node.type !== 'ObjectExpression') return { gate: '', body: this.asLambda(node) };
    return { gate: this.gate(this.fieldOf(node, 'GATE')!), body: this.asLambda(this.fieldOf(node, 'DEF')!) };
  }

  protected gate(node: Expression): string {
    if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') return `(${this.plain(node.body)})`;
    return node.type === 'Identifier' ? `${node.name}()` : `(${this.plain(node)})()`;
  }

  protected asLambda(node: Expression): Lambda {
    return node.type === 'ArrowFunctionExpression' ? node : this.fail(node, 'a body must be written out');
  }

  protected fieldOf(node: ObjectExpression, name: string): Expression | undefined {
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
