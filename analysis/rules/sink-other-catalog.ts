import { CATALOG } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT127',
  name: 'sink-other-catalog',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The sink of a flow is in another catalog.',
  why:
    'A standalone GreptimeDB has the catalog greptime alone, and sessions may be forbidden to look into others (7005). SHOW ' +
    'CREATE FLOW leaves the catalog out.',
  evidence: 'src/frontend/src/instance.rs:1490',
  on: {
    *create_flow({ sink }, { step }) {
      const facts = flowFacts(step);
      if (facts === undefined || facts.made.sink.catalog === CATALOG) return;
      yield { span: sink.span, message: `The sink is in catalog '${facts.made.sink.catalog}'; there is '${CATALOG}' alone` };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO other.public.out AS SELECT host, cpu, ts FROM mem;
--                    ^^^^^^^^^^^^^^^^ sink-other-catalog`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO greptime.public.out AS SELECT host, cpu, ts FROM mem;`,
  ],
});
