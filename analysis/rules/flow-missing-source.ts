import type { Span } from '../../grammar/index.ts';
import { createdLater, refusedCreation } from '../creations.ts';
import { setFlowOption } from '../edits.ts';
import { rule, type Fix, type Related } from '../rule.ts';
import type { Step } from '../simulate.ts';
import { nearest, written } from '../spelling.ts';

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
    const tables = (rejection.detail['tables'] ?? '').split(', ');
    // What comes too late is a matter of order (flow-order).
    if (tables.some(key => createdLater(snapshot, step, key) !== undefined)) return undefined;
    const severity = rejection.suspected ? 'warning' : 'error';
    const cause = tables.map(key => refusedCreation(snapshot, key)).find(other => other !== undefined);
    // The way out is to mend what creates the table, not to wait for it.
    if (cause !== undefined)
      return { message: `${rejection.message} (the statement that creates the table is refused)`, related: [creationOf(cause)], severity };
    const fixes = [
      { title: 'Let the flow wait for its source', safe: false, edits: setFlowOption(statement, flow, 'defer_on_missing_source', 'true') },
    ];
    const meant = tables.length === 1 ? misspelled(step, tables[0]!, rejection.span) : undefined;
    if (meant === undefined) return { fixes, severity };
    return { message: `${rejection.message}. Did you mean '${meant.name}'?`, fixes: [...fixes, meant.fix], severity };
  },
  bad: [
    `
CREATE TABLE memory (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host FROM memry;
--                                            ^^^^^ flow-missing-source`,
    `
CREATE FLOW f SINK TO out AS SELECT host FROM mem;
--                                            ^^^ flow-missing-source`,
    `
CREATE TABLE mem (host STRING);
--           ^^^ table-time-index
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

/** The table of the same database that is spelled most like the missing one. */
function misspelled({ before, placed }: Step, key: string, span: Span): { readonly name: string; readonly fix: Fix } | undefined {
  const [database, missing] = [key.slice(0, key.indexOf('.')), key.slice(key.indexOf('.') + 1)];
  const name = nearest(missing, before.databases.get(database)?.relations.keys() ?? []);
  const start = span.end - missing.length;
  if (name === undefined || placed.statement.text.slice(start, span.end).toLowerCase() !== missing) return undefined;
  return { name, fix: { title: `Change to '${name}'`, safe: false, edits: [{ span: { start, end: span.end }, text: written(name) }] } };
}

function creationOf({ uri, placed: { start, statement } }: Step): Related {
  return { uri, span: { start, end: start + statement.text.length }, message: 'this statement is refused' };
}
