import { rule } from '../rule.ts';

export default rule({
  id: 'GT021',
  name: 'interval-not-castable',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'EXPIRE AFTER or EVAL INTERVAL is no interval.',
  why:
    'The clause is evaluated while parsing, before the shorthand of ordinary queries is spelled out: compact forms such as 1h30m or P1D and ' +
    'the units ns and millis are not understood here. A number alone is no interval either.',
  evidence: 'src/sql/src/parsers/create_parser.rs:457-466',
  explains: ['syntax'],
  help: (_context, rejection) => {
    if (!/^Invalid interval provided: cannot cast |Invalid input syntax for type interval: /.test(rejection.message)) return undefined;
    return {};
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AFTER 'soon' AS SELECT host FROM mem;
--                                     ^^^^^^ interval-not-castable`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AFTER '1h 30m' AS SELECT host FROM mem;`,
  ],
});
