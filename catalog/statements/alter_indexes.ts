import type { AlterOperation } from '../../grammar/index.ts';
import { fold } from '../names.ts';
import { STRING } from '../types.ts';
import { reject } from '../verdict.ts';
import type { Column, Table } from '../world.ts';
import { columnNotExists } from './alter_columns.ts';
import { indexOptions } from './index_options.ts';

type SetIndex = Extract<AlterOperation, { kind: 'set_index' }>;
type UnsetIndex = Extract<AlterOperation, { kind: 'unset_index' }>;

/** Options are read before the table is looked at. Mirrors `TableMeta::set_indexes`. */
export function setIndex(operation: SetIndex): (table: Table) => Table {
  const { type } = operation;
  const options = type === 'INVERTED' ? new Map<string, string>() : indexOptions(type, operation.options);
  return table => {
    const column = columnOf(table, operation);
    if (type === 'INVERTED') return replace(table, column, { ...column, inverted: true });
    if (type === 'SKIPPING') return replace(table, column, { ...column, skipping: options });
    if (column.type !== STRING) refuseFulltext(column.name, 'FULLTEXT index only supports string type', operation);
    const current = column.fulltext ?? column.formerFulltext;
    if (current !== undefined && ['analyzer', 'case_sensitive'].some(key => current.get(key) !== options.get(key))) {
      refuseFulltext(
        column.name,
        `Cannot change analyzer or case_sensitive if FULLTEXT index is set before. Previous analyzer: ${current.get('analyzer')}, previous case_sensitive: ${current.get('case_sensitive')}`,
        operation,
      );
    }
    const { formerFulltext: _, ...rest } = column;
    return replace(table, column, { ...rest, fulltext: options });
  };
}

export function unsetIndex(table: Table, operation: UnsetIndex): Table {
  const column = columnOf(table, operation);
  if (operation.type === 'INVERTED') {
    const { inverted: _, ...rest } = column;
    return replace(table, column, rest);
  }
  if (operation.type === 'SKIPPING') {
    const { skipping: _, ...rest } = column;
    return replace(table, column, rest);
  }
  const { fulltext, ...rest } = column;
  if (fulltext === undefined) refuseFulltext(column.name, 'FULLTEXT index already disabled', operation);
  return replace(table, column, { ...rest, formerFulltext: fulltext! });
}

function columnOf(table: Table, operation: SetIndex | UnsetIndex): Column {
  const name = fold(operation.column);
  return table.columns.find(column => column.name === name) ?? columnNotExists(table, name, operation.column.span);
}

function replace(table: Table, column: Column, changed: Column): Table {
  return { ...table, columns: table.columns.map(candidate => (candidate === column ? changed : candidate)) };
}

function refuseFulltext(column: string, message: string, operation: SetIndex | UnsetIndex): never {
  return reject('InvalidArguments', `Invalid column option, column name: ${column}, error: ${message}`, {
    reason: 'index_option',
    span: operation.span,
    detail: { column },
  });
}
