import { rule } from '../rule.ts';

export default rule({
  id: 'GT315',
  name: 'not-planned',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A query uses a feature that GreptimeDB plans nowhere.',
  why: 'The parser reads it, and no planner knows it.',
  evidence: 'DataFusion, datafusion-sql/src',
  explains: ['plan', 'subquery'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT TOP 3 host FROM mem;
--^^^^^^^^^^^^^^^^^^^^^^^^^^ not-planned`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem LIMIT 3;`,
  ],
});
