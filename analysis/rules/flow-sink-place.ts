import { rule } from '../rule.ts';

export default rule({
  id: 'GT116',
  name: 'flow-sink-place',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'The sink of a flow cannot be made where it is named.',
  why: 'The database of a sink must exist before the flow, and the name must be one that a table may have.',
  evidence: 'src/flow/src/batching_mode/engine.rs',
  explains: ['flow_sink_database_missing', 'flow_sink_name', 'flow_name'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO nowhere.out EVAL INTERVAL '1 minute' AS SELECT max(cpu) AS top FROM mem;
--                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flow-sink-place`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE DATABASE somewhere;
CREATE FLOW f SINK TO somewhere.out EVAL INTERVAL '1 minute' AS SELECT max(cpu) AS top FROM mem;`,
  ],
});
