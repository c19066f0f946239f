import { namesOf } from './facts.ts';
import { isLocal, keyOf, relationOf, type ColumnEntity, type Entity, type RelationEntity } from './names/entity.ts';
import { holderOf } from './occurrences.ts';
import { leadingSelect } from './outputs.ts';
import type { Snapshot, Step } from './simulate.ts';

/**
 * Columns that share one name by force: those of a renamed table and of a table made LIKE another, what a `*` hands on to a view or a
 * sink, and the alias in the query of a view or flow that gives the column of the view or sink its name. Renaming one renames all.
 * The entity itself comes first.
 */
export function linkedEntities(snapshot: Snapshot, entity: Entity): readonly Entity[] {
  if (entity.kind !== 'column' && entity.kind !== 'output') return [entity];
  const textOf = texter();
  const links = linksNamed(snapshot, entity.name, textOf);
  const found = new Map([[textOf(entity), entity as Entity]]);
  const queue: Entity[] = [entity];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const other of [...(links.byEntity.get(textOf(next)) ?? []), ...siblings(links, next)]) {
      if (found.has(textOf(other))) continue;
      found.set(textOf(other), other);
      queue.push(other);
    }
  }
  return [...found.values()];
}

interface Links {
  readonly byEntity: ReadonlyMap<string, readonly Entity[]>;
  /** Relations that share all their columns. */
  readonly byRelation: ReadonlyMap<string, readonly RelationEntity[]>;
}

type Texter = (entity: Entity) => string;

/** Gives every entity a text of its own, locals too. */
function texter(): Texter {
  const ids = new Map<object, number>();
  return entity => {
    if (!isLocal(entity)) return keyOf(entity);
    const id = ids.get(entity.statement) ?? ids.size;
    ids.set(entity.statement, id);
    return `${entity.kind}\0${id}\0${entity.declared.start}`;
  };
}

function siblings(links: Links, entity: Entity): readonly Entity[] {
  if (entity.kind !== 'column') return [];
  const relations = links.byRelation.get(keyOf(relationOf(entity))) ?? [];
  return relations.map(({ database, name }): ColumnEntity => ({ kind: 'column', database, relation: name, name: entity.name }));
}

/** The links among columns of one name. */
function linksNamed(snapshot: Snapshot, name: string, textOf: Texter): Links {
  const byEntity = new Map<string, Entity[]>();
  const byRelation = new Map<string, RelationEntity[]>();
  const join = <E extends Entity>(map: Map<string, E[]>, a: E, b: E): void => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = map.get(textOf(from));
      if (known === undefined) map.set(textOf(from), [to]);
      else known.push(to);
    }
  };
  const holds = holderOf([name]);
  for (const steps of snapshot.steps.values()) {
    for (const step of steps) {
      const { node, text } = step.placed.statement;
      if (node?.kind === 'create_table_like' || (node?.kind === 'alter_table' && node.operation.kind === 'rename')) {
        const [a, b] = namesOf(step)
          .mentions.map(mention => mention.entity)
          .filter(entity => entity.kind === 'relation');
        if (a !== undefined && b !== undefined) join(byRelation, a, b);
      } else if ((node?.kind === 'create_view' || node?.kind === 'create_flow') && (text.includes('*') || holds(text))) {
        for (const [inner, outer] of handedOn(step, name)) join(byEntity, inner, outer);
      }
    }
  }
  return { byEntity, byRelation };
}

/** What the query of a view or flow calls a column, and the column of the view or sink that has its name from there. */
function handedOn(step: Step, name: string): readonly (readonly [Entity, ColumnEntity])[] {
  const target = targetOf(step);
  if (target === undefined) return [];
  const outer: ColumnEntity = { kind: 'column', database: target.relation.database, relation: target.relation.name, name };
  return target.outputs.flatMap(({ name: own, entity, starred }) => {
    if (own !== name || entity === undefined) return [];
    // A column selected under its own name can get an alias when it is renamed; a star cannot.
    return starred === true || entity.kind === 'output' ? [[entity, outer] as const] : [];
  });
}

/** The relation whose columns are named by a statement's query, with the query's columns; a view with a list of its own names them itself. */
export function targetOf(step: Step):
  | {
      readonly relation: RelationEntity;
      readonly outputs: readonly { readonly name?: string; readonly entity?: Entity; readonly starred?: boolean }[];
    }
  | undefined {
  const { node } = step.placed.statement;
  const names = namesOf(step);
  if (node?.kind === 'create_view' && node.columns.length > 0) return undefined;
  const query = node?.kind === 'create_view' ? node.query : node?.kind === 'create_flow' ? node.body : undefined;
  if (query?.kind !== 'query' || leadingSelect(query) === undefined) return undefined;
  const part = node?.kind === 'create_flow' ? node.sink.parts.at(-1) : node?.kind === 'create_view' ? node.name.parts.at(-1) : undefined;
  const relation = names.mentions.find(({ span, entity }) => entity.kind === 'relation' && span.start === part?.span.start)?.entity;
  const outputs = names.outputs.get(query);
  return relation?.kind === 'relation' && outputs !== undefined ? { relation, outputs } : undefined;
}
