import { findRelation, fold, foldInQuery, POSTGRES_DATABASE, systemTable, type World } from '../../catalog/index.ts';
import type { Ident, ObjectName, Query, Span, Statement } from '../../grammar/index.ts';
import type { Entity, LocalEntity, RelationEntity } from './entity.ts';
import type { Mention, MentionForm } from './mention.ts';
import type { Output, Scope } from './scope.ts';

/** What the walk over one statement knows and what it has found. */
export interface Collector {
  readonly world: World;
  readonly statement: Statement;
  readonly mentions: Mention[];
  /** The columns each query yields; absent where they are not known. */
  readonly outputs: Map<Query, readonly Output[]>;
  /** What may be named in each SELECT. */
  readonly scopes: Map<object, Scope>;
}

export function openCollector(world: World, statement: Statement): Collector {
  return { world, statement, mentions: [], outputs: new Map(), scopes: new Map() };
}

export function mention(collector: Collector, span: Span, entity: Entity, use: Mention['use'] = 'read', form: MentionForm = 'sql'): void {
  collector.mentions.push({ span, entity, use, form });
}

export function local(collector: Collector, kind: LocalEntity['kind'], ident: Ident): LocalEntity {
  return { kind, name: foldInQuery(ident), statement: collector.statement, declared: ident.span };
}

/** Takes a relation's name of one to three parts for what it is: the table, and the database in front of it. */
export function mentionRelation(
  collector: Collector,
  name: ObjectName | undefined,
  use: Mention['use'] = 'read',
): RelationEntity | undefined {
  const part = name?.parts.at(-1);
  if (name === undefined || part === undefined || name.parts.length > 3) return undefined;
  const written = mentionDatabaseOf(collector, name);
  const folded = fold(part);
  const database = isOfPostgres(collector.world, written, folded) ? POSTGRES_DATABASE : written;
  const entity: RelationEntity = { kind: 'relation', database, name: folded };
  mention(collector, part.span, entity, use);
  return entity;
}

/** Clients of PostgreSQL see the tables of `pg_catalog` wherever no other table is. */
function isOfPostgres(world: World, database: string, name: string): boolean {
  const { protocol } = world.session;
  if (protocol !== 'postgres' || findRelation(world, database, name) !== undefined) return false;
  return systemTable(database, name, protocol) === undefined && systemTable(POSTGRES_DATABASE, name, protocol) !== undefined;
}

/** The database that qualifies a name, or the session's. */
export function mentionDatabaseOf(collector: Collector, name: ObjectName): string {
  const part = name.parts.at(-2);
  if (part === undefined) return collector.world.session.database;
  const database = fold(part);
  mention(collector, part.span, { kind: 'database', name: database });
  return database;
}

export function mentionColumn(
  collector: Collector,
  relation: RelationEntity | undefined,
  ident: Ident | undefined,
  use: Mention['use'] = 'read',
): void {
  if (relation === undefined || ident === undefined) return;
  mention(collector, ident.span, { kind: 'column', database: relation.database, relation: relation.name, name: fold(ident) }, use);
}

/** The columns of a relation as a query sees them; absent when nobody knows them. */
export function columnsOfRelation(world: World, relation: RelationEntity): readonly Output[] | undefined {
  const { database, name } = relation;
  const found = findRelation(world, database, name);
  const columns =
    found === undefined
      ? systemTable(database, name, world.session.protocol)?.columns
      : found.kind === 'table' && found.opaque === true
        ? undefined
        : found.columns;
  return columns?.map(column => ({ name: column.name, entity: { kind: 'column', database, relation: name, name: column.name } }));
}
