import type { Bound } from '../plan/bound.ts';
import type { PlanNode } from '../plan/plan.ts';
import { exprsOf, inputsOf, subqueriesOf } from '../plan/walk.ts';
import type { EvaluationContext } from './context.ts';
import { evaluate, planningFailure } from './evaluate.ts';
import type { ConstantFailure } from './outcome.ts';

/**
 * What the constants of a plan make fail for certain.
 *
 * The optimizer folds constants from the innermost node outward, and fails wherever they stand (`simplify_expressions`).
 * What fails for a row counts only where a row certainly comes by: in a query without FROM, or in VALUES.
 */
export function foreseeFailure(plan: PlanNode, context: EvaluationContext, options: { readonly executes: boolean }): ConstantFailure | undefined {
  return optimizerFailure(plan, context) ?? (options.executes ? executionFailure(plan, context) : undefined);
}

function optimizerFailure(plan: PlanNode, context: EvaluationContext): ConstantFailure | undefined {
  for (const inner of [...inputsOf(plan), ...subqueriesOf(plan)]) {
    const failure = optimizerFailure(inner, context);
    if (failure !== undefined) return failure;
  }
  return planningFailure(exprsOf(plan), context);
}

/** Only what reaches the answer is computed, so inner columns are not looked at. */
function executionFailure(plan: PlanNode, context: EvaluationContext): ConstantFailure | undefined {
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
      return plan.input.kind === 'empty' ? firstOf(plan.exprs, expr => failureOf(expr, context)) : undefined;
    default:
      return undefined;
  }
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
