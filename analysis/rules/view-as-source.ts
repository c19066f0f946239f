import { findRelation, sourcesOf } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT073',
  name: 'view-as-source',
  class: 'hazard',
  severity: 'information',
  since: '0.1.0',
  summary: 'A flow reads a view, and is not woken by the tables behind it.',
  why:
    'A flow is told of new rows by the id of its source. A view has an id of its own, into which nobody writes: only EVAL ' +
    'INTERVAL makes the flow run.',
  evidence: 'src/flow/src/batching_mode/engine.rs:130-320',
  on: {
    *create_flow(_flow, { step }) {
      const facts = flowFacts(step);
      if (facts === undefined || facts.made.evalInterval !== undefined) return;
      for (const source of sourcesOf(step.before, facts.made.body)) {
        const relation = findRelation(step.before, source.name.database, source.name.name);
        if (relation?.kind === 'view')
          yield { span: source.span, message: `'${relation.name}' is a view: rows written to the tables behind it do not wake the flow` };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE VIEW v AS SELECT host, cpu, ts FROM mem;
CREATE FLOW f SINK TO out AS SELECT host, cpu, ts FROM v;
--                                                     ^ view-as-source`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE VIEW v AS SELECT host, cpu, ts FROM mem;
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM v GROUP BY w;`,
  ],
});
