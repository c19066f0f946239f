import { rule } from '../rule.ts';

export default rule({
  id: 'GT106',
  name: 'unused-suppression',
  class: 'advice',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A suppression comment silences nothing.',
  why: 'What it was written for is gone. Left in place it would silence the next finding too, which nobody has looked at.',
  evidence: 'analysis/suppressions.ts',
  bad: [
    `
-- greptime-sql-disable-next-line flow-expire-without-after -- we know
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unused-suppression
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
-- greptime-sql-disable-next-line flow-expire-without-after -- we know
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;`,
  ],
});
