import { tqlOf } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT077',
  name: 'tql-without-range',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The TQL of a flow says no time.',
  why: 'Without start, end and step TQL is evaluated at the beginning of 1970, each time.',
  evidence: 'src/sql/src/parsers/tql_parser.rs:252',
  on: {
    *create_flow(_flow, { step }) {
      const facts = flowFacts(step);
      const tql = facts === undefined ? undefined : tqlOf(facts.made.body);
      if (tql === undefined || tql.params !== undefined) return;
      yield {
        span: { start: tql.span.start, end: tql.promqlSpan.start },
        message: 'Without start, end and step this is evaluated at the beginning of 1970',
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL mem;
--^^^^^^^^^ tql-without-range`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem;`,
  ],
});
