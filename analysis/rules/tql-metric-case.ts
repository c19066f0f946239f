import { sourcesOf } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT076',
  name: 'tql-metric-case',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A TQL flow names a metric with capital letters.',
  why: 'The source of the flow is looked up in lower case, while PromQL takes the name as it is written: they may be two tables.',
  evidence: 'src/sql/src/util.rs:520',
  on: {
    *create_flow(_flow, { step }) {
      const facts = flowFacts(step);
      if (facts?.isTql !== true) return;
      for (const source of sourcesOf(step.before, facts.made.body)) {
        if (source.written === source.written.toLowerCase()) continue;
        yield { span: source.span, message: `The flow is bound to '${source.name.name}', and PromQL reads '${source.written}'` };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') Mem;
--                                                   ^^^ tql-metric-case`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem;`,
  ],
});
