import { flowFacts, spell, ttlOf } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT032',
  name: 'expire-longer-than-source-ttl',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The source of a flow drops rows that the flow would still compute with.',
  why:
    'When a late row comes, its window is computed anew from the rows that are still there. Rows that the source has ' +
    'dropped by its TTL are missing from the new result. EXPIRE AFTER should be shorter than the TTL.',
  evidence: 'docs manage-flow.md; src/flow/src/batching_mode/task.rs:1329-1342',
  on: {
    *create_flow({ expireAfter }, { step }) {
      const facts = flowFacts(step);
      const expires = facts?.made.expireAfter;
      if (facts?.window === undefined || expireAfter === undefined || expires === undefined) return;
      for (const source of facts.sources) {
        const ttl = source.kind === 'table' ? ttlOf(step.before, source) : undefined;
        if (ttl === undefined || expires * SECOND <= ttl) continue;
        yield {
          span: expireAfter.expr.span,
          message: `'${source.name}' keeps rows for ${spell(ttl)} only: windows between that and ${spell(expires * SECOND)} are computed without them`,
        };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (ttl = '1 day');
CREATE FLOW f SINK TO out EXPIRE AFTER '7 days' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                                     ^^^^^^^^ expire-longer-than-source-ttl`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (ttl = '30 days');
CREATE FLOW f SINK TO out EXPIRE AFTER '7 days' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});

const SECOND = 1_000_000_000n;
