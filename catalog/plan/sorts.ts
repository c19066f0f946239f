import type { OrderItem } from '../../grammar/index.ts';
import type { Scope } from './binding.ts';
import type { Bound } from './bound.ts';
import { column } from './build.ts';
import { planError } from './context.ts';
import { bindExpr } from './expressions.ts';
import type { Schema } from './scope.ts';

/** The keys of an ORDER BY inside a call: a whole number is a position among the columns in scope. */
export function bindCallSortKeys(scope: Scope, items: readonly OrderItem[]): readonly Bound[] {
  return items.map(item => positionOf(item, scope.schema) ?? bindExpr(scope, item.expr));
}

/** The keys of a window's ORDER BY: a number is just a number. */
export function bindWindowSortKeys(scope: Scope, items: readonly OrderItem[]): readonly Bound[] {
  return items.map(item => bindExpr(scope, item.expr));
}

/** `ORDER BY 2`: the second column of the schema. */
export function positionOf({ expr }: OrderItem, schema: Schema): Bound | undefined {
  if (expr.kind !== 'literal' || expr.type !== 'number') return undefined;
  const { span } = expr;
  if (!/^[0-9]+$/.test(expr.value)) return planError(`invalid digit found in string`, { reason: 'order_by_position', span });
  const position = Number(expr.value);
  if (position === 0) planError('Order by index starts at 1 for column indexes', { reason: 'order_by_position', span });
  const field = schema[position - 1];
  if (field === undefined)
    return planError(`Order by column out of bounds, specified: ${position}, max: ${schema.length}`, { reason: 'order_by_position', span });
  return column(field, span);
}

/** `a ASC NULLS LAST, b DESC NULLS FIRST`, in display mode. */
export function printSorts(keys: readonly Bound[], items: readonly OrderItem[]): string {
  return keys.map((key, index) => `${key.display} ${printDirection(items[index]!)}`).join(', ');
}

function printDirection({ direction, nulls }: OrderItem): string {
  const order = direction ?? 'ASC';
  return `${order} NULLS ${nulls ?? (order === 'ASC' ? 'LAST' : 'FIRST')}`;
}
