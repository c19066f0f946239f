import type { ObjectName, Span } from '../../grammar/index.ts';
import { isPossibleSystemTable, isSystemTable } from '../data/system.ts';
import { resolveName } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { ACCEPTED, doubt, reject, rejected, Ruling, unknown, type Accepted, type Rejected, type Unknown } from '../verdict.ts';
import { CATALOG, type Relation, type Table, type TableName, type World } from '../world.ts';
import { databaseMayExist, findRelation, mayExist } from '../worlds.ts';

/** What a statement of this catalog can be about; other catalogs do not exist in a standalone server. */
export function target(world: World, name: ObjectName): TableName {
  return resolveName(world, name);
}

/** `Affected Rows: 0`, as every DDL statement on a table reports. */
export const DONE: Accepted = { kind: 'accepted', affected: 0 };

const written: Accepted[] = [];
/** So many rows at most are written so often that what is said of it is shared. */
const FEW = 100;

/** So many rows are written. */
export function affecting(rows: number): Accepted {
  return rows > FEW ? { kind: 'accepted', affected: rows } : (written[rows] ??= { kind: 'accepted', affected: rows });
}

export function done(after: World): Outcome {
  return { verdict: DONE, after };
}

export function accepted(after: World): Outcome {
  return { verdict: ACCEPTED, after };
}

/** Mirrors `is_readonly_schema` (`src/common/catalog/src/consts.rs`). */
export function isReadOnly(database: string): boolean {
  return database === 'information_schema';
}

export function refuseReadOnly(name: TableName, span: Span): void {
  if (isReadOnly(name.database)) reject('Unsupported', `Schema \`${name.database}\` is read-only`, { reason: 'read_only', span });
}

/** What the world holds under a name: a relation, a system table, nothing (certainly), or something unknown. */
export type Found =
  | { readonly kind: 'relation'; readonly relation: Relation }
  | { readonly kind: 'system' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown' };

export function find(world: World, name: TableName): Found {
  if (name.catalog !== CATALOG) return { kind: world.settings.closed ? 'missing' : 'unknown' };
  const relation = findRelation(world, name.database, name.name);
  if (relation !== undefined) return { kind: 'relation', relation };
  if (isSystemTable(name.database, name.name, world.session.protocol)) return { kind: 'system' };
  const unseen = mayExist(world, name.database, name.name) || isPossibleSystemTable(name.database, name.name);
  return { kind: unseen ? 'unknown' : 'missing' };
}

/** Whether a name is lost in fog, so that even a statement that creates it may meet something. An open world alone is no fog. */
export function isLost(world: World, name: TableName): boolean {
  const { fog } = world;
  return (
    fog.everything ||
    fog.databases.has(name.database) ||
    fog.relations.has(`${name.database}.${name.name}`) ||
    fog.relations.has(`${name.database}.*`)
  );
}

/** The relation of that name; a missing one is refused as GreptimeDB's operators do, an unseen one is unknown. */
export function existing(world: World, name: TableName, span: Span): Relation {
  const found = find(world, name);
  switch (found.kind) {
    case 'relation':
      return found.relation;
    case 'system':
      return unknown(`${fullName(name)} is a system table`);
    case 'unknown':
      throw new Ruling(unseen(name, span));
    default:
      return tableNotFound(name, span);
  }
}

/** Nothing is known of a relation that may exist; suspected is that it does not. */
export function unseen(name: TableName, span: Span): Unknown {
  return doubt(`${fullName(name)} may exist elsewhere`, notFound(name, span));
}

export function tableNotFound(name: TableName, span: Span): never {
  throw new Ruling(notFound(name, span));
}

function notFound(name: TableName, span: Span): Rejected {
  return rejected('TableNotFound', `Table not found: ${fullName(name)}`, {
    reason: 'table_not_found',
    span,
    detail: { database: name.database, table: name.name },
  });
}

/** A table whose columns are known. */
export function existingTable(world: World, name: TableName, span: Span): Table {
  const relation = existing(world, name, span);
  if (relation.kind === 'view') unknown(`${fullName(name)} is a view`);
  if (relation.opaque === true) unknown(`the columns of ${fullName(name)} are not known`);
  return relation;
}

/** The database must exist before something is created in it. */
export function requireDatabase(world: World, name: TableName, span: Span): void {
  if (name.catalog !== CATALOG) unknown('another catalog');
  if (world.databases.has(name.database)) return;
  if (databaseMayExist(world, name.database)) {
    if (world.fog.everything || world.fog.databases.has(name.database)) unknown(`database ${name.database} may not exist`);
    return;
  }
  throw new Ruling(databaseNotFound(name.database, span));
}

export function databaseNotFound(name: string, span: Span): Rejected {
  return rejected('DatabaseNotFound', `Schema not found, schema: ${name}`, {
    reason: 'database_not_found',
    span,
    detail: { database: name },
  });
}

export function alreadyExists(name: TableName, span: Span, kind: 'Table' | 'View' = 'Table'): never {
  return reject('TableAlreadyExists', `${kind} already exists: \`${fullName(name)}\``, {
    reason: 'table_exists',
    span,
    detail: { database: name.database, table: name.name },
  });
}

/** Mirrors `NAME_PATTERN_REG`: what a table or database may be called. */
export function isValidName(name: string): boolean {
  return NAME_PATTERN.test(name);
}
const NAME_PATTERN = /^[a-zA-Z_:-][a-zA-Z0-9_:\-.@#]*$/;

export function fullName(name: TableName): string {
  return `${name.catalog}.${name.database}.${name.name}`;
}
