import type { Table } from '../world.ts';

/** The option that names the column which automatic repartitioning should split by. */
export const HINT = 'repartition.column.hint';

/** What is wrong with the value for this table (`src/table/src/requests.rs`). */
export function hintFault(table: Pick<Table, 'columns' | 'partitions' | 'timeIndex'>, value: string): string | undefined {
  const columns = value
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  if (columns.length !== 1) return `${HINT} expects exactly one column name`;
  if (table.partitions !== undefined && table.partitions.exprs.length > 0) return `cannot set ${HINT} on a table with partition metadata`;
  if (columns[0] === table.timeIndex) return `cannot set ${HINT} to the time index column`;
  if (!table.columns.some(column => column.name === columns[0])) return `column \`${columns[0]}\` not found`;
  return undefined;
}
