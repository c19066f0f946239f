import { flowFacts, lasts } from '../flow_facts.ts';
import type { Lineage, LineageNode } from '../lineage.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT063',
  name: 'flow-cycle',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Flows feed each other in a circle.',
  why:
    'Each result is new data for the next flow, so they never come to rest. GreptimeDB only looks at one flow at a time and ' +
    'takes them all.',
  evidence: 'src/common/meta/src/ddl/create_flow.rs:195-211',
  on: {
    *create_flow(flow, context) {
      const facts = flowFacts(context.step);
      if (facts === undefined || !lasts(context, facts.made)) return;
      const path = circle(context.lineage(), facts.made.name);
      if (path === undefined) return;
      yield { span: flow.name.span, message: `The flow feeds itself: ${[facts.made.name, ...path].join(' → ')}` };
    },
  },
  bad: [
    `
CREATE TABLE a (n DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE TABLE b (n DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO b AS SELECT n, ts FROM a;
--          ^ flow-cycle
CREATE FLOW g SINK TO a AS SELECT n, ts FROM b;
--          ^ flow-cycle`,
  ],
  good: [
    `
CREATE TABLE a (n DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE TABLE b (n DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO b AS SELECT n, ts FROM a;
CREATE FLOW g SINK TO c AS SELECT n, ts FROM b;`,
  ],
});

/** The names on the shortest way from a flow back to itself. */
function circle({ nodes, readers }: Lineage, name: string): readonly string[] | undefined {
  const start = nodes.find(node => node.kind === 'flow' && node.name === name);
  let frontier: { node: LineageNode; path: readonly string[] }[] = start === undefined ? [] : [{ node: start, path: [] }];
  const seen = new Set<LineageNode>();
  while (frontier.length > 0) {
    const next: typeof frontier = [];
    for (const { node, path } of frontier) {
      for (const reader of node.writes.flatMap(key => readers.get(key) ?? [])) {
        const way = [...path, reader.name];
        if (reader === start) return way;
        if (seen.has(reader)) continue;
        seen.add(reader);
        next.push({ node: reader, path: way });
      }
    }
    frontier = next;
  }
  return undefined;
}
