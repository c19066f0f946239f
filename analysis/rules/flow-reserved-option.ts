import { rule } from '../rule.ts';

export default rule({
  id: 'GT003',
  name: 'flow-reserved-option',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow sets flow_type, which the server sets itself.',
  why: 'Whether a flow is batching or streaming follows from its query and its sources; users cannot choose.',
  evidence: 'src/operator/src/statement/ddl.rs:207-213',
  explains: ['flow_reserved_option'],
  help: ({ step }, rejection) => {
    const flow = step.placed.statement.node;
    if (flow?.kind !== 'create_flow') return undefined;
    const at = flow.options.findIndex(option => option.span.start === rejection.span.start);
    const next = flow.options[at + 1];
    const previous = flow.options[at - 1];
    const span =
      next !== undefined
        ? { start: rejection.span.start, end: next.span.start }
        : previous !== undefined
          ? { start: previous.span.end, end: rejection.span.end }
          : rejection.span;
    return { fixes: [{ title: 'Remove the option', safe: true, edits: [{ span, text: '' }] }] };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out WITH (flow_type = 'streaming') AS SELECT host FROM mem;
--                              ^^^^^^^^^^^^^^^^^^^^^^^ flow-reserved-option`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host FROM mem;`,
  ],
});
