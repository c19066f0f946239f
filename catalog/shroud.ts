import type { AlterOperation, ObjectName, StatementNode } from '../grammar/index.ts';
import { fold } from './names.ts';
import type { World } from './world.ts';
import { findRelation, fogDatabase, fogFlow, fogRelation } from './worlds.ts';

/**
 * The world after a statement whose verdict is unknown: whatever it may have created, changed or dropped is in the fog from now on, so
 * that nothing later is called missing, or existing, because of it.
 */
export function shroud(world: World, node: StatementNode): World {
  switch (node.kind) {
    case 'create_table':
    case 'create_table_like':
    case 'create_external_table':
    case 'create_view':
      return shroudRelation(world, node.name);
    case 'alter_table':
      return keepsColumns(node.operation) ? world : shroudRelation(world, node.name);
    case 'drop_table':
    case 'drop_view':
      return node.names.reduce(shroudRelation, world);
    case 'create_flow':
      return shroudRelation(shroudFlow(world, node.name), node.sink);
    case 'drop_flow':
      return shroudFlow(world, node.names[0]!);
    case 'create_database':
    case 'drop_database':
    case 'alter_database': {
      const name = fold((node.kind === 'drop_database' ? node.names[0]! : node.name).parts.at(-1)!);
      return !world.settings.closed || world.fog.databases.has(name) ? world : fogDatabase(world, name);
    }
    case 'copy_database': {
      const name = node.name === undefined ? undefined : fold(node.name.parts.at(-1)!);
      return node.direction === 'TO' || name === undefined ? world : fogRelation(world, name, '*');
    }
    case 'explain':
      return node.analyze ? shroud(world, node.statement) : world;
    default:
      return world;
  }
}

/** Options in doubt are remembered by the table itself; repartitioning is refused by default, and changes no column where it is not. */
function keepsColumns({ kind }: AlterOperation): boolean {
  return kind === 'set_options' || kind === 'unset_options' || kind === 'repartition' || kind === 'partition';
}

function shroudRelation(world: World, name: ObjectName): World {
  const [last, database = world.session.database] = name.parts.map(fold).toReversed();
  const isHeld = findRelation(world, database, last!) !== undefined;
  // What an open world does not hold is unknown anyway, and the next statement may create it.
  if (!isHeld && (!world.settings.closed || world.fog.relations.has(`${database}.${last}`))) return world;
  return fogRelation(world, database, last!);
}

function shroudFlow(world: World, name: ObjectName): World {
  const last = fold(name.parts.at(-1)!);
  if (world.flows.has(last)) return fogFlow(world, last);
  return world.settings.closed && !world.fog.flows.has(last) ? fogFlow(world, last) : world;
}
