import { rule } from '../rule.ts';

export default rule({
  id: 'GT051',
  name: 'incremental-needs-append',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow reads incrementally from a table that rows can be overwritten in.',
  why: "Only what is appended can be read piece by piece: each source needs append_mode = 'true'.",
  evidence: 'src/flow/src/batching_mode/engine.rs:510-531',
  explains: ['flow_incremental_read_source'],
  help: ({ step }) => {
    const flow = step.placed.statement.node;
    const option =
      flow?.kind === 'create_flow'
        ? flow.options.find(({ key }) => key.value.toLowerCase() === 'experimental_enable_incremental_read')
        : undefined;
    if (option === undefined) return {};
    return { fixes: [{ title: 'Read the whole window each time', safe: false, edits: [{ span: option.value.span, text: 'false' }] }] };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out WITH (experimental_enable_incremental_read = true) AS SELECT max(cpu) AS top, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ incremental-needs-append`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (append_mode = 'true');
CREATE FLOW f SINK TO out WITH (experimental_enable_incremental_read = true) AS SELECT max(cpu) AS top, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
