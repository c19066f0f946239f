import { rule } from '../rule.ts';

export default rule({
  id: 'GT096',
  name: 'column-default',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A column has a default that it cannot have.',
  why:
    'A default is a constant of the type of the column, or current_timestamp() and now(); a column that may not be NULL ' +
    'cannot default to NULL.',
  evidence: 'src/sql/src/statements.rs, src/datatypes/src/schema/constraint.rs',
  explains: ['default', 'default_null'],
  bad: [
    `
CREATE TABLE mem (host STRING NOT NULL DEFAULT NULL, ts TIMESTAMP TIME INDEX);
--                                             ^^^^ column-default`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING NOT NULL DEFAULT 'none', ts TIMESTAMP TIME INDEX);`,
  ],
});
