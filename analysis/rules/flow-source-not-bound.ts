import { rule } from '../rule.ts';

export default rule({
  id: 'GT058',
  name: 'flow-source-not-bound',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow reads something that cannot be bound as a source.',
  why:
    'Sources are kept by the id of a table. Tables of the system schemas and table functions have none that a flow could ' +
    'keep, so they count as missing at the last moment.',
  evidence: 'src/common/meta/src/ddl/create_flow.rs:227',
  explains: ['flow_unresolved_source'],
  bad: [
    `
CREATE FLOW f SINK TO out AS SELECT table_name FROM information_schema.tables;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flow-source-not-bound`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, cpu FROM mem;`,
  ],
});
