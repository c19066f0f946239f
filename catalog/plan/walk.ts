import type { Bound } from './bound.ts';
import type { PlanNode } from './plan.ts';

/** The plans a plan reads from, left to right. */
export function inputsOf(plan: PlanNode): readonly PlanNode[] {
  switch (plan.kind) {
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'window':
    case 'distinct':
    case 'sort':
    case 'limit':
    case 'alias':
    case 'range':
    case 'unnest':
      return [plan.input];
    case 'join':
    case 'set':
      return [plan.left, plan.right];
    case 'union':
      return plan.inputs;
    case 'recursive':
      return [plan.base, plan.step];
    default:
      return [];
  }
}

/** The expressions of one plan node. */
export function exprsOf(plan: PlanNode): readonly Bound[] {
  switch (plan.kind) {
    case 'filter':
      return [plan.predicate];
    case 'project':
    case 'range':
    case 'unnest':
      return plan.exprs;
    case 'aggregate':
      return [...plan.groups, ...plan.aggregates];
    case 'window':
      return plan.windows;
    case 'distinct':
      return plan.on;
    case 'sort':
      return plan.keys;
    case 'join':
      return plan.on === undefined ? [] : [plan.on];
    case 'values':
      return plan.rows.flat();
    case 'table_function':
      return plan.args;
    default:
      return [];
  }
}

/** The plans of the subqueries inside one plan node's expressions. */
export function subqueriesOf(plan: PlanNode): readonly PlanNode[] {
  return subqueriesIn(exprsOf(plan));
}

/** The plans of the subqueries inside expressions. */
export function subqueriesIn(exprs: readonly Bound[]): readonly PlanNode[] {
  const found: PlanNode[] = [];
  for (const expr of exprs) findSubqueries(expr, found);
  return found;
}

function findSubqueries(expr: Bound, found: PlanNode[]): void {
  if (expr.kind === 'column' || expr.kind === 'literal') return;
  if (expr.kind === 'subquery') found.push(expr.plan);
  for (const arg of expr.args) findSubqueries(arg, found);
  if (expr.kind === 'window') for (const key of [...expr.partitionBy, ...expr.orderBy]) findSubqueries(key, found);
  if (expr.kind === 'aggregate' && expr.filter !== undefined) findSubqueries(expr.filter, found);
}
