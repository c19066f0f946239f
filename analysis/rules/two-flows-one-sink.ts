import { exprsOf, type Bound } from '../../catalog/index.ts';
import { flowFacts, lasts } from '../flow_facts.ts';
import { definingStep, relationKey } from '../lineage.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT064',
  name: 'two-flows-one-sink',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Two flows write into one sink.',
  why:
    'Rows of the same keys and time overwrite each other, in whatever order the flows run. Only into a table with ' +
    "merge_mode = 'last_non_null' can each flow write a part of the columns.",
  evidence: 'src/flow/src/batching_mode/utils.rs:1301-1317',
  on: {
    *create_flow(flow, context) {
      const { step } = context;
      const facts = flowFacts(step);
      const sink = facts?.sink;
      if (facts === undefined || sink === undefined || !lasts(context, facts.made)) return;
      if (sink.options.get('merge_mode') === 'last_non_null' || sink.options.get('append_mode') === 'true') return;
      // A constant among the columns is there to tell this flow's rows from those of others.
      if (facts.planned !== undefined && exprsOf(facts.planned.plan).some(isConstant)) return;
      const others = (context.lineage().writers.get(relationKey(facts.made.sink)) ?? []).filter(
        node => node.kind === 'flow' && node.name !== facts.made.name,
      );
      // The earlier flow is told nothing: it was alone when it was made.
      const earlier = others.find(node => step.before.flows.get(node.name) === node.flow);
      if (earlier === undefined) return;
      const place = definingStep(context.snapshot, earlier);
      yield {
        span: flow.sink.span,
        message: `Flow '${earlier.name}' writes into '${sink.name}' too: rows of the same keys overwrite each other`,
        related:
          place === undefined
            ? []
            : [
                {
                  uri: place.uri,
                  span: { start: place.placed.start, end: place.placed.start + place.placed.statement.text.length },
                  message: `flow '${earlier.name}'`,
                },
              ],
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
CREATE FLOW g SINK TO out AS SELECT min(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                    ^^^ two-flows-one-sink`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (peak DOUBLE, low DOUBLE, w TIMESTAMP TIME INDEX) WITH (merge_mode = 'last_non_null');
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
CREATE FLOW g SINK TO out AS SELECT min(cpu) AS low, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});

function isConstant(expr: Bound): boolean {
  return expr.kind === 'literal' || (expr.kind === 'call' && expr.function === 'alias' && isConstant(expr.args[0]!));
}
