import { flowFacts, spell } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT031',
  name: 'expire-shorter-than-window',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A flow expires data before their time window is over.',
  why:
    'What is older than EXPIRE AFTER is no longer computed. If a window lasts longer than that, its beginning is gone ' +
    'before its end has come, and each late row replaces the result by a smaller one.',
  evidence: 'src/flow/src/batching_mode/task.rs:1329-1342',
  on: {
    *create_flow({ expireAfter }, { step }) {
      const facts = flowFacts(step);
      const length = facts?.window?.length;
      const expires = facts?.made.expireAfter;
      if (expireAfter === undefined || length === undefined || expires === undefined || expires <= 0n || expires * SECOND >= length) return;
      yield {
        span: expireAfter.expr.span,
        message: `Windows of ${spell(length)} expire after ${spell(expires * SECOND)}, before they are complete`,
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '10 minutes' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                                     ^^^^^^^^^^^^ expire-shorter-than-window`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '2 hours' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});

const SECOND = 1_000_000_000n;
