import { some, type Cast, type IntervalLiteral, type Literal, type Node, type Query } from '../../grammar/index.ts';
import { isAliasType } from '../plan/cast_types.ts';
import { expandInterval } from '../plan/interval_text.ts';
import type { View } from '../world.ts';

/** The definition of a view as it is printed; absent where the server rewrote the query before. */
export function viewText(view: View): string | undefined {
  return hasRange(view.query) || some(view.query, isTransformed) ? undefined : view.definition;
}

/** RANGE and ALIGN become hidden calls of `range_fn` while they are parsed, and are printed as those. */
export function hasRange(query: Query): boolean {
  return some(query, node => node.kind === 'range' || node.kind === 'range_clause');
}

/** Whether a part of a parsed statement is changed before anybody prints it (`src/sql/src/statements/transform.rs`). */
function isTransformed(node: Node): boolean {
  if (node.kind === 'interval') return isAbbreviated((node as IntervalLiteral).value);
  if (node.kind !== 'cast') return false;
  const { type, expr } = node as Cast;
  return isAliasType(type) || (type.head === 'INTERVAL' && isAbbreviated(expr));
}

function isAbbreviated(value: Node): boolean {
  return some(value, node => node.kind === 'literal' && expandInterval((node as Literal).value) !== (node as Literal).value);
}
