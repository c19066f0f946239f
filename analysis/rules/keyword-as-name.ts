import { stopsBehind } from '../repair.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT401',
  name: 'keyword-as-name',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A keyword is used as the name of a column.',
  why: 'Reserved words name columns only in double quotes, here and wherever the column is used.',
  evidence: 'src/sql/src/parsers/create_parser.rs',
  explains: ['syntax'],
  help: ({ step }, { message, span }) => {
    const word = /^.*Cannot use keyword '(.*)' as column name/s.exec(message)?.[1];
    if (word === undefined) return undefined;
    const { statement } = step.placed;
    const start = statement.text.indexOf(word, Math.max(0, span.start - word.length));
    const edits = [{ span: { start, end: start + word.length }, text: `"${word}"` }];
    return start !== -1 && stopsBehind(statement, edits, span) ? { fixes: [{ title: `Quote it: "${word}"`, safe: true, edits }] } : {};
  },
  bad: [
    `
CREATE TABLE mem (key STRING, ts TIMESTAMP TIME INDEX);
--                ^^^ keyword-as-name`,
  ],
  good: [
    `
CREATE TABLE mem ("key" STRING, ts TIMESTAMP TIME INDEX);`,
  ],
});
