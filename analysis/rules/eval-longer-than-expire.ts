import { flowFacts, spell } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT034',
  name: 'eval-longer-than-expire',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A flow runs less often than its data expire.',
  why: 'What comes in after one run and has expired before the next is never computed.',
  evidence: 'src/flow/src/batching_mode/task.rs:1329-1342',
  on: {
    *create_flow({ evalInterval }, { step }) {
      const facts = flowFacts(step);
      const { expireAfter: expires, evalInterval: evaluates } = facts?.made ?? {};
      if (facts?.window === undefined || evalInterval === undefined || expires === undefined || evaluates === undefined) return;
      if (expires <= 0n || evaluates <= expires) return;
      yield {
        span: evalInterval.expr.span,
        message: `Data expire after ${spell(expires * SECOND)}, and the flow runs every ${spell(evaluates * SECOND)} only`,
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '1 hour' EVAL INTERVAL '2 hours' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                                                            ^^^^^^^^^ eval-longer-than-expire`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '2 hours' EVAL INTERVAL '10 minutes' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});

const SECOND = 1_000_000_000n;
