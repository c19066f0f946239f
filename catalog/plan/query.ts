import type { Query } from '../../grammar/index.ts';
import type { World } from '../world.ts';
import type { Planning } from './plan.ts';

/** Plans a query as DataFusion would under GreptimeDB's planner. */
export function planQuery(_world: World, _query: Query): Planning {
  return { kind: 'unknown', why: 'queries are not planned yet' };
}
