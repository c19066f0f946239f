import type { CallArg, DerivedTable, Span, TableFactor, TableFunction, TableRef, TableWithJoins } from '../../grammar/index.ts';
import { functionRow } from '../data/functions.ts';
import { foldInQuery } from '../names.ts';
import { unknown } from '../verdict.ts';
import { openScope } from './binding.ts';
import type { Field } from './bound.ts';
import { type Context, derived, notImplemented, planError, planInner } from './context.ts';
import { bindExpr } from './expressions.ts';
import { crossJoin, planJoin } from './joins.ts';
import { judgeLateral } from './lateral.ts';
import type { PlanNode } from './plan.ts';
import { aliased, planNested } from './query.ts';
import { planRelation } from './relations.ts';
import { judgeSeries, seriesType } from './series.ts';

/** The FROM clause: nothing, one table with its joins, or several joined crosswise (`plan_from_tables`). */
export function planFrom(context: Context, from: readonly TableWithJoins[]): PlanNode {
  if (from.length === 0) return EMPTY;
  let left = planTableWithJoins(context, from[0]!);
  for (let i = 1; i < from.length; i++) {
    const next = from[i]!;
    const right = planTableWithJoins(derived(context, { lateral: left.fields }), next);
    left = crossJoin(left, right, next.span);
  }
  return left;
}

const EMPTY: PlanNode = { kind: 'empty', fields: [] };

export function planTableWithJoins(context: Context, node: TableWithJoins): PlanNode {
  let left = planFactor(context, node.relation);
  for (const join of node.joins)
    left = planJoin(context, left, planFactor(derived(context, { lateral: left.fields }), join.relation), join);
  return left;
}

function planFactor(context: Context, factor: TableFactor): PlanNode {
  switch (factor.kind) {
    case 'table_ref':
      return planTableRef(context, factor);
    case 'derived':
      return planDerived(context, factor);
    case 'nested_join': {
      const plan = planTableWithJoins(context, factor.table);
      return factor.alias === undefined ? plan : withAlias(plan, factor.alias);
    }
    case 'table_function':
      return planTableFunction(context, factor);
    default:
      return unknown(`a table of the kind ${factor.kind}`);
  }
}

function withAlias(plan: PlanNode, alias: NonNullable<TableRef['alias']>): PlanNode {
  return aliased(
    plan,
    foldInQuery(alias.name),
    alias.columns.map(item => foldInQuery(item.name)),
    alias.span,
  );
}

function planTableRef(context: Context, node: TableRef): PlanNode {
  if (node.tails.some(tail => !isSample(tail)) || node.withOrdinality) unknown('PIVOT, UNPIVOT and WITH ORDINALITY');
  const plan =
    node.args === undefined
      ? planRelation(context, node.name)
      : planFunction(context, node.name.parts.map(foldInQuery), node.args, node.span);
  return node.alias === undefined ? plan : withAlias(plan, node.alias);
}

/** TABLESAMPLE parses and is ignored. */
function isSample(tail: string): boolean {
  return /^(?:TABLE)?SAMPLE\b/i.test(tail);
}

function planDerived(context: Context, node: DerivedTable): PlanNode {
  if (node.tails.some(tail => !isSample(tail))) unknown('PIVOT, UNPIVOT');
  // A plain subquery in FROM does not see its neighbours; LATERAL sees what stands to its left.
  const inner = node.lateral && context.lateral !== undefined ? derived(context, { outer: [context.lateral, ...context.outer] }) : context;
  const { plan, late } = planInner(inner, nested => planNested(nested, node.query));
  context.late.push(...late);
  if (node.lateral && node.alias !== undefined && context.lateral !== undefined) judgeLateral(context, plan, context.lateral, node.span);
  return node.alias === undefined ? plan : withAlias(plan, node.alias);
}

function planTableFunction(context: Context, node: TableFunction): PlanNode {
  if (node.lateral || node.call.kind !== 'call') return unknown('LATERAL functions');
  const plan = planFunction(context, node.call.name.parts.map(foldInQuery), node.call.args ?? [], node.span);
  return node.alias === undefined ? plan : withAlias(plan, node.alias);
}

function planFunction(context: Context, parts: readonly string[], args: readonly CallArg[], span: Span): PlanNode {
  const name = parts[0]!;
  const row = functionRow('table', name);
  if (row === undefined || parts.length > 1)
    return planError(`table function '${name}' not found`, { reason: 'table_function_not_found', span, detail: { name } });
  context.recorder?.function?.({ kind: 'table_function', span }, row);
  const scope = openScope(context, []);
  const bound = args.map(arg =>
    arg.kind === 'expr' ? bindExpr(scope, arg.expr) : notImplemented(`Unsupported function argument`, { reason: 'plan', span }),
  );
  if (scope.open.length > 0) unknown('a column as argument of a table function');
  if (name !== 'generate_series' && name !== 'range') return unknown(`the table function ${name}`);
  if (bound.length === 0 || bound.length > 3) return planError(`${name} function requires 1 to 3 arguments`, { reason: 'plan', span });
  judgeSeries(name, bound, span);
  const field: Field = { name: 'value', qualifier: `${name}()`, relation: [`${name}()`], type: seriesType(bound), nullable: false };
  return { kind: 'table_function', fields: [field], function: name, args: bound };
}
