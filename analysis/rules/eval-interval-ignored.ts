import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT037',
  name: 'eval-interval-ignored',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'EVAL INTERVAL has no effect on this flow.',
  why:
    'A flow whose query neither aggregates nor removes duplicates streams: it computes each row as it comes in, whatever ' +
    'the schedule says. So does a flow over a source with an instant TTL.',
  evidence: 'src/operator/src/statement/ddl.rs:802-918; src/flow/src/adapter.rs:762',
  on: {
    *create_flow({ evalInterval }, { step }) {
      const facts = flowFacts(step);
      if (evalInterval === undefined || facts?.made.mode !== 'streaming') return;
      yield { span: evalInterval.span, message: 'EVAL INTERVAL has no effect: the flow streams' };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS SELECT host, cpu, ts FROM mem WHERE cpu > 1;
--                        ^^^^^^^^^^^^^^^^^^^^^^^^ eval-interval-ignored`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
