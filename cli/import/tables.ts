import type { SnapshotObject } from '../../config/index.ts';
import type { Row } from './rows.ts';

/** CREATE TABLE statements made of rows of `information_schema.columns` and, where they are there, of `information_schema.tables`. */
export function tablesFromColumns(columns: readonly Row[], tables: readonly Row[]): readonly SnapshotObject[] {
  const byTable = new Map<string, Row[]>();
  for (const row of columns) {
    const key = JSON.stringify([row['table_schema'], row['table_name']]);
    byTable.set(key, [...(byTable.get(key) ?? []), row]);
  }
  return [...byTable].map(([key, rows]) => {
    const [database, name] = JSON.parse(key) as [string, string];
    const about = tables.find(row => row['table_schema'] === database && row['table_name'] === name);
    return { kind: 'table', database, name, sql: createTable(name, rows, about) };
  });
}

function createTable(name: string, columns: readonly Row[], about: Row | undefined): string {
  const sorted = columns.toSorted((a, b) => Number(a['ordinal_position'] ?? 0) - Number(b['ordinal_position'] ?? 0));
  const isTimeIndex = (row: Row): boolean => row['semantic_type'] === 'TIMESTAMP' || row['column_key'] === 'TIME INDEX';
  const timeIndex = sorted.filter(isTimeIndex).map(row => `TIME INDEX (${quoted(text(row, 'column_name'))})`);
  const keys = sorted
    .filter(row => row['semantic_type'] === 'TAG' || row['column_key'] === 'PRI')
    .map(row => quoted(text(row, 'column_name')));
  const lines = [...sorted.map(definition), ...timeIndex, ...(keys.length > 0 ? [`PRIMARY KEY (${keys.join(', ')})`] : [])];
  const engine = about === undefined ? '' : text(about, 'engine');
  const options = [...optionsOf(about === undefined ? '' : text(about, 'create_options'))];
  const comment = about === undefined ? '' : text(about, 'table_comment');
  if (comment !== '') options.push(['comment', comment]);
  return [
    `CREATE TABLE IF NOT EXISTS ${quoted(name)} (`,
    lines.map(line => `  ${line}`).join(',\n'),
    ')',
    ...(engine === '' ? [] : [`ENGINE=${engine}`]),
    ...(options.length === 0 ? [] : [`WITH(\n${options.map(([key, value]) => `  '${key}' = ${literal(value)}`).join(',\n')}\n)`]),
  ].join('\n');
}

function definition(row: Row): string {
  const type = text(row, 'data_type') || text(row, 'column_type') || text(row, 'greptime_data_type');
  const nullable = /^no$/i.test(text(row, 'is_nullable')) ? 'NOT NULL' : 'NULL';
  const value = text(row, 'column_default');
  const comment = text(row, 'column_comment');
  return [
    quoted(text(row, 'column_name')),
    type,
    nullable,
    ...(value === '' ? [] : [`DEFAULT ${value}`]),
    ...(comment === '' ? [] : [`COMMENT ${literal(comment)}`]),
  ].join(' ');
}

/** `ttl=1h append_mode=true` */
function optionsOf(written: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const pair of written.split(' ')) {
    const equals = pair.indexOf('=');
    // The comment may hold blanks; it has a column of its own.
    if (equals > 0 && !pair.startsWith('comment=')) options.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  return options;
}

function text(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : '';
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
