import { exprsOf, inputsOf, type Bound, type PlanNode } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT132',
  name: 'group-key-not-selected',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A grouping key of a flow is not selected.',
  why:
    'A batching flow must yield each of its keys: without them rows of the sink cannot be told apart, and the analyser of ' +
    'the flownode refuses the query (check_groupby).',
  evidence: 'src/flow/src/df_optimizer.rs:150-180',
  on: {
    *create_flow(flow, { step }) {
      const facts = flowFacts(step);
      if (facts?.made.mode !== 'batching' || facts.planned === undefined) return;
      for (const key of unselected(facts.planned.plan)) {
        yield { span: flow.bodySpan, message: `GROUP BY ${key} is not selected: rows that differ in it alone cannot be told apart` };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w, host;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ group-key-not-selected`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w, host;`,
  ],
});

/** The keys of an aggregate that the projection right above it does not use. */
function unselected(plan: PlanNode): readonly string[] {
  if (plan.kind !== 'project' || plan.input.kind !== 'aggregate') return inputsOf(plan).flatMap(unselected);
  const { groups } = plan.input;
  const used = new Set<string>();
  for (const expr of exprsOf(plan)) collect(expr, used);
  return groups.flatMap((group, index) => (used.has(plan.input.fields[index]!.name) || used.has(group.name) ? [] : [group.name]));
}

function collect(expr: Bound, used: Set<string>): void {
  used.add(expr.name);
  if (expr.kind === 'column') used.add(expr.field.name);
  else if (expr.kind !== 'literal') for (const arg of expr.args) collect(arg, used);
}
