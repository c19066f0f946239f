import { rule, type Finding } from '../rule.ts';

export default rule({
  id: 'GT022',
  name: 'interval-subsecond',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'EXPIRE AFTER or EVAL INTERVAL loses its fraction of a second.',
  why: "The server keeps whole seconds and drops the rest: '1500 ms' becomes one second, '500 ms' none at all.",
  evidence: 'src/sql/src/parsers/create_parser.rs:446-449',
  on: {
    *create_flow(flow): Generator<Finding> {
      for (const clause of [flow.expireAfter, flow.evalInterval]) {
        if (clause?.seconds === undefined || clause.truncated !== true) continue;
        yield { span: clause.expr.span, message: `The fraction of a second is dropped: the server keeps ${clause.seconds} s` };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AFTER '1500 ms' AS SELECT host FROM mem;
--                                     ^^^^^^^^^ interval-subsecond`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AFTER '2000 ms' AS SELECT host FROM mem;`,
  ],
});
