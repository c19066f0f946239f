import type { AlterDatabase, CreateDatabase, Drop, ObjectName, Statement, Use } from '../../grammar/index.ts';
import { isAlike } from '../alike.ts';
import { fold, printName } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { reject, unknown } from '../verdict.ts';
import { CATALOG, type Database, type World } from '../world.ts';
import { databaseMayExist, emptyDatabase, SYSTEM_DATABASES } from '../worlds.ts';
import { keepDatabaseOption, optionText, readTtl } from './option_values.ts';
import { accepted, databaseNotFound, done, isReadOnly, isValidName } from './targets.ts';

/** `CREATE DATABASE` reports one affected row, also where the database was there already. */
export function createDatabase(world: World, node: CreateDatabase, statement: Statement): Outcome {
  const name = databaseName(node.name);
  if (!isValidName(name)) {
    reject('Unexpected', `Unexpected, violated: Invalid database name: ${name}`, { reason: 'database_name', span: node.name.span });
  }
  const created = { verdict: { kind: 'accepted', affected: 1 } as const };
  const known = world.databases.get(name);
  // A database that only its tables told of may still be created by the statement that comes late.
  if (isReserved(name) || (known !== undefined && (known.definedBy !== undefined || world.settings.closed))) {
    if (node.ifNotExists) return { ...created, after: world };
    return reject('InvalidArguments', `Schema ${name} already exists`, {
      reason: 'database_exists',
      span: node.name.span,
      detail: { database: name },
    });
  }
  if (isLostDatabase(world, name)) return { verdict: { kind: 'unknown', why: `database ${name} may exist already` }, after: world };
  const options = new Map<string, string>();
  for (const option of node.options) {
    const key = option.key.value.toLowerCase();
    const text = optionText(option);
    if (text === undefined) continue;
    if (key === 'ttl') {
      const ttl = readTtl(text);
      if (ttl === undefined || ttl === 'instant') {
        reject('Unexpected', `Failed to parse value ${text} into key ttl`, {
          reason: 'option_value',
          span: option.span,
          detail: { key, value: text },
        });
      }
      options.set(key, ttl);
    } else options.set(key, text);
  }
  const database: Database = { ...(known ?? emptyDatabase(name)), options, definedBy: statement };
  return { ...created, after: { ...world, databases: world.databases.set(name, database) } };
}

/** The database is looked up before its options are read. */
export function alterDatabase(world: World, node: AlterDatabase): Outcome {
  const name = qualifiedName(node.name);
  const { span } = node.name;
  if (isReadOnly(name)) reject('Unsupported', `Schema \`${name}\` is read-only`, { reason: 'read_only', span });
  const database = world.databases.get(name);
  if (database === undefined && !databaseMayExist(world, name)) return { verdict: databaseNotFound(name, span), after: world };
  const options = changedOptions(database?.options ?? new Map(), node);
  if (database === undefined) return unknown(`database ${name} may exist elsewhere`, databaseNotFound(name, span));
  if (isAlike(options, database.options)) return done(world);
  return done({ ...world, databases: world.databases.set(name, { ...database, options }) });
}

function changedOptions(options: ReadonlyMap<string, string>, node: AlterDatabase): ReadonlyMap<string, string> {
  const changed = new Map(options);
  for (const option of node.set) {
    const key = option.key.toLowerCase();
    const kept = keepDatabaseOption(key, option.value);
    if (kept === undefined) {
      reject('InvalidArguments', `Invalid set database option, key: ${option.key}, value: ${option.value}`, {
        reason: 'option_value',
        span: option.span,
        detail: { key, value: option.value },
      });
    }
    changed.set(key, kept!);
  }
  for (const literal of node.unset) {
    const key = literal.value.toLowerCase();
    if (keepDatabaseOption(key, '') === undefined) {
      reject('InvalidArguments', `Invalid unset database option, key: ${literal.value}`, {
        reason: 'option_key',
        span: literal.span,
        detail: { key },
      });
    }
    changed.delete(key);
  }
  return changed;
}

export function dropDatabase(world: World, node: Drop<'drop_database'>): Outcome {
  const written = node.names[0]!;
  const name = qualifiedName(written);
  if (isReadOnly(name)) reject('Unsupported', `Schema \`${name}\` is read-only`, { reason: 'read_only', span: written.span });
  if (!world.databases.has(name)) {
    const after = isLostDatabase(world, name) ? forget(world, name) : world;
    if (node.ifExists) return done(after);
    const missing = databaseNotFound(name, written.span);
    if (databaseMayExist(world, name))
      return { verdict: { kind: 'unknown', why: `database ${name} may exist elsewhere`, suspected: missing }, after };
    return { verdict: missing, after };
  }
  if (name === world.session.database) {
    reject('InvalidArguments', `Schema \`${name}\` is in use`, {
      reason: 'database_in_use',
      span: written.span,
      detail: { database: name },
    });
  }
  if (isReserved(name)) unknown(`dropping ${name}`);
  return done(forget(world, name));
}

/** USE changes the session alone. Over gRPC the client keeps the name to itself, so the session moves even where the server would refuse. */
export function use(world: World, node: Use): Outcome {
  const name = fold(node.database);
  const after = world.session.database === name ? world : { ...world, session: { ...world.session, database: name } };
  if (world.databases.has(name) || isReserved(name)) return accepted(after);
  if (databaseMayExist(world, name))
    return {
      verdict: { kind: 'unknown', why: `database ${name} may exist elsewhere`, suspected: databaseNotFound(name, node.database.span) },
      after,
    };
  return { verdict: databaseNotFound(name, node.database.span), after: world.session.protocol === 'http' ? after : world };
}

/** `idents_to_full_database_name`: a catalog may stand in front. */
function qualifiedName(name: ObjectName): string {
  const parts = name.parts.map(fold);
  if (parts.length > 2) {
    reject('InvalidArguments', `Invalid SQL, error: expect database name to be <catalog>.<schema>, <schema>, actual: ${printName(name)}`, {
      reason: 'database_name',
      span: name.span,
    });
  }
  return parts.length === 2 && parts[0] !== CATALOG ? unknown('a database of another catalog') : parts.at(-1)!;
}

/** `format_raw_object_name`: any number of parts makes one name. */
function databaseName(name: ObjectName): string {
  return name.parts.map(fold).join('.');
}

function isReserved(name: string): boolean {
  return name === 'pg_catalog' || (SYSTEM_DATABASES as readonly string[]).includes(name);
}

function isLostDatabase(world: World, name: string): boolean {
  return world.fog.everything || world.fog.databases.has(name);
}

function forget(world: World, name: string): World {
  return {
    ...world,
    databases: world.databases.delete(name),
    views: world.views.some(view => view.database === name) ? world.views.filter(view => view.database !== name) : world.views,
    fog: { ...world.fog, databases: world.fog.databases.delete(name) },
  };
}
