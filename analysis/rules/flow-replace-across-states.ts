import { rule } from '../rule.ts';

export default rule({
  id: 'GT011',
  name: 'flow-replace-across-states',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'OR REPLACE would turn a pending flow into an active one, or the reverse.',
  why: 'GreptimeDB replaces a flow only in its own state. A pending flow whose source has appeared must be dropped and created again.',
  evidence: 'src/common/meta/src/ddl/create_flow.rs:237-253',
  explains: ['flow_replace_across_states'],
  help: ({ step }) => {
    const { statement } = step.placed;
    const flow = statement.node;
    if (flow?.kind !== 'create_flow') return undefined;
    const name = statement.text.slice(flow.name.span.start, flow.name.span.end);
    const head = statement.text.slice(0, flow.name.span.start);
    const plain = head.replace(/\bOR\s+REPLACE\s+/i, '');
    return {
      fixes: [
        {
          title: 'Drop the flow and create it again',
          safe: false,
          edits: [{ span: { start: 0, end: head.length }, text: `DROP FLOW ${name};\n${plain}` }],
        },
      ],
    };
  },
  bad: [
    `
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM mem;
--          ^ pending-never-activated
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE OR REPLACE FLOW f SINK TO out AS SELECT host FROM mem;
--                     ^ flow-replace-across-states`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host FROM mem;
CREATE OR REPLACE FLOW f SINK TO out AS SELECT host FROM mem;`,
  ],
});
