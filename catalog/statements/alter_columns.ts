import type { AddColumn, Ident, Span, Statement } from '../../grammar/index.ts';
import { fold } from '../names.ts';
import { tableOption } from '../table_option.ts';
import { debugTypeName, descTypeName } from '../type_names.ts';
import { isString, type DataType } from '../types.ts';
import { reject, unknown } from '../verdict.ts';
import type { Column, Table, World } from '../world.ts';
import { castDefault, canCast } from './casts.ts';
import { optionOf, tableColumn } from './columns.ts';
import { entityOptionOf } from './semantics.ts';

/** The columns of ADD COLUMN; intervals are refused before the table is looked at. */
export function addedColumns(world: World, added: readonly AddColumn[], statement: Statement): readonly Column[] {
  return added.map(({ column: definition }) => {
    const other = definition.options.find(option => option.kind === 'other');
    if (other !== undefined) unknown(`the column option ${other.text}`);
    const column = tableColumn({ world, text: statement.text, altering: false }, definition);
    if (column.type.kind.startsWith('interval')) {
      reject('Unsupported', 'Not supported: Add column with interval type', { reason: 'column_type', span: definition.type.span });
    }
    return column;
  });
}

/** Mirrors `TableMeta::add_columns`: new key columns join the primary key at the place they have among the columns. */
export function addColumns(table: Table, columns: readonly Column[], added: readonly AddColumn[]): Table {
  const has = (name: string): boolean => table.columns.some(column => column.name === name);
  if (columns.every((column, at) => added[at]!.ifNotExists && has(column.name))) return table;
  if (columns.some(column => column.type.kind === 'json2') && tableOption(table, 'append_mode') !== 'true')
    unknown('a JSON2 column in a table that does not only append');
  const fresh = new Set<string>();
  columns.forEach((column, at) => checkAdded(table, column, added[at]!, fresh));
  const first: Column[] = [];
  const last: Column[] = [];
  const after = new Map<string, Column[]>();
  columns.forEach((column, at) => {
    if (has(column.name)) return;
    const { position } = added[at]!;
    if (position === undefined) last.push(column);
    else if (position === 'FIRST') first.unshift(column);
    else {
      const neighbour = fold(position.after);
      if (!has(neighbour)) columnNotExists(table, neighbour, position.after.span);
      after.set(neighbour, [column, ...(after.get(neighbour) ?? [])]);
    }
  });
  const keys = new Set(table.primaryKey);
  columns.forEach((column, at) => {
    if (optionOf(added[at]!.column, 'primary_key') !== undefined && !has(column.name)) keys.add(column.name);
  });
  const arranged = [...first, ...table.columns.flatMap(column => [column, ...(after.get(column.name) ?? [])]), ...last];
  return { ...table, columns: arranged, primaryKey: arranged.map(column => column.name).filter(name => keys.has(name)) };
}

function checkAdded(table: Table, column: Column, added: AddColumn, fresh: Set<string>): void {
  const { span } = added.column;
  const known = table.columns.find(candidate => candidate.name === column.name);
  if (known !== undefined) {
    if (!added.ifNotExists) {
      reject('TableColumnExists', `Column ${column.name} already exists in table ${table.name}`, {
        reason: 'column_exists',
        span: added.column.name.span,
        detail: { column: column.name, table: table.name },
      });
    }
    if (known.type !== column.type)
      invalidAlter(table, `column ${column.name} already exists with different type ${debugTypeName(known.type)}`, span);
    return;
  }
  if (fresh.has(column.name)) invalidAlter(table, `add column ${column.name} more than once`, added.column.name.span);
  fresh.add(column.name);
  if (!column.nullable && column.default === undefined) invalidAlter(table, `no default value for column ${column.name}`, span);
}

/** Mirrors `TableMeta::remove_columns`: keys, the time index and partition columns stay. */
export function dropColumn(table: Table, ident: Ident): Table {
  const name = fold(ident);
  if (!table.columns.some(column => column.name === name)) columnNotExists(table, name, ident.span);
  if (table.primaryKey.includes(name) || name === table.timeIndex) {
    reject('InvalidArguments', `Not allowed to remove index column ${name} from table ${table.name}`, {
      reason: 'alter_key_column',
      span: ident.span,
      detail: { column: name },
    });
  }
  if (table.partitions?.columns.includes(name) === true) {
    reject('InvalidArguments', `Not allowed to remove partition column ${name} from table ${table.name}`, {
      reason: 'alter_key_column',
      span: ident.span,
      detail: { column: name },
    });
  }
  if (entityOptionOf(table, name) !== undefined) unknown('dropping a column that an entity option names');
  return { ...table, columns: table.columns.filter(column => column.name !== name) };
}

/** Mirrors `TableMeta::modify_column_types`. */
export function modifyType(table: Table, ident: Ident, type: DataType, typeSpan: Span): Table {
  const name = fold(ident);
  const column = table.columns.find(candidate => candidate.name === name) ?? columnNotExists(table, name, ident.span);
  if (table.primaryKey.includes(name)) invalidAlter(table, `Not allowed to change primary key index column '${name}'`, ident.span);
  if (name === table.timeIndex) invalidAlter(table, `Not allowed to change timestamp index column '${name}' datatype`, ident.span);
  const option = entityOptionOf(table, name);
  if (option !== undefined && ['binary', 'json', 'json2', 'vector'].includes(type.kind)) {
    invalidAlter(
      table,
      `column \`${name}\` is referenced by entity option \`${option}\` and must keep a type that renders as a string, got \`${descTypeName(type)}\``,
      typeSpan,
    );
  }
  if (!canCast(column.type, type))
    invalidAlter(table, `column '${name}' cannot be cast automatically to type '${descTypeName(type)}'`, typeSpan);
  if (!column.nullable) invalidAlter(table, `column '${name}' must be nullable to ensure safe conversion.`, ident.span);
  if (column.fulltext !== undefined && !isString(type)) unknown('what becomes of the full-text index of a column that is no text any more');
  const { default: old, ...rest } = column;
  const value = old === undefined ? undefined : castDefault(old, type);
  const changed: Column = { ...rest, type, ...(value === undefined ? {} : { default: value }) };
  return { ...table, columns: table.columns.map(candidate => (candidate === column ? changed : candidate)) };
}

export function columnNotExists(table: Table, name: string, span: Span): never {
  return reject('TableColumnNotFound', `Column ${name} not exists in table ${table.name}`, {
    reason: 'column_not_found',
    span,
    detail: { column: name, table: table.name },
  });
}

export function invalidAlter(table: Table, message: string, span: Span): never {
  return reject('InvalidArguments', `Invalid alter table(${table.name}) request: ${message}`, { reason: 'alter_table', span });
}
