import type { Bound } from '../plan/bound.ts';
import type { PlanNode } from '../plan/plan.ts';
import { exprsOf, inputsOf, subqueriesOf } from '../plan/walk.ts';
import type { EvaluationContext } from './context.ts';
import { evaluate, planningFailure } from './evaluate.ts';
import type { ConstantFailure } from './outcome.ts';

/** The first constant the optimizer cannot fold, from the innermost node outward: it fails wherever it stands (`simplify_expressions`). */
export function optimizerFailure(plan: PlanNode, context: EvaluationContext): ConstantFailure | undefined {
  return (
    firstOf(inputsOf(plan), input => optimizerFailure(input, context)) ??
    firstOf(subqueriesOf(plan), subquery => optimizerFailure(subquery, context)) ??
    planningFailure(exprsOf(plan), context)
  );
}

/**
 * The first constant that fails when the plan runs, where a row certainly comes by: in a query without FROM, or in VALUES.
 * Only what reaches the answer is computed, so columns of inner queries are not looked at; neither is what LIMIT may cut off.
 */
export function executionFailure(plan: PlanNode, context: EvaluationContext): ConstantFailure | undefined {
  switch (plan.kind) {
    case 'alias':
    case 'sort':
    case 'distinct':
      return executionFailure(plan.input, context);
    case 'union':
      return firstOf(plan.inputs, input => executionFailure(input, context));
    case 'values':
      return firstOf(plan.rows.flat(), expr => failureOf(expr, context));
    case 'project':
      return firstOf(computedOnce(plan), expr => failureOf(expr, context));
    default:
      return undefined;
  }
}

/** The expressions of a projection, or of the aggregates it shows, that see exactly one row. */
function computedOnce({ input, exprs }: Extract<PlanNode, { readonly kind: 'project' }>): readonly Bound[] {
  if (input.kind === 'empty') return exprs;
  return input.kind === 'aggregate' && input.groups.length === 0 && input.input.kind === 'empty' ? input.aggregates : [];
}

function firstOf<T>(items: readonly T[], look: (item: T) => ConstantFailure | undefined): ConstantFailure | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function failureOf(expr: Bound, context: EvaluationContext): ConstantFailure | undefined {
  const outcome = evaluate(expr, context);
  return outcome.kind === 'error' ? outcome : undefined;
}
