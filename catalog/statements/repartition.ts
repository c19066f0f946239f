import type { AlterTable } from '../../grammar/index.ts';
import type { Outcome } from '../outcome.ts';
import { rejected } from '../verdict.ts';
import type { TableName, World } from '../world.ts';
import { refuseSemanticTable } from './semantic_tables.ts';
import { existingTable, refuseReadOnly } from './targets.ts';

/**
 * REPARTITION, SPLIT, MERGE and PARTITION ON COLUMNS run only where the server collects garbage, which it does not by default.
 * The table is taken to stay as it is: nothing but its regions would change.
 */
export function repartition(world: World, node: AlterTable, name: TableName): Outcome {
  refuseReadOnly(name, node.name.span);
  refuseSemanticTable(name, node.name.span, 'define');
  existingTable(world, name, node.name.span);
  const refused = rejected('InvalidArguments', 'Invalid arguments: Repartition requires metasrv GC to be enabled', {
    reason: 'repartition_gc',
    span: node.operation.span,
  });
  const why = 'repartitioning depends on the configuration of the server';
  return { verdict: { kind: 'unknown', why, suspected: refused }, after: world };
}
