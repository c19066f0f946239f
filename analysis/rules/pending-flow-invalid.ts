import { findRelation, planQuery } from '../../catalog/index.ts';
import { flowFacts, lasts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT072',
  name: 'pending-flow-invalid',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A flow that waits for its source would be refused once the source is there.',
  why:
    'The query of a pending flow is not looked at when it is stored. What GreptimeDB will say when the flow is created ' +
    'again after its source is known already.',
  evidence: 'src/operator/src/statement/ddl.rs:842-849',
  on: {
    *create_flow(flow, context) {
      const { step } = context;
      const facts = flowFacts(step);
      if (facts?.made.state !== 'pending') return;
      if (!lasts(context, facts.made)) return;
      const { end } = context;
      if (facts.isTql && facts.made.evalInterval === undefined) {
        yield { span: flow.bodySpan, message: 'TQL needs EVAL INTERVAL, which is only checked once the source is there' };
      }
      const { body } = facts.made;
      if (body.kind === 'tql' || facts.made.sources.some(({ name }) => findRelation(end, name.database, name.name) === undefined)) return;
      const planning = planQuery({ ...end, session: step.before.session }, body);
      if (planning.kind === 'rejected')
        yield { span: planning.span, message: `Refused once the flow is created after its source: ${planning.message}` };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' WITH (defer_on_missing_source = true) AS SELECT max(mem_used) AS peak FROM usage;
--          ^ pending-never-activated
--                                                                                                     ^^^^^^^^ pending-flow-invalid
CREATE TABLE usage (used DOUBLE, ts TIMESTAMP TIME INDEX);`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' WITH (defer_on_missing_source = true) AS SELECT max(used) AS peak FROM usage;`,
  ],
});
