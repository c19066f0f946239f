import { rule } from '../rule.ts';

export default rule({
  id: 'GT216',
  name: 'tql-parameters',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'The parameters of a TQL statement cannot be read.',
  why:
    'In parentheses stand start, end and step, and if one likes the lookback; times are numbers of seconds, RFC 3339 texts ' +
    'or expressions of now().',
  evidence: 'src/sql/src/parsers/tql_parser.rs',
  explains: ['syntax', 'flow_tql_time'],
  help: (_context, { message, reason }) => (reason === 'flow_tql_time' || message.startsWith('Invalid TQL syntax') ? {} : undefined),
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
TQL EVAL (0, 10) mem;
--             ^ tql-parameters`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
TQL EVAL (0, 10, '5s') mem;`,
  ],
});
