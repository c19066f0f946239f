import { isTimestamp, PLACEHOLDER, UPDATE_AT } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT048',
  name: 'sink-timestamp-last',
  class: 'advice',
  severity: 'hint',
  since: '0.1.0',
  summary: 'The last column of the sink is a timestamp that the flow does not name.',
  why: 'GreptimeDB fills it with the time of writing. Called update_at, as in the tables it makes itself, it says so.',
  evidence: 'src/flow/src/batching_mode/utils.rs:1138-1151',
  on: {
    *create_flow({ sink }, { step }) {
      const facts = flowFacts(step);
      if (facts?.planned === undefined || facts.sink === undefined || facts.madeSink || facts.made.mode !== 'batching') return;
      const last = facts.sink.columns.at(-1)!;
      const isExtra = facts.planned.fields.length + 1 === facts.sink.columns.length && isTimestamp(last.type);
      if (!isExtra || last.name === UPDATE_AT || last.name === PLACEHOLDER || facts.planned.fields.some(field => field.name === last.name))
        return;
      yield { span: sink.span, message: `'${last.name}' of the sink is filled with the time of writing` };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (peak DOUBLE, w TIMESTAMP TIME INDEX, seen TIMESTAMP);
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                    ^^^ sink-timestamp-last`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (peak DOUBLE, w TIMESTAMP TIME INDEX, update_at TIMESTAMP);
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
