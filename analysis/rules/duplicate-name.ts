import { rule } from '../rule.ts';

export default rule({
  id: 'GT211',
  name: 'duplicate-name',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A name is given twice where it must be unique.',
  why: 'Names of CTEs, of columns of a result, of joined columns and of windows must differ; an alias tells them apart.',
  evidence: 'DataFusion, datafusion-sql/src/query.rs',
  explains: ['duplicate_cte', 'duplicate_output', 'duplicate_column', 'window_twice'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
WITH a AS (SELECT 1), a AS (SELECT 2) SELECT * FROM a;
--                    ^ duplicate-name`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host, host FROM mem;
--           ^^^^ duplicate-name`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host, host AS again FROM mem;`,
  ],
});
