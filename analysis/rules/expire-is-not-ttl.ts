import { flowFacts, ttlOf } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT033',
  name: 'expire-is-not-ttl',
  class: 'advice',
  severity: 'off',
  since: '0.1.0',
  summary: 'A flow has EXPIRE AFTER, and its sink keeps rows for ever.',
  why: 'EXPIRE AFTER says how long results are computed anew. It deletes nothing; that is what a TTL on the sink does.',
  evidence: 'src/flow/src/batching_mode/table_creator.rs:126-135',
  on: {
    *create_flow({ expireAfter, sink }, { step }) {
      const facts = flowFacts(step);
      if (expireAfter === undefined || facts?.sink === undefined || ttlOf(step.outcome.after, facts.sink) !== undefined) return;
      yield { span: sink.span, message: `EXPIRE AFTER deletes nothing: '${facts.sink.name}' has no TTL and grows for ever` };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '7 days' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                    ^^^ expire-is-not-ttl`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (peak DOUBLE, w TIMESTAMP TIME INDEX) WITH (ttl = '30 days');
CREATE FLOW f SINK TO out EXPIRE AFTER '7 days' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
