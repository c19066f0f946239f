import type { Exists, InQuery, Query, Subquery } from '../../grammar/index.ts';
import { arrowTypeName } from '../type_names.ts';
import { BOOLEAN } from '../types.ts';
import type { Scope } from './binding.ts';
import type { Bound, BoundSubquery } from './bound.ts';
import { faulty, yields } from './build.ts';
import { comparable } from './coercion.ts';
import { derived, planError, planInner, postponeFault } from './context.ts';
import { judgeConversion } from './conversions.ts';
import { bindExpr } from './expressions.ts';
import type { PlanNode } from './plan.ts';
import { planNested } from './query.ts';
import { quotedName } from './scope.ts';

function planInside(scope: Scope, query: Query): PlanNode {
  const { context, schema } = scope;
  context.traits.hasSubquery = true;
  const { plan, late } = planInner(derived(context, { outer: [schema, ...context.outer] }), inner => planNested(inner, query));
  context.late.push(...late);
  return plan;
}

export function bindSubquery(scope: Scope, node: Subquery): Bound {
  const plan = planInside(scope, node.query);
  demandOneColumn(plan, node);
  const field = plan.fields[0]!;
  return subquery('scalar', plan, [], { ...yields(field.type, true), name: field.name, display: '(<subquery>)', span: node.span });
}

export function bindExists(scope: Scope, node: Exists): Bound {
  const plan = planInside(scope, node.query);
  const name = node.negated ? 'NOT EXISTS' : 'EXISTS';
  return {
    ...subquery('exists', plan, [], { ...yields(BOOLEAN, false), name, display: `${name} (<subquery>)`, span: node.span }),
    negated: node.negated,
  };
}

export function bindInQuery(scope: Scope, node: InQuery): Bound {
  const plan = planInside(scope, node.query);
  demandOneColumn(plan, node);
  const expr = bindExpr(scope, node.expr);
  const name = node.negated ? 'NOT IN' : 'IN';
  const { type } = plan.fields[0]!;
  if (expr.fault !== undefined) postponeFault(scope.context, expr.fault);
  else if (comparable(expr.type, type) === undefined) {
    const message = `expr type ${arrowTypeName(expr.type)} can't cast to ${arrowTypeName(type)} in InSubquery`;
    postponeFault(scope.context, faulty(message, 'type_mismatch', node.span).fault);
  } else judgeConversion(scope.context, [expr.type, type], comparable(expr.type, type), node.span);
  return {
    ...subquery('in', plan, [expr], { ...yields(BOOLEAN), name, display: `${expr.display} ${name} (<subquery>)`, span: node.span }),
    negated: node.negated,
  };
}

function subquery(
  form: BoundSubquery['form'],
  plan: PlanNode,
  args: readonly Bound[],
  rest: Pick<BoundSubquery, 'type' | 'nullable' | 'name' | 'display' | 'span'>,
): BoundSubquery {
  return { kind: 'subquery', form, plan, args, ...rest };
}

function demandOneColumn(plan: PlanNode, node: Subquery | InQuery): void {
  if (plan.fields.length === 1) return;
  planError(`Too many columns! The subquery should only return one column: ${plan.fields.map(quotedName).join(', ')}`, {
    reason: 'subquery_columns',
    span: node.query.span,
  });
}
