import { removeOption } from '../edits.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT062',
  name: 'defer-unneeded',
  class: 'advice',
  severity: 'information',
  since: '0.1.0',
  summary: 'A flow is allowed to wait for its sources, and all of them are there.',
  why: 'The option has no effect now. Later it would hide that a source is missing: the flow would be stored, and never start.',
  evidence: 'src/operator/src/statement/ddl.rs:238-260',
  on: {
    *create_flow(flow, { step }) {
      const facts = flowFacts(step);
      if (facts?.made.state !== 'active' || facts.made.options.get('defer_on_missing_source') !== 'true') return;
      const option = flow.options.find(({ key }) => key.value.toLowerCase() === 'defer_on_missing_source')!;
      yield {
        span: option.span,
        message: 'defer_on_missing_source has no effect: every source is there',
        fixes: [{ title: 'Remove the option', safe: false, edits: [removeOption(step.placed.statement, flow, option)] }],
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = true) AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ defer-unneeded`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM gone;`,
  ],
});
