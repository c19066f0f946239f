import { rule } from '../rule.ts';

export default rule({
  id: 'GT300',
  name: 'insert-column-count',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A row to insert has more or fewer values than columns.',
  why: 'Each row gives one value for each column named, or for every column where none is.',
  evidence: 'src/operator/src/req_convert/insert',
  explains: ['insert_count'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem (host, ts) VALUES ('a', 0, 1);
--                                ^^^^^^^^^^^ insert-column-count`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem (host, ts) VALUES ('a', 0);`,
  ],
});
