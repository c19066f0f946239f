import { rule } from '../rule.ts';

export default rule({
  id: 'GT014',
  name: 'flow-comment-quoting',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'The COMMENT of a flow stands in other than single quotes.',
  why: 'Only a text in single quotes is taken here; double quotes quote names.',
  evidence: 'src/sql/src/parsers/create_parser.rs:337-352',
  explains: ['syntax'],
  help: ({ step }, { message, span }) => {
    const { statement } = step.placed;
    const content = /^"((?:[^"]|"")*)"$|^`([^`]*)`$/s.exec(statement.text.slice(span.start, span.end));
    if (statement.draft?.kind !== 'create_flow' || content === null || !/Expected: string, found: /.test(message)) return undefined;
    const text = (content[1] ?? content[2] ?? '').replaceAll('""', '"').replaceAll("'", "''");
    return { fixes: [{ title: 'Write it in single quotes', safe: true, edits: [{ span, text: `'${text}'` }] }] };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out COMMENT "busy hosts" AS SELECT host, cpu FROM mem;
--                                ^^^^^^^^^^^^ flow-comment-quoting`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out COMMENT 'busy hosts' AS SELECT host, cpu FROM mem;`,
  ],
});
