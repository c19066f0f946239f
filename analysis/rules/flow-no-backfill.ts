import { flowFacts, lasts } from '../flow_facts.ts';
import { rule } from '../rule.ts';
import { isBefore } from '../places.ts';
import { writesOf } from '../writes.ts';

export default rule({
  id: 'GT124',
  name: 'flow-no-backfill',
  class: 'advice',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Rows that were there before the flow never reach it.',
  why:
    'A flow with time windows computes what is written after it was made. FLUSH_FLOW does not bring the older rows in; ' +
    'INSERT … SELECT into the sink does.',
  evidence: 'sqlness flow_flush; src/flow/src/batching_mode/state.rs',
  on: {
    *create_flow(flow, { step, snapshot }) {
      const facts = flowFacts(step);
      if (facts?.window === undefined || !lasts(snapshot, facts.made)) return;
      for (const source of facts.sources) {
        const [first] = writesOf(snapshot).get(`${source.database}.${source.name}`) ?? [];
        if (first === undefined || !isBefore(snapshot, first, step)) continue;
        const { start, statement } = first.placed;
        yield {
          span: flow.name.span,
          message: `Rows written to '${source.name}' before the flow never reach it`,
          related: [{ uri: first.uri, span: { start, end: start + statement.text.length }, message: 'written here' }],
        };
        return;
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem VALUES ('a', 1, 0);
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--          ^ flow-no-backfill`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
INSERT INTO mem VALUES ('a', 1, 0);`,
  ],
});
