import { rule } from '../rule.ts';

export default rule({
  id: 'GT302',
  name: 'insert-missing-value',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A row leaves out a column that needs a value.',
  why: 'A column that may not be NULL and has no default must be given; the time index is such a column.',
  evidence: 'src/mito2/src/request.rs',
  explains: ['insert_null', 'insert_missing', 'insert_default'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem (host) VALUES ('a');
--          ^^^ insert-missing-value`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem (host, ts) VALUES ('a', NULL);
--                                      ^^^^ insert-missing-value`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem (host, ts) VALUES ('a', 0);`,
  ],
});
