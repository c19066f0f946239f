import type { Bound } from '../plan/bound.ts';
import type { PlanNode } from '../plan/plan.ts';
import { exprsOf, inputsOf, subqueriesIn } from '../plan/walk.ts';
import type { EvaluationContext } from './context.ts';
import { evaluate, planningFailure } from './evaluate.ts';
import type { ConstantFailure } from './outcome.ts';

/** The first constant the optimizer cannot fold, from the innermost node outward: it fails wherever it stands (`simplify_expressions`). */
export function optimizerFailure(plan: PlanNode, context: EvaluationContext): ConstantFailure | undefined {
  for (const input of inputsOf(plan)) {
    const failure = optimizerFailure(input, context);
    if (failure !== undefined) return failure;
  }
  const exprs = exprsOf(plan);
  return subqueryFailure(exprs, context) ?? (seesOneRow(plan) ? foreseenIn(plan, context).planning : planningFailure(exprs, context));
}

function subqueryFailure(exprs: readonly Bound[], context: EvaluationContext): ConstantFailure | undefined {
  for (const subquery of subqueriesIn(exprs)) {
    const failure = optimizerFailure(subquery, context);
    if (failure !== undefined) return failure;
  }
  return undefined;
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
      return foreseenIn(plan, context).execution;
    case 'project':
      return seesOneRow(plan) ? foreseenIn(plan, context).execution : firstOf(aggregatedOnce(plan), expr => failureOf(expr, context));
    default:
      return undefined;
  }
}

/** Whether the expressions of a plan node are computed for one row each, which certainly comes by. */
function seesOneRow(plan: PlanNode): boolean {
  return plan.kind === 'values' || (plan.kind === 'project' && plan.input.kind === 'empty');
}

/** The aggregates a projection shows that see exactly one row. */
function aggregatedOnce({ input }: Extract<PlanNode, { readonly kind: 'project' }>): readonly Bound[] {
  return input.kind === 'aggregate' && input.groups.length === 0 && input.input.kind === 'empty' ? input.aggregates : [];
}

/** The first failures of expressions that see one row: of the optimizer, and of whoever comes first. */
interface Foreseen {
  readonly plan: PlanNode;
  readonly context: EvaluationContext;
  readonly planning: ConstantFailure | undefined;
  readonly execution: ConstantFailure | undefined;
}

/** What was looked at last: a query is run when it is planned. */
let last: Foreseen | undefined;

function foreseenIn(plan: PlanNode, context: EvaluationContext): Foreseen {
  if (last?.plan !== plan || last.context !== context) last = foresee(plan, context);
  return last;
}

function foresee(plan: PlanNode, context: EvaluationContext): Foreseen {
  let execution: ConstantFailure | undefined;
  for (const expr of exprsOf(plan)) {
    if (expr.kind === 'literal' || expr.kind === 'column') continue;
    const failure = failureOf(expr, context);
    if (failure?.when === 'planning') return { plan, context, planning: failure, execution: execution ?? failure };
    execution ??= failure;
  }
  return { plan, context, planning: undefined, execution };
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
