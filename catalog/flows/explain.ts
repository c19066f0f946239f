import { planQuery } from '../plan/query.ts';
import type { Flow, World } from '../world.ts';
import { tqlOf } from './create.ts';
import { timeWindow } from './window.ts';

/** The time window of a batching flow in words, for people. `world` is the one the flow was created in. */
export function flowTimeWindow(world: World, flow: Flow): string {
  if (tqlOf(flow.body) !== undefined || flow.body.kind === 'tql') return 'none, TQL is always scheduled';
  const planned = planQuery(world, flow.body);
  if (planned.kind !== 'planned') return 'not known';
  const window = timeWindow(planned.plan);
  return window.kind === 'window' ? window.expr.name : `none, because ${window.why}`;
}
