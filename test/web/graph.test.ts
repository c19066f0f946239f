import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, edit, emptyWorkspace, flowGraph, simulate } from '../../analysis/index.ts';
import type { Graph } from '../../client/protocol.ts';
import { nextNode } from '../../web/graph/keys.ts';
import { layOut } from '../../web/graph/layout.ts';
import { describe as inWords, summary, toMermaid } from '../../web/graph/words.ts';

/** The graph of some files, as the server sends it, without places. */
function graphOf(sql: string, catalog: 'open' | 'closed' = 'closed'): Graph {
  const { nodes, edges } = flowGraph(simulate(edit(emptyWorkspace({ ...DEFAULT_SETTINGS, catalog }), 'file:///a.sql', sql)));
  return { nodes: nodes.map(node => ({ ...node, definition: undefined })) as unknown as Graph['nodes'], edges };
}
const LOOKS = ['state', 'mode', 'assumed', 'missing', 'elsewhere', 'notYet', 'createdByFlow', 'inCycle'] as const;
const look = ({ nodes, edges }: Graph): readonly string[] => [
  ...nodes.map(node => [node.id, ...LOOKS.flatMap(look => (node[look] === undefined ? [] : [`${look}=${node[look]}`]))].join(' ')),
  ...edges.map(({ from, to, inCycle }) => `${from} -> ${to}${inCycle === true ? ' in a cycle' : ''}`),
];

const TABLE = 'CREATE TABLE mem (host STRING, used DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));\n';
const PER_MINUTE =
  "CREATE FLOW per_minute SINK TO mem_1m AS SELECT host, max(used) AS peak, date_bin('1 minute'::INTERVAL, ts) AS minute FROM mem GROUP BY host, minute;\n";

test('a flow stands between its source and its sink', () => {
  expect(look(graphOf(TABLE + PER_MINUTE))).toEqual([
    'flow:per_minute state=active mode=batching',
    'relation:public.mem_1m createdByFlow=per_minute',
    'relation:public.mem',
    'flow:per_minute -> relation:public.mem_1m',
    'relation:public.mem -> flow:per_minute',
  ]);
});

test('a pending flow shows what it misses', () => {
  const graph = graphOf('CREATE FLOW late SINK TO out_late WITH (defer_on_missing_source = true) AS SELECT host FROM nowhere;');
  expect(look(graph)).toContain('relation:public.nowhere missing=true');
  expect(look(graph)).toContain('relation:public.out_late notYet=true');
  expect(summary(graph)).toBe('1 flow, 1 pending, 1 missing source');
});

test('tables that no flow touches are left out', () => {
  expect(graphOf(TABLE).nodes).toEqual([]);
});

test('a cycle is seen, and what only leads to it is not part of it', () => {
  const graph = graphOf(
    `${TABLE}CREATE TABLE a (n BIGINT, ts TIMESTAMP TIME INDEX);
CREATE TABLE b (n BIGINT, ts TIMESTAMP TIME INDEX);
CREATE FLOW there SINK TO b AS SELECT count(*) AS n, date_bin('1 minute'::INTERVAL, ts) AS ts FROM a GROUP BY ts;
CREATE FLOW back SINK TO a AS SELECT count(*) AS n, date_bin('1 minute'::INTERVAL, ts) AS ts FROM b GROUP BY ts;
CREATE FLOW apart SINK TO c AS SELECT count(*) AS n, date_bin('1 minute'::INTERVAL, ts) AS ts FROM mem GROUP BY ts;
`,
    'open',
  );
  const round = graph.nodes.filter(({ inCycle }) => inCycle === true).map(({ label }) => label);
  expect(round.toSorted()).toEqual(['a', 'b', 'back', 'there']);
  expect(summary(graph)).toMatch(/a cycle/);
});

test('data runs from left to right, and arrow keys follow it', () => {
  const graph = graphOf(TABLE + PER_MINUTE);
  const layout = layOut(graph, text => text.length * 7);
  const x = (id: string): number => layout.boxes.find(({ node }) => node.id === id)!.x;
  expect(x('relation:public.mem')).toBeLessThan(x('flow:per_minute'));
  expect(x('flow:per_minute')).toBeLessThan(x('relation:public.mem_1m'));
  const walk = (from: string, ...keys: readonly string[]): string | undefined =>
    keys.reduce<string | undefined>((at, key) => (at === undefined ? at : nextNode(layout, graph, at, key)), from);
  expect(walk('relation:public.mem', 'ArrowRight', 'ArrowRight')).toBe('relation:public.mem_1m');
  expect(walk('relation:public.mem_1m', 'ArrowLeft')).toBe('flow:per_minute');
  expect(walk('flow:per_minute', 'Home')).toBe('relation:public.mem');
  expect(walk('flow:per_minute', 'ArrowDown')).toBeUndefined();
});

test('a graph without nodes is laid out as nothing', () => {
  expect(layOut({ nodes: [], edges: [] }, () => 0)).toMatchObject({ boxes: [], arrows: [], width: 0, height: 0 });
});

test('what is seen is said first', () => {
  const graph = graphOf(TABLE + PER_MINUTE);
  expect(inWords(graph, graph.nodes[0]!)).toBe('per_minute active, batching, flow, reads mem, writes mem_1m');
});

test('Mermaid gets names that cannot break out of their quotes', () => {
  const text = toMermaid({ nodes: [{ id: 'relation:public.x', kind: 'table', label: 'a"]; click <b>' }], edges: [] });
  expect(text).toContain('n1["a&quot;]; click &lt;b&gt;<br/><small>table</small>"]');
});
