import { rule } from '../rule.ts';

export default rule({
  id: 'GT006',
  name: 'flow-name-qualified',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow is created under a name of more than one part.',
  why: 'Flows belong to the catalog and to no database: the name has exactly one part.',
  evidence: 'src/operator/src/expr_helper.rs:1129-1138',
  explains: ['flow_name_qualified'],
  help: ({ step }, rejection) => {
    const flow = step.placed.statement.node;
    if (flow?.kind !== 'create_flow') return undefined;
    const last = flow.name.parts.at(-1)!;
    return {
      fixes: [
        { title: 'Drop the qualifier', safe: true, edits: [{ span: { start: rejection.span.start, end: last.span.start }, text: '' }] },
      ],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW public.f SINK TO out AS SELECT host FROM mem;
--          ^^^^^^^^ flow-name-qualified`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO public.out AS SELECT host FROM mem;`,
  ],
});
