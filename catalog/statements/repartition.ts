import type { AlterTable } from '../../grammar/index.ts';
import type { Outcome } from '../outcome.ts';
import { unknown } from '../verdict.ts';
import type { TableName, World } from '../world.ts';
import { existingTable, refuseReadOnly, refuseSemanticTable } from './targets.ts';

/** REPARTITION, SPLIT, MERGE and PARTITION ON COLUMNS: whether they run depends on how the server is set up. */
export function repartition(world: World, node: AlterTable, name: TableName): Outcome {
  refuseReadOnly(name, node.name.span);
  refuseSemanticTable(name, node.name.span, 'define');
  existingTable(world, name, node.name.span);
  return unknown('repartitioning depends on the configuration of the server');
}
