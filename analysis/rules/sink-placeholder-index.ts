import { PLACEHOLDER } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT049',
  name: 'sink-placeholder-index',
  class: 'advice',
  severity: 'information',
  since: '0.1.0',
  summary: 'The sink that GreptimeDB makes has no real time index.',
  why:
    'No timestamp is among the grouping keys of the flow, so the sink gets __ts_placeholder, where every row stands at 0: ' +
    'ranges of time, a TTL and pruning by time mean nothing there. Group by a time window, or make the sink yourself.',
  evidence: 'src/flow/src/batching_mode/table_creator.rs:112-122',
  on: {
    *create_flow({ sink }, { step }) {
      const facts = flowFacts(step);
      if (facts?.madeSink !== true || facts.made.mode !== 'batching' || facts.sink?.timeIndex !== PLACEHOLDER) return;
      yield { span: sink.span, message: `The sink is made with ${PLACEHOLDER} as time index, where every row stands at 0` };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS SELECT host, max(cpu) AS peak FROM mem GROUP BY host;
--                    ^^^ sink-placeholder-index`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
