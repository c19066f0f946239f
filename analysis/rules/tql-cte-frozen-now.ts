import { tqlOf } from '../../catalog/index.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT131',
  name: 'tql-cte-frozen-now',
  class: 'advice',
  severity: 'hint',
  since: '0.1.0',
  summary: 'SHOW CREATE FLOW prints the time of printing in the place of now().',
  why:
    'TQL in a CTE is kept as a parsed query, and now() in its parameters is computed when it is printed. A dump of such a ' +
    'flow, run again, evaluates that one moment for ever.',
  evidence: 'src/query/src/sql.rs:1043-1095',
  on: {
    *create_flow(flow, { step }) {
      const tql = flow.body.kind === 'tql' ? undefined : tqlOf(flow.body);
      if (tql?.params?.some(({ usesNow }) => usesNow) !== true || step.outcome.verdict.kind === 'rejected') return;
      yield {
        span: { start: tql.span.start, end: tql.promqlSpan.start },
        message: 'SHOW CREATE FLOW prints a fixed time in the place of now(): keep this text',
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS WITH t AS (TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem) SELECT * FROM t;
--                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tql-cte-frozen-now`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem;`,
  ],
});
