import type { Database, Flow, Relation, World } from '../../catalog/index.ts';
import type { Snapshot } from '../../analysis/index.ts';
import { written } from './laws.ts';

/** Everything a world holds, without the identity of the statements that made it: two worlds are alike when this is. */
export function described(world: World): string {
  const databases = [...world.databases.values()].map((database: Database) => [
    database.name,
    database.options,
    [...database.relations.values()].map(relation),
  ]);
  const flows = [...world.flows.values()].map(flow);
  const { everything, relations, flows: foggyFlows, databases: foggyDatabases } = world.fog;
  const fog = [everything, [...relations.keys()], [...foggyFlows.keys()], [...foggyDatabases.keys()]];
  return written([databases, flows, fog, world.session, world.settings, world.nextTableId, world.nextFlowId]);
}

function relation({ definedBy, ...rest }: Relation): unknown {
  return { ...rest, definedBy: definedBy?.text };
}

function flow({ definedBy, ...rest }: Flow): unknown {
  return { ...rest, definedBy: definedBy.text };
}

/** What a snapshot says of every statement, and the world behind the last one. */
export function told(snapshot: Snapshot): string {
  const steps = [...snapshot.steps].map(([uri, list]) => [
    uri,
    list.map(({ placed, outcome, isTakenBack }) => [placed.start, placed.statement.text, outcome.verdict, isTakenBack]),
  ]);
  return `${written(steps.map(step => step))}${described(snapshot.end)}`;
}
