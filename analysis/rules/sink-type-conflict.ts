import { arrowTypeName, castable, storedType } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT122',
  name: 'sink-type-conflict',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A flow is accepted, and fails at each run, for a column has another type in its sink.',
  why:
    'Columns that meet by name are not compared when the flow is made. They are when it runs: a text in the place of a ' +
    'number cannot be written.',
  evidence: 'src/flow/src/batching_mode/utils.rs:1200',
  on: {
    *create_flow({ sink: written }, { step }) {
      const facts = flowFacts(step);
      const { sink, planned } = facts ?? {};
      if (facts?.made.mode !== 'batching' || sink === undefined || planned === undefined || facts.madeSink) return;
      for (const field of planned.fields) {
        const column = sink.columns.find(({ name }) => name === field.name);
        if (column === undefined || castable(storedType(field.type), column.type) !== 'no') continue;
        yield {
          span: written.span,
          message: `'${field.name}' is ${arrowTypeName(field.type)} in the flow and ${arrowTypeName(column.type)} in '${sink.name}': each run fails`,
        };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (peak BOOLEAN, w TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT max(ts) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                    ^^^ sink-type-conflict`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (peak FLOAT, w TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
