import type { Drop } from '../../grammar/index.ts';
import { fold } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { ACCEPTED, rejected } from '../verdict.ts';
import { CATALOG, type World } from '../world.ts';
import { flowMayExist } from '../worlds.ts';

export { createFlow } from '../flows/create.ts';

/**
 * DROP FLOW takes any number of parts, joins them with dots and looks the result up in the session's catalog: `DROP FLOW greptime.f`
 * does not find `f` (operator/src/statement.rs).
 */
export function dropFlow(world: World, drop: Drop<'drop_flow'>): Outcome {
  const name = drop.names[0]!.parts.map(fold).join('.');
  const held = world.flows.get(name);
  if (held?.assumed === true)
    return { verdict: { kind: 'unknown', why: 'whether the flow was made' }, after: { ...world, flows: world.flows.delete(name) } };
  if (held !== undefined) return { verdict: { ...ACCEPTED, affected: 0 }, after: { ...world, flows: world.flows.delete(name) } };
  const after = world.fog.flows.has(name) ? { ...world, fog: { ...world.fog, flows: world.fog.flows.delete(name) } } : world;
  if (drop.ifExists) return { verdict: { ...ACCEPTED, affected: 0 }, after };
  const missing = rejected('FlowNotFound', `Flow not found: ${CATALOG}.${name}`, { reason: 'flow_not_found', span: drop.names[0]!.span });
  if (!flowMayExist(world, name)) return { verdict: missing, after };
  return { verdict: { kind: 'unknown', why: 'the flow may exist elsewhere', suspected: missing }, after };
}
