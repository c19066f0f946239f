import { parsesWith } from '../repair.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT402',
  name: 'if-not-exists-typo',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'IF EXISTS or IF NOT EXISTS is misspelled.',
  why: 'The two phrases are fixed. With another word GreptimeDB may report the words that follow.',
  evidence: 'src/sql/src/parsers/create_parser.rs:487-514',
  explains: ['syntax'],
  help: ({ step }, { message }) => {
    const { statement } = step.placed;
    const phrase = /\bIF\s+(?:NOT\s+)?\w+/i.exec(statement.text.slice(0, 80));
    if (phrase === null) return undefined;
    const right = /^\s*CREATE\b/i.test(statement.text) ? 'IF NOT EXISTS' : 'IF EXISTS';
    const edits = [{ span: { start: phrase.index, end: phrase.index + phrase[0].length }, text: right }];
    if (phrase[0].toUpperCase().replaceAll(/\s+/g, ' ') === right || !parsesWith(statement, edits)) return undefined;
    return { span: edits[0]!.span, message: `${message}. Did you mean ${right}?`, fixes: [{ title: `Write ${right}`, safe: true, edits }] };
  },
  bad: [
    `
CREATE TABLE IF NOT EXIST mem (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^^^^^^^^^^ if-not-exists-typo`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
DROP TABLE IF EXIST mem;
--         ^^^^^^^^ if-not-exists-typo`,
    `
CREATE TABLE IF EXISTS mem (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^^^^^^^ if-not-exists-typo`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
DROP TABLE IF EXISTS mem;`,
  ],
});
