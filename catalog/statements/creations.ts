import type { ObjectName } from '../../grammar/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Table, TableName, World } from '../world.ts';
import { withRelation, withTables } from '../worlds.ts';
import { alreadyExists, done, find, isLost } from './targets.ts';

/** What happens where the name is taken; undefined where it is free. */
export function meetExisting(
  world: World,
  name: TableName,
  node: { readonly ifNotExists: boolean; readonly name: ObjectName },
): Outcome | undefined {
  const found = find(world, name);
  if (found.kind === 'relation' || found.kind === 'system') {
    return node.ifNotExists ? done(world) : alreadyExists(name, node.name.span);
  }
  if (isLost(world, name)) return { verdict: { kind: 'unknown', why: `${name.database}.${name.name} may exist already` }, after: world };
  return undefined;
}

export function addTable(world: World, table: Table): Outcome {
  const { nextTableId: id } = world;
  return done(withRelation(withTables(world, { next: id + 1 }), table.id === id ? table : { ...table, id }));
}
