import { rule } from '../rule.ts';

export default rule({
  id: 'GT309',
  name: 'database-in-use',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A database is dropped that is in use.',
  why: 'The database of the session cannot go: USE another one first.',
  evidence: 'src/operator/src/statement/ddl.rs',
  explains: ['database_in_use'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
DROP DATABASE public;
--            ^^^^^^ database-in-use`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE DATABASE d;
DROP DATABASE d;`,
  ],
});
