import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT125',
  name: 'streaming-deprecated',
  class: 'advice',
  severity: 'off',
  since: '0.1.0',
  summary: 'A flow streams.',
  why:
    'A flow whose query neither aggregates nor removes duplicates runs in the streaming engine, which GreptimeDB has ' +
    'deprecated. Releases to come run it otherwise and take fewer queries.',
  evidence: 'src/operator/src/statement/ddl.rs:913; docs manage-flow.md',
  on: {
    *create_flow(flow, { step }) {
      const facts = flowFacts(step);
      if (facts?.made.mode !== 'streaming' || facts.made.state === 'pending') return;
      yield { span: flow.name.span, message: 'The flow runs in the streaming engine, which is deprecated', tags: ['deprecated'] };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, cpu, ts FROM mem WHERE cpu > 1;
--          ^ streaming-deprecated`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
