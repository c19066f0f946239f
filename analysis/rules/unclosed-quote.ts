import { rule } from '../rule.ts';

export default rule({
  id: 'GT400',
  name: 'unclosed-quote',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A quote is opened and not closed.',
  why: 'Everything up to the end of the file belongs to the text then. A quote inside a text is written twice.',
  evidence: 'sqlparser, src/tokenizer.rs',
  explains: ['syntax'],
  help: (_context, { message }) => (/Unterminated|Expected close delimiter/.test(message) ? {} : undefined),
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem WHERE host = 'web;
--                                ^^^^^ unclosed-quote`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem WHERE host = 'it''s me';`,
  ],
});
