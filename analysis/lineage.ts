import type { Flow, TableName, View } from '../catalog/index.ts';
import type { Snapshot, Step } from './simulate.ts';

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
  const byStatement = new Map<object, Step>();
  for (const steps of snapshot.steps.values()) for (const step of steps) byStatement.set(step.placed.statement, step);
  const stepOf = (statement: object | undefined): { step?: Step } => {
    const step = statement === undefined ? undefined : byStatement.get(statement);
    return step === undefined ? {} : { step };
  };
  const nodes: LineageNode[] = [];
  for (const flow of snapshot.end.flows.values()) {
    nodes.push({
      kind: 'flow',
      name: flow.name,
      reads: flow.sources.map(source => relationKey(source.name)),
      writes: [relationKey(flow.sink)],
      flow,
      ...stepOf(flow.definedBy),
    });
  }
  for (const database of snapshot.end.databases.values()) {
    for (const relation of database.relations.values()) {
      if (relation.kind !== 'view') continue;
      const writes = [`${relation.database}.${relation.name}`];
      nodes.push({
        kind: 'view',
        name: relation.name,
        reads: relation.reads.map(relationKey),
        writes,
        view: relation,
        ...stepOf(relation.definedBy),
      });
    }
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
