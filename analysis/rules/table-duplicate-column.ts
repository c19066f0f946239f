import { rule } from '../rule.ts';

export default rule({
  id: 'GT082',
  name: 'table-duplicate-column',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A column, or a key column, is named twice.',
  why: 'Names are compared after folding unquoted ones to lower case.',
  evidence: 'src/operator/src/expr_helper.rs:430-443',
  explains: ['create_table'],
  help: (_context, { message }) => (/ is duplicated /.test(message) ? {} : undefined),
  bad: [
    `
CREATE TABLE mem (host STRING, HOST STRING, ts TIMESTAMP TIME INDEX);
--                             ^^^^ table-duplicate-column`,
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host, host));
--                                                                         ^^^^ table-duplicate-column`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, "HOST" STRING, ts TIMESTAMP TIME INDEX);`,
  ],
});
