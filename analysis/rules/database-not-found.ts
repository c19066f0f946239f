import { at } from '../edits.ts';
import { rule, type Fix } from '../rule.ts';
import { nearest } from '../spelling.ts';

export default rule({
  id: 'GT074',
  name: 'database-not-found',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A statement names a database that does not exist.',
  why: 'Databases are created by CREATE DATABASE only; naming a table in one does not make it (4004 DatabaseNotFound).',
  evidence: 'src/catalog/src/error.rs',
  explains: ['database_not_found'],
  help: ({ step }, { message, span, detail }) => {
    const { node, text } = step.placed.statement;
    const name = detail['database'];
    const fixes: Fix[] = [];
    const meant = name === undefined ? undefined : nearest(name, step.before.databases.keys());
    const from = name === undefined ? -1 : text.toLowerCase().indexOf(name, span.start);
    if (meant !== undefined && from !== -1)
      fixes.push({ title: `Change to '${meant}'`, safe: false, edits: [{ span: { start: from, end: from + name!.length }, text: meant }] });
    if (node?.kind === 'drop_database' && !node.ifExists)
      fixes.push({ title: 'Add IF EXISTS', safe: false, edits: [{ span: at(node.names[0]!.span.start), text: 'IF EXISTS ' }] });
    return { fixes, ...(meant === undefined ? {} : { message: `${message}. Did you mean '${meant}'?` }) };
  },
  bad: [
    `
CREATE TABLE nowhere.mem (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^^^^^^^^^ database-not-found`,
  ],
  good: [
    `
CREATE DATABASE somewhere;
CREATE TABLE somewhere.mem (host STRING, ts TIMESTAMP TIME INDEX);`,
  ],
});
