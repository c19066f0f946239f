import { evaluationContext, type EvaluationContext } from '../constant/context.ts';
import { evaluate, planningFailure } from '../constant/evaluate.ts';
import type { ConstantFailure } from '../constant/outcome.ts';
import { reject } from '../verdict.ts';
import type { World } from '../world.ts';
import type { PlanNode } from './plan.ts';
import { exprsOf, inputsOf, subqueriesOf } from './walk.ts';

/** Refuses a plan with a constant that the optimizer cannot fold, wherever it stands. The nodes are looked at from the leaves up. */
export function demandFoldable(world: World, plan: PlanNode): void {
  const failure = optimizerFailure(evaluationContext(world), plan);
  if (failure !== undefined) refuse(failure, plan);
}

function optimizerFailure(context: EvaluationContext, plan: PlanNode): ConstantFailure | undefined {
  for (const below of [...inputsOf(plan), ...subqueriesOf(plan)]) {
    const failure = optimizerFailure(context, below);
    if (failure !== undefined) return failure;
  }
  return planningFailure(exprsOf(plan), context);
}

/** Refuses a plan that certainly fails when it runs, because a row certainly reaches a constant that has no value. */
export function demandComputable(world: World, plan: PlanNode): void {
  const failure = executionFailure(evaluationContext(world), plan);
  if (failure !== undefined) refuse(failure, plan);
}

function executionFailure(context: EvaluationContext, plan: PlanNode): ConstantFailure | undefined {
  for (const below of inputsOf(plan)) {
    const failure = executionFailure(context, below);
    if (failure !== undefined) return failure;
  }
  if (plan.kind !== 'project' || !hasRow(plan.input)) return undefined;
  for (const expr of plan.exprs) {
    const outcome = evaluate(expr, context);
    if (outcome.kind === 'error') return outcome;
  }
  return undefined;
}

/** Whether the plan certainly yields a row. */
function hasRow(plan: PlanNode): boolean {
  switch (plan.kind) {
    case 'empty':
    case 'values':
      return true;
    case 'project':
    case 'alias':
    case 'sort':
    case 'window':
    case 'distinct':
      return hasRow(plan.input);
    case 'aggregate':
      return plan.groups.length === 0 || hasRow(plan.input);
    case 'union':
      return plan.inputs.some(hasRow);
    default:
      return false;
  }
}

function refuse(failure: ConstantFailure, plan: PlanNode): never {
  const span = failure.span ?? exprsOf(plan)[0]?.span ?? { start: 0, end: 0 };
  return reject(failure.statusName, failure.message, { reason: 'constant', span });
}
