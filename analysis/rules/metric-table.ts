import { rule } from '../rule.ts';

export default rule({
  id: 'GT099',
  name: 'metric-table',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A table of the metric engine does not fit its physical table.',
  why:
    'A logical table has text tags, one DOUBLE value and the time unit of the physical table; the physical table itself can ' +
    'neither be written nor altered.',
  evidence: 'src/metric-engine/src/engine',
  explains: [
    'metric_column',
    'physical_table_write',
    'physical_table_alter',
    'physical_table_busy',
    'logical_table_alter',
    'physical_table_busy',
  ],
  bad: [
    `
CREATE TABLE phy (ts TIMESTAMP TIME INDEX, val DOUBLE) ENGINE = metric WITH (physical_metric_table = '');
INSERT INTO phy VALUES (0, 1.0);
--          ^^^ metric-table`,
  ],
  good: [
    `
CREATE TABLE phy (ts TIMESTAMP TIME INDEX, val DOUBLE) ENGINE = metric WITH (physical_metric_table = '');
CREATE TABLE log (ts TIMESTAMP TIME INDEX, val DOUBLE, host STRING PRIMARY KEY) ENGINE = metric WITH (on_physical_table = 'phy');
INSERT INTO log (ts, val, host) VALUES (0, 1.0, 'a');`,
  ],
});
