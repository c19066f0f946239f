import type { Query, Tql } from '../../grammar/index.ts';
import { refused, type Outcome } from '../outcome.ts';
import { demandComputable } from '../plan/constants.ts';
import type { Planning } from '../plan/plan.ts';
import { planQuery } from '../plan/query.ts';
import { judgeTql } from '../plan/tql.ts';
import type { World } from '../world.ts';
import { accepted } from './targets.ts';

/** A query is accepted when it can be planned and its constants have values; what the rows will do is not foreseen. */
export function query(world: World, node: Query): Outcome {
  return judgedBy(world, planQuery(world, node));
}

export function tql(world: World, node: Tql): Outcome {
  return judgedBy(world, judgeTql(world, node));
}

function judgedBy(world: World, planning: Planning): Outcome {
  if (planning.kind !== 'planned') return refused(world, planning);
  demandComputable(world, planning.plan);
  return accepted(world);
}
