import { createdLater } from '../creations.ts';
import { flowFacts, lasts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT061',
  name: 'pending-never-activated',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A pending flow waits for a table that is created later, and nothing starts it then.',
  why:
    'With defer_on_missing_source the flow is stored and never looked at again: creating its source does not start it, OR REPLACE is ' +
    'refused, IF NOT EXISTS does nothing. It must be dropped and created again after its source.',
  evidence: 'src/common/meta/src/ddl/create_flow.rs:227,832',
  on: {
    *create_flow(flow, context) {
      const { step } = context;
      const made = flowFacts(step)?.made;
      if (made?.state !== 'pending') return;
      const { snapshot } = context;
      if (!lasts(snapshot, made)) return;
      for (const source of made.sources) {
        if (source.id !== undefined) continue;
        const later = createdLater(snapshot, step, `${source.name.database}.${source.name.name}`);
        if (later === undefined) continue;
        const { start, statement } = later.placed;
        yield {
          span: flow.name.span,
          message: `Flow '${made.name}' stays pending: creating '${source.name.name}' later does not start it. Create the flow after its source`,
          related: [{ uri: later.uri, span: { start, end: start + statement.text.length }, message: `'${source.name.name}' is created here` }],
        };
        return;
      }
    },
  },
  bad: [
    `
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM mem;
--          ^ pending-never-activated
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM mem;`,
    `
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM mem;
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
DROP FLOW f;
CREATE FLOW f SINK TO out AS SELECT host FROM mem;`,
  ],
});
