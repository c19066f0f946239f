import type { Tql } from '../../grammar/index.ts';
import type { World } from '../world.ts';
import { unknown } from '../verdict.ts';
import type { Context } from './context.ts';
import type { Planning, PlanNode } from './plan.ts';

/** Plans a TQL statement as GreptimeDB's PromQL planner would. */
export function planTql(_world: World, _tql: Tql): Planning {
  return { kind: 'unknown', why: 'TQL is not planned yet' };
}

export function planTqlCte(_context: Context, _tql: Tql): PlanNode {
  return unknown('TQL is not planned yet');
}
