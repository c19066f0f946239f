import type { Flow } from '../../catalog/index.ts';
import type { CreateFlow } from '../../grammar/index.ts';
import { createdLater } from '../creations.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';
import type { Step } from '../simulate.ts';

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
      const { step, snapshot } = context;
      const made = flowFacts(step)?.made ?? waitingInDoubt(step, flow);
      if (made === undefined || (made.state !== 'pending' && made.assumed !== true) || snapshot.end.flows.get(made.name) !== made) return;
      for (const source of made.sources) {
        if (source.id !== undefined) continue;
        const later = createdLater(snapshot, step, `${source.name.database}.${source.name.name}`);
        if (later === undefined || (made.assumed === true && allowsExisting(later))) continue;
        const { start, statement } = later.placed;
        yield {
          span: flow.name.span,
          message: `Flow '${made.name}' stays pending: creating '${source.name.name}' later does not start it. Create the flow after its source`,
          related: [
            { uri: later.uri, span: { start, end: start + statement.text.length }, message: `'${source.name.name}' is created here` },
          ],
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

/**
 * In an open world a source may exist elsewhere, and whether the flow waits is not known. But a workspace that creates the table later
 * says itself that it is not there yet.
 */
function waitingInDoubt(step: Step, node: CreateFlow): Flow | undefined {
  const name = node.name.parts.at(-1)!;
  const made = step.outcome.after.flows.get(name.quote === '' ? name.value.toLowerCase() : name.value);
  const waits =
    made?.assumed === true && made.definedBy === step.placed.statement && made.options.get('defer_on_missing_source') === 'true';
  return waits ? made : undefined;
}

/** CREATE … IF NOT EXISTS says nothing of whether the table was there before. */
function allowsExisting(step: Step): boolean {
  const { node } = step.placed.statement;
  return node === undefined || !('ifNotExists' in node) || node.ifNotExists || node.kind === 'create_flow';
}
