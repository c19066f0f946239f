import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT121',
  name: 'sink-append-mode',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A batching flow writes into an append-only sink.',
  why: 'Each time a window is computed anew its rows are written again. An append-only table keeps the old ones beside the new.',
  evidence: 'docs batching_mode.md, Upsert',
  on: {
    *create_flow({ sink }, { step }) {
      const facts = flowFacts(step);
      if (facts?.made.mode !== 'batching' || facts.sink?.options.get('append_mode') !== 'true') return;
      yield {
        span: sink.span,
        message: `'${facts.sink.name}' is append-only: each time a window is computed anew its rows are there once more`,
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (peak DOUBLE, w TIMESTAMP TIME INDEX) WITH (append_mode = 'true');
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                    ^^^ sink-append-mode`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (peak DOUBLE, w TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
