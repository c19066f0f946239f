import { evaluationContext } from '../constant/context.ts';
import { executionFailure, optimizerFailure } from '../constant/foresee.ts';
import type { ConstantFailure } from '../constant/outcome.ts';
import { reject } from '../verdict.ts';
import type { World } from '../world.ts';
import type { PlanNode } from './plan.ts';
import { exprsOf } from './walk.ts';

/** Refuses a plan with a constant that the optimizer cannot fold, wherever it stands. */
export function demandFoldable(world: World, plan: PlanNode): void {
  const failure = optimizerFailure(plan, evaluationContext(world));
  if (failure !== undefined) refuse(failure, plan);
}

/** Refuses a plan that certainly fails when it runs, because a row certainly reaches a constant that has no value. */
export function demandComputable(world: World, plan: PlanNode): void {
  const failure = executionFailure(plan, evaluationContext(world));
  if (failure !== undefined) refuse(failure, plan);
}

function refuse(failure: ConstantFailure, plan: PlanNode): never {
  const span = failure.span ?? exprsOf(plan)[0]?.span ?? { start: 0, end: 0 };
  return reject(failure.statusName, failure.message, { reason: 'constant', span });
}
