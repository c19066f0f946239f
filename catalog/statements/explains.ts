import type { Explain } from '../../grammar/index.ts';
import type { Outcome } from '../outcome.ts';
import { demandComputable } from '../plan/constants.ts';
import { planQuery } from '../plan/query.ts';
import { judgeTql } from '../plan/tql.ts';
import type { Planning } from '../plan/plan.ts';
import { Ruling, unknown } from '../verdict.ts';
import type { World } from '../world.ts';
import { explainInsert } from './inserts.ts';
import { accepted } from './targets.ts';

/** EXPLAIN plans what it holds: a query, TQL or an INSERT; what the planner makes of other statements is not known. */
export function explain(world: World, node: Explain): Outcome {
  if (node.statement.kind === 'insert') return { verdict: explainInsert(world, node.statement), after: world };
  const planning = plan(world, node);
  if (planning.kind === 'rejected') throw new Ruling(planning);
  if (planning.kind === 'planned' && node.analyze) demandComputable(world, planning.plan);
  return planning.kind === 'unknown' ? unknown(planning.why) : accepted(world);
}

function plan(world: World, { statement, analyze }: Explain): Planning {
  if (statement.kind === 'query') return planQuery(world, statement, undefined, analyze ? 'run' : 'explained');
  if (statement.kind === 'tql') return judgeTql(world, statement);
  return unknown(`EXPLAIN of ${statement.kind}`);
}
