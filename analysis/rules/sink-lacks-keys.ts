import { keyColumns } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT120',
  name: 'sink-lacks-keys',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Rows of a flow overwrite each other, because its sink does not tell them apart.',
  why:
    'A row of the sink is known by primary key and time index. A grouping key of the flow that is in neither makes rows ' +
    'that differ in it alone replace one another.',
  evidence: 'docs manage-flow.md, Tags',
  on: {
    *create_flow({ sink: written }, { step }) {
      const facts = flowFacts(step);
      const { sink, planned } = facts ?? {};
      if (
        facts?.made.mode !== 'batching' ||
        sink === undefined ||
        planned === undefined ||
        facts.madeSink ||
        sink.options.get('append_mode') === 'true'
      )
        return;
      const keys = keyColumns(planned.plan);
      if (keys === undefined) return;
      const names = new Set(sink.columns.map(column => column.name));
      // Where names do not meet, positions do.
      const lost = planned.fields
        .map((field, index) => (names.has(field.name) ? field.name : sink.columns[index]?.name))
        .filter((name, index) => keys.has(index) && name !== undefined && name !== sink.timeIndex && !sink.primaryKey.includes(name));
      // A second timestamp that goes with the window is no key of its own.
      const telling = lost.filter(name => sink.columns.find(column => column.name === name)?.type.kind !== 'timestamp');
      if (telling.length === 0) return;
      const list = telling.map(name => `'${name!}'`).join(', ');
      yield {
        span: written.span,
        message: `Rows that differ in ${list} only overwrite each other: put ${telling.length === 1 ? 'it' : 'them'} into the primary key of '${sink.name}'`,
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, peak DOUBLE, w TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host, max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY host, w;
--                    ^^^ sink-lacks-keys`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING PRIMARY KEY, peak DOUBLE, w TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host, max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY host, w;`,
  ],
});
