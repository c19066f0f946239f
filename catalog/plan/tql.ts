import type { Tql } from '../../grammar/index.ts';
import type { World } from '../world.ts';
import type { Planning } from './plan.ts';

/** Plans a TQL statement as GreptimeDB's PromQL planner would. */
export function planTql(_world: World, _tql: Tql): Planning {
  return { kind: 'unknown', why: 'TQL is not planned yet' };
}
