import { type RangeClause, type RangeExpr, type Select, walk } from '../../grammar/index.ts';
import { INT64 } from '../types.ts';
import { reject, unknown } from '../verdict.ts';
import type { Bound, BoundCall } from './bound.ts';
import { column, fieldOf, literal } from './build.ts';
import type { Context } from './context.ts';
import { bindWhole } from './expressions.ts';
import type { PlanNode } from './plan.ts';
import { judgeFill, judgeLength, refuseRange } from './range_calls.ts';
import { findOutermost, rewrite, sameExpr, visit } from './rewrite.ts';
import { fieldNotFound, findColumn, flatName, type Schema } from './scope.ts';

/**
 * A range query: aggregates over windows that start at every step of ALIGN. Its output is the range functions, the time index and the
 * grouping; everything in the SELECT list is computed from those (`src/query/src/range_select/plan_rewrite.rs`).
 */
export function planRange(context: Context, node: Select, base: PlanNode, items: readonly Bound[]): PlanNode {
  const clause = node.range!;
  const ranges = findOutermost(items, isRange) as readonly BoundCall[];
  for (const range of ranges) if (findOutermost(range.args, isRange).length > 0) refuseRange('Nest Range Query is not allowed', range.span);
  if (ranges.length === 0) return unknown('a range query whose ranges are not seen');
  const time = base.fields.find(field => field.timeIndex === true) ?? unknown('a range query without a time index');
  const by = clause.by?.map(expr => bindWhole(context, base.fields, expr));
  judgeLengths(context, node, clause, ranges);
  const groups = by ?? defaultGroups(base, clause);
  const fields = [...uniqueRanges(ranges).map(fieldOf), time, ...groups.map(fieldOf)];
  const plan: PlanNode = { kind: 'range', fields, input: base, exprs: [...ranges, ...groups] };
  const raised = items.map(item => raise(item, groups, fields));
  for (const item of raised) demandRanged(item, fields);
  return { kind: 'project', fields: raised.map(fieldOf), input: plan, exprs: raised };
}

export function isRange(expr: Bound): boolean {
  return expr.kind === 'call' && expr.function === 'range_fn';
}

/** Each range once, in the order of their names. */
function uniqueRanges(ranges: readonly BoundCall[]): readonly BoundCall[] {
  return [...new Map(ranges.map(range => [range.name, range])).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function judgeLengths(context: Context, node: Select, clause: RangeClause, ranges: readonly BoundCall[]): void {
  for (const item of node.items) {
    walk(item, inner => {
      if (inner.kind === 'range') judgeLength(context, (inner as RangeExpr).range);
    });
  }
  judgeLength(context, clause.align);
  for (const range of ranges) judgeFill(context, range);
}

/** Without BY the table's primary key groups; a derived table has none to tell. */
function defaultGroups(base: PlanNode, clause: RangeClause): readonly Bound[] {
  const scan = scanOf(base);
  if (scan === undefined) {
    return reject('InvalidSyntax', 'Range Query: Cannot infer default BY columns from derived range query input', {
      reason: 'range',
      span: clause.span,
    });
  }
  const { relation } = scan;
  if (relation === 'system' || relation.kind === 'view') return unknown('a range query over a view or a system table');
  const keys = relation.primaryKey.map(name => scan.fields.find(field => field.name === name)!);
  return keys.length === 0 ? [literal({ type: INT64, value: 1n }, clause.span)] : keys.map(field => column(field, clause.span));
}

function scanOf(plan: PlanNode): Extract<PlanNode, { kind: 'scan' }> | undefined {
  if (plan.kind === 'scan') return plan;
  if (plan.kind === 'filter') return scanOf(plan.input);
  return plan.kind === 'alias' && plan.input.kind === 'scan' ? plan.input : undefined;
}

function raise(item: Bound, groups: readonly Bound[], fields: Schema): Bound {
  return rewrite(item, part => {
    if (isRange(part))
      return column(
        fields.find(field => field.name === part.name && field.relation === undefined)!,
        part.span,
      );
    const group = groups.find(expr => expr.kind !== 'column' && sameExpr(expr, part));
    if (group !== undefined) return column(fieldOf(group), part.span);
    return part.kind === 'aggregate' ? column({ name: part.name, type: part.type, nullable: part.nullable }, part.span) : undefined;
  });
}

/** The projection over the ranges finds only their columns; this error comes from the rewrite, so it has no prefix. */
function demandRanged(item: Bound, fields: Schema): void {
  visit(item, part => {
    if (part.kind !== 'column' || part.outer === true) return true;
    const name = { name: part.field.name, ...(part.field.relation === undefined ? {} : { relation: part.field.relation }) };
    if (findColumn(fields, name).kind !== 'missing') return true;
    const { message, suggestion } = fieldNotFound(fields, name);
    return reject('EngineExecuteQuery', message, {
      reason: 'column_not_found',
      span: part.span,
      detail: { name: flatName(name), ...(suggestion === undefined ? {} : { suggestion }) },
    });
  });
}
