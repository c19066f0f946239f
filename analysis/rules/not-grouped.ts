import { rule } from '../rule.ts';

export default rule({
  id: 'GT204',
  name: 'not-grouped',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A column is selected that is neither grouped nor aggregated.',
  why: 'A group has many values of it; GreptimeDB does not choose one as MySQL may.',
  evidence: 'DataFusion, datafusion-sql/src/select.rs',
  explains: ['not_grouped', 'having_without_group'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host, cpu FROM mem GROUP BY host;
--           ^^^ not-grouped`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem HAVING cpu > 1;
--                          ^^^^^^^ not-grouped`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host, max(cpu) FROM mem GROUP BY host;`,
  ],
});
