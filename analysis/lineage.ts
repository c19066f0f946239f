import { viewsIn, type Flow, type TableName, type View } from '../catalog/index.ts';
import { stepsAmong, type Snapshot, type Step } from './simulate.ts';

/** A flow or view as a node of the workspace's graph: what it reads, what it writes, where it is defined. */
export interface LineageNode {
  readonly kind: 'flow' | 'view';
  readonly name: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly flow?: Flow;
  readonly view?: View;
  readonly step?: Step;
}

/** Who reads and who writes each relation (`database.name`), at the end of the workspace. */
export interface Lineage {
  readonly nodes: readonly LineageNode[];
  readonly readers: ReadonlyMap<string, readonly LineageNode[]>;
  readonly writers: ReadonlyMap<string, readonly LineageNode[]>;
}

const computed = new WeakMap<Snapshot, Lineage>();

export function lineageOf(snapshot: Snapshot): Lineage {
  let lineage = computed.get(snapshot);
  if (lineage === undefined) computed.set(snapshot, (lineage = build(snapshot)));
  return lineage;
}

export function relationKey(name: Pick<TableName, 'database' | 'name'>): string {
  return `${name.database}.${name.name}`;
}

function build(snapshot: Snapshot): Lineage {
  const { flows } = snapshot.end;
  const views = viewsIn(snapshot.end);
  const definitions = new Set([...flows.values(), ...views].map(({ definedBy }) => definedBy));
  const byStatement = new Map<object, Step>();
  for (const step of stepsAmong(snapshot, statement => definitions.has(statement))) byStatement.set(step.placed.statement, step);
  const stepOf = (statement: object | undefined): { step?: Step } => {
    const step = statement === undefined ? undefined : byStatement.get(statement);
    return step === undefined ? {} : { step };
  };
  const nodes: LineageNode[] = [];
  for (const flow of flows.values()) {
    nodes.push({
      kind: 'flow',
      name: flow.name,
      reads: flow.sources.map(source => relationKey(source.name)),
      writes: [relationKey(flow.sink)],
      flow,
      ...stepOf(flow.definedBy),
    });
  }
  for (const view of views) {
    nodes.push({
      kind: 'view',
      name: view.name,
      reads: view.reads.map(relationKey),
      writes: [relationKey(view)],
      view,
      ...stepOf(view.definedBy),
    });
  }
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
