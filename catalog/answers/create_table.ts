import { postgresTypeName, sqlTypeName } from '../type_names.ts';
import type { Column, IndexOptions, Table, World } from '../world.ts';
import { optionPairs, printOptions } from './option_list.ts';

/** Columns that the metric engine adds to a physical table. */
const INTERNAL: ReadonlySet<string> = new Set(['__table_id', '__tsid']);

/** The text of SHOW CREATE TABLE (`src/query/src/sql/show_create_table.rs`); absent where a part of it is not known. */
export function printCreateTable(world: World, table: Table): string | undefined {
  const quote = world.session.protocol === 'mysql' ? '`' : '"';
  const lines: string[] = [];
  for (const column of visibleColumns(table)) {
    const line = printColumn(column, quote);
    if (line === undefined) return undefined;
    lines.push(line);
  }
  if (table.timeIndex !== '') lines.push(`TIME INDEX (${quoted(table.timeIndex, quote)})`);
  const key = table.primaryKey.filter(name => !isInternal(table, name));
  if (key.length > 0) lines.push(`PRIMARY KEY (${quotedList(key, quote)})`);
  const partitions = printPartitions(table, quote);
  if (partitions === undefined) return undefined;
  const head = `CREATE TABLE IF NOT EXISTS ${quoted(table.name, quote)} (`;
  const body = lines.map(line => `  ${line}`).join(',\n');
  return `${head}\n${body}\n)\n${partitions}\nENGINE=${table.engine}\n${printOptions(shownOptions(world, table))}`;
}

/** The text of SHOW CREATE TABLE … FOR POSTGRES_FOREIGN_TABLE. */
export function printForeignTable(table: Table): string {
  const columns = visibleColumns(table).map(({ name, type }) => `  "${name}" ${postgresTypeName(type)}`);
  return `CREATE FOREIGN TABLE ft_${table.name} (\n${columns.join(',\n')}\n)\nSERVER greptimedb\nOPTIONS (table_name '${table.name}')`;
}

function visibleColumns(table: Table): readonly Column[] {
  return table.columns.filter(column => !isInternal(table, column.name));
}

function isInternal(table: Table, column: string): boolean {
  return table.engine === 'metric' && INTERNAL.has(column);
}

/** `"host" STRING NULL DEFAULT 'x' COMMENT 'y' INVERTED INDEX`. How the settings of JSON2 print is not recorded. */
function printColumn(column: Column, quote: string): string | undefined {
  const type = sqlTypeName(column.type);
  if (type === undefined || (column.json2 ?? '') !== '') return undefined;
  let line = `${quoted(column.name, quote)} ${type} ${column.nullable ? 'NULL' : 'NOT NULL'}`;
  if (column.default !== undefined) line += ` DEFAULT ${column.default.text}`;
  if (column.comment !== undefined) line += ` COMMENT '${column.comment.replaceAll("'", "''")}'`;
  line += printIndex('FULLTEXT', column.fulltext) + printIndex('SKIPPING', column.skipping);
  if (column.inverted === true) line += ' INVERTED INDEX';
  return line + printIndex('VECTOR', column.vectorIndex);
}

function printIndex(kind: string, options: IndexOptions | undefined): string {
  if (options === undefined) return '';
  return options.size === 0 ? ` ${kind} INDEX` : ` ${kind} INDEX WITH(${optionPairs(options).join(', ')})`;
}

/** The partition rule, or an empty line. How a rule without expressions prints is not recorded. */
function printPartitions({ partitions }: Table, quote: string): string | undefined {
  if (partitions === undefined || partitions.columns.length === 0) return '';
  if (partitions.exprs.length === 0) return undefined;
  return `PARTITION ON COLUMNS (${quotedList(partitions.columns, quote)}) (\n${partitions.exprs.map(expr => `  ${expr}`).join(',\n')}\n)`;
}

/**
 * The table's own options; a time to live that it has none of is the database's. The comment of a table that a flow made, kept among
 * its options, has its key in quotes.
 */
function shownOptions(world: World, table: Table): ReadonlyMap<string, string> {
  const options = new Map(table.options);
  const inherited = world.databases.get(table.database)?.options.get('ttl');
  if (inherited !== undefined && !options.has('ttl')) options.set('ttl', inherited);
  const made = options.get('comment');
  if (options.delete('comment')) options.set("'comment'", made!);
  if (table.comment !== undefined) options.set('comment', table.comment);
  return options;
}

function quoted(name: string, quote: string): string {
  return quote + name.replaceAll(quote, quote + quote) + quote;
}

function quotedList(names: readonly string[], quote: string): string {
  return names.map(name => quoted(name, quote)).join(', ');
}
