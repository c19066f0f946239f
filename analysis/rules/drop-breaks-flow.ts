import { findRelation, resolveName, type World } from '../../catalog/index.ts';
import type { ObjectName } from '../../grammar/index.ts';
import { lasts } from '../flow_facts.ts';
import { relationKey } from '../lineage.ts';
import { rule, type Finding, type RuleContext } from '../rule.ts';

export default rule({
  id: 'GT066',
  name: 'drop-breaks-flow',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A table is dropped or renamed that a flow or a view still uses.',
  why:
    'GreptimeDB does not look at flows and views when a table goes. The flow stays and fails at each run, the view fails at ' +
    'each query. Drop them first.',
  evidence: 'src/common/meta/src/ddl/drop_table.rs',
  on: {
    *drop_table(drop, context) {
      for (const name of drop.names) yield* broken(context, name, 'dropped');
    },
    *alter_table(alter, context) {
      if (alter.operation.kind === 'rename') yield* broken(context, alter.name, 'renamed');
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
DROP TABLE mem;
--         ^^^ drop-breaks-flow`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE VIEW v AS SELECT host FROM mem;
ALTER TABLE mem RENAME memory;
--          ^^^ drop-breaks-flow`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
DROP FLOW f;
DROP TABLE mem;`,
  ],
});

/** Flows and views that use a relation which is gone after the statement, and that are there to the end. */
function* broken(context: RuleContext, written: ObjectName, what: string): Generator<Finding> {
  const { step } = context;
  if (step.outcome.verdict.kind !== 'accepted') return;
  const name = resolveName(step.before, written);
  const relation = findRelation(step.before, name.database, name.name);
  if (relation === undefined || findRelation(step.outcome.after, name.database, name.name) === relation) return;
  // Whoever looks at the end is asked again when the catalog changes: only where somebody uses the relation now.
  if (!isUsed(step.before, relationKey(name))) return;
  const { end, lineage } = context;
  const isBack = findRelation(end, name.database, name.name) !== undefined;
  const { readers, writers } = lineage();
  const key = relationKey(name);
  const told = (user: string): Finding => ({ span: written.span, message: `'${name.name}' is ${what}, and ${user} it` });
  for (const { flow, view } of readers.get(key) ?? []) {
    if (
      flow !== undefined &&
      lasts(context, flow) &&
      step.before.flows.get(flow.name) === flow &&
      flow.sources.some(source => source.id === relation.id)
    ) {
      yield told(`flow '${flow.name}' still reads`);
    }
    if (view !== undefined && !isBack && findRelation(step.before, view.database, view.name) === view)
      yield told(`view '${view.name}' still reads`);
  }
  for (const { flow } of writers.get(key) ?? []) {
    if (flow !== undefined && !isBack && lasts(context, flow) && step.before.flows.get(flow.name) === flow)
      yield told(`flow '${flow.name}' still writes into`);
  }
}

/** Whether a flow or a view that is there uses a relation. */
function isUsed({ views, flows }: World, key: string): boolean {
  return usedBy(views, readByViews).has(key) || usedBy(flows, touchedByFlows).has(key);
}

/** What the views, or the flows, use that are there at a time: many statements ask in turn. */
const used = new WeakMap<World['views'] | World['flows'], ReadonlySet<string>>();

function usedBy<Users extends World['views'] | World['flows']>(
  users: Users,
  find: (users: Users) => Iterable<string>,
): ReadonlySet<string> {
  let known = used.get(users);
  if (known === undefined) used.set(users, (known = new Set(find(users))));
  return known;
}

function readByViews(views: World['views']): readonly string[] {
  return views.flatMap(({ reads }) => reads.map(relationKey));
}

function* touchedByFlows(flows: World['flows']): Generator<string> {
  for (const { sink, sources } of flows.values()) {
    yield relationKey(sink);
    for (const { name } of sources) yield relationKey(name);
  }
}
