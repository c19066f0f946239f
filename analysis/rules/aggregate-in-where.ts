import { rule } from '../rule.ts';

export default rule({
  id: 'GT205',
  name: 'aggregate-in-where',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'WHERE uses an aggregate.',
  why: 'WHERE chooses rows before they are grouped; what is computed of groups is chosen by HAVING.',
  evidence: 'DataFusion, datafusion-sql/src/select.rs',
  explains: ['aggregate_in_where', 'aggregate'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem WHERE max(cpu) > 1 GROUP BY host;
--                         ^^^^^^^^^^^^ aggregate-in-where`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem GROUP BY host HAVING max(cpu) > 1;`,
  ],
});
