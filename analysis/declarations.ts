import { findRelation, type Relation } from '../catalog/index.ts';
import { isLocal, keyOf, relationOf, sameEntity, type ColumnEntity, type Entity, type RelationEntity } from './names/entity.ts';
import { createdLater, flowMadeLater } from './creations.ts';
import { namesOf } from './facts.ts';
import { relationKey } from './lineage.ts';
import { makerOf } from './makers.ts';
import { occurrencesOf } from './occurrences.ts';
import { outputSpan } from './outputs.ts';
import { extentOf, lastBefore, type Site } from './places.ts';
import type { Snapshot, Step } from './simulate.ts';

/** Where something is declared: the name, and the statement or part that declares it. */
export interface Declaration extends Site {
  /** The whole of it, for views that show more than a name. */
  readonly whole: Site['span'];
}

/**
 * Where the thing is declared that a statement names: the declaration in force for it, or the first later one if the statement runs
 * before it exists. Functions and system tables are declared nowhere.
 */
export function declarationOf(snapshot: Snapshot, step: Step, entity: Entity): Declaration | undefined {
  if (isLocal(entity)) return { step, span: entity.declared, whole: entity.declared };
  switch (entity.kind) {
    case 'relation':
      return relationDeclaration(snapshot, step, entity);
    case 'column':
      return columnDeclaration(snapshot, step, entity);
    case 'flow':
      return flowDeclaration(snapshot, step, entity);
    case 'database':
      return firstDeclared(snapshot, step, entity);
    default:
      return undefined;
  }
}

/** The relation as the statement finds it, or as it leaves it. */
export function relationAt(step: Step, { database, name }: RelationEntity): Relation | undefined {
  return findRelation(step.before, database, name) ?? findRelation(step.outcome.after, database, name);
}

function relationDeclaration(snapshot: Snapshot, step: Step, entity: RelationEntity): Declaration | undefined {
  const relation = relationAt(step, entity);
  const home =
    relation === undefined
      ? (createdLater(snapshot, step, relationKey(entity)) ??
        makerOf(snapshot, findRelation(snapshot.end, entity.database, entity.name), step))
      : makerOf(snapshot, relation, step);
  const mention = home === undefined ? undefined : namesOf(home).mentions.find(own => own.use !== 'read' && sameEntity(own.entity, entity));
  // A renamed table is declared where it got its name.
  if (home === undefined || mention === undefined) return firstDeclared(snapshot, step, entity);
  return { step: home, span: mention.span, whole: extentOf(home) };
}

function flowDeclaration(snapshot: Snapshot, step: Step, entity: Extract<Entity, { kind: 'flow' }>): Declaration | undefined {
  const flow = step.before.flows.get(entity.name) ?? step.outcome.after.flows.get(entity.name);
  const home = flow === undefined ? flowMadeLater(snapshot, step, entity.name) : makerOf(snapshot, flow, step);
  const node = home?.placed.statement.node;
  if (home === undefined || node?.kind !== 'create_flow') return firstDeclared(snapshot, step, entity);
  return { step: home, span: node.name.parts.at(-1)!.span, whole: extentOf(home) };
}

/** The declaration in force by the order of execution alone: for what the catalog does not hold. */
function firstDeclared(snapshot: Snapshot, step: Step, entity: Entity): Declaration | undefined {
  const declared = occurrencesOf(snapshot, [entity]).filter(({ mention }) => mention.use === 'declare');
  const home = lastBefore(
    snapshot,
    declared.map(found => found.step),
    step,
  );
  const found = declared.findLast(other => other.step === home);
  return found === undefined ? undefined : { step: found.step, span: found.mention.span, whole: extentOf(found.step) };
}

function columnDeclaration(
  snapshot: Snapshot,
  step: Step,
  entity: ColumnEntity,
  seen: ReadonlySet<string> = new Set(),
): Declaration | undefined {
  const key = keyOf(entity);
  if (seen.has(key)) return undefined;
  const relation = relationAt(step, relationOf(entity)) ?? findRelation(snapshot.end, entity.database, entity.relation);
  const home = makerOf(snapshot, relation, step);
  const made = home === undefined ? undefined : madeBy(snapshot, home, entity, new Set([...seen, key]));
  return made ?? firstDeclared(snapshot, step, entity);
}

/** The part of a CREATE statement that makes a column. */
function madeBy(snapshot: Snapshot, home: Step, entity: ColumnEntity, seen: ReadonlySet<string>): Declaration | undefined {
  const { node } = home.placed.statement;
  switch (node?.kind) {
    case 'create_table':
    case 'create_external_table': {
      const column = node.columns.find(
        ({ name }) => name.value === entity.name || (name.quote === '' && name.value.toLowerCase() === entity.name),
      );
      return column === undefined ? undefined : { step: home, span: column.name.span, whole: column.span };
    }
    case 'create_table_like': {
      const source = namesOf(home).mentions.find(({ entity: own, use }) => own.kind === 'relation' && use === 'read')?.entity;
      if (source?.kind !== 'relation') return undefined;
      return columnDeclaration(snapshot, home, { ...entity, database: source.database, relation: source.name }, seen);
    }
    case 'create_view': {
      const at = node.columns.findIndex(
        ({ value, quote }) => value === entity.name || (quote === '' && value.toLowerCase() === entity.name),
      );
      const span = at === -1 ? outputSpan(home, node.query, entity.name) : node.columns[at]!.span;
      return span === undefined ? undefined : { step: home, span, whole: span };
    }
    case 'create_flow': {
      const span = outputSpan(home, node.body, entity.name) ?? node.sink.span;
      return { step: home, span, whole: span };
    }
    default:
      return undefined;
  }
}
