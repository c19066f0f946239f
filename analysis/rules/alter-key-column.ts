import { rule } from '../rule.ts';

export default rule({
  id: 'GT305',
  name: 'alter-key-column',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A key column or the time index is dropped or changed.',
  why: 'The primary key and the time index are fixed when the table is made.',
  evidence: 'src/store-api/src/metadata.rs',
  explains: ['alter_key_column'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ALTER TABLE mem DROP COLUMN host;
--                          ^^^^ alter-key-column`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ALTER TABLE mem DROP COLUMN cpu;`,
  ],
});
