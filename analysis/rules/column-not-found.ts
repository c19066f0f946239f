import { rule } from '../rule.ts';
import type { Step } from '../simulate.ts';
import { nearest, written } from '../spelling.ts';

export default rule({
  id: 'GT201',
  name: 'column-not-found',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A statement names a column that does not exist.',
  why: 'Unquoted names are folded to lower case; columns made with capitals in quotes need the quotes everywhere.',
  evidence: 'DataFusion, datafusion-sql/src/expr/identifier.rs',
  explains: ['column_not_found'],
  help: ({ step }, { message, detail, span }) => {
    const name = (detail['column'] ?? detail['name'] ?? '').split('.').at(-1)!;
    const { text } = step.placed.statement;
    const shown = text.slice(span.start, span.end);
    if (name === '' || !shown.toLowerCase().endsWith(name.toLowerCase())) return {};
    const known = /Valid fields are (.*)\.$/s
      .exec(message)?.[1]
      ?.split(', ')
      .map(field => field.split('.').at(-1)!.replaceAll('"', ''));
    const table = detail['table'];
    const columns = known ?? (table === undefined ? [] : columnsOf(step, table));
    const meant = nearest(name, columns);
    if (meant === undefined) return {};
    const edits = [{ span: { start: span.end - name.length, end: span.end }, text: written(meant) }];
    return {
      message: `${message}${known === undefined ? '.' : ''} Did you mean '${meant}'?`,
      fixes: [{ title: `Change to '${meant}'`, safe: false, edits }],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT hots FROM mem;
--     ^^^^ column-not-found`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ALTER TABLE mem DROP COLUMN hots;
--                          ^^^^ column-not-found`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT HOST FROM mem;`,
  ],
});

function columnsOf({ before }: Step, table: string): readonly string[] {
  const relation = before.databases.get(before.session.database)?.relations.get(table);
  return relation?.columns?.map(column => column.name) ?? [];
}
