import { rule } from '../rule.ts';

export default rule({
  id: 'GT307',
  name: 'alter-table-invalid',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A table cannot be altered like this.',
  why:
    'New columns need a default or must allow NULL, types change only where every value can be converted, and each ALTER ' +
    'does one kind of thing.',
  evidence: 'src/store-api/src/region_request.rs, src/table/src/metadata.rs',
  explains: ['alter_table', 'alter_unsupported', 'option_mixture', 'option_key', 'repartition_gc'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ALTER TABLE mem ADD COLUMN dc STRING NOT NULL;
--                         ^^^^^^^^^^^^^^^^^^ alter-table-invalid`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ALTER TABLE mem UNSET 'speed';
--                    ^^^^^^^ alter-table-invalid`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ALTER TABLE mem ADD COLUMN dc STRING NOT NULL DEFAULT 'none';`,
  ],
});
