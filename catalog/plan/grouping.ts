import { NULL } from '../types.ts';
import type { Bound, Field } from './bound.ts';
import { column, fieldOf } from './build.ts';
import { demandTypes, planError } from './context.ts';
import { decidedBy } from './dependencies.ts';
import type { PlanNode } from './plan.ts';
import { findOutermost, rewrite, sameExpr, visit } from './rewrite.ts';
import { demandUnique } from './joins.ts';
import { sameField } from './scope.ts';

export function isAggregate(expr: Bound): boolean {
  return expr.kind === 'aggregate';
}
export function isWindow(expr: Bound): boolean {
  return expr.kind === 'window';
}

/** The aggregates of expressions: those inside a window's arguments belong to the aggregation too. */
export function aggregatesOf(exprs: readonly Bound[]): readonly Bound[] {
  return findOutermost(exprs, isAggregate);
}

export interface Grouping {
  readonly select: readonly Bound[];
  readonly having: Bound | undefined;
  readonly orderBy: readonly Bound[];
  /** The output of the SELECT list, which ORDER BY may name. */
  readonly shown: readonly Field[];
  readonly aliases: readonly string[];
  readonly groups: readonly Bound[];
  readonly aggregates: readonly Bound[];
}

export interface Grouped {
  readonly plan: PlanNode;
  readonly select: readonly Bound[];
  readonly having: Bound | undefined;
  readonly orderBy: readonly Bound[];
}

/** Aggregates the input and rewrites what stands above it to columns of the aggregation (`aggregate` of datafusion-sql). */
export function aggregate(input: PlanNode, grouping: Grouping): Grouped {
  const { aggregates } = grouping;
  const written = grouping.groups;
  const groups = written.length === 0 ? written : [...written, ...decidedBy(input, written).map(field => column(field, written[0]!.span))];
  const computed = [...groups, ...aggregates];
  demandTypes(computed);
  const fields = computed.map(fieldOf);
  demandUnique(fields, computed[0]!.span);
  const plan: PlanNode = { kind: 'aggregate', fields, input, groups, aggregates };
  const columns = computed.map((expr, index) => column(fields[index]!, expr.span));
  const raise = (expr: Bound): Bound => rewrite(expr, part => replacement(part, computed, columns));
  const select = grouping.select.map(raise);
  for (const expr of select) demandGrouped(expr, fields, 'SELECT');
  const having = grouping.having === undefined ? undefined : raise(grouping.having);
  if (having !== undefined) demandGrouped(having, fields, 'HAVING');
  const orderBy = grouping.orderBy.map(raise);
  const named = grouping.aliases.map((name): Field => ({ name, type: NULL, nullable: true }));
  for (const expr of orderBy) demandGrouped(expr, [...fields, ...grouping.shown], 'ORDER BY', [...fields, ...named]);
  return { plan, select, having, orderBy };
}

function replacement(part: Bound, computed: readonly Bound[], columns: readonly Bound[]): Bound | undefined {
  const at = computed.findIndex(expr => sameExpr(expr, part));
  return at === -1 ? undefined : { ...columns[at]!, span: part.span };
}

/** A column above the aggregation must be one that it yields. */
export function demandGrouped(
  expr: Bound,
  allowed: readonly Field[],
  clause: 'SELECT' | 'HAVING' | 'ORDER BY',
  fields: readonly Field[] = allowed,
): void {
  visit(expr, part => {
    if (part.kind === 'subquery') return true;
    if (part.kind === 'column' && part.outer !== true && !allowed.some(field => sameField(field, part.field))) {
      const shown = fields.map(field => (field.qualifier === undefined ? field.name : `${field.qualifier}.${field.name}`)).join(', ');
      planError(
        `Column in ${clause} must be in GROUP BY or an aggregate function: While expanding wildcard, column "${part.name}" must appear in the GROUP BY clause or must be part of an aggregate function, currently only "${shown}" appears in the SELECT clause satisfies this requirement`,
        { reason: 'not_grouped', span: part.span, detail: { name: part.name } },
      );
    }
    return true;
  });
}
