import { rule } from '../rule.ts';

export default rule({
  id: 'GT047',
  name: 'sink-length-streaming',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A streaming flow yields more or fewer columns than its sink has.',
  why: 'Only timestamps may be left out, at the end; they are filled with the time of writing.',
  evidence: 'src/flow/src/adapter.rs:819-830',
  explains: ['flow_sink_mismatch'],
  help: (_context, { message }) => (/schema length mismatched/.test(message) ? {} : undefined),
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, note STRING);
CREATE FLOW f SINK TO out AS SELECT host, cpu, ts FROM mem;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink-length-streaming`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host, cpu, ts FROM mem;`,
  ],
});
