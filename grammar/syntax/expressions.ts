import type { Call, Expr, Literal, OrderItem, WindowSpec } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { identOf } from './names.ts';

export interface ExpressionRules {
  /** `subexpr(0)`. */
  readonly expr: Rule<[], Expr>;
  /** An expression whose operators bind tighter than `precedence`. */
  readonly subexpr: Rule<[precedence: number], Expr>;
  /** One prefix form (what INTERVAL takes as its operand). */
  readonly prefix: Rule<[], Expr>;
  /** A literal value (sqlparser's `parse_value`). */
  readonly value: Rule<[], Literal>;
  /** `object_name call_tail`, parentheses required (ADMIN). */
  readonly call: Rule<[], Call>;
  readonly orderItem: Rule<[], OrderItem>;
  /** What stands between the parentheses of OVER or WINDOW. */
  readonly windowSpec: Rule<[], WindowSpec>;
}

export function expressionRules($: Engine, all: Grammar): ExpressionRules {
  return {
    expr: $.RULE('expr', () => $.SUBRULE(all.subexpr, { ARGS: [0] })),
    subexpr: $.RULE('subexpr', (_precedence: number = 0) => $.SUBRULE(all.prefix)),
    prefix: $.RULE('prefix', (): Expr => {
      const token = $.CONSUME(T.Any);
      return { kind: 'identifier', ident: identOf(token), span: { start: token.start, end: token.end } };
    }),
    value: $.RULE('value', (): Literal => {
      const token = $.CONSUME(T.Any);
      return { kind: 'literal', type: 'string', value: token.value, span: { start: token.start, end: token.end } };
    }),
    call: $.RULE('call', (): Call => {
      const name = $.SUBRULE(all.objectName);
      return { kind: 'call', name, orderBy: [], clauses: [], withinGroup: [], span: name.span };
    }),
    orderItem: $.RULE('orderItem', (): OrderItem => {
      const expr = $.SUBRULE(all.expr);
      return { kind: 'order_item', expr, span: expr.span };
    }),
    windowSpec: $.RULE('windowSpec', (): WindowSpec => {
      $.OPTION(() => $.CONSUME(T.PARTITION));
      return { kind: 'window', partitionBy: [], orderBy: [], span: { start: 0, end: 0 } };
    }),
  };
}
