import { rule } from '../rule.ts';

export default rule({
  id: 'GT108',
  name: 'suppression-unknown-rule',
  class: 'advice',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A suppression comment names a rule that does not exist.',
  why: 'A misspelled name silences nothing. Rules are named by their name or their id.',
  evidence: 'analysis/suppressions.ts',
  bad: [
    `
-- greptime-sql-disable-file flow-expire-with-after -- typo
--                           ^^^^^^^^^^^^^^^^^^^^^^ suppression-unknown-rule
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);`,
  ],
  good: [
    `
-- greptime-sql-disable-file flow-expire-without-after -- kept as it was deployed
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;`,
  ],
});
