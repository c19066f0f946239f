import { findRelation, inputsOf, sourcesOf, type PlanNode } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT050',
  name: 'source-instant-ttl',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The source of a flow keeps no rows, which makes the flow stream.',
  why:
    "With ttl = 'instant' rows are gone at once, so nothing can be computed anew: the flow runs in the streaming engine, " +
    'which is deprecated, even when it aggregates. EVAL INTERVAL and incremental reading have no effect there.',
  evidence: 'src/operator/src/statement/ddl.rs:826-838',
  on: {
    *create_flow(_flow, { step }) {
      const facts = flowFacts(step);
      if (facts?.planned === undefined || !isAggregating(facts.planned.plan)) return;
      for (const source of sourcesOf(step.before, facts.made.body)) {
        const table = findRelation(step.before, source.name.database, source.name.name);
        if (table?.kind !== 'table' || table.options.get('ttl') !== 'instant') continue;
        yield {
          span: source.span,
          message: `'${table.name}' keeps no rows (ttl = 'instant'), so the flow streams and computes nothing anew`,
        };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (ttl = 'instant');
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                                                                                               ^^^ source-instant-ttl`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (ttl = '1 hour');
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});

function isAggregating(plan: PlanNode): boolean {
  return plan.kind === 'aggregate' || plan.kind === 'distinct' || inputsOf(plan).some(isAggregating);
}
