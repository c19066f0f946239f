import { CATALOG, type Column, type Table, type World } from '../../world.ts';
import { BLANK, type Cell, SOME, UNSURE } from '../cells.ts';
import { entries, type Entry, entryRow } from './entries.ts';
import type { InformationRow } from './row.ts';

/** One index of a table, as SHOW INDEX lists it. */
interface Index {
  readonly name: string;
  readonly type: string;
  readonly unique: boolean;
  readonly columns: readonly string[];
  readonly greptimeType: Cell;
}

/** information_schema.statistics, which SHOW INDEX reads. */
export function* statistics(world: World): Generator<InformationRow> {
  for (const entry of keyedEntries(world)) {
    const table = entry.relation;
    if (table?.kind !== 'table' || table.opaque === true) {
      yield lost(entry, { table_catalog: CATALOG, table_schema: entry.database, table_name: entry.name, index_schema: entry.database });
      continue;
    }
    const columns = new Map(table.columns.map(column => [column.name, column] as const));
    for (const index of indexesOf(table)) {
      for (const [at, name] of index.columns.entries()) {
        yield entryRow(
          entry,
          {
            table_catalog: CATALOG,
            table_schema: table.database,
            table_name: table.name,
            non_unique: index.unique ? 0n : 1n,
            index_schema: table.database,
            index_name: index.name,
            seq_in_index: BigInt(at + 1),
            column_name: name,
            collation: 'A',
            cardinality: null,
            sub_part: null,
            packed: null,
            nullable: columns.get(name)?.nullable === false ? '' : 'YES',
            index_type: index.type,
            comment: '',
            index_comment: '',
            is_visible: 'YES',
            expression: null,
            greptime_index_type: index.greptimeType,
          },
          `${index.name} ${at}`,
        );
      }
    }
  }
}

function indexesOf(table: Table): readonly Index[] {
  const found: Index[] = [];
  const dense = table.engine === 'mito' && !table.options.has('primary_key_encoding');
  if (table.primaryKey.length > 0) {
    found.push({ name: 'PRIMARY', type: 'PRIMARY', unique: true, columns: table.primaryKey, greptimeType: dense ? 'dense' : UNSURE });
  }
  if (table.timeIndex !== '')
    found.push({ name: 'TIME INDEX', type: 'TIME', unique: false, columns: [table.timeIndex], greptimeType: BLANK });
  for (const column of table.columns) found.push(...indexesOfColumn(column));
  return found;
}

function indexesOfColumn(column: Column): readonly Index[] {
  const index = (type: string, greptimeType: Cell): Index => ({
    name: `${type}_INDEX_${column.name}`,
    type,
    unique: false,
    columns: [column.name],
    greptimeType,
  });
  const found: Index[] = [];
  if (column.fulltext !== undefined) {
    const backend = column.fulltext.get('backend');
    found.push(index('FULLTEXT', backend === undefined ? UNSURE : `fulltext_${backend.toLowerCase()}`));
  }
  if (column.skipping !== undefined) found.push(index('SKIPPING', 'bloom_filter'));
  if (column.inverted === true) found.push(index('INVERTED', 'inverted'));
  if (column.vectorIndex !== undefined) found.push(index('VECTOR', UNSURE));
  return found;
}

/** information_schema.key_column_usage: the time index, then each column that has a key or an index. */
export function* keyColumnUsage(world: World): Generator<InformationRow> {
  for (const entry of keyedEntries(world)) {
    const named = {
      constraint_catalog: 'def',
      constraint_schema: entry.database,
      table_catalog: 'def',
      real_table_catalog: CATALOG,
      table_schema: entry.database,
      table_name: entry.name,
    };
    const table = entry.relation;
    if (table?.kind !== 'table' || table.opaque === true) {
      yield lost(entry, named);
      continue;
    }
    for (const column of table.columns) {
      if (column.name === table.timeIndex) yield entryRow(entry, { ...named, constraint_name: 'TIME INDEX', column_name: column.name });
      const indexed = indexesOfColumn(column).length > 0;
      const isKey = table.primaryKey.includes(column.name);
      if (isKey || indexed)
        yield entryRow(entry, { ...named, constraint_name: isKey && !indexed ? 'PRIMARY' : SOME, column_name: column.name });
    }
  }
}

/** information_schema.table_constraints: the time index and the primary key of each table. */
export function* tableConstraints(world: World): Generator<InformationRow> {
  for (const entry of keyedEntries(world)) {
    const named = {
      constraint_catalog: 'def',
      constraint_schema: entry.database,
      table_schema: entry.database,
      table_name: entry.name,
      enforced: 'YES',
    };
    const table = entry.relation;
    if (table?.kind !== 'table' || table.opaque === true) {
      yield lost(entry, named);
      continue;
    }
    if (table.timeIndex !== '') {
      yield entryRow(entry, { ...named, constraint_name: 'TIME INDEX', constraint_type: 'TIME INDEX' }, 'time');
    }
    if (table.primaryKey.length > 0) yield entryRow(entry, { ...named, constraint_name: 'PRIMARY', constraint_type: 'PRIMARY KEY' }, 'key');
  }
}

/** Everything that may have a key: no views, and no system tables but those that have one. */
function* keyedEntries(world: World): Generator<Entry> {
  for (const entry of entries(world)) {
    const { relation, system } = entry;
    if (relation?.kind === 'view') continue;
    if (system !== undefined && system.primaryKey.length === 0 && system.timeIndex === undefined) continue;
    yield entry;
  }
}

function lost(entry: Entry, cells: InformationRow['cells']): InformationRow {
  return entryRow({ ...entry, certain: false }, cells);
}
