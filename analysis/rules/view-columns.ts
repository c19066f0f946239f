import { rule } from '../rule.ts';

export default rule({
  id: 'GT311',
  name: 'view-columns',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A view names more or fewer columns than its query yields.',
  why: 'The list behind the name of the view must name each column of the query.',
  evidence: 'src/operator/src/statement/ddl.rs',
  explains: ['view_columns', 'create_view'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE VIEW v (a, b) AS SELECT host FROM mem;
--             ^ view-columns`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE VIEW v (a) AS SELECT host FROM mem;`,
  ],
});
