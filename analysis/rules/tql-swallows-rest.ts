import { rule } from '../rule.ts';

export default rule({
  id: 'GT078',
  name: 'tql-swallows-rest',
  class: 'advice',
  severity: 'off',
  since: '0.1.0',
  summary: 'Statements follow a TQL flow in its file.',
  why:
    'In one request PromQL goes on behind the semicolon: the statements that follow are taken for a part of it. Clients ' +
    'that send statement by statement are not concerned.',
  evidence: 'src/sql/src/parsers/tql_parser.rs:380-410',
  on: {
    *create_flow(flow, { step, snapshot }) {
      const next = snapshot.steps.get(step.uri)?.[step.index + 1];
      if (flow.body.kind !== 'tql' || next === undefined) return;
      yield { span: flow.body.span, message: 'Sent in one request, the statements behind this one are read as PromQL' };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem;
--                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tql-swallows-rest
SELECT 1;`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem;`,
  ],
});
