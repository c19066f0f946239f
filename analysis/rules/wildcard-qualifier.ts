import { rule } from '../rule.ts';

export default rule({
  id: 'GT217',
  name: 'wildcard-qualifier',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A star has a table in front that the query does not read.',
  why: 't.* needs t among the tables of FROM, or their aliases.',
  evidence: 'DataFusion, datafusion-sql/src/select.rs',
  explains: ['wildcard_qualifier', 'wildcard'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT x.* FROM mem;
--     ^^^ wildcard-qualifier`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT m.* FROM mem m;`,
  ],
});
