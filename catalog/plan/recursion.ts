import type { Query } from '../../grammar/index.ts';
import { type Context, derived, planError } from './context.ts';
import type { PlanNode } from './plan.ts';
import { planNested } from './query.ts';
import { requalify } from './scope.ts';
import { planBody, union } from './set_operations.ts';

/** A CTE of WITH RECURSIVE: `base UNION [ALL] step`, where the step may read the CTE itself (`recursive_cte` of datafusion-sql). */
export function planRecursive(context: Context, name: string, query: Query): PlanNode {
  const { body } = query;
  if (body.kind !== 'set_operation' || body.op !== 'UNION') return planNested(context, query);
  const base = planBody(context, body.left);
  const table: PlanNode = { kind: 'alias', fields: requalify(base.fields, [name]), input: { kind: 'empty', fields: base.fields }, name };
  const step = planBody(derived(context, { ctes: new Map([...context.ctes, [name, { plan: table, late: [] }]]) }), body.right);
  if (!reads(step, table)) return union(context, [base, step], { distinct: body.quantifier !== 'ALL', span: body.span });
  const [own, more] = [base.fields.length, step.fields.length];
  if (own !== more) {
    planError(`Non-recursive term and recursive term must have the same number of columns (${own} != ${more})`, {
      reason: 'union_columns',
      span: body.span,
    });
  }
  return { kind: 'recursive', fields: base.fields, base, step };
}

function reads(plan: PlanNode, table: PlanNode): boolean {
  if (plan === table) return true;
  if ('input' in plan && reads(plan.input, table)) return true;
  if ('left' in plan && (reads(plan.left, table) || reads(plan.right, table))) return true;
  return 'inputs' in plan && plan.inputs.some(input => reads(input, table));
}
