import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT036',
  name: 'expire-without-effect',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'EXPIRE AFTER has no effect on this flow.',
  why: 'A flow expires data by their time window. Without one, and in TQL, the whole query runs each time over everything that is there.',
  evidence: 'src/flow/src/batching_mode/task.rs:1347-1384',
  on: {
    *create_flow({ expireAfter }, { step }) {
      const facts = flowFacts(step);
      if (expireAfter === undefined || facts === undefined || facts.made.state === 'pending') return;
      const why = facts.isTql
        ? 'TQL has no time window'
        : facts.windowless === undefined
          ? undefined
          : `there is no time window because ${facts.windowless}`;
      if (why === undefined || facts.made.mode !== 'batching') return;
      yield { span: expireAfter.span, message: `EXPIRE AFTER has no effect: ${why}` };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '1 day' EVAL INTERVAL '1 minute' AS SELECT host, max(cpu) AS peak FROM mem GROUP BY host;
--                    ^^^ sink-placeholder-index
--                        ^^^^^^^^^^^^^^^^^^^^ expire-without-effect`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '1 day' EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem;
--                        ^^^^^^^^^^^^^^^^^^^^ expire-without-effect`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '1 day' EVAL INTERVAL '1 minute' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
