import { rule } from '../rule.ts';

export default rule({
  id: 'GT046',
  name: 'sink-type-exact-streaming',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A streaming flow yields a column of another type than its sink has at that position.',
  why:
    'The streaming engine compares column by column, in order, and wants exactly the same type: no widening of integers, no ' +
    'other unit of time. Names do not count.',
  evidence: 'src/flow/src/adapter.rs:801-818',
  explains: ['flow_sink_mismatch'],
  help: (_context, { message }) => (/data type mismatch, expect/.test(message) ? {} : undefined),
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, cpu BIGINT, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host, cpu, ts FROM mem;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink-type-exact-streaming`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host, cpu, ts FROM mem;`,
  ],
});
