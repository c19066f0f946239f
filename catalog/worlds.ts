import type { Protocol } from '../grammar/index.ts';
import { isAlike } from './alike.ts';
import { PersistentMap } from './persistent.ts';
import { LATEST, type Version } from './version.ts';
import { DEFAULT_DATABASE, type Database, type Fog, type Relation, type View, type World } from './world.ts';

export interface WorldOptions {
  readonly closed?: boolean;
  readonly target?: Version;
  readonly now?: bigint;
  readonly protocol?: Protocol;
}

/** Databases that exist from the start; their tables are system tables (`data/system.ts`), not relations of the world. */
export const SYSTEM_DATABASES = ['greptime_private', 'information_schema', 'public'] as const;

const NO_FOG: Fog = { everything: false, relations: PersistentMap.empty(), flows: PersistentMap.empty(), databases: PersistentMap.empty() };

/** A fresh GreptimeDB. */
export function freshWorld(options: WorldOptions = {}): World {
  const databases = SYSTEM_DATABASES.map(name => [name, emptyDatabase(name)] as const);
  return {
    databases: PersistentMap.from(databases),
    views: [],
    flows: PersistentMap.empty(),
    session: { database: DEFAULT_DATABASE, timezone: 'UTC', protocol: options.protocol ?? 'http' },
    fog: NO_FOG,
    settings: {
      closed: options.closed ?? true,
      target: options.target ?? LATEST,
      ...(options.now === undefined ? {} : { now: options.now }),
    },
    nextTableId: 1024,
    nextFlowId: 1024,
  };
}

export function emptyDatabase(name: string): Database {
  return { name, options: new Map(), relations: PersistentMap.empty() };
}

/** The relation, if a statement created it. System tables are not found here. */
export function findRelation(world: World, database: string, name: string): Relation | undefined {
  return world.databases.get(database)?.relations.get(name);
}

/** Whether the relation may exist although the world does not hold it: fog, or an open world. */
export function mayExist(world: World, database: string, name: string): boolean {
  const { fog } = world;
  return (
    !world.settings.closed ||
    fog.everything ||
    fog.databases.has(database) ||
    fog.relations.has(`${database}.${name}`) ||
    fog.relations.has(`${database}.*`)
  );
}

/** Whether a flow may exist although the world does not hold it. */
export function flowMayExist(world: World, name: string): boolean {
  return !world.settings.closed || world.fog.everything || world.fog.flows.has(name);
}

/** Whether a database may exist although the world does not hold it. */
export function databaseMayExist(world: World, name: string): boolean {
  return !world.settings.closed || world.fog.everything || world.fog.databases.has(name);
}

/** The world with a relation new or changed; the same world where it is there already, as it is. */
export function withRelation(world: World, relation: Relation): World {
  const database = world.databases.get(relation.database) ?? emptyDatabase(relation.database);
  const known = database.relations.get(relation.name);
  const key = `${relation.database}.${relation.name}`;
  if (known !== undefined && isAlike(known, relation) && !world.fog.relations.has(key)) return world;
  const cleared = world.fog.relations.delete(key);
  return withTables(world, {
    databases: world.databases.set(relation.database, withRelations(database, relation.name, relation)),
    views: viewsWith(world, known, relation),
    fog: cleared === world.fog.relations ? world.fog : { ...world.fog, relations: cleared },
  });
}

function withRelations(database: Database, name: string, relation?: Relation): Database {
  const { relations, definedBy } = database;
  const changed: Database = {
    name: database.name,
    options: database.options,
    relations: relation === undefined ? relations.delete(name) : relations.set(name, relation),
  };
  return definedBy === undefined ? changed : { ...changed, definedBy };
}

/** The views when one relation has taken the place of another. */
function viewsWith({ views }: World, old: Relation | undefined, made: Relation | undefined): readonly View[] {
  const others = old?.kind === 'view' ? views.filter(view => view !== old) : views;
  return made?.kind === 'view' ? [...others, made] : others;
}

interface Tables {
  readonly databases?: World['databases'];
  readonly views?: World['views'];
  readonly fog?: Fog;
  /** The number that the next table gets. */
  readonly next?: number;
}

/** The world with other tables. There is one for each statement that makes or drops some: a literal, of which V8 makes the least. */
export function withTables(world: World, changed: Tables): World {
  const { flows, session, settings, nextFlowId } = world;
  const { databases = world.databases, views = world.views, fog = world.fog, next = world.nextTableId } = changed;
  return { databases, views, flows, session, fog, settings, nextTableId: next, nextFlowId };
}

export function withoutRelation(world: World, databaseName: string, name: string): World {
  const database = world.databases.get(databaseName);
  const known = database?.relations.get(name);
  if (database === undefined || known === undefined) return world;
  const databases = world.databases.set(databaseName, withRelations(database, name));
  return withTables(world, { databases, views: viewsWith(world, known, undefined) });
}

/** Loses track of one relation: what is known of it goes, and looking it up is unknown from now on. */
export function fogRelation(world: World, database: string, name: string): World {
  const without = withoutRelation(world, database, name);
  return { ...without, fog: { ...without.fog, relations: without.fog.relations.set(`${database}.${name}`, true) } };
}

export function fogFlow(world: World, name: string): World {
  return { ...world, flows: world.flows.delete(name), fog: { ...world.fog, flows: world.fog.flows.set(name, true) } };
}

export function fogDatabase(world: World, name: string): World {
  return { ...world, fog: { ...world.fog, databases: world.fog.databases.set(name, true) } };
}
