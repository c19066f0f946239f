import { rule } from '../rule.ts';

export default rule({
  id: 'GT313',
  name: 'copy-option',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'COPY has a format, an option or a place that it cannot work with.',
  why: 'Formats are parquet, csv and json; times are timestamps; places are paths or URLs with a known scheme.',
  evidence: 'src/operator/src/statement/copy_table_to.rs',
  explains: ['copy_option', 'copy_location', 'file_format', 'option_missing'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
COPY mem TO '/data/mem.xls' WITH (format = 'xls');
--                                ^^^^^^^^^^^^^^ copy-option`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
COPY mem TO '/data/mem.csv' WITH (format = 'csv', start_time = 'soon');
--                                                ^^^^^^^^^^^^^^^^^^^ copy-option`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
COPY mem TO '/data/mem.csv' WITH (format = 'csv');`,
  ],
});
