import { findRelation, systemTable } from '../../catalog/index.ts';
import { definingStep, lineageOf } from '../lineage.ts';
import { makerOf } from '../makers.ts';
import { locate, type Located } from '../places.ts';
import { namesOf } from '../facts.ts';
import type { Snapshot, Step } from '../simulate.ts';
import { cyclic } from './cycles.ts';

export interface FlowGraph {
  readonly nodes: readonly FlowGraphNode[];
  readonly edges: readonly FlowGraphEdge[];
}
export interface FlowGraphNode {
  /** `flow:name`, or `relation:database.name`. */
  readonly id: string;
  readonly kind: 'table' | 'view' | 'flow';
  readonly label: string;
  readonly state?: 'active' | 'pending';
  readonly mode?: 'batching' | 'streaming';
  readonly assumed?: boolean;
  /** A pending flow reads it, or nothing in a closed world made it. */
  readonly missing?: boolean;
  /** No file creates it, and it may exist all the same. */
  readonly elsewhere?: boolean;
  /** The sink of a flow that has not made it. */
  readonly notYet?: boolean;
  readonly createdByFlow?: string;
  readonly inCycle?: boolean;
  readonly definition?: Located;
}
export interface FlowGraphEdge {
  readonly from: string;
  readonly to: string;
  readonly inCycle?: boolean;
}

/** Who reads what and writes where after the whole workspace. Tables that no flow and no view touches are left out. */
export function flowGraph(snapshot: Snapshot): FlowGraph {
  const { nodes: lineage } = lineageOf(snapshot);
  const nodes = new Map<string, FlowGraphNode>();
  const edges = new Map<string, FlowGraphEdge>();
  const connect = (from: string, to: string): void => void edges.set(`${from}\0${to}`, { from, to });
  const missing = new Set(
    lineage
      .flatMap(({ flow }) => (flow?.state === 'pending' ? flow.sources.filter(({ id }) => id === undefined) : []))
      .map(({ name }) => `${name.database}.${name.name}`),
  );
  for (const node of lineage) {
    const { kind, name, reads, writes, flow } = node;
    const id = kind === 'flow' ? `flow:${name}` : `relation:${writes[0]!}`;
    if (flow !== undefined) {
      const { state, mode, assumed } = flow;
      nodes.set(id, {
        id,
        kind,
        label: name,
        state,
        mode,
        ...(assumed === true ? { assumed } : {}),
        ...definitionIn(definingStep(snapshot, node), name),
      });
      for (const key of writes) connect(id, relationNode(snapshot, nodes, key, missing, true));
    }
    for (const key of reads)
      connect(relationNode(snapshot, nodes, key, missing), flow === undefined ? relationNode(snapshot, nodes, writes[0]!, missing) : id);
  }
  return withCycles([...nodes.values()], [...edges.values()]);
}

function relationNode(
  snapshot: Snapshot,
  nodes: Map<string, FlowGraphNode>,
  key: string,
  missing: ReadonlySet<string>,
  isSink = false,
): string {
  const id = `relation:${key}`;
  if (nodes.has(id)) return id;
  const dot = key.indexOf('.');
  const [database, name] = [key.slice(0, dot), key.slice(dot + 1)];
  const label = database === 'public' ? name : key;
  const relation = findRelation(snapshot.end, database, name);
  if (relation === undefined) {
    const isSystem = systemTable(database, name, snapshot.end.session.protocol) !== undefined;
    nodes.set(id, { id, kind: 'table', label, ...(isSystem ? {} : absence(missing.has(key), isSink, snapshot.end.settings.closed)) });
    return id;
  }
  const made = relation.kind === 'table' && relation.createdByFlow !== undefined ? { createdByFlow: relation.createdByFlow } : {};
  const step = makerOf(snapshot, relation);
  nodes.set(id, { id, kind: relation.kind, label, ...made, ...definitionIn(step, name) });
  return id;
}

/** Why a relation is drawn that the world does not hold. */
function absence(isMissed: boolean, isSink: boolean, isClosed: boolean): Pick<FlowGraphNode, 'missing' | 'elsewhere' | 'notYet'> {
  if (isMissed) return { missing: true };
  if (isSink) return { notYet: true };
  return isClosed ? { missing: true } : { elsewhere: true };
}

/** The name in the statement that makes the thing. */
export function definitionIn(step: Step | undefined, name: string): { readonly definition?: Located } {
  if (step === undefined) return {};
  const mention = namesOf(step).mentions.find(({ use, entity }) => use !== 'read' && entity.name === name);
  const span = mention?.span ?? { start: 0, end: step.placed.statement.text.length };
  return { definition: locate({ step, span }) };
}

function withCycles(nodes: readonly FlowGraphNode[], edges: readonly FlowGraphEdge[]): FlowGraph {
  const round = cyclic(edges);
  if (round.size === 0) return { nodes, edges };
  return {
    nodes: nodes.map(node => (round.has(node.id) ? { ...node, inCycle: true } : node)),
    edges: edges.map(edge =>
      round.get(edge.from) !== undefined && round.get(edge.from) === round.get(edge.to) ? { ...edge, inCycle: true } : edge,
    ),
  };
}
