import type { Span } from '../../grammar/index.ts';
import { unknown } from '../verdict.ts';
import { CATALOG, type Table, type World } from '../world.ts';
import { existing } from './targets.ts';

/** The physical table of a logical one: its option names it, in the same database unless it says otherwise. */
export function resolvePhysical(world: World, logical: Table, span: Span): Table {
  const physical = existing(world, { catalog: CATALOG, database: logical.database, name: logical.options.get('on_physical_table')! }, span);
  if (physical.kind === 'view' || !physical.options.has('physical_metric_table'))
    unknown('a logical table on a table that is not physical');
  return physical;
}

/** Whether logical tables share the regions of this table. */
export function hasLogicalTables(world: World, physical: Table): boolean {
  for (const relation of world.databases.get(physical.database)?.relations.values() ?? []) {
    if (relation.kind === 'table' && relation.engine === 'metric' && relation.options.get('on_physical_table') === physical.name)
      return true;
  }
  return false;
}
