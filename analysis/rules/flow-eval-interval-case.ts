import { rule } from '../rule.ts';

export default rule({
  id: 'GT018',
  name: 'flow-eval-interval-case',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'EVAL INTERVAL is written in lower or mixed case.',
  why: 'Every other keyword may be written in any case; these two words are compared letter for letter and must be in upper case.',
  evidence: 'src/sql/src/parsers/create_parser.rs:327-331',
  explains: ['syntax'],
  help: ({ step }, rejection) => {
    const { statement } = step.placed;
    if (statement.draft?.kind !== 'create_flow' || !/Expected: AS, found: /.test(rejection.message)) return undefined;
    const words = /^(eval)(\s+)(interval)\b/i.exec(statement.text.slice(rejection.span.start));
    if (words === null || (words[0].startsWith('EVAL') && words[3] === 'INTERVAL')) return undefined;
    const span = { start: rejection.span.start, end: rejection.span.start + words[0].length };
    return {
      span,
      message: `${rejection.message} (EVAL INTERVAL must be in upper case)`,
      fixes: [{ title: 'Write EVAL INTERVAL in upper case', safe: true, edits: [{ span, text: `EVAL${words[2]}INTERVAL` }] }],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out eval interval '1 minute' AS SELECT count(*) FROM mem;
--                        ^^^^^^^^^^^^^ flow-eval-interval-case`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS SELECT count(*) FROM mem;`,
  ],
});
