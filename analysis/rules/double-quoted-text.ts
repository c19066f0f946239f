import { rule } from '../rule.ts';

export default rule({
  id: 'GT200',
  name: 'double-quoted-text',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A text stands in double quotes, which quote names.',
  why: `In GreptimeDB as in the SQL standard "a" is a column and 'a' is a text.`,
  evidence: 'DataFusion, datafusion-sql/src/expr/identifier.rs',
  explains: ['column_not_found'],
  help: ({ step }, { message, span }) => {
    const { text } = step.placed.statement;
    const name = text.slice(span.start, span.end);
    const content = QUOTED.exec(name)?.[1];
    if (content === undefined) return undefined;
    const edit = { span, text: `'${content.replaceAll('""', '"').replaceAll("'", "''")}'` };
    return {
      message: `${message} (double quotes quote names, single quotes quote texts)`,
      fixes: [{ title: 'Write it as a text', safe: false, edits: [edit] }],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem WHERE host = "a";
--                                ^^^ double-quoted-text`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem WHERE host = 'a';`,
  ],
});

/** `"web server"` alone: no dot in front or behind. */
const QUOTED = /^"((?:[^"]|"")*)"$/s;
