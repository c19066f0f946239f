import { declarationOf } from '../declarations.ts';
import { namesOf } from '../facts.ts';
import { definingStep, lineageOf } from '../lineage.ts';
import { isLocal, relationOf, type Entity, type RelationEntity } from '../names/entity.ts';
import { mentionsAt, type Mention } from '../names/mention.ts';
import type { Source } from '../names/scope.ts';
import { outputSpan } from '../outputs.ts';
import { extentOf, locate, type Located } from '../places.ts';
import type { Snapshot, Step } from '../simulate.ts';
import { spotAt, type Place } from './place.ts';
import { virtualTable } from './virtual.ts';

/** From a name to where it leads. */
export interface Link {
  /** The name under the cursor. */
  readonly origin: Located;
  /** What to select there. */
  readonly target: Located;
  /** What to show around it. */
  readonly whole: Located;
}

/** A name under the cursor, and the statement it is in. */
export interface Named {
  readonly step: Step;
  readonly mention: Mention;
}

/** Everything that the word under the cursor names; of two words that touch, the one that starts there. */
export function namedAt(snapshot: Snapshot, place: Place): readonly Named[] {
  const spot = spotAt(snapshot, place);
  if (spot === undefined) return [];
  const found = mentionsAt(namesOf(spot.step).mentions, spot.offset);
  const start = Math.max(...found.map(({ span }) => span.start));
  return found.filter(({ span }) => span.start === start).map(mention => ({ step: spot.step, mention }));
}

/** Where the thing under the cursor is declared. */
export function definition(snapshot: Snapshot, place: Place): readonly Link[] {
  return namedAt(snapshot, place).flatMap(named => linkTo(snapshot, named, named.mention.entity));
}

/** The table behind the thing: the sink of a flow, the table of a column or alias. */
export function typeDefinition(snapshot: Snapshot, place: Place): readonly Link[] {
  return namedAt(snapshot, place).flatMap(named => typeDefinitionOf(snapshot, named));
}

function typeDefinitionOf(snapshot: Snapshot, named: Named): readonly Link[] {
  const relation = tableBehind(named);
  return relation === undefined ? [] : linkTo(snapshot, named, relation);
}

/** Who makes the contents: the flows that write to a table or column; for a flow the table it writes to. */
export function implementation(snapshot: Snapshot, place: Place): readonly Link[] {
  return namedAt(snapshot, place).flatMap(named => {
    const { entity } = named.mention;
    if (entity.kind === 'flow') return typeDefinitionOf(snapshot, named);
    const relation = entity.kind === 'column' ? relationOf(entity) : entity.kind === 'relation' ? entity : undefined;
    if (relation === undefined) return [];
    const writers = lineageOf(snapshot).writers.get(`${relation.database}.${relation.name}`) ?? [];
    return writers.flatMap(writer => {
      const step = definingStep(snapshot, writer);
      const node = step?.placed.statement.node;
      if (step === undefined || (node?.kind !== 'create_flow' && node?.kind !== 'create_view')) return [];
      const body = node.kind === 'create_flow' ? node.body : node.query;
      const span = (entity.kind === 'column' ? outputSpan(step, body, entity.name) : undefined) ?? node.name.span;
      return [linkOf(named, { step, span, whole: extentOf(step) })];
    });
  });
}

function tableBehind({ step, mention: { entity } }: Named): RelationEntity | undefined {
  switch (entity.kind) {
    case 'column':
      return relationOf(entity);
    case 'relation':
      return entity;
    case 'flow': {
      const flow = step.outcome.after.flows.get(entity.name) ?? step.before.flows.get(entity.name);
      return flow === undefined ? sinkWritten(step) : { kind: 'relation', database: flow.sink.database, name: flow.sink.name };
    }
    case 'alias':
      return sourceOf(step, entity)?.relation;
    default:
      return undefined;
  }
}

/** The sink of a CREATE FLOW that made no flow. */
function sinkWritten(step: Step): RelationEntity | undefined {
  const { node } = step.placed.statement;
  const part = node?.kind === 'create_flow' ? node.sink.parts.at(-1) : undefined;
  const found = namesOf(step).mentions.find(({ span, entity }) => entity.kind === 'relation' && span.start === part?.span.start);
  return found?.entity.kind === 'relation' ? found.entity : undefined;
}

/** The table that an alias stands for. */
export function sourceOf(step: Step, alias: Entity): Source | undefined {
  for (const scope of namesOf(step).scopes.values()) {
    const found = scope.sources.find(
      source => source.alias === alias || (source.alias !== undefined && isLocal(alias) && source.alias.declared === alias.declared),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function linkTo(snapshot: Snapshot, named: Named, entity: Entity): readonly Link[] {
  const declaration = declarationOf(snapshot, named.step, entity);
  if (declaration !== undefined) return [linkOf(named, declaration)];
  const relation = entity.kind === 'relation' ? entity : entity.kind === 'column' ? relationOf(entity) : undefined;
  const virtual = relation === undefined ? undefined : virtualTable(named.step, relation);
  if (virtual === undefined) return [];
  const target = { uri: virtual, start: 0, end: 0 };
  return [{ origin: locate({ step: named.step, span: named.mention.span }), target, whole: target }];
}

function linkOf(
  { step, mention }: Named,
  declaration: { readonly step: Step; readonly span: Mention['span']; readonly whole: Mention['span'] },
): Link {
  return {
    origin: locate({ step, span: mention.span }),
    target: locate(declaration),
    whole: locate({ step: declaration.step, span: declaration.whole }),
  };
}
