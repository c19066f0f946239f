import { rule } from '../rule.ts';

export default rule({
  id: 'GT203',
  name: 'ambiguous-column',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A column name may mean more than one column.',
  why: 'Two tables of the query have a column of this name: put the table or its alias in front.',
  evidence: 'DataFusion, datafusion-sql/src/expr/identifier.rs',
  explains: ['ambiguous_column'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT a.cpu FROM mem a, mem b WHERE host = 'x';
--                                   ^^^^ ambiguous-column`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT a.cpu FROM mem a, mem b WHERE a.host = 'x';`,
  ],
});
