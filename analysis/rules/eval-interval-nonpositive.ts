import { rule } from '../rule.ts';

export default rule({
  id: 'GT023',
  name: 'eval-interval-nonpositive',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'EVAL INTERVAL is zero or negative.',
  why: 'A schedule needs a positive number of whole seconds; less than one second counts as zero.',
  evidence: 'src/operator/src/statement/ddl.rs:196-204',
  explains: ['flow_eval_interval_not_positive'],
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EVAL INTERVAL '0 s' AS SELECT count(*) FROM mem;
--                                      ^^^^^ eval-interval-nonpositive`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EVAL INTERVAL '1 s' AS SELECT count(*) FROM mem;`,
  ],
});
