import { insertEvalInterval } from '../edits.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT025',
  name: 'sql-flow-needs-eval-interval',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'An aggregating flow has neither a time window nor EVAL INTERVAL.',
  why:
    'A flow runs on new data only if one GROUP BY key is computed from the time index alone. Without such a window it must say how often to ' +
    'run the whole query.',
  evidence: 'src/flow/src/batching_mode/engine.rs:493-509',
  explains: ['flow_without_window'],
  help: ({ step }) => {
    const { statement } = step.placed;
    const flow = statement.node;
    if (flow?.kind !== 'create_flow') return undefined;
    const edit = insertEvalInterval(statement, flow, "EVAL INTERVAL '1 minute'");
    return { fixes: [{ title: "Add EVAL INTERVAL '1 minute'", safe: false, edits: [edit] }] };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT count(*) FROM mem;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^ sql-flow-needs-eval-interval`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS SELECT count(*) FROM mem;`,
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT count(*), date_bin('1 minute'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
