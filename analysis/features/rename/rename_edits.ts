import { namesOf } from '../../facts.ts';
import { lineageOf } from '../../lineage.ts';
import { isLocal, keyOf, sameEntity, type ColumnEntity, type Entity } from '../../names/entity.ts';
import { occurrencesOf, type Occurrence } from '../../occurrences.ts';
import { leadingSelect, outputItems } from '../../outputs.ts';
import type { FileEdit } from '../../pieces.ts';
import { stepsOf } from '../../places.ts';
import type { Snapshot, Step } from '../../simulate.ts';
import { printIdent, writeName, type NewName } from './new_name.ts';

export type Edits = ReadonlyMap<string, readonly FileEdit[]>;
/** Edits by file, or why there are none. */
export type Renaming = { readonly edits: Edits } | { readonly refused: string };

/** What is renamed: an entity with those linked to it, and the statement in which somebody asked. */
export interface Subject {
  readonly step: Step;
  readonly entities: readonly Entity[];
}

/** The edits that give every mention the new name, and aliases to columns whose names must not follow. */
export function renameEdits(snapshot: Snapshot, { step: home, entities }: Subject, wanted: NewName): Renaming {
  const edits = new Map<string, Map<string, FileEdit>>();
  const put = (step: Step, start: number, end: number, text: string): void => {
    const shift = step.placed.start;
    const known = edits.get(step.uri) ?? new Map<string, FileEdit>();
    known.set(`${start + shift} ${end + shift}`, { start: start + shift, end: end + shift, text });
    edits.set(step.uri, known);
  };
  for (const occurrence of occurrencesOf(snapshot, entities, home)) {
    const { step, mention } = occurrence;
    const stranger = strangerAt(occurrence, entities);
    if (stranger !== undefined) return { refused: `one word names both ${entities[0]!.name} and ${stranger}: rename that by hand` };
    const text = writeName(wanted, mention.form, step.placed.statement.text.slice(mention.span.start, mention.span.end));
    if (text === undefined) return { refused: `PromQL cannot write ${wanted.name} as a name` };
    put(step, mention.span.start, mention.span.end, text);
    const item = mention.entity.kind === 'column' ? keptOutput(occurrence) : undefined;
    if (item !== undefined) put(step, item, item, ` AS ${printIdent(mention.entity.name)}`);
  }
  for (const entity of entities) {
    if (entity.kind !== 'column') continue;
    for (const { step, at } of unnamedWriters(snapshot, entity, entities)) put(step, at, at, ` AS ${printIdent(wanted.name)}`);
  }
  return {
    edits: new Map([...edits].map(([uri, byPlace]) => [uri, [...byPlace.values()].toSorted((a, b) => a.start - b.start || a.end - b.end)])),
  };
}

/** Another thing that the same word names: the column of the other side of a USING. */
function strangerAt({ step, mention }: Occurrence, entities: readonly Entity[]): string | undefined {
  const other = namesOf(step).mentions.find(
    ({ span, entity }) =>
      span.start === mention.span.start && span.end === mention.span.end && !entities.some(own => sameEntity(own, entity)),
  )?.entity;
  return other?.kind === 'column' ? `${other.relation}.${other.name}` : other?.name;
}

/**
 * Where an alias must stand so that a view, sink or file keeps the name of its column: behind a column that a query hands on under its
 * own name.
 */
function keptOutput({ step, mention }: Occurrence): number | undefined {
  const { node } = step.placed.statement;
  const query =
    node?.kind === 'create_view' && node.columns.length === 0
      ? node.query
      : node?.kind === 'create_flow'
        ? node.body
        : node?.kind === 'copy_query'
          ? node.query
          : undefined;
  if (query?.kind !== 'query') return undefined;
  for (const item of leadingSelect(query)?.items ?? []) {
    if (item.kind === 'wildcard' || item.alias !== undefined) continue;
    const { expr } = item;
    const ident = expr.kind === 'identifier' ? expr.ident : expr.kind === 'compound_identifier' ? expr.parts.at(-1) : undefined;
    if (ident?.span.start === mention.span.start) return item.span.end;
  }
  return undefined;
}

/** The items of views and flows that make a column without an alias: they get one. */
function unnamedWriters(
  snapshot: Snapshot,
  { database, relation, name }: ColumnEntity,
  entities: readonly Entity[],
): readonly { readonly step: Step; readonly at: number }[] {
  const writers = lineageOf(snapshot).writers.get(`${database}.${relation}`) ?? [];
  return writers.flatMap(({ flow, view }) => {
    const statement = flow?.definedBy ?? view?.definedBy;
    return statement === undefined ? [] : stepsOf(snapshot, statement).flatMap(step => unnamedItems(step, name, entities));
  });
}

function unnamedItems(step: Step, name: string, entities: readonly Entity[]): readonly { readonly step: Step; readonly at: number }[] {
  const { node } = step.placed.statement;
  const query =
    node?.kind === 'create_view' && node.columns.length === 0 ? node.query : node?.kind === 'create_flow' ? node.body : undefined;
  if (query?.kind !== 'query') return [];
  return outputItems(step, query).flatMap(({ name: own, item, output }) => {
    if (own !== name || item.kind === 'wildcard' || item.alias !== undefined) return [];
    const { entity } = output;
    const follows = entity !== undefined && !isLocal(entity) && entities.some(other => !isLocal(other) && keyOf(other) === keyOf(entity));
    return follows ? [] : [{ step, at: item.span.end }];
  });
}
