import { findRelation, resolveName, type Relation } from '../../catalog/index.ts';
import type { ObjectName } from '../../grammar/index.ts';
import { lasts } from '../flow_facts.ts';
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
function* broken({ step, snapshot }: RuleContext, written: ObjectName, what: string): Generator<Finding> {
  if (step.outcome.verdict.kind !== 'accepted') return;
  const name = resolveName(step.before, written);
  const relation = name === undefined ? undefined : findRelation(step.before, name.database, name.name);
  if (name === undefined || relation === undefined || findRelation(step.outcome.after, name.database, name.name) === relation) return;
  for (const flow of step.before.flows.values()) {
    if (!lasts(snapshot, flow)) continue;
    const reads = flow.sources.some(source => source.id === relation.id);
    const writes = flow.sink.database === name.database && flow.sink.name === name.name;
    if (reads || (writes && findRelation(snapshot.end, name.database, name.name) === undefined)) {
      yield { span: written.span, message: `'${name.name}' is ${what}, and flow '${flow.name}' still ${reads ? 'reads' : 'writes into'} it` };
    }
  }
  if (findRelation(snapshot.end, name.database, name.name) !== undefined) return;
  for (const view of viewsOf(step.before)) {
    if (findRelation(snapshot.end, view.database, view.name) !== view || view.kind !== 'view') continue;
    if (!view.reads.some(read => read.database === name.database && read.name === name.name)) continue;
    yield { span: written.span, message: `'${name.name}' is ${what}, and view '${view.name}' still reads it` };
  }
}

function* viewsOf({ databases }: RuleContext['step']['before']): Generator<Relation> {
  for (const database of databases.values()) for (const relation of database.relations.values()) if (relation.kind === 'view') yield relation;
}
