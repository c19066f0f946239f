import { findRelation, matchBatchingSink, matchStreamingSink, planQuery, type Flow, type Table, type View, type World } from '../../catalog/index.ts';
import type { Query } from '../../grammar/index.ts';
import { lasts } from '../flow_facts.ts';
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
    *alter_table(alter, { step, snapshot }): Generator<Finding> {
      const { before, outcome } = step;
      if (outcome.verdict.kind !== 'accepted' || outcome.after === before || alter.operation.kind === 'rename') return;
      for (const flow of before.flows.values()) {
        if (flow.state === 'pending' || flow.body.kind === 'tql' || !lasts(snapshot, flow)) continue;
        const message = brokenBy(before, outcome.after, flow, flow.body);
        if (message !== undefined) yield { span: alter.operation.span, message: `Flow '${flow.name}' no longer works: ${message}` };
      }
      for (const view of viewsOf(before)) {
        if (findRelation(snapshot.end, view.database, view.name) !== view) continue;
        const then = planQuery(before, view.query);
        const now = then.kind === 'planned' ? planQuery(outcome.after, view.query) : undefined;
        if (now?.kind === 'rejected') yield { span: alter.operation.span, message: `View '${view.name}' no longer works: ${now.message}` };
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
  return mismatch === undefined ? undefined : mismatch.message.replace(/^Datafusion error: .* in context: .*?: Error during planning: /s, '');
}

function planIn(world: World, flow: Flow, body: Query): ReturnType<typeof planQuery> {
  return planQuery(world.session.database === flow.createdIn ? world : { ...world, session: { ...world.session, database: flow.createdIn } }, body);
}

function sinkIn(world: World, { sink }: Flow): Table | undefined {
  const relation = findRelation(world, sink.database, sink.name);
  return relation?.kind === 'table' && relation.opaque !== true ? relation : undefined;
}

function* viewsOf({ databases }: World): Generator<View> {
  for (const database of databases.values()) for (const relation of database.relations.values()) if (relation.kind === 'view') yield relation;
}
