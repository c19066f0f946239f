import { at } from '../edits.ts';
import { rule, type Fix } from '../rule.ts';
import { nearest, written } from '../spelling.ts';

export default rule({
  id: 'GT069',
  name: 'object-missing',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A statement names a table that does not exist.',
  why: 'Nothing that ran before creates it (4001 TableNotFound). Unquoted names are folded to lower case before they are looked up.',
  evidence: 'src/catalog/src/error.rs',
  explains: ['table_not_found'],
  help: ({ step }, { message, span }) => {
    const { node, text } = step.placed.statement;
    const fixes: Fix[] = [];
    const name = text.slice(span.start, span.end);
    if (!NAME.test(name)) return {};
    const last = name.split('.').at(-1)!;
    const names = [...(step.before.databases.get(step.before.session.database)?.relations.keys() ?? [])];
    const meant = nearest(last, names);
    if (meant !== undefined) {
      const start = span.end - last.length;
      fixes.push({ title: `Change to '${meant}'`, safe: false, edits: [{ span: { start, end: span.end }, text: written(meant) }] });
    }
    if ((node?.kind === 'drop_table' || node?.kind === 'drop_view') && !node.ifExists)
      fixes.push({ title: 'Add IF EXISTS', safe: false, edits: [{ span: at(node.names[0]!.span.start), text: 'IF EXISTS ' }] });
    return { fixes, ...(meant === undefined ? {} : { message: `${message}. Did you mean '${meant}'?` }) };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO men VALUES ('a', 1, 0);
--          ^^^ object-missing`,
    `
DROP TABLE gone;
--         ^^^^ object-missing`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem VALUES ('a', 1, 0);`,
    `
DROP TABLE IF EXISTS gone;`,
  ],
});

/** `mem`, `public.mem`: unquoted parts. */
const NAME = /^[\w.]+$/;
