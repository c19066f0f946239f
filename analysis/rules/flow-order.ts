import { createdLater } from '../creations.ts';
import { setFlowOption } from '../edits.ts';
import { rule, type Fix, type Related } from '../rule.ts';

export default rule({
  id: 'GT060',
  name: 'flow-order',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow stands in front of the statement that creates its source.',
  why:
    'Statements run in their order, and files in the order of their names: when the flow is made, its source is not there yet. GreptimeDB ' +
    'refuses it as it refuses a flow over a table that never comes.',
  evidence: 'src/operator/src/statement/ddl.rs:240-252; #5563',
  explains: ['flow_missing_source'],
  suspects: true,
  help: ({ step, snapshot }, rejection) => {
    const { statement } = step.placed;
    const flow = statement.node;
    if (flow?.kind !== 'create_flow') return undefined;
    const fixes: Fix[] = [];
    const related: Related[] = [];
    let { message } = rejection;
    for (const key of (rejection.detail['tables'] ?? '').split(', ')) {
      const later = createdLater(snapshot, step, key);
      if (later === undefined) continue;
      const { start } = later.placed;
      const after = start + later.placed.statement.text.length;
      const name = key.slice(key.indexOf('.') + 1);
      message += ` (table '${name}' is created later)`;
      related.push({ uri: later.uri, span: { start, end: after }, message: `'${name}' is created here, after the flow` });
      if (later.uri !== step.uri) continue;
      fixes.push({
        title: `Move the flow below the definition of '${name}'`,
        safe: false,
        edits: [
          { uri: step.uri, span: { start: step.placed.start, end: step.placed.start + statement.text.length }, text: '' },
          { uri: step.uri, span: { start: after, end: after }, text: `\n\n${statement.text}` },
        ],
      });
    }
    fixes.push({
      title: 'Let the flow wait for its source',
      safe: false,
      edits: setFlowOption(statement, flow, 'defer_on_missing_source', 'true'),
    });
    return { message, fixes, related, severity: rejection.suspected ? 'warning' : 'error' };
  },
  bad: [
    `
CREATE FLOW f SINK TO out AS SELECT host FROM mem;
--                                            ^^^ flow-order
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host FROM mem;`,
  ],
});
