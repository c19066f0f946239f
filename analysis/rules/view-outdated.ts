import { rule } from '../rule.ts';

export default rule({
  id: 'GT316',
  name: 'view-outdated',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A view no longer fits the tables it reads.',
  why: 'A view keeps its query as it was planned when it was made. Where a column that it reads is gone, each query of it fails. Create it anew.',
  evidence: 'src/operator/src/statement/ddl.rs; src/catalog/src/table_source.rs',
  explains: ['view_outdated'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE VIEW v AS SELECT host, cpu FROM mem;
ALTER TABLE mem DROP COLUMN cpu;
--              ^^^^^^^^^^^^^^^ alter-breaks-flow
SELECT host FROM v;
--               ^ view-outdated`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE VIEW v AS SELECT host, cpu FROM mem;
SELECT host FROM v;`,
  ],
});
