import { walk, type Node, type ObjectName, type StatementNode, type Tql } from '../grammar/index.ts';
import { sourcesOf } from './flows/sources.ts';
import { fold, foldInQuery } from './names.ts';
import type { Outcome } from './outcome.ts';
import { shroud } from './shroud.ts';
import type { Relation, World } from './world.ts';
import { findRelation } from './worlds.ts';

/**
 * What a refusal is worth that leans on an assumption. In an open world the sink of a flow may have been there before, with columns of
 * its own; we take it that the flow made it, and refuse nobody because of it.
 */
export function doubted(world: World, node: StatementNode, outcome: Outcome): Outcome {
  const { verdict } = outcome;
  if (verdict.kind !== 'rejected' || world.settings.closed || !leansOnAssumption(world, node)) return outcome;
  return {
    verdict: { kind: 'unknown', why: 'a sink may have been there before its flow', suspected: verdict },
    after: shroud(world, node),
  };
}

function leansOnAssumption(world: World, root: StatementNode): boolean {
  let found = false;
  walk(root, node => {
    if (!found) found = namesOf(world, node).some(([database, name]) => isAssumed(world, findRelation(world, database, name), new Set()));
    return !found;
  });
  return found;
}

/** The relations that a node itself names. */
function namesOf(world: World, node: Node): readonly (readonly [database: string, name: string])[] {
  if (node.kind === 'tql') return sourcesOf(world, node as Tql).map(({ name }) => [name.database, name.name] as const);
  if (node.kind !== 'name') return [];
  const { parts } = node as ObjectName;
  return [fold, foldInQuery].map(folding => {
    const [name, database = world.session.database] = parts.map(folding).toReversed();
    return [database, name!] as const;
  });
}

/** A table that was assumed, or a view over one. */
function isAssumed(world: World, relation: Relation | undefined, seen: Set<Relation>): boolean {
  if (relation === undefined || seen.has(relation)) return false;
  if (relation.kind === 'table') return relation.assumed === true;
  seen.add(relation);
  return relation.reads.some(({ database, name }) => isAssumed(world, findRelation(world, database, name), seen));
}
