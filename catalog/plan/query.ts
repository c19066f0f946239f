import type { Cte, Expr, Ident, Query, With } from '../../grammar/index.ts';
import { foldInQuery } from '../names.ts';
import { arrowTypeName } from '../type_names.ts';
import { isInteger } from '../types.ts';
import { reject, unknown, type Unknown } from '../verdict.ts';
import type { World } from '../world.ts';
import { alias as aliasExpr, column } from './build.ts';
import type { BoundLiteral, Field } from './bound.ts';
import { type Context, derived, notImplemented, openContext, planError, planInner, postponeFault } from './context.ts';
import { bindWhole } from './expressions.ts';
import { isAggregate, isWindow } from './grouping.ts';
import type { Planning, PlanNode } from './plan.ts';
import { type Goal, settle } from './planning.ts';
import { planRecursive } from './recursion.ts';
import type { Recorder } from './recorder.ts';
import { findOutermost } from './rewrite.ts';
import { requalify } from './scope.ts';
import { doubtAbout } from './relations.ts';
import { planSelect, refuseUnplanned } from './select.ts';
import { planBody } from './set_operations.ts';
import { sortSet } from './ordering.ts';
import { planTqlCte } from './tql.ts';

/** Plans a query as DataFusion would under GreptimeDB's planner. */
export function planQuery(world: World, query: Query, recorder?: Recorder, goal?: Goal): Planning {
  const context = openContext(world, recorder);
  return settle(context, () => firstDoubt(context, query) ?? planNested(context, query), goal);
}

/** What planning a plain SELECT would stumble over before anything else: nobody can tell whether its first table exists. */
function firstDoubt(context: Context, { fetch, forClause, with: ctes, body }: Query): Unknown | undefined {
  if (fetch !== undefined || forClause !== undefined || ctes !== undefined || body.kind !== 'select') return undefined;
  refuseUnplanned(body);
  const relation = body.from[0]?.relation;
  if (relation?.kind !== 'table_ref' || relation.args !== undefined || relation.tails.length > 0 || relation.withOrdinality)
    return undefined;
  return doubtAbout(context, relation.name);
}

/** A query inside another, or the outermost one (`query_to_plan`). */
export function planNested(outer: Context, query: Query): PlanNode {
  if (query.fetch !== undefined) notImplemented('FETCH clause is not supported yet', { reason: 'plan', span: query.span });
  if (query.forClause !== undefined) unknown('FOR clauses');
  const context = query.with === undefined ? outer : withCtes(outer, query.with);
  const { body } = query;
  const plan = body.kind === 'select' ? planSelect(context, body, query.orderBy) : sortSet(context, planBody(context, body), query.orderBy);
  return limited(context, plan, query);
}

function withCtes(outer: Context, clause: With): Context {
  let context = outer;
  for (const cte of clause.ctes) {
    const name = foldInQuery(cte.name);
    if (context.ctes.has(name)) {
      planError(`WITH query name ${JSON.stringify(name)} specified more than once`, {
        reason: 'duplicate_cte',
        span: cte.name.span,
        detail: { name },
      });
    }
    const { body } = cte;
    const named = planInner(context, inner => {
      const plan =
        body.kind === 'tql' ? planTqlCte(inner, body) : clause.recursive ? planRecursive(inner, name, body) : planNested(inner, body);
      if (body.kind === 'tql') demandAliases(cte, name, plan);
      return aliased(
        plan,
        name,
        cte.columns.map(item => foldInQuery(item.name)),
        cte.span,
      );
    });
    context = derived(context, { ctes: new Map([...context.ctes, [name, named]]) });
  }
  return context;
}

/** GreptimeDB plans a TQL CTE by itself, and says so when its columns are not as many as their names (`plan_query_with_hybrid_cte`). */
function demandAliases({ columns, span }: Cte, name: string, plan: PlanNode): void {
  if (columns.length === 0 || columns.length === plan.fields.length) return;
  const original = plan.fields.map(field => JSON.stringify(field.name)).join(', ');
  const expected = columns.map(column => JSON.stringify(printIdent(column.name))).join(', ');
  reject('InvalidArguments', `Column schema mismatch in CTE ${name}, original: [${original}], expected: [${expected}]`, {
    reason: 'alias_columns',
    span,
  });
}

function printIdent({ quote, value }: Ident): string {
  return quote + value + quote;
}

/** `AS name(columns)` (`apply_table_alias`). */
export function aliased(plan: PlanNode, name: string, columns: readonly string[], span: Expr['span']): PlanNode {
  const input = columns.length === 0 ? plan : renamed(plan, columns, span);
  return { kind: 'alias', fields: requalify(withoutRepeats(input.fields), [name]), input, name };
}

/** An alias cannot tell two columns of one name apart: the later ones get `:1`, `:2`, … (`change_redundant_column`). */
function withoutRepeats(fields: readonly Field[]): readonly Field[] {
  if (fields.length < 2) return fields;
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return fields.map(field => {
    let { name } = field;
    while (seen.has(name)) {
      const count = (counts.get(field.name) ?? 0) + 1;
      counts.set(field.name, count);
      name = `${field.name}:${count}`;
    }
    seen.add(name);
    return name === field.name ? field : { ...field, name };
  });
}

function renamed(input: PlanNode, columns: readonly string[], span: Expr['span']): PlanNode {
  if (columns.length !== input.fields.length) {
    planError(`Source table contains ${input.fields.length} columns but only ${columns.length} names given as column alias`, {
      reason: 'alias_columns',
      span,
    });
  }
  const exprs = input.fields.map((field, index) => aliasExpr(column(field, span), columns[index]!));
  const fields = input.fields.map(({ qualifier: _qualifier, relation: _relation, ...field }, index) => ({
    ...field,
    name: columns[index]!,
  }));
  return { kind: 'project', fields, input, exprs };
}

/** LIMIT and OFFSET see no columns; that they are whole numbers is found later. */
function limited(context: Context, input: PlanNode, query: Query): PlanNode {
  const { limit, offset } = query;
  if ((limit === undefined || limit === 'ALL') && offset === undefined) return input;
  if (offset !== undefined) judgeCount(context, offset.count, 'OFFSET');
  if (limit !== undefined && limit !== 'ALL') judgeCount(context, limit, 'LIMIT');
  const rows =
    limit !== undefined && limit !== 'ALL' && limit.kind === 'literal' && limit.type === 'number' ? { rows: Number(limit.value) } : {};
  return { kind: 'limit', fields: input.fields, input, ...rows };
}

function judgeCount(context: Context, expr: Expr, clause: 'LIMIT' | 'OFFSET'): void {
  const bound = bindWhole(context, [], expr);
  if (bound.fault !== undefined) {
    postponeFault(context, bound.fault);
    return;
  }
  if (!isInteger(bound.type) && bound.type.kind !== 'null') {
    postponeFault(context, {
      message: `Error during planning: Expected ${clause} to be an integer or null, but got ${arrowTypeName(bound.type)}`,
      reason: 'limit',
      span: expr.span,
    });
  } else if (bound.kind === 'literal') {
    judgeLiteralCount(context, bound, clause);
  } else if (findOutermost([bound], part => part.kind === 'subquery' || isAggregate(part) || isWindow(part)).length > 0) {
    context.late.push({
      status: 'Unsupported',
      message: `This feature is not implemented: Unsupported ${clause} expression: Some(ScalarSubquery(<subquery>))`,
      reason: 'limit',
      span: expr.span,
      physical: true,
      ...(bound.kind === 'subquery' ? {} : { doubtful: true }),
    });
  }
}

/** A count is no less than nothing, and an Int64. */
function judgeLiteralCount(context: Context, { value: { value }, span }: BoundLiteral, clause: 'LIMIT' | 'OFFSET'): void {
  if (typeof value !== 'bigint') return;
  if (value < 0n) {
    const message = clause === 'LIMIT' ? `LIMIT must be >= 0, '${value}' was provided` : `OFFSET must be >=0, '${value}' was provided`;
    postponeFault(context, { message: `Error during planning: ${message}`, reason: 'limit', span });
  } else if (value >= 1n << 63n) {
    postponeFault(context, { message: `Cast error: Can't cast value ${value} to type Int64`, reason: 'limit', span });
  }
}
