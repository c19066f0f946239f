import type { Expr, OrderItem, Select } from '../../grammar/index.ts';
import { arrowTypeName } from '../type_names.ts';
import { unknown } from '../verdict.ts';
import { judgeNames, openScope } from './binding.ts';
import type { Bound } from './bound.ts';
import { column, fieldOf, isAlias, unalias } from './build.ts';
import { type Context, derived, notImplemented, planError, postponeFault } from './context.ts';
import { bindExpr, bindWhole } from './expressions.ts';
import { planFrom } from './from.ts';
import { aggregate, aggregatesOf, isAggregate, isWindow } from './grouping.ts';
import { usingSets } from './joins.ts';
import { withNamedWindows } from './named_windows.ts';
import { bindOrder, judgeOutputNames, merged, sortBy } from './ordering.ts';
import type { PlanNode } from './plan.ts';
import { projectUnnested } from './unnest.ts';
import { bindItems, project } from './projection.ts';
import { planRange } from './range.ts';
import { columnsOf, findOutermost, rewrite, sameExpr } from './rewrite.ts';
import { fieldsNamed, findQualified, findUnqualified, rejectAmbiguous, rejectMissing, sameField, type Schema } from './scope.ts';

/** One SELECT with the ORDER BY of its query, step by step as `select_to_plan` of datafusion-sql. */
export function planSelect(context: Context, written: Select, orderItems: readonly OrderItem[]): PlanNode {
  refuseUnplanned(written);
  const from = planFrom(context, written.from);
  context.recorder?.scope?.(written, from.fields);
  const base = filtered(context, from, written.where);
  const node = withNamedWindows(written);
  if (node.range !== undefined) return ranged(derived(context, { align: node.range }), node, base, orderItems);
  const items = bindItems(context, base, node.items);
  const projected = project(base, items, node.span);
  const orderBy = bindOrder(context, projected, base, orderItems);
  const aliases = aliasesOf(items);
  const combined = node.having === undefined && node.groupBy === undefined ? base.fields : merged(base.fields, projected.fields);
  const output: OutputParts = { node, base, projected, items, combined, aliases };
  const having = node.having === undefined ? undefined : bindHaving(context, output, node.having);
  const groups = bindGroups(context, output);
  if (node.qualify !== undefined) unknown('QUALIFY');
  const aggregates = context.traits.hasAggregate
    ? aggregatesOf(having === undefined ? [...items, ...orderBy] : [...items, having, ...orderBy])
    : NONE;
  return finished({ context, node, base, items, projected, orderBy, having, groups, aggregates });
}

/** A range query replaces the grouping; what is sorted must be shown. */
function ranged(context: Context, node: Select, base: PlanNode, orderItems: readonly OrderItem[]): PlanNode {
  const items = bindItems(context, base, node.items);
  const projected = project(base, items, node.span);
  const orderBy = bindOrder(context, projected, base, orderItems);
  if (node.having !== undefined || (node.distinct !== undefined && node.distinct !== 'ALL'))
    unknown('HAVING and DISTINCT in a range query');
  const plan = planRange(context, node, base, items);
  if (orderBy.some(key => columnsOf(key).some(field => !plan.fields.some(own => sameField(own, field)))))
    unknown('a range query sorted by a column it does not show');
  return sortBy(context, plan, orderBy, items);
}

const NONE: readonly Bound[] = [];

interface Parts {
  readonly context: Context;
  readonly node: Select;
  readonly base: PlanNode;
  readonly items: readonly Bound[];
  readonly orderBy: readonly Bound[];
  readonly projected: PlanNode;
  readonly having: Bound | undefined;
  readonly groups: readonly Bound[];
  readonly aggregates: readonly Bound[];
}

function finished(parts: Parts): PlanNode {
  const { context, node, base, groups, aggregates } = parts;
  let { items, orderBy, having } = parts;
  let plan = base;
  if (groups.length > 0 || aggregates.length > 0) {
    judgeNesting(context, aggregates);
    const grouped = aggregate(base, {
      select: items,
      having,
      orderBy,
      shown: parts.projected.fields,
      aliases: parts.items.filter(isAlias).map(item => item.name),
      groups,
      aggregates,
    });
    ({ plan, select: items, orderBy, having } = grouped);
  } else if (having !== undefined) {
    planError(`HAVING clause references: ${having.display} must appear in the GROUP BY clause or be used in an aggregate function`, {
      reason: 'having_without_group',
      span: having.span,
    });
  }
  if (having !== undefined) plan = filter(context, plan, having);
  const windows = context.traits.hasWindow ? findOutermost(items, isWindow) : NONE;
  if (context.traits.hasWindow) judgeSortedWindows(context, orderBy, windows);
  if (windows.length > 0) {
    const below = plan;
    const computed = windows.map(fieldOf);
    plan = { kind: 'window', fields: [...below.fields, ...computed], input: below, windows };
    const raise = (expr: Bound): Bound =>
      rewrite(expr, part => {
        const at = windows.findIndex(window => sameExpr(window, part));
        return at === -1 ? undefined : column(computed[at]!, part.span);
      });
    items = items.map(raise);
    orderBy = orderBy.map(raise);
  }
  const projected = plan === base && !context.traits.hasUnnest ? parts.projected : projectUnnested(plan, items, node.span);
  return sortBy(context, distinct(context, node, projected, base, parts), orderBy, items);
}

/** A window function that only ORDER BY has is never computed. */
function judgeSortedWindows(context: Context, orderBy: readonly Bound[], windows: readonly Bound[]): void {
  const extra = findOutermost(orderBy, isWindow).find(window => !windows.some(own => sameExpr(own, window)));
  if (extra !== undefined) context.late.push({ message: '', reason: 'order_by_window', span: extra.span, physical: true, doubtful: true });
}

/** An aggregate over an aggregate can be planned, but not run: in words that show the whole inner call. */
function judgeNesting(context: Context, aggregates: readonly Bound[]): void {
  for (const outer of aggregates) {
    if (outer.kind !== 'aggregate' || findOutermost(outer.args, part => isAggregate(part) || isWindow(part)).length === 0) continue;
    context.late.push({ message: '', reason: 'aggregate_nested', span: outer.span, physical: true, doubtful: true });
  }
}

function distinct(context: Context, node: Select, input: PlanNode, base: PlanNode, parts: Parts): PlanNode {
  if (node.distinct === undefined || node.distinct === 'ALL') return input;
  if (node.distinct === 'DISTINCT') return { kind: 'distinct', fields: input.fields, input, on: [] };
  if (parts.groups.length > 0 || parts.aggregates.length > 0 || findOutermost(parts.items, isWindow).length > 0) {
    notImplemented('DISTINCT ON expressions with GROUP BY, aggregation or window functions are not supported ', {
      reason: 'plan',
      span: node.span,
    });
  }
  const on = node.distinct.on.map(expr => bindWhole(context, merged(base.fields, input.fields), expr));
  on.forEach((expr, index) => {
    const key = parts.orderBy[index];
    if (parts.orderBy.length > 0 && (key === undefined || !sameExpr(unalias(key), unalias(expr)))) {
      planError('SELECT DISTINCT ON expressions must match initial ORDER BY expressions', { reason: 'distinct_on', span: expr.span });
    }
  });
  return { kind: 'limit', fields: input.fields, input: { kind: 'distinct', fields: input.fields, input, on } };
}

/** Refuses what no SELECT is planned with, whatever it reads. */
export function refuseUnplanned(node: Select): void {
  const reason = { reason: 'plan', span: node.span };
  if (node.clusterBy.length > 0) notImplemented('CLUSTER BY', reason);
  if (node.lateralViews.length > 0) notImplemented('LATERAL VIEWS', reason);
  if (node.top !== undefined) notImplemented('TOP', reason);
  if (node.sortBy.length > 0) notImplemented('SORT BY', reason);
  if (node.into !== undefined || node.connectBy !== undefined || node.distributeBy.length > 0)
    unknown('SELECT INTO, CONNECT BY, DISTRIBUTE BY');
}

function filtered(context: Context, input: PlanNode, where: Expr | undefined): PlanNode {
  if (where === undefined) return input;
  context.recorder?.scope?.(where, input.fields);
  const predicate = bindPredicate(context, input.fields, where);
  if (context.traits.hasAggregate && findOutermost([predicate], isAggregate).length > 0) {
    planError('Aggregate functions are not allowed in the WHERE clause. Consider using HAVING instead', {
      reason: 'aggregate_in_where',
      span: where.span,
    });
  }
  return filter(context, input, predicate);
}

/**
 * In WHERE an unqualified name of several columns stands for the first, if the predicate names them all with their qualifiers too:
 * `plan_selection` takes the predicate's own columns for a USING set.
 */
function bindPredicate(context: Context, schema: Schema, where: Expr): Bound {
  const scope = openScope(context, schema);
  const bound = bindExpr(scope, where);
  const named = columnsOf(bound);
  const open = scope.open.filter(
    ({ column: { name }, ambiguous }) => !(ambiguous && fieldsNamed(schema, name).every(field => named.some(own => sameField(own, field)))),
  );
  judgeNames({ ...scope, open });
  return bound;
}

/** A filter that does not yield a boolean is refused; one whose type nobody can tell only later. */
export function filter(context: Context, input: PlanNode, predicate: Bound): PlanNode {
  if (predicate.fault !== undefined) postponeFault(context, predicate.fault);
  else if (predicate.type.kind !== 'boolean' && predicate.type.kind !== 'null') {
    planError(`Cannot create filter with non-boolean predicate '${predicate.display}' returning ${arrowTypeName(predicate.type)}`, {
      reason: 'filter_not_boolean',
      span: predicate.span,
    });
  }
  return { kind: 'filter', fields: input.fields, input, predicate };
}

type Aliases = ReadonlyMap<string, Bound>;

function aliasesOf(items: readonly Bound[]): Aliases {
  if (!items.some(isAlias)) return NO_ALIASES;
  const aliases = new Map<string, Bound>();
  for (const item of items) if (isAlias(item)) aliases.set(item.name, item.args[0]!);
  return aliases;
}
const NO_ALIASES: Aliases = new Map();

/** Names without qualifier that are aliases of SELECT items become what they stand for. */
function resolveAliases(expr: Bound, aliases: Aliases): Bound {
  return rewrite(expr, part =>
    part.kind === 'column' && part.field.relation === undefined && part.outer !== true ? aliases.get(part.field.name) : undefined,
  );
}

interface OutputParts {
  readonly node: Select;
  readonly base: PlanNode;
  readonly projected: PlanNode;
  readonly items: readonly Bound[];
  readonly combined: Schema;
  readonly aliases: Aliases;
}

/** An expression that may name both what FROM and what the SELECT list yields. */
function bindOutput(context: Context, output: OutputParts, expr: Expr, aliases: Aliases): Bound {
  context.recorder?.scope?.(expr, output.combined);
  const scope = openScope(context, output.combined, usingSets(output.base), output.projected.fields);
  const bound = resolveAliases(bindExpr(scope, expr), aliases);
  const open = scope.open.filter(({ column: { name, relation } }) => relation !== undefined || !aliases.has(name));
  judgeOutputNames({ ...scope, open }, output.projected, output.base);
  return bound;
}

function bindHaving(context: Context, output: OutputParts, expr: Expr): Bound {
  return bindOutput(context, output, expr, output.aliases);
}

function bindGroups(context: Context, output: OutputParts): readonly Bound[] {
  const { node, base, items } = output;
  if (node.groupBy === undefined) return [];
  if (node.groupBy.groupingSets !== undefined) unknown('GROUPING SETS');
  if (node.groupBy.all) return items.filter(item => unalias(item).kind !== 'aggregate').map(unaliasOnce);
  const aliases = new Map([...output.aliases].filter(([name]) => !base.fields.some(field => field.name === name)));
  const groups: Bound[] = [];
  for (const expr of node.groupBy.exprs) {
    const bound = ofInput(base, positional(bindOutput(context, output, expr, aliases), items), expr.span);
    if (!groups.some(known => sameExpr(known, bound))) groups.push(bound);
  }
  if (findOutermost(groups, part => isAggregate(part) || isWindow(part)).length > 0) {
    context.late.push({ message: '', reason: 'group_by', span: node.groupBy.span, physical: true, doubtful: true });
  }
  return groups;
}

/** A name in a group key must be one of FROM's, though the SELECT list may have settled whether it is a name at all. */
function ofInput(base: PlanNode, group: Bound, span: Expr['span']): Bound {
  return rewrite(group, part => {
    if (part.kind !== 'column' || part.outer === true) return undefined;
    const { relation, name } = part.field;
    if (relation !== undefined) {
      if (findQualified(base.fields, relation, name) === undefined) rejectMissing(base.fields, part.field, span);
      return undefined;
    }
    const found = findUnqualified(base.fields, name);
    if (found.kind === 'found') return column(found.field, part.span);
    if (found.kind === 'ambiguous' && !usingSets(base).some(set => set.some(field => field.name === name)))
      rejectAmbiguous(name, part.span);
    return undefined;
  });
}

function unaliasOnce(item: Bound): Bound {
  return isAlias(item) ? item.args[0]! : item;
}

/** `GROUP BY 1`. */
function positional(expr: Bound, items: readonly Bound[]): Bound {
  if (expr.kind !== 'literal' || typeof expr.value.value !== 'bigint' || expr.type.kind !== 'int64') return expr;
  const position = expr.value.value;
  const item = position > 0n && position <= BigInt(items.length) ? items[Number(position) - 1] : undefined;
  if (item === undefined) {
    return planError(`Cannot find column with position ${position} in SELECT clause. Valid columns: 1 to ${items.length}`, {
      reason: 'group_by_position',
      span: expr.span,
    });
  }
  return unaliasOnce(item);
}
