import { rule } from '../rule.ts';

export default rule({
  id: 'GT097',
  name: 'invalid-name',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A table, view or database has a name that it cannot have.',
  why: 'Names begin with an ASCII letter, an underscore, a colon or a dash, and go on with these, digits, dots, @ and #, quoted or not.',
  evidence: 'src/common/meta/src/key.rs',
  explains: ['table_name', 'database_name', 'view_name'],
  bad: [
    `
CREATE TABLE "my table" (ts TIMESTAMP TIME INDEX);
--           ^^^^^^^^^^ invalid-name`,
    `
CREATE DATABASE "größe";
--              ^^^^^^^ invalid-name`,
  ],
  good: [
    `
CREATE TABLE "my-table" (ts TIMESTAMP TIME INDEX);`,
  ],
});
