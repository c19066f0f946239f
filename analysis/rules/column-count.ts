import { rule } from '../rule.ts';

export default rule({
  id: 'GT210',
  name: 'column-count',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'Two lists of columns that must match have different lengths.',
  why:
    'The parts of a UNION, the rows of VALUES, the names of an alias and what they name, and a scalar subquery each have a ' +
    'number of columns that they must keep.',
  evidence: 'DataFusion, datafusion-sql/src/set_expr.rs',
  explains: ['union_columns', 'values_width', 'alias_columns', 'subquery_columns'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT 1 UNION SELECT 1, 2;
--^^^^^^^^^^^^^^^^^^^^^^^^^^ column-count`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT (SELECT 1, 2);
--      ^^^^^^^^^^^ column-count`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT * FROM mem AS m(a, b, c, d);
--                ^^^^^^^^^^^^^^^^ column-count`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT 1 UNION SELECT 2;`,
  ],
});
