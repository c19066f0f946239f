import { rule } from '../rule.ts';

export default rule({
  id: 'GT008',
  name: 'flow-sink-is-source',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow writes into a table it reads.',
  why: 'GreptimeDB compares the full names after folding; such a flow would feed itself.',
  evidence: 'src/common/meta/src/ddl/create_flow.rs:195-207',
  explains: ['flow_sink_is_source'],
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO MEM AS SELECT host FROM mem;
--                    ^^^ flow-sink-is-source`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host FROM mem;`,
  ],
});
