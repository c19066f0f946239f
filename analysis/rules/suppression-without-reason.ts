import { rule } from '../rule.ts';

export default rule({
  id: 'GT107',
  name: 'suppression-without-reason',
  class: 'style',
  severity: 'off',
  since: '0.1.0',
  summary: 'A suppression comment does not say why.',
  why: 'The reason tells the next reader when the comment may go. It stands behind a second pair of dashes.',
  evidence: 'analysis/suppressions.ts',
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
-- greptime-sql-disable-next-line flow-expire-without-after
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suppression-without-reason
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
-- greptime-sql-disable-next-line flow-expire-without-after -- kept as it was deployed
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;`,
  ],
});
