import type { Entity, LocalEntity, RelationEntity } from './entity.ts';

/** An output column of a query or relation, as the query around it sees it. A computed one has no entity, and may have no known name. */
export interface Output {
  readonly name?: string;
  readonly entity?: Entity;
  /** It came through a `*`. */
  readonly starred?: boolean;
}

/** One table of a FROM clause. */
export interface Source {
  /** The name that qualifies its columns: its alias, or the last part of its own name. */
  readonly exposed?: string;
  readonly database?: string;
  /** The alias, where there is one. */
  readonly alias?: LocalEntity;
  readonly relation?: RelationEntity;
  readonly cte?: LocalEntity;
  /** Absent when the columns are not known. */
  readonly outputs?: readonly Output[];
}

/** What the names of an expression may mean. */
export interface Scope {
  readonly sources: readonly Source[];
  /** Columns of the SELECT list that may be named too. */
  readonly outputs: readonly Output[];
  /** Whether those go first (ORDER BY), or last (GROUP BY, HAVING). */
  readonly outputsFirst: boolean;
  /** The query around it. */
  readonly outer?: Scope;
}

export const NO_SCOPE: Scope = { sources: [], outputs: [], outputsFirst: false };

/**
 * What an unqualified column means. Several answers: the columns that a USING made one of. Where one source alone has columns nobody
 * knows, the name is taken for one of its columns.
 */
export function findColumn(scope: Scope, name: string): readonly Entity[] {
  for (let level: Scope | undefined = scope; level !== undefined; level = level.outer) {
    const listed = level.outputs.filter(output => output.name === name);
    if (level.outputsFirst && listed.length > 0) return entitiesOf(listed);
    const found = level.sources.flatMap(source => source.outputs?.filter(output => output.name === name) ?? []);
    if (found.length > 0) return entitiesOf(found);
    if (listed.length > 0) return entitiesOf(listed);
    const [only, ...more] = level.sources;
    if (only !== undefined && more.length === 0 && only.outputs === undefined) return unknownColumn(only, name);
  }
  return [];
}

/** What `source.name` means. */
export function columnOf(source: Source, name: string): readonly Entity[] {
  if (source.outputs === undefined) return unknownColumn(source, name);
  return entitiesOf(source.outputs.filter(output => output.name === name));
}

/** The source that `a` or `d.a` in front of a column names. */
export function findSource(scope: Scope, name: string, database?: string): Source | undefined {
  for (let level: Scope | undefined = scope; level !== undefined; level = level.outer) {
    const found = level.sources.find(
      source => source.exposed === name && (database === undefined || (source.alias === undefined && source.database === database)),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function unknownColumn({ relation }: Source, name: string): readonly Entity[] {
  return relation === undefined ? [] : [{ kind: 'column', database: relation.database, relation: relation.name, name }];
}

function entitiesOf(outputs: readonly Output[]): readonly Entity[] {
  return outputs.flatMap(({ entity }) => (entity === undefined ? [] : [entity]));
}
