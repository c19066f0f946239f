import { declarationOf } from '../declarations.ts';
import { namesOf } from '../facts.ts';
import { definingStep, lineageOf, relationKey, type LineageNode } from '../lineage.ts';
import { sameEntity, type FlowEntity, type RelationEntity } from '../names/entity.ts';
import { extentOf, locate, type Located, type Site } from '../places.ts';
import type { Snapshot } from '../simulate.ts';
import { namedAt } from './definition.ts';
import type { Place } from './place.ts';

/** A table, view or flow as a node of the way data takes. */
export interface HierarchyItem {
  readonly kind: 'table' | 'view' | 'flow';
  readonly name: string;
  readonly detail: string;
  readonly entity: RelationEntity | FlowEntity;
  readonly whole: Located;
  readonly selection: Located;
}

/** A neighbour, and where the connection is written: in the statement the way starts from. */
export interface HierarchyCall {
  readonly item: HierarchyItem;
  readonly places: readonly Located[];
}

/** The node under the cursor. */
export function hierarchyAt(snapshot: Snapshot, place: Place): readonly HierarchyItem[] {
  return namedAt(snapshot, place).flatMap(({ step, mention }) => {
    const { entity } = mention;
    if (entity.kind !== 'relation' && entity.kind !== 'flow') return [];
    const item = itemOf(snapshot, entity, { step, span: mention.span });
    return item === undefined ? [] : [item];
  });
}

/** Where the data of a node comes from: the sources of a flow or view, the flows that write to a table. */
export function incoming(snapshot: Snapshot, entity: RelationEntity | FlowEntity): readonly HierarchyCall[] {
  const { nodes, writers } = lineageOf(snapshot);
  if (entity.kind === 'flow')
    return nodes.filter(node => node.kind === 'flow' && node.name === entity.name).flatMap(node => readsOf(snapshot, node));
  return (writers.get(relationKey(entity)) ?? []).flatMap(node =>
    node.kind === 'view' ? readsOf(snapshot, node) : callOf(snapshot, node, entity),
  );
}

/** Where the data of a node goes: the sink of a flow, the flows and views that read a table. */
export function outgoing(snapshot: Snapshot, entity: RelationEntity | FlowEntity): readonly HierarchyCall[] {
  const { nodes, readers } = lineageOf(snapshot);
  if (entity.kind === 'flow') {
    return nodes
      .filter(node => node.kind === 'flow' && node.name === entity.name)
      .flatMap(node => node.writes.map(entityOf).flatMap(sink => relationCall(snapshot, node, sink, 'target')));
  }
  return (readers.get(relationKey(entity)) ?? []).flatMap(node => callOf(snapshot, node, entity));
}

/** Tables and views that a view or flow is made over. */
export function supertypes(snapshot: Snapshot, entity: RelationEntity | FlowEntity): readonly HierarchyItem[] {
  const { nodes } = lineageOf(snapshot);
  const own = nodes.filter(node =>
    entity.kind === 'flow'
      ? node.kind === 'flow' && node.name === entity.name
      : node.kind === 'view' && node.writes[0] === relationKey(entity),
  );
  return own.flatMap(node => readsOf(snapshot, node)).map(({ item }) => item);
}

/** Views and flows that are made over a table or view. */
export function subtypes(snapshot: Snapshot, entity: RelationEntity | FlowEntity): readonly HierarchyItem[] {
  return entity.kind === 'flow' ? [] : outgoing(snapshot, entity).map(({ item }) => item);
}

function entityOf(key: string): RelationEntity {
  const dot = key.indexOf('.');
  return { kind: 'relation', database: key.slice(0, dot), name: key.slice(dot + 1) };
}

function readsOf(snapshot: Snapshot, node: LineageNode): readonly HierarchyCall[] {
  return node.reads.map(entityOf).flatMap(source => relationCall(snapshot, node, source, 'caller'));
}

/** A relation as the neighbour of a flow or view. As a caller its own name is the place, as a target the name in the statement. */
function relationCall(
  snapshot: Snapshot,
  node: LineageNode,
  relation: RelationEntity,
  role: 'caller' | 'target',
): readonly HierarchyCall[] {
  const step = definingStep(snapshot, node);
  if (step === undefined) return [];
  const spans = namesOf(step)
    .mentions.filter(mention => sameEntity(mention.entity, relation))
    .map(({ span }) => span);
  const [span] = spans;
  const item = itemOf(snapshot, relation, { step, span: span ?? extentOf(step) });
  if (item === undefined) return [];
  return [{ item, places: role === 'caller' ? [item.selection] : spans.map(own => locate({ step, span: own })) }];
}

/** A flow or view as the neighbour of a relation. */
function callOf(snapshot: Snapshot, node: LineageNode, relation: RelationEntity): readonly HierarchyCall[] {
  const step = definingStep(snapshot, node);
  if (step === undefined) return [];
  const entity: RelationEntity | FlowEntity = node.kind === 'flow' ? { kind: 'flow', name: node.name } : entityOf(node.writes[0]!);
  const item = itemOf(snapshot, entity, { step, span: extentOf(step) });
  const isWriter = node.writes.includes(relationKey(relation)) && node.kind === 'flow';
  const own = itemOf(snapshot, relation, { step, span: extentOf(step) });
  if (item === undefined || own === undefined) return [];
  const spans = namesOf(step)
    .mentions.filter(mention => sameEntity(mention.entity, relation))
    .map(({ span }) => locate({ step, span }));
  return [{ item, places: isWriter ? spans : [own.selection] }];
}

/** A node shown where it is declared, or where it is named if nothing declares it. */
function itemOf(snapshot: Snapshot, entity: RelationEntity | FlowEntity, named: Site): HierarchyItem | undefined {
  const declaration = declarationOf(snapshot, named.step, entity);
  const selection = locate(declaration ?? named);
  const whole = declaration === undefined ? selection : locate({ step: declaration.step, span: declaration.whole });
  if (entity.kind === 'flow') {
    const flow = snapshot.end.flows.get(entity.name);
    const detail = flow === undefined ? 'flow' : `${flow.state}, ${flow.mode}`;
    return { kind: 'flow', name: entity.name, detail, entity, whole, selection };
  }
  const relation = snapshot.end.databases.get(entity.database)?.relations.get(entity.name);
  const detail = declaration === undefined ? `${entity.database}, not created here` : entity.database;
  return { kind: relation?.kind ?? 'table', name: entity.name, detail, entity, whole, selection };
}
