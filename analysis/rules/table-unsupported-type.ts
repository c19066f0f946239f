import { rule } from '../rule.ts';

export default rule({
  id: 'GT083',
  name: 'table-unsupported-type',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A column has a type that no table can hold.',
  why: 'Intervals can be computed and cannot be stored.',
  evidence: 'src/operator/src/expr_helper.rs:507-527',
  explains: ['create_table', 'column_type'],
  help: (_context, { message, reason }) => (reason === 'column_type' || / is interval type/.test(message) ? {} : undefined),
  bad: [
    `
CREATE TABLE mem (span INTERVAL, ts TIMESTAMP TIME INDEX);
--                     ^^^^^^^^ table-unsupported-type`,
  ],
  good: [
    `
CREATE TABLE mem (span BIGINT, ts TIMESTAMP TIME INDEX);`,
  ],
});
