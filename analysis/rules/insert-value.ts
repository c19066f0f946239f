import { rule } from '../rule.ts';

export default rule({
  id: 'GT301',
  name: 'insert-value',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A value does not fit the column it is written into.',
  why: 'Values are converted to the type of the column when the statement is read: numbers, timestamps and booleans must read as such.',
  evidence: 'src/sql/src/statements.rs',
  explains: ['literal', 'literal_type'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem (host, ts) VALUES ('a', 'yesterday');
--                                      ^^^^^^^^^^^ insert-value`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem (host, ts) VALUES ('a', '2024-01-01 00:00:00');`,
  ],
});
