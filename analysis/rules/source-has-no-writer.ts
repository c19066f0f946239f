import { sourcesOf } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { relationKey } from '../lineage.ts';
import { rule } from '../rule.ts';
import { writesOf } from '../writes.ts';

export default rule({
  id: 'GT067',
  name: 'source-has-no-writer',
  class: 'advice',
  severity: 'off',
  since: '0.1.0',
  summary: 'Nothing in the workspace writes the source of a flow.',
  why:
    'No statement inserts into it or copies into it, and no flow has it as its sink. Rows may still come from elsewhere, so ' +
    'one has to ask for this rule.',
  evidence: 'src/flow/src/batching_mode/engine.rs',
  on: {
    *create_flow(_flow, { step, snapshot, lineage }) {
      const facts = flowFacts(step);
      if (facts === undefined || facts.made.state === 'pending') return;
      for (const source of sourcesOf(step.before, facts.made.body)) {
        const key = relationKey(source.name);
        if (lineage().writers.has(key) || writesOf(snapshot).has(key)) continue;
        yield { span: source.span, message: `Nothing in these files writes into '${source.name.name}'` };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                                                                                               ^^^ source-has-no-writer`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem VALUES ('a', 1, 0);
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
