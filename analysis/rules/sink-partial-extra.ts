import { rule } from '../rule.ts';

export default rule({
  id: 'GT045',
  name: 'sink-partial-extra',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow into a last_non_null sink yields a column that the sink does not have.',
  why: 'In such a sink columns are found by name only, and an unknown name is refused.',
  evidence: 'src/flow/src/batching_mode/utils.rs:1352-1359',
  explains: ['flow_sink_mismatch'],
  help: (_context, { message }) =>
    /extra column\(s\) .* not found in sink schema when merge_mode=last_non_null/s.test(message) ? {} : undefined,
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, peak DOUBLE, w TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (merge_mode = 'last_non_null');
CREATE FLOW f SINK TO out AS SELECT host, max(cpu) AS highest, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY host, w;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink-partial-extra`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, peak DOUBLE, w TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (merge_mode = 'last_non_null');
CREATE FLOW f SINK TO out AS SELECT host, max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY host, w;`,
  ],
});
