import { rule } from '../rule.ts';

export default rule({
  id: 'GT054',
  name: 'tql-table-shape',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow computes TQL over a table that is no metric.',
  why: 'TQL in a flow reads tables with exactly one DOUBLE value; every other column must be a timestamp or a text tag.',
  evidence: 'src/flow/src/batching_mode/engine.rs:831-892',
  explains: ['flow_tql_value_columns', 'flow_tql_columns'],
  suspects: true,
  help: (_context, { suspected }) => (suspected ? { severity: 'warning' } : {}),
  bad: [
    `
CREATE TABLE two (host STRING PRIMARY KEY, cpu DOUBLE, mem DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') two;
--                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tql-table-shape`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem;`,
  ],
});
