import type { ColumnDef, Ident, TableConstraint } from '../ast.ts';
import type { Span } from '../span.ts';
import type { Engine } from '../engine.ts';
import { checkTimestampType, isTimeIndex } from './columns.ts';
import { canonical, canonicalValue, printIdent } from './names.ts';

/** Every table has one time index, and it is a timestamp (`validate_time_index`). The same column may be named twice. */
export function checkTimeIndex($: Engine, columns: readonly ColumnDef[], constraints: readonly TableConstraint[], table: Span): void {
  const named = timeIndexes(columns, constraints);
  if (named.length === 0) $.invalid('InvalidSyntax', 'Missing time index constraint', table);
  const name = named[0]!;
  if (named.length > 1) {
    $.invalid(
      'InvalidSyntax',
      `Invalid time index: expected only one time index constraint but actual ${named.length}`,
      named.at(-1)!.span,
    );
  }
  const value = canonicalValue(name);
  const column = columns.find(candidate => candidate.name === name || canonicalValue(candidate.name) === value);
  if (column === undefined) {
    const printed = printIdent(canonical(name));
    return $.invalid('InvalidSyntax', `Invalid time index: time index column ${printed} not found in columns`, name.span);
  }
  checkTimestampType($, column);
}

/** The columns that are named as time index, each once, as it is named last. */
function timeIndexes(columns: readonly ColumnDef[], constraints: readonly TableConstraint[]): readonly Ident[] {
  let named: readonly Ident[] = NO_NAMES;
  for (const column of columns) if (isTimeIndex(column)) named = withName(named, column.name);
  for (const constraint of constraints) if (constraint.kind === 'time_index_constraint') named = withName(named, constraint.column);
  return named;
}
const NO_NAMES: readonly Ident[] = [];

function withName(names: readonly Ident[], name: Ident): readonly Ident[] {
  if (names.length === 0) return [name];
  const at = names.findIndex(other => other.quote === name.quote && canonicalValue(other) === canonicalValue(name));
  return at === -1 ? [...names, name] : names.with(at, name);
}
