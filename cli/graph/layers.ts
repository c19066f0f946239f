import type { FlowGraph } from '../../analysis/index.ts';

/** The nodes in columns from what is read to what is written, each column ordered so that few arrows cross. */
export function layersOf({ nodes, edges }: FlowGraph): readonly (readonly string[])[] {
  const rank = ranks(
    nodes.map(({ id }) => id),
    edges,
  );
  const layers: string[][] = [];
  for (const { id } of nodes) (layers[rank.get(id)!] ??= []).push(id);
  for (let index = 0; index < layers.length; index++) layers[index] ??= [];
  for (let pass = 0; pass < PASSES; pass++) {
    for (let at = 1; at < layers.length; at++) settle(layers, at, at - 1, edges);
    for (let at = layers.length - 2; at >= 0; at--) settle(layers, at, at + 1, edges);
  }
  return layers;
}

const PASSES = 4;

/** The longest way from a node that nothing leads to. Arrows that close a circle do not count. */
function ranks(ids: readonly string[], edges: FlowGraph['edges']): ReadonlyMap<string, number> {
  const into = new Map<string, number>(ids.map(id => [id, 0]));
  const out = new Map<string, string[]>(ids.map(id => [id, []]));
  for (const { from, to } of edges) {
    into.set(to, into.get(to)! + 1);
    out.get(from)!.push(to);
  }
  const rank = new Map<string, number>();
  const waiting = new Set(ids);
  let ready = ids.filter(id => into.get(id) === 0);
  while (waiting.size > 0) {
    // Nothing is free of what comes before it: a circle is cut at its first node.
    if (ready.length === 0) ready = [[...waiting][0]!];
    const next: string[] = [];
    for (const id of ready) {
      if (!waiting.delete(id)) continue;
      if (!rank.has(id)) rank.set(id, 0);
      for (const target of out.get(id)!) {
        if (!waiting.has(target)) continue;
        rank.set(target, Math.max(rank.get(target) ?? 0, rank.get(id)! + 1));
        into.set(target, into.get(target)! - 1);
        if (into.get(target) === 0) next.push(target);
      }
    }
    ready = next;
  }
  return rank;
}

/** Orders a column by where its neighbours in another column stand on the average. */
function settle(layers: string[][], at: number, beside: number, edges: FlowGraph['edges']): void {
  const place = new Map(layers[beside]!.map((id, index) => [id, index]));
  const sums = new Map<string, { sum: number; count: number }>();
  for (const { from, to } of edges) {
    for (const [id, neighbour] of [
      [from, to],
      [to, from],
    ] as const) {
      const position = place.get(neighbour);
      if (position === undefined) continue;
      const known = sums.get(id) ?? { sum: 0, count: 0 };
      sums.set(id, { sum: known.sum + position, count: known.count + 1 });
    }
  }
  const own = new Map(layers[at]!.map((id, index) => [id, index]));
  const weight = (id: string): number => {
    const known = sums.get(id);
    return known === undefined ? own.get(id)! : known.sum / known.count;
  };
  layers[at] = layers[at]!.toSorted((a, b) => weight(a) - weight(b) || own.get(a)! - own.get(b)!);
}
