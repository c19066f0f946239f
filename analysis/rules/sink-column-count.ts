import { rule } from '../rule.ts';

export default rule({
  id: 'GT040',
  name: 'sink-column-count',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow yields more or fewer columns than its sink has.',
  why:
    'A batching flow may leave out one timestamp at the end of the sink, which is filled with the time of writing, or two ' +
    'where the last is __ts_placeholder; everything else must be there.',
  evidence: 'src/flow/src/batching_mode/utils.rs:1128-1186',
  explains: ['flow_sink_mismatch'],
  help: (_context, { message }) => {
    const counts = COUNTS.exec(message);
    return counts !== null && counts[1] !== counts[2] && !/merge_mode=last_non_null|by position|duplicate column/.test(message)
      ? {}
      : undefined;
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, peak DOUBLE, w TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, max(cpu) AS peak, min(cpu) AS low, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY host, w;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink-column-count`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, peak DOUBLE, w TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY host, w;`,
  ],
});

/** How many columns the flow yields, and the sink has. */
const COUNTS = /found (\d+) flow output columns and (\d+) sink table columns/;
