import type { OrderItem, Span } from '../../grammar/index.ts';
import { judgeAmbiguous, openScope, type Scope } from './binding.ts';
import type { Bound, Field } from './bound.ts';
import { isAlias } from './build.ts';
import { type Context, derived, planError, postponeFault } from './context.ts';
import { bindExpr } from './expressions.ts';
import { demandUnique, usingSets } from './joins.ts';
import type { PlanNode } from './plan.ts';
import { columnsOf, visit } from './rewrite.ts';
import { inputsOf } from './walk.ts';
import { fieldNotFound, fieldsNamed, findQualified, flatName, rejectMissing, sameField, sameRelation, type Schema } from './scope.ts';
import { positionOf } from './sorts.ts';

/** The keys of a query's ORDER BY: positions and names of the SELECT list first, then columns of FROM (`order_by_to_sort_expr`). */
export function bindOrder(outer: Context, projected: PlanNode, base: PlanNode, items: readonly OrderItem[]): readonly Bound[] {
  if (items.length === 0) return [];
  const context = derived(outer, { late: [] });
  const combined = merged(projected.fields, base.fields);
  const using = usingSets(projected);
  const keys = items.map(item => {
    context.recorder?.scope?.(item, combined);
    const position = positionOf(item, projected.fields);
    if (position !== undefined) return position;
    const scope = openScope(context, combined, using, projected.fields);
    const bound = bindExpr(scope, item.expr);
    judgeOutputNames(scope, projected, base);
    postponeFault(context, bound.fault);
    return bound;
  });
  for (const fault of context.late) outer.late.push({ ...fault, sorting: true });
  return keys;
}

/**
 * Names of ORDER BY, HAVING and GROUP BY: one without qualifier must be known to the SELECT list or to FROM; a qualified one is only
 * looked for later (`normalize_col`).
 */
export function judgeOutputNames(scope: Scope, projected: PlanNode, base: PlanNode): void {
  for (const { column, span, ambiguous } of scope.open) {
    if (!ambiguous && column.relation === undefined) rejectMissing([...projected.fields, ...base.fields], column, span);
  }
  judgeAmbiguous(scope);
}

/** The fields of both schemas; what the first already has is not repeated. */
export function merged(first: Schema, second: Schema): Schema {
  const extra = second.filter(field =>
    field.relation === undefined ? fieldsNamed(first, field.name).length === 0 : !first.some(own => sameField(own, field)),
  );
  return extra.length === 0 ? first : [...first, ...extra];
}

/** ORDER BY behind a set operation or VALUES: only the output columns are in sight. */
export function sortSet(context: Context, input: PlanNode, items: readonly OrderItem[]): PlanNode {
  if (items.length === 0) return input;
  const keys = items.map(item => {
    const position = positionOf(item, input.fields);
    if (position !== undefined) return position;
    const scope = openScope(context, input.fields);
    const bound = bindExpr(scope, item.expr);
    for (const open of scope.open) judgeSetKey(input, open);
    judgeAmbiguous(scope);
    return bound;
  });
  return { kind: 'sort', fields: input.fields, input, keys };
}

/** A column that the branches have but the set operation does not show cannot be added to a distinct one. */
function judgeSetKey(input: PlanNode, { column, span }: Scope['open'][number]): void {
  const hidden =
    input.kind === 'distinct' &&
    input.input.kind === 'union' &&
    input.input.inputs.some(branch => branch.kind === 'project' && hasField(branch.input.fields, column));
  if (hidden) {
    planError(`For SELECT DISTINCT, ORDER BY expressions ${flatName(column)} must appear in select list`, {
      reason: 'distinct_order_by',
      span,
      detail: { name: flatName(column) },
    });
  }
  rejectMissing(input.fields, column, span);
}

function hasField(fields: Schema, column: { readonly relation?: readonly string[]; readonly name: string }): boolean {
  return fields.some(field => field.name === column.name);
}

/** Sorts a plan by keys that may need columns the SELECT list lacks; those are carried along, but not through DISTINCT. */
export function sortBy(context: Context, input: PlanNode, keys: readonly Bound[], exprs: readonly Bound[]): PlanNode {
  if (keys.length === 0) return input;
  const missing = missingColumns(input, keys);
  if (input.kind === 'distinct') demandListed(input, missing, exprs, keys[0]!.span);
  demandRoom(input, missing, keys[0]!.span);
  judgeSortColumns(context, input, keys);
  return { kind: 'sort', fields: input.fields, input, keys };
}

/** A qualified name that neither the SELECT list nor FROM knows is found when the sorted plan is analysed. */
function judgeSortColumns(context: Context, input: PlanNode, keys: readonly Bound[]): void {
  for (const key of keys) {
    for (const field of columnsOf(key)) {
      if (field.relation === undefined || isWithin(input, field)) continue;
      const { message } = fieldNotFound(input.fields, field);
      context.late.push({
        message,
        reason: 'column_not_found',
        span: key.span,
        detail: { name: flatName(field) },
        sorting: true,
        physical: true,
      });
    }
  }
}

/** Whether some plan on the way down shows the column. */
function isWithin(plan: PlanNode, field: Field): boolean {
  const shows = (own: Field): boolean =>
    own.name === field.name && own.relation !== undefined && sameRelation(own.relation, field.relation!);
  return plan.fields.some(shows) || inputsOf(plan).some(input => isWithin(input, field));
}

/** The columns of sort keys that the sorted plan does not show. */
function missingColumns(input: PlanNode, keys: readonly Bound[]): readonly Field[] {
  const missing: Field[] = [];
  for (const key of keys) {
    visit(key, part => {
      if (
        part.kind === 'column' &&
        part.outer !== true &&
        !input.fields.some(field => sameField(field, part.field)) &&
        !missing.some(field => sameField(field, part.field))
      ) {
        missing.push(part.field);
      }
      return true;
    });
  }
  return missing;
}

/** The SELECT list carries missing columns along, where no column of its own may stand in their way (`add_missing_columns`). */
function demandRoom(input: PlanNode, missing: readonly Field[], span: Span): void {
  const list = input.kind === 'distinct' ? input.input : input;
  if (missing.length === 0 || list.kind !== 'project') return;
  if (missing.every(({ relation, name }) => relation !== undefined && findQualified(list.input.fields, relation, name) !== undefined)) {
    demandUnique([...list.fields, ...missing], span);
  }
}

function demandListed(input: PlanNode, missing: readonly Field[], exprs: readonly Bound[], span: Span): void {
  const below = input.kind === 'distinct' ? input.input : input;
  const available = inputsOf(below).flatMap(plan => plan.fields);
  if (missing.length === 0 || missing.some(field => !available.some(own => sameField(own, field)))) return;
  const renamed = missing.every(field =>
    exprs.some(expr => isAlias(expr) && expr.args[0]!.kind === 'column' && sameField(expr.args[0]!.field, field)),
  );
  if (renamed) return;
  planError(`For SELECT DISTINCT, ORDER BY expressions ${missing.map(flatName).join('')} must appear in select list`, {
    reason: 'distinct_order_by',
    span,
    detail: { name: missing.map(flatName).join(', ') },
  });
}
