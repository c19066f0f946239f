import type { Flow, TableName, View, World } from '../catalog/index.ts';
import { stepsOf } from './places.ts';
import type { Snapshot, Step } from './simulate.ts';

/** A flow or view as a node of the workspace's graph: what it reads, what it writes. */
export interface LineageNode {
  readonly kind: 'flow' | 'view';
  readonly name: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly flow?: Flow;
  readonly view?: View;
}

/** Who reads and who writes each relation (`database.name`), at the end of the workspace. */
export interface Lineage {
  readonly nodes: readonly LineageNode[];
  readonly readers: ReadonlyMap<string, readonly LineageNode[]>;
  readonly writers: ReadonlyMap<string, readonly LineageNode[]>;
}

const computed = new WeakMap<World['flows'], { readonly views: readonly View[]; readonly lineage: Lineage }>();

/** It hangs on the flows and views of the end: where those are the same, so is what is found. */
export function lineageOf({ end }: Pick<Snapshot, 'end'>): Lineage {
  const { flows, views } = end;
  const known = computed.get(flows);
  if (known?.views === views) return known.lineage;
  const lineage = build([...flows.values()], views);
  computed.set(flows, { views, lineage });
  return lineage;
}

/** The step that defines a flow or view: the last one, where files say the same twice. */
export function definingStep(snapshot: Snapshot, { flow, view }: LineageNode): Step | undefined {
  const statement = (flow ?? view)?.definedBy;
  return statement === undefined ? undefined : stepsOf(snapshot, statement).at(-1);
}

export function relationKey(name: Pick<TableName, 'database' | 'name'>): string {
  return `${name.database}.${name.name}`;
}

function build(flows: readonly Flow[], views: readonly View[]): Lineage {
  const nodes: readonly LineageNode[] = [
    ...flows.map((flow): LineageNode => ({
      kind: 'flow',
      name: flow.name,
      reads: flow.sources.map(source => relationKey(source.name)),
      writes: [relationKey(flow.sink)],
      flow,
    })),
    ...views.map((view): LineageNode => ({
      kind: 'view',
      name: view.name,
      reads: view.reads.map(relationKey),
      writes: [relationKey(view)],
      view,
    })),
  ];
  return { nodes, readers: index(nodes, 'reads'), writers: index(nodes, 'writes') };
}

function index(nodes: readonly LineageNode[], side: 'reads' | 'writes'): ReadonlyMap<string, readonly LineageNode[]> {
  const found = new Map<string, LineageNode[]>();
  for (const node of nodes) {
    for (const key of node[side]) {
      const known = found.get(key);
      if (known === undefined) found.set(key, [node]);
      else known.push(node);
    }
  }
  return found;
}
