import type { Bound } from '../plan/bound.ts';
import type { PlanNode } from '../plan/plan.ts';
import { inputsOf, subqueriesOf } from '../plan/walk.ts';

/** The time window of a batching flow, or why it has none (`batching_mode/time_window.rs`). */
export type TimeWindow = { readonly kind: 'window'; readonly expr: Bound } | { readonly kind: 'none'; readonly why: string };

const BREAKERS: Partial<Record<PlanNode['kind'], string>> = {
  join: 'it joins tables',
  window: 'it uses window functions',
  union: 'it is a UNION',
  set: 'it is a set operation',
  distinct: 'it uses DISTINCT',
  limit: 'it has a LIMIT',
  sort: 'it has an ORDER BY',
  range: 'it is a RANGE query',
  recursive: 'it is recursive',
  dml: 'it writes',
  tql: 'it is TQL, which is always scheduled',
};

export function timeWindow(plan: PlanNode): TimeWindow {
  let scans = 0;
  const aggregates: Extract<PlanNode, { kind: 'aggregate' }>[] = [];
  let breaker: string | undefined;
  const visit = (node: PlanNode): void => {
    if (node.kind === 'scan') scans++;
    if (node.kind === 'aggregate') aggregates.push(node);
    if (node.kind === 'unnest') breaker ??= 'it unnests a list';
    breaker ??= BREAKERS[node.kind];
    for (const input of inputsOf(node)) visit(input);
    for (const query of subqueriesOf(node)) visit(query);
  };
  visit(plan);
  if (breaker !== undefined) return { kind: 'none', why: breaker };
  if (scans !== 1) return { kind: 'none', why: scans === 0 ? 'it reads no table' : 'it reads more than one table' };
  if (aggregates.length > 1) return { kind: 'none', why: 'it aggregates more than once' };
  const aggregate = aggregates[0];
  if (aggregate === undefined) return { kind: 'none', why: 'it does not aggregate' };
  const expr = aggregate.groups.find(group => {
    const columns = columnsOf(group);
    return columns.size === 1 && [...columns.values()][0] === true;
  });
  if (expr === undefined) return { kind: 'none', why: 'no GROUP BY key is computed from the time index alone' };
  return { kind: 'window', expr };
}

/** The columns an expression references, each with whether it is the source's time index. */
function columnsOf(expr: Bound, into = new Map<string, boolean>()): Map<string, boolean> {
  switch (expr.kind) {
    case 'column':
      into.set(`${expr.field.qualifier ?? ''}.${expr.field.name}`, expr.field.timeIndex === true);
      break;
    case 'literal':
      break;
    default:
      for (const arg of expr.args) columnsOf(arg, into);
  }
  return into;
}

/** Whether a plan contains an Aggregate or a Distinct anywhere, subqueries included: then a flow over it is a batching one. */
export function aggregatesSomewhere(plan: PlanNode): boolean {
  if (plan.kind === 'aggregate' || plan.kind === 'distinct') return true;
  return inputsOf(plan).some(aggregatesSomewhere) || subqueriesOf(plan).some(aggregatesSomewhere);
}

/** Whether a plan reads a view, whose own plan takes its place in the server. */
export function readsView(plan: PlanNode): boolean {
  if (plan.kind === 'scan') return plan.relation !== 'system' && plan.relation.kind === 'view';
  return inputsOf(plan).some(readsView) || subqueriesOf(plan).some(readsView);
}
