import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT039',
  name: 'expire-after-nothing',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'EXPIRE AFTER is zero or negative in a batching flow.',
  why: 'Everything has expired before it arrives, and the bound is computed with numbers that have no sign.',
  evidence: 'src/flow/src/batching_mode/task.rs:1329-1337',
  on: {
    *create_flow({ expireAfter }, { step }) {
      const facts = flowFacts(step);
      if (expireAfter?.seconds === undefined || facts?.made.mode !== 'batching' || expireAfter.seconds > 0n) return;
      yield { span: expireAfter.expr.span, message: `EXPIRE AFTER ${expireAfter.seconds} s: everything expires before it is computed` };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '-1 hour' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                                     ^^^^^^^^^ expire-after-nothing`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '1 day' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
