import type { Expr, RangeExpr, Span } from '../../grammar/index.ts';
import { evaluationContext } from '../constant/context.ts';
import { evaluate } from '../constant/evaluate.ts';
import type { Evaluation } from '../constant/outcome.ts';
import { type DataType, FLOAT64, isInteger, STRING } from '../types.ts';
import { reject, unknown } from '../verdict.ts';
import type { RangeScope, Scope } from './binding.ts';
import type { Bound } from './bound.ts';
import { call, cast, literal, unalias } from './build.ts';
import { type Context, openContext } from './context.ts';
import { bindExpr, bindWhole } from './expressions.ts';
import { printFloat, printLiteral } from './printing.ts';

/** `expr RANGE '5s' FILL x`: every outermost call in it becomes a range function of its own. */
export function bindRange(scope: Scope, node: RangeExpr): Bound {
  const clause = scope.context.align;
  if (clause === undefined) return unknown('RANGE outside a range query');
  if (scope.range !== undefined) refuseRange('Nest Range Query is not allowed', node.span);
  const fill = node.fill ?? clause.fill;
  return bindExpr({ ...scope, range: { range: node.range, ...(fill === undefined ? {} : { fill }), span: node.span } }, node.expr);
}

/** The range function of one call, named `agg RANGE 5s FILL PREV` (`range_select/plan_rewrite.rs`). */
export function rangeCall(context: Context, bound: Bound, scope: RangeScope): Bound {
  const inner = unalias(bound);
  if (inner.kind === 'window') refuseRange('Window functions is not allowed in Range Query', scope.span);
  if (inner.kind !== 'aggregate') return unknown('RANGE of a function that does not aggregate');
  const text = rangeText(context, scope.range);
  const shown = scope.fill === undefined ? undefined : fillText(context, inner.type, scope.fill, scope.span);
  const name = `${inner.name} RANGE ${text}${shown === undefined ? '' : ` FILL ${shown}`}`;
  const type = shown === 'LINEAR' && isInteger(inner.type) ? FLOAT64 : inner.type;
  return call({
    function: 'range_fn',
    args: [inner],
    typed: { type, nullable: true, ...(inner.fault === undefined ? {} : { fault: inner.fault }) },
    name,
    display: name,
    span: bound.span,
    options: { range: text, ...(scope.fill === undefined ? {} : { fill: scope.fill }) },
  });
}

/** The range as it was written, without quotes; an expression by its name. */
function rangeText(context: Context, range: Expr): string {
  if (range.kind === 'literal') return range.value;
  return bindWhole(openContext(context.world, undefined), [], bare(range)).name;
}

function bare(expr: Expr): Expr {
  return expr.kind === 'nested' ? bare(expr.expr) : expr;
}

export function refuseRange(message: string, span: Span): never {
  return reject('InvalidSyntax', `Range Query: ${message}`, { reason: 'range', span });
}

/** A range or an alignment must be a positive length of time without months. */
export function judgeLength(context: Context, expr: Expr): void {
  const { span } = expr;
  if (expr.kind === 'literal') {
    if (/^0[0a-z]*$/i.test(expr.value)) {
      reject('PlanQuery', 'Error during planning: duration must be greater than 0', { reason: 'range', span });
    }
    return;
  }
  const bound = bindWhole(context, [], bare(expr));
  const outcome = evaluate(bound, evaluationContext(context.world));
  if (outcome.kind !== 'value') {
    unknown('the length of a range');
    return;
  }
  const { value } = outcome.value;
  const printed = printLiteral(outcome.value);
  if (typeof value !== 'object' || value === null || !('months' in value) || printed === undefined) {
    unknown('a range that is no interval');
    return;
  }
  if (value.months !== 0) {
    reject('PlanQuery', `Error during planning: Year or month interval is not allowed in range query: ${printed}`, {
      reason: 'range',
      span,
    });
  }
  if (BigInt(value.days) * 86_400_000_000_000n + value.nanos < 1_000_000n) {
    reject('PlanQuery', `Error during planning: Illegal argument \`${printed}\` in range select query`, { reason: 'range', span });
  }
}

const WORDS = new Set(['NULL', 'PREV', 'LINEAR']);

/** How a FILL prints; a constant takes the type of the aggregate. What is no such constant is refused when the ranges are looked at. */
function fillText(context: Context, type: DataType, fill: string, span: Span): string {
  const word = fill.toUpperCase();
  if (WORDS.has(word)) return word;
  const outcome = fillValue(context, type, fill, span);
  if (outcome.kind !== 'value') return fill;
  const { value } = outcome.value;
  return typeof value === 'number' ? printFloat(value) : String(value);
}

/** Refuses a FILL that is no value of the aggregate's type. */
export function judgeFill(context: Context, ranged: Bound): void {
  const fill = ranged.kind === 'call' ? ranged.options?.['fill'] : undefined;
  if (fill === undefined || ranged.kind !== 'call' || WORDS.has(fill.toUpperCase())) return;
  const outcome = fillValue(context, ranged.args[0]!.type, fill, ranged.span);
  if (outcome.kind === 'unknown') unknown('a FILL constant');
  if (outcome.kind === 'error') {
    reject(
      'PlanQuery',
      `Error during planning: ${textOf(fill)} is not a valid fill option, fail to convert to a const value. { Arrow error: ${outcome.message} }`,
      { reason: 'range', span: ranged.span },
    );
  }
}

function fillValue(context: Context, type: DataType, fill: string, span: Span): Evaluation {
  return evaluate(
    cast(literal({ type: STRING, value: textOf(fill) }, span), type, { tries: false, span }),
    evaluationContext(context.world),
  );
}

function textOf(fill: string): string {
  return fill.startsWith("'") ? fill.slice(1, -1) : fill;
}
