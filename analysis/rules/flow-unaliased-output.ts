import { flowFacts } from '../flow_facts.ts';
import { outputItems } from '../flow_outputs.ts';
import { rule } from '../rule.ts';
import { written } from '../spelling.ts';

export default rule({
  id: 'GT101',
  name: 'flow-unaliased-output',
  class: 'advice',
  severity: 'hint',
  since: '0.1.0',
  summary: 'A column that a flow computes has no name of its own.',
  why:
    'It is called as DataFusion prints the expression, count(*) or max(mem.cpu), in a sink that GreptimeDB makes, and meets ' +
    'a sink of yours by its position only.',
  evidence: 'src/flow/src/batching_mode/utils.rs:1188-1202',
  on: {
    *create_flow(flow, { step }) {
      const facts = flowFacts(step);
      const fields = facts?.planned?.fields;
      const items = outputItems(flow);
      if (facts === undefined || fields === undefined || items?.length !== fields.length) return;
      const sink = facts.madeSink ? undefined : facts.sink?.columns;
      for (const [index, item] of items.entries()) {
        const field = fields[index]!;
        if (item.alias !== undefined || item.expr.kind === 'identifier' || item.expr.kind === 'compound_identifier') continue;
        const facing = sink?.some(column => column.name === field.name) === true ? undefined : sink?.[index]?.name;
        const at = { start: item.expr.span.end, end: item.expr.span.end };
        yield {
          span: item.expr.span,
          message: `This column is called ${field.name}`,
          fixes:
            facing === undefined
              ? []
              : [{ title: `Name it ${facing}, as in the sink`, safe: true, edits: [{ span: at, text: ` AS ${written(facing)}` }] }],
        };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu), date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                                  ^^^^^^^^ flow-unaliased-output`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
