import type { World } from '../../world.ts';
import { columns } from './columns.ts';
import { FIXED } from './fixed.ts';
import { flows, flowStatistics } from './flows.ts';
import { keyColumnUsage, statistics, tableConstraints } from './keys.ts';
import { regionPeers } from './peers.ts';
import { partitions, schemata, tables, tableSemantics, views } from './relations.ts';
import type { InformationRow } from './row.ts';

/** Where the rows of information_schema come from; tables that are not here are decided by something else than the catalog. */
const SOURCES: { readonly [table: string]: (world: World) => Iterable<InformationRow> } = {
  columns,
  flow_statistics: flowStatistics,
  flows,
  key_column_usage: keyColumnUsage,
  partitions,
  region_peers: regionPeers,
  schemata,
  statistics,
  table_constraints: tableConstraints,
  table_semantics: tableSemantics,
  tables,
  views,
};

/** The rows of a table of information_schema; absent where the catalog does not determine them. */
export function informationRows(world: World, table: string): Iterable<InformationRow> | undefined {
  const fixed = FIXED[table];
  if (fixed !== undefined) return fixed.map(cells => ({ cells, certain: true, database: '', group: '', system: false }));
  return SOURCES[table]?.(world);
}
