import { expect, test } from 'vitest';
import { flowGraph } from '../../analysis/index.ts';
import { scene } from './feature.ts';

test('data goes from sources through flows to sinks', () => {
  const { snapshot } = scene(`
-- file: 01.sql
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE TABLE alone (ts TIMESTAMP TIME INDEX);
-- file: 02.sql
CREATE FLOW f SINK TO out AS SELECT host FROM mem;
CREATE FLOW late SINK TO far WITH (defer_on_missing_source = true) AS SELECT host FROM nowhere;
CREATE VIEW v AS SELECT host FROM mem;
`);
  const { nodes, edges } = flowGraph(snapshot);
  expect(edges.map(({ from, to }) => `${from} -> ${to}`).toSorted()).toEqual([
    'flow:f -> relation:public.out',
    'flow:late -> relation:public.far',
    'relation:public.mem -> flow:f',
    'relation:public.mem -> relation:public.v',
    'relation:public.nowhere -> flow:late',
  ]);
  expect(nodes.find(({ id }) => id === 'relation:public.nowhere')).toMatchObject({ missing: true });
  expect(nodes.some(({ id }) => id === 'relation:public.alone')).toBe(false);
});

test('a workspace without flows and views has no graph', () => {
  expect(flowGraph(scene('CREATE TABLE mem (ts TIMESTAMP TIME INDEX);').snapshot)).toEqual({ nodes: [], edges: [] });
});
