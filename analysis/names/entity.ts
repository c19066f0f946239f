import type { Span, Statement } from '../../grammar/index.ts';

/** A thing that statements speak of by name. Names are folded as GreptimeDB folds them. */
export type Entity = DatabaseEntity | RelationEntity | ColumnEntity | FlowEntity | FunctionEntity | LocalEntity;

export interface DatabaseEntity {
  readonly kind: 'database';
  readonly name: string;
}
/** A table, a view, or what the server provides; whether it exists is another question. */
export interface RelationEntity {
  readonly kind: 'relation';
  readonly database: string;
  readonly name: string;
}
export interface ColumnEntity {
  readonly kind: 'column';
  readonly database: string;
  readonly relation: string;
  readonly name: string;
}
export interface FlowEntity {
  readonly kind: 'flow';
  readonly name: string;
}
export interface FunctionEntity {
  readonly kind: 'function';
  readonly name: string;
  /** A function or aggregation of PromQL. */
  readonly promql: boolean;
}
/** A name that lives inside one statement: the alias of a table, a CTE, the alias of an output column, a named window. */
export interface LocalEntity {
  readonly kind: 'alias' | 'cte' | 'output' | 'window';
  readonly name: string;
  readonly statement: Statement;
  /** Where it is declared: the only thing that tells two of the same name apart. */
  readonly declared: Span;
}

export function isLocal(entity: Entity): entity is LocalEntity {
  return 'statement' in entity;
}

export function sameEntity(a: Entity, b: Entity): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.name !== b.name) return false;
  if (isLocal(a)) return isLocal(b) && a.statement === b.statement && a.declared.start === b.declared.start;
  return !isLocal(b) && keyOf(a) === keyOf(b);
}

/** A text that tells entities of the whole workspace apart. Locals have none. */
export function keyOf(entity: Exclude<Entity, LocalEntity>): string {
  switch (entity.kind) {
    case 'relation':
      return `relation\0${entity.database}\0${entity.name}`;
    case 'column':
      return `column\0${entity.database}\0${entity.relation}\0${entity.name}`;
    case 'function':
      return `${entity.promql ? 'prom_' : ''}function\0${entity.name}`;
    default:
      return `${entity.kind}\0${entity.name}`;
  }
}

/** The relation a column belongs to. */
export function relationOf(column: ColumnEntity): RelationEntity {
  return { kind: 'relation', database: column.database, name: column.relation };
}

/** How people name it: `table public.mem` would need the catalog; this is the name alone, with what it is in. */
export function describe(entity: Entity): string {
  switch (entity.kind) {
    case 'relation':
      return `${entity.database}.${entity.name}`;
    case 'column':
      return `${entity.database}.${entity.relation}.${entity.name}`;
    default:
      return entity.name;
  }
}
