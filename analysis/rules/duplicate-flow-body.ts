import { print } from '../../grammar/index.ts';
import { flowFacts, lasts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT065',
  name: 'duplicate-flow-body',
  class: 'advice',
  severity: 'information',
  since: '0.1.0',
  summary: 'Two flows compute the same query.',
  why: 'Each of them does the work. One flow and a view, or one sink, would do.',
  evidence: 'src/flow/src/batching_mode/engine.rs',
  on: {
    *create_flow(flow, { step, snapshot }) {
      const facts = flowFacts(step);
      if (facts === undefined || !lasts(snapshot, facts.made)) return;
      for (const other of step.before.flows.values()) {
        if (other.name === facts.made.name || !lasts(snapshot, other) || other.createdIn !== facts.made.createdIn) continue;
        if (print(other.body) !== print(facts.made.body)) continue;
        yield { span: flow.bodySpan, message: `Flow '${other.name}' computes the same query` };
        return;
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
CREATE FLOW g SINK TO other AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ duplicate-flow-body`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
CREATE FLOW g SINK TO other AS SELECT min(cpu) AS low, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
