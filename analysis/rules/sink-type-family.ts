import { rule } from '../rule.ts';

export default rule({
  id: 'GT042',
  name: 'sink-type-family',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A column of a flow takes the place of a sink column of another kind.',
  why: 'Where columns meet by position, timestamps, texts, booleans, JSON and vectors must each meet their own kind.',
  evidence: 'src/flow/src/batching_mode/utils.rs:1248-1262',
  explains: ['flow_sink_mismatch'],
  suspects: true,
  help: (_context, { message, suspected }) =>
    /^.*by position: incompatible data types/s.test(message) ? (suspected ? { severity: 'warning' } : {}) : undefined,
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, peak DOUBLE, w TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS highest, host AS machine, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY machine, w;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink-type-family`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, peak DOUBLE, w TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY host, w;`,
  ],
});
