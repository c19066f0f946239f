import { rule } from '../rule.ts';

export default rule({
  id: 'GT044',
  name: 'sink-partial-missing-key',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow into a last_non_null sink leaves out a key column.',
  why:
    'Such a sink takes a part of its columns, and finds the row to fill by the primary key and the time index: both must be ' +
    'yielded, by name.',
  evidence: 'src/flow/src/batching_mode/utils.rs:1301-1317',
  explains: ['flow_sink_mismatch'],
  help: (_context, { message }) =>
    /required by sink table are missing from flow output when merge_mode=last_non_null/.test(message) ? {} : undefined,
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, peak DOUBLE, w TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (merge_mode = 'last_non_null');
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink-partial-missing-key`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, peak DOUBLE, w TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (merge_mode = 'last_non_null');
CREATE FLOW f SINK TO out AS SELECT host, max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY host, w;`,
  ],
});
