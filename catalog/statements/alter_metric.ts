import type { AlterOperation, Span } from '../../grammar/index.ts';
import { isSemanticKey } from '../../grammar/index.ts';
import type { Outcome } from '../outcome.ts';
import { STRING } from '../types.ts';
import { reject, unknown } from '../verdict.ts';
import type { Table, World } from '../world.ts';
import { withRelation } from '../worlds.ts';
import { resolvePhysical } from './metric_links.ts';
import { growPhysical, isPhysicalMetric, sortColumns } from './metric_tables.ts';
import { done } from './targets.ts';

/** Logical tables take new tags and annotations, nothing else; the physical table grows along. */
export function alterLogicalTable(world: World, table: Table, altered: Table, operation: AlterOperation): Outcome {
  if (isAnnotation(operation)) return done(withRelation(world, altered));
  if (operation.kind !== 'add_columns') {
    reject('InvalidArguments', 'Alter logical tables invalid arguments: Only support add columns operation', {
      reason: 'logical_table_alter',
      span: operation.span,
    });
  }
  const added = altered.columns.filter(column => !table.columns.includes(column));
  if (added.some(column => column.type !== STRING || !altered.primaryKey.includes(column.name)))
    unknown('a new column of a logical table that is no tag');
  const physical = resolvePhysical(world, table, operation.span);
  return done(withRelation(withRelation(world, growPhysical(physical, added)), sortColumns(altered)));
}

/** `greptime.semantic.*` changes the metadata alone, on every kind of table. */
function isAnnotation(operation: AlterOperation): boolean {
  if (operation.kind === 'set_options') return operation.options.every(option => isSemanticKey(option.key));
  return operation.kind === 'unset_options' && operation.keys.every(key => isSemanticKey(key.value));
}

/** The region of a physical table changes its options and indexes alone. */
export function refusePhysicalAlter(table: Table, operation: AlterOperation, span: Span): void {
  if (!isPhysicalMetric(table)) return;
  switch (operation.kind) {
    case 'set_options':
    case 'unset_options':
    case 'set_index':
    case 'unset_index':
      return;
    default:
      reject('Unsupported', 'Alter request to physical region is forbidden', { reason: 'physical_table_alter', span });
  }
}
