import { createdLater } from '../creations.ts';
import { setFlowOption } from '../edits.ts';
import { rule, type Fix, type Related } from '../rule.ts';

export default rule({
  id: 'GT001',
  name: 'flow-missing-source',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow reads a table that no earlier statement creates.',
  why:
    'GreptimeDB refuses such a flow with 1004 InvalidArguments unless it is told to wait for the table. In an open workspace the table may ' +
    'exist elsewhere, so this is a warning there; in a closed one it is an error.',
  evidence: 'src/operator/src/statement/ddl.rs:240-252',
  explains: ['flow_missing_source'],
  suspects: true,
  help: ({ step, snapshot }, rejection) => {
    const { statement } = step.placed;
    const flow = statement.node;
    if (flow?.kind !== 'create_flow') return undefined;
    const fixes: Fix[] = [
      { title: 'Let the flow wait for its source', safe: false, edits: setFlowOption(statement, flow, 'defer_on_missing_source', 'true') },
    ];
    const related: Related[] = [];
    let message = rejection.message;
    for (const key of (rejection.detail['tables'] ?? '').split(', ')) {
      const later = createdLater(snapshot, step, key);
      if (later === undefined) continue;
      const { start } = later.placed;
      const name = key.slice(key.indexOf('.') + 1);
      message += ` (table '${name}' is created later)`;
      related.push({ uri: later.uri, span: { start, end: start + later.placed.statement.text.length }, message: `'${name}' is created here, after the flow` });
      if (later.uri === step.uri) {
        const after = start + later.placed.statement.text.length;
        fixes.push({
          title: `Move the flow below the definition of '${name}'`,
          safe: false,
          edits: [
            { uri: step.uri, span: { start: step.placed.start, end: step.placed.start + statement.text.length }, text: '' },
            { uri: step.uri, span: { start: after, end: after }, text: `\n\n${statement.text}` },
          ],
        });
      }
    }
    return { message, fixes, related, severity: rejection.suspected ? 'warning' : 'error' };
  },
  bad: [
    `
CREATE FLOW f SINK TO out AS SELECT host FROM mem;
--                                            ^^^ flow-missing-source`,
  ],
  good: [
    `
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM mem;`,
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host FROM mem;`,
  ],
});
