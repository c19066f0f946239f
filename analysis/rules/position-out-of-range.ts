import { rule } from '../rule.ts';

export default rule({
  id: 'GT209',
  name: 'position-out-of-range',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'ORDER BY or GROUP BY counts a column that is not there.',
  why: 'A bare number means the position in the SELECT list, from 1.',
  evidence: 'DataFusion, datafusion-sql/src/select.rs',
  explains: ['order_by_position', 'group_by_position'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem ORDER BY 3;
--                            ^ position-out-of-range`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem GROUP BY 2;
--                            ^ position-out-of-range`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem ORDER BY 1;`,
  ],
});
