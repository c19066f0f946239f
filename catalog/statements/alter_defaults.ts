import type { Expr, Ident, Statement, TypeName } from '../../grammar/index.ts';
import { columnType } from '../column_types.ts';
import { fold } from '../names.ts';
import type { DataType } from '../types.ts';
import { reject } from '../verdict.ts';
import type { Column, Table, World } from '../world.ts';
import { columnNotExists, invalidAlter } from './alter_columns.ts';
import { literalTarget } from './columns.ts';
import { columnDefault } from './defaults.ts';

/** The new type of MODIFY COLUMN; intervals are refused before the table is looked at. */
export function typeFor(written: TypeName, statement: Statement): DataType {
  const type = columnType(written, statement.text);
  if (type.kind.startsWith('interval')) {
    reject('Unsupported', 'Not supported: Modify column type to interval type', { reason: 'column_type', span: written.span });
  }
  return type;
}

export function setDefaults(world: World, table: Table, defaults: readonly { readonly column: Ident; readonly expr: Expr }[]): Table {
  return change(table, defaults, (column, { expr }) => ({
    ...column,
    default: columnDefault(literalTarget(world, column), expr, column.nullable, { altering: true }),
  }));
}

export function dropDefaults(table: Table, columns: readonly Ident[]): Table {
  const named = columns.map(column => ({ column }));
  return change(table, named, (column, { column: ident }) => {
    if (column.default === undefined) invalidAlter(table, `column ${column.name} does not have a default value`, ident.span);
    if (!column.nullable) invalidAlter(table, `column ${column.name} is not nullable and \`default\` cannot be dropped`, ident.span);
    const { default: _, ...rest } = column;
    return rest;
  });
}

function change<X extends { readonly column: Ident }>(
  table: Table,
  changes: readonly X[],
  apply: (column: Column, change: X) => Column,
): Table {
  for (const { column } of changes) {
    if (!table.columns.some(candidate => candidate.name === fold(column))) columnNotExists(table, fold(column), column.span);
  }
  return {
    ...table,
    columns: table.columns.map(column => {
      const found = changes.find(candidate => fold(candidate.column) === column.name);
      return found === undefined ? column : apply(column, found);
    }),
  };
}
