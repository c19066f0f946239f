import type { Protocol } from '../../grammar/index.ts';
import {
  BINARY,
  BOOLEAN,
  type DataType,
  duration,
  FLOAT32,
  FLOAT64,
  INT16,
  INT32,
  INT64,
  JSON_TYPE,
  list,
  STRING,
  timestamp,
  UINT32,
  UINT64,
  UINT8,
} from '../types.ts';
import type { Column } from '../world.ts';
import { INFORMATION_TABLES } from './system_information.ts';
import { POSTGRES_TABLES } from './system_postgres.ts';

/** A table that the server provides and no statement creates. */
export interface SystemTable {
  readonly database: string;
  readonly name: string;
  /** Absent where the reference does not tell it. */
  readonly id?: number;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly timeIndex?: string;
}

/**
 * Database, table, id (0: not known), presence, and the columns: `#` before a key column and `@` before the time index, `name`, `:type`
 * (STRING when left out), `?` when it may be NULL.
 * Presence `on_use` means the server makes the table when it first needs it, `enterprise` that the open-source build has none.
 */
export type SystemRow = readonly [
  database: string,
  table: string,
  id: number,
  presence: 'always' | 'on_use' | 'enterprise',
  columns: string,
];

const TYPES: { readonly [short: string]: DataType } = {
  '': STRING,
  bool: BOOLEAN,
  i16: INT16,
  i32: INT32,
  i64: INT64,
  u8: UINT8,
  u32: UINT32,
  u64: UINT64,
  f32: FLOAT32,
  f64: FLOAT64,
  bin: BINARY,
  json: JSON_TYPE,
  dms: duration('ms'),
  ts: timestamp('s'),
  tms: timestamp('ms'),
  tus: timestamp('us'),
  tns: timestamp('ns'),
  '[i32]': list(INT32),
  '[]': list(STRING),
};

const rows: readonly SystemRow[] = [...INFORMATION_TABLES, ...POSTGRES_TABLES];
const rowsByDatabase = new Map<string, Map<string, SystemRow>>();
for (const row of rows) {
  const own = rowsByDatabase.get(row[0]);
  if (own === undefined) rowsByDatabase.set(row[0], new Map([[row[1], row]]));
  else own.set(row[1], row);
}

function rowOf(database: string, name: string): SystemRow | undefined {
  return rowsByDatabase.get(database)?.get(name);
}

const built = new Map<SystemRow, SystemTable>();

/** The database of PostgreSQL's own catalog: other protocols do not see it. */
export const POSTGRES_DATABASE = 'pg_catalog';

/** The system table of that name that every server of this protocol has. */
export function systemTable(database: string, name: string, protocol: Protocol): SystemTable | undefined {
  const row = rowOf(database, name);
  return row !== undefined && isPresent(row, protocol) ? build(row) : undefined;
}

export function isSystemTable(database: string, name: string, protocol: Protocol): boolean {
  const row = rowOf(database, name);
  return row !== undefined && isPresent(row, protocol);
}

/** Whether a server may have this system table although `systemTable` does not find it: made on first use, or an enterprise build. */
export function isPossibleSystemTable(database: string, name: string): boolean {
  const row = rowOf(database, name);
  return row !== undefined && row[3] !== 'always';
}

/** All system tables of a database, sorted by name. */
export function systemTables(database: string, protocol: Protocol): readonly SystemTable[] {
  return sorted(row => row[0] === database && isPresent(row, protocol));
}

/** The tables that the server adds to a database when it first needs them. */
export function systemTablesOnUse(database: string): readonly SystemTable[] {
  return sorted(row => row[0] === database && row[3] === 'on_use');
}

function sorted(belongs: (row: SystemRow) => boolean): readonly SystemTable[] {
  const found = rows.filter(belongs).map(build);
  return found.sort((left, right) => (left.name < right.name ? -1 : 1));
}

function isPresent(row: SystemRow, protocol: Protocol): boolean {
  return row[3] === 'always' && (row[0] !== POSTGRES_DATABASE || protocol === 'postgres');
}

function build(row: SystemRow): SystemTable {
  let table = built.get(row);
  if (table === undefined) {
    const [database, name, id, , text] = row;
    const columns = text.split(' ');
    const timeIndex = columns.find(column => column.startsWith('@'));
    table = {
      database,
      name,
      ...(id === 0 ? {} : { id }),
      columns: columns.map(buildColumn),
      primaryKey: columns.filter(column => column.startsWith('#')).map(column => buildColumn(column).name),
      ...(timeIndex === undefined ? {} : { timeIndex: buildColumn(timeIndex).name }),
    };
    built.set(row, table);
  }
  return table;
}

/** `flow_id:u32`, `comment?`, `#number:u32`. */
function buildColumn(text: string): Column {
  const nullable = text.endsWith('?');
  const start = text.startsWith('#') || text.startsWith('@') ? 1 : 0;
  const [name, type] = text.slice(start, nullable ? -1 : undefined).split(':');
  return { name: name!, type: TYPES[type ?? '']!, nullable };
}
