import {
  findRelation,
  matchBatchingSink,
  matchStreamingSink,
  planQuery,
  resolveName,
  type Flow,
  type Table,
  type World,
} from '../../catalog/index.ts';
import type { Query } from '../../grammar/index.ts';
import { lasts } from '../flow_facts.ts';
import { relationKey } from '../lineage.ts';
import { rule, type Finding } from '../rule.ts';

export default rule({
  id: 'GT070',
  name: 'alter-breaks-flow',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A table is altered so that a flow or a view over it no longer works.',
  why:
    'GreptimeDB does not look at flows when a table changes. The flow keeps its text, and each run from now on is refused ' +
    'as this message says.',
  evidence: 'src/operator/src/statement/ddl.rs',
  on: {
    *alter_table(alter, context): Generator<Finding> {
      const { before, outcome } = context.step;
      if (outcome.verdict.kind !== 'accepted' || outcome.after === before || alter.operation.kind === 'rename') return;
      const key = relationKey(resolveName(before, alter.name));
      const { readers, writers } = context.lineage();
      for (const { flow, view } of new Set([...(readers.get(key) ?? []), ...(writers.get(key) ?? [])])) {
        if (
          flow !== undefined &&
          flow.state === 'active' &&
          flow.body.kind !== 'tql' &&
          lasts(context, flow) &&
          before.flows.get(flow.name) === flow
        ) {
          const message = brokenBy(before, outcome.after, flow, flow.body);
          if (message !== undefined) yield { span: alter.operation.span, message: `Flow '${flow.name}' no longer works: ${message}` };
        }
        if (view !== undefined && findRelation(before, view.database, view.name) === view) {
          const now = planQuery(before, view.query).kind === 'planned' ? planQuery(outcome.after, view.query) : undefined;
          if (now?.kind === 'rejected')
            yield { span: alter.operation.span, message: `View '${view.name}' no longer works: ${now.message}` };
        }
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
ALTER TABLE mem DROP COLUMN cpu;
--              ^^^^^^^^^^^^^^^ alter-breaks-flow`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (peak DOUBLE, w TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
ALTER TABLE out ADD COLUMN note STRING;
--              ^^^^^^^^^^^^^^^^^^^^^^ alter-breaks-flow`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
ALTER TABLE mem ADD COLUMN note STRING;`,
  ],
});

/** What the server says of a flow in the world after, if it had nothing to say in the world before. */
function brokenBy(before: World, after: World, flow: Flow, body: Query): string | undefined {
  const then = planIn(before, flow, body);
  if (then.kind !== 'planned') return undefined;
  const now = planIn(after, flow, body);
  if (now.kind === 'rejected') return now.message;
  if (now.kind !== 'planned') return undefined;
  const match = flow.mode === 'batching' ? matchBatchingSink : matchStreamingSink;
  const sinkThen = sinkIn(before, flow);
  const sinkNow = sinkIn(after, flow);
  if (sinkThen === undefined || sinkNow === undefined || match(then.fields, sinkThen) !== undefined) return undefined;
  const mismatch = match(now.fields, sinkNow);
  return mismatch === undefined
    ? undefined
    : mismatch.message.replace(/^Datafusion error: .* in context: .*?: Error during planning: /s, '');
}

function planIn(world: World, flow: Flow, body: Query): ReturnType<typeof planQuery> {
  return planQuery(
    world.session.database === flow.createdIn ? world : { ...world, session: { ...world.session, database: flow.createdIn } },
    body,
  );
}

function sinkIn(world: World, { sink }: Flow): Table | undefined {
  const relation = findRelation(world, sink.database, sink.name);
  return relation?.kind === 'table' && relation.opaque !== true ? relation : undefined;
}
