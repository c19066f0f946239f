import { rule } from '../rule.ts';

export default rule({
  id: 'GT095',
  name: 'index-option',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'An index of a column has an option or a value that it cannot have.',
  why:
    'FULLTEXT knows analyzer, case_sensitive, backend, granularity and false_positive_rate; SKIPPING knows granularity, ' +
    'type and false_positive_rate.',
  evidence: 'src/datatypes/src/schema/column_schema.rs',
  explains: ['index_option', 'syntax'],
  help: (_context, { message, reason }) =>
    reason === 'index_option' || /^Invalid column option.*(FULLTEXT|SKIPPING|INVERTED|VECTOR)/s.test(message) ? {} : undefined,
  bad: [
    `
CREATE TABLE mem (host STRING SKIPPING INDEX WITH (false_positive_rate = '2'), ts TIMESTAMP TIME INDEX);
--                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^ index-option`,
    `
CREATE TABLE mem (host STRING FULLTEXT INDEX WITH (speed = 'high'), ts TIMESTAMP TIME INDEX);
--                                                 ^^^^^ index-option`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING SKIPPING INDEX WITH (granularity = '8192'), ts TIMESTAMP TIME INDEX);`,
  ],
});
