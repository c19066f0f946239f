import { findRelation, resolveName } from '../../catalog/index.ts';
import { lasts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT071',
  name: 'source-recreated',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The source of a flow is made anew, and the flow still reads the old one.',
  why:
    'A flow is bound to its sources by their ids. A table that is dropped and created again has another id, though the same ' +
    'name: the flow gets nothing from it. Create the flow again after its source.',
  evidence: 'src/flow/src/batching_mode/engine.rs; sqlness flow_rebuild',
  on: {
    *create_table(table, context) {
      const { step } = context;
      if (step.before.flows.isEmpty) return;
      if (step.outcome.verdict.kind !== 'accepted' || step.outcome.after === step.before) return;
      const name = resolveName(step.before, table.name);
      const made = name === undefined ? undefined : findRelation(step.outcome.after, name.database, name.name);
      if (made === undefined || made.definedBy !== step.placed.statement) return;
      for (const { flow } of context.lineage().readers.get(`${made.database}.${made.name}`) ?? []) {
        if (flow === undefined || !lasts(context, flow) || step.before.flows.get(flow.name) !== flow) continue;
        const bound = flow.sources.find(source => source.name.database === made.database && source.name.name === made.name);
        if (bound?.id === undefined || bound.id === made.id) continue;
        yield {
          span: table.name.span,
          message: `Flow '${flow.name}' still reads the '${made.name}' that was dropped, and nothing from this one`,
        };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
DROP TABLE mem;
--         ^^^ drop-breaks-flow
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
--           ^^^ source-recreated`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
DROP TABLE mem;
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE OR REPLACE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
