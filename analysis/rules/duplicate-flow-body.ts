import type { Flow, World } from '../../catalog/index.ts';
import { print } from '../../grammar/index.ts';
import { flowFacts, lasts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT065',
  name: 'duplicate-flow-body',
  class: 'advice',
  severity: 'information',
  since: '0.1.0',
  summary: 'Two flows compute the same query.',
  why: 'Each of them does the work. One flow and a view, or one sink, would do.',
  evidence: 'src/flow/src/batching_mode/engine.rs',
  on: {
    *create_flow(flow, context) {
      const { step } = context;
      const facts = flowFacts(step);
      if (facts === undefined || !lasts(context, facts.made)) return;
      const other = alike(context.end, facts.made).find(
        candidate => candidate !== facts.made && step.before.flows.get(candidate.name) === candidate,
      );
      if (other !== undefined) yield { span: flow.bodySpan, message: `Flow '${other.name}' computes the same query` };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
CREATE FLOW g SINK TO other AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ duplicate-flow-body`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
CREATE FLOW g SINK TO other AS SELECT min(cpu) AS low, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});

const remembered = new WeakMap<World['flows'], ReadonlyMap<string, readonly Flow[]>>();

/** The flows that are there in the end and have the same query, in their order; the flow itself is one of them. */
function alike({ flows }: World, flow: Flow): readonly Flow[] {
  let index = remembered.get(flows);
  if (index === undefined) {
    const made = new Map<string, Flow[]>();
    for (const each of flows.values()) {
      const known = made.get(keyOf(each));
      if (known === undefined) made.set(keyOf(each), [each]);
      else known.push(each);
    }
    remembered.set(flows, (index = made));
  }
  return index.get(keyOf(flow)) ?? [];
}

const keys = new WeakMap<Flow, string>();

function keyOf(flow: Flow): string {
  let key = keys.get(flow);
  if (key === undefined) keys.set(flow, (key = `${flow.createdIn} ${print(flow.body)}`));
  return key;
}
