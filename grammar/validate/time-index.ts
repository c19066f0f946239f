import type { ColumnDef, Ident, TableConstraint } from '../ast.ts';
import type { Span } from '../span.ts';
import type { Engine } from '../engine.ts';
import { checkTimestampType } from './columns.ts';
import { canonical, printIdent } from './names.ts';

/** Every table has one time index, and it is a timestamp (`validate_time_index`). The same column may be named twice. */
export function checkTimeIndex($: Engine, columns: readonly ColumnDef[], constraints: readonly TableConstraint[], table: Span): void {
  const named = timeIndexes(columns, constraints);
  if (named.size === 0) $.invalid('InvalidSyntax', 'Missing time index constraint', table);
  const [name] = named.values();
  if (named.size > 1) {
    $.invalid(
      'InvalidSyntax',
      `Invalid time index: expected only one time index constraint but actual ${named.size}`,
      [...named.values()].at(-1)!.span,
    );
  }
  const column = columns.find(candidate => canonical(candidate.name).value === name!.value);
  if (column === undefined) {
    return $.invalid('InvalidSyntax', `Invalid time index: time index column ${printIdent(name!)} not found in columns`, name!.span);
  }
  checkTimestampType($, column);
}

/** The columns that are named as time index, each once. */
function timeIndexes(columns: readonly ColumnDef[], constraints: readonly TableConstraint[]): ReadonlyMap<string, Ident> {
  const named = new Map<string, Ident>();
  const add = (ident: Ident): void => {
    const name = canonical(ident);
    named.set(name.quote + name.value, name);
  };
  for (const column of columns) if (column.options.some(option => option.kind === 'time_index')) add(column.name);
  for (const constraint of constraints) if (constraint.kind === 'time_index_constraint') add(constraint.column);
  return named;
}
