import { rule } from '../rule.ts';

export default rule({
  id: 'GT314',
  name: 'not-a-base-table',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'SHOW CREATE TABLE is asked for what no CREATE TABLE made.',
  why: 'System tables and views have no CREATE TABLE; a view has SHOW CREATE VIEW.',
  evidence: 'src/query/src/sql/show_create_table.rs',
  explains: ['not_a_base_table'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SHOW CREATE TABLE information_schema.tables;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^ not-a-base-table`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SHOW CREATE TABLE mem;`,
  ],
});
