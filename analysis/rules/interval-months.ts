import { rule } from '../rule.ts';

export default rule({
  id: 'GT020',
  name: 'interval-months',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'EXPIRE AFTER or EVAL INTERVAL is given in months or years.',
  why:
    'A month has no fixed length, so GreptimeDB refuses it here. A bare text without a unit means months too: write the unit, or the ' +
    'keyword INTERVAL in front, where no unit means seconds.',
  evidence: 'src/sql/src/parsers/create_parser.rs:437-445',
  explains: ['syntax'],
  help: (_context, rejection) => {
    if (!rejection.message.startsWith('Invalid interval provided: Interval with months is not allowed')) return undefined;
    return {};
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AFTER '1 month' AS SELECT host FROM mem;
--                                     ^^^^^^^^^ interval-months`,
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AFTER '60' AS SELECT host FROM mem;
--                                     ^^^^ interval-months`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AFTER '30 days' AS SELECT host FROM mem;`,
  ],
});
