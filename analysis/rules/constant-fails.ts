import { rule } from '../rule.ts';

export default rule({
  id: 'GT208',
  name: 'constant-fails',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A constant expression cannot be computed.',
  why: 'GreptimeDB computes what is constant before it reads a row, so the statement fails whatever the data are.',
  evidence: 'DataFusion, datafusion-optimizer/src/simplify_expressions',
  explains: ['constant', 'parameter', 'interval'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT 1 / 0;
--     ^^^^^ constant-fails`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT CAST('x' AS INT);
--     ^^^^^^^^^^^^^^^^ constant-fails`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT ts - INTERVAL '1 dya' FROM mem;
--          ^^^^^^^^^^^^^^^^ constant-fails`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT CAST('1' AS INT);`,
  ],
});
