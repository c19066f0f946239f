import { rule } from '../rule.ts';

export default rule({
  id: 'GT029',
  name: 'tql-needs-now',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'The range of TQL in a flow does not move with the clock.',
  why: 'A flow evaluates its TQL again and again, each time up to the present: start and end must be computed from now().',
  evidence: 'src/sql/src/parsers/tql_parser.rs:302-325',
  explains: ['syntax'],
  help: (_context, { message }) => (/Expected expression containing `now\(\)`/.test(message) ? {} : undefined),
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (0, 60, '5s') mem;
--                                                              ^ tql-needs-now`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem;`,
  ],
});
