import { rule } from '../rule.ts';

export default rule({
  id: 'GT080',
  name: 'table-time-index',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A table has no proper time index.',
  why:
    'Every table has exactly one TIME INDEX: one column, of a timestamp type, that is never NULL. A misspelled word in the ' +
    'column list shows as a missing time index too.',
  evidence: 'src/sql/src/parsers/create_parser.rs:628-658',
  explains: ['syntax', 'create_table'],
  help: ({ step }, { message, span }) => {
    if (!TIME_INDEX.test(message)) return undefined;
    const { text } = step.placed.statement;
    if (message.endsWith("can't be null")) {
      const nothing = /\bNULL\s*/i.exec(text.slice(span.start));
      if (nothing === null) return {};
      const start = span.start + nothing.index;
      return { fixes: [{ title: 'Remove NULL', safe: true, edits: [{ span: { start, end: start + nothing[0].length }, text: '' }] }] };
    }
    return {};
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE);
--           ^^^ table-time-index`,
    `
CREATE TABLE mem (host STRING, ts BIGINT TIME INDEX);
--                             ^^ table-time-index`,
    `
CREATE TABLE mem (a TIMESTAMP TIME INDEX, b TIMESTAMP TIME INDEX);
--                                        ^ table-time-index`,
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP NULL TIME INDEX);
--                                          ^^^^ table-time-index`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));`,
  ],
});

const TIME_INDEX = /Missing time index constraint|time index column|Invalid time index:|TimeIndex columns/;
