import { rule } from '../rule.ts';

export default rule({
  id: 'GT030',
  name: 'tql-only-eval',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow holds TQL that explains or analyses.',
  why: 'A flow stores the rows that its query yields; TQL EXPLAIN and TQL ANALYZE yield a description.',
  evidence: 'src/sql/src/parsers/tql_parser.rs:175-186',
  explains: ['flow_tql_verb', 'syntax'],
  suspects: true,
  help: ({ step }, { message, reason, suspected }) => {
    if (reason !== 'flow_tql_verb' && !/only .*TQL EVAL|TQL EVAL .*only/i.test(message)) return undefined;
    const { statement } = step.placed;
    const verb = /\bTQL\s+(EXPLAIN|ANALYZE)\b(\s+VERBOSE\b)?/i.exec(statement.text);
    const severity = suspected ? { severity: 'warning' as const } : {};
    if (verb === null) return severity;
    const edit = { span: { start: verb.index, end: verb.index + verb[0].length }, text: 'TQL EVAL' };
    return { ...severity, fixes: [{ title: 'Write TQL EVAL', safe: true, edits: [edit] }] };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EXPLAIN (now(), now(), '5s') mem;
--                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tql-only-eval`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now(), now(), '5s') mem;`,
  ],
});
