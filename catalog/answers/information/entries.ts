import { POSTGRES_DATABASE, systemTables, systemTablesOnUse, type SystemTable } from '../../data/system.ts';
import type { Relation, World } from '../../world.ts';
import { LATEST } from '../../version.ts';
import type { Cell } from '../cells.ts';
import { SOME } from '../cells.ts';
import type { InformationRow } from './row.ts';

/** Something that has a row in information_schema.tables. */
export interface Entry {
  readonly database: Cell;
  readonly name: Cell;
  /** Whether the server certainly has it. */
  readonly certain: boolean;
  readonly relation?: Relation;
  readonly system?: SystemTable;
}

/** The databases a server shows: those of the world, and those that may exist besides. */
export function databases(world: World): readonly { readonly name: Cell; readonly certain: boolean }[] {
  const found: { name: Cell; certain: boolean }[] = [...world.databases.keys()].map(name => ({
    name,
    certain: !world.fog.databases.has(name),
  }));
  for (const name of world.fog.databases.keys()) if (!world.databases.has(name)) found.push({ name, certain: false });
  // Whether PostgreSQL sessions see their own catalog among the databases is not recorded.
  if (world.session.protocol === 'postgres') found.push({ name: POSTGRES_DATABASE, certain: false });
  if (isBoundless(world)) found.push({ name: SOME, certain: false });
  return found;
}

/** Tables, views and system tables, database by database; system tables first. */
export function* entries(world: World): Generator<Entry> {
  const { fog, session, settings } = world;
  for (const [name, database] of world.databases) {
    for (const system of systemTables(name, session.protocol))
      yield { database: name, name: system.name, certain: settings.target === LATEST, system };
    for (const system of systemTablesOnUse(name)) yield { database: name, name: system.name, certain: false, system };
    const lost = fog.databases.has(name);
    for (const relation of database.relations.values()) yield { database: name, name: relation.name, certain: !lost, relation };
  }
  if (session.protocol === 'postgres') {
    for (const system of systemTables(POSTGRES_DATABASE, session.protocol))
      yield { database: POSTGRES_DATABASE, name: system.name, certain: false, system };
  }
  for (const key of fog.relations.keys()) yield lostEntry(key);
  for (const database of fog.databases.keys()) yield { database, name: SOME, certain: false };
  if (isBoundless(world)) yield { database: SOME, name: SOME, certain: false };
}

/** `database.relation` or `database.*`; the database's name ends at the first dot. */
function lostEntry(key: string): Entry {
  const dot = key.indexOf('.');
  const name = key.slice(dot + 1);
  return { database: key.slice(0, dot), name: name === '*' ? SOME : name, certain: false };
}

/** Whether anything may exist that no statement created. */
function isBoundless(world: World): boolean {
  return !world.settings.closed || world.fog.everything;
}

/** A row about an entry, in the place that its table has. */
export function entryRow(entry: Entry, cells: InformationRow['cells'], group?: string): InformationRow {
  const database = typeof entry.database === 'string' ? entry.database : '';
  const name = typeof entry.name === 'string' ? entry.name : '';
  return {
    cells,
    certain: entry.certain,
    database,
    group: group === undefined ? name : `${name} ${group}`,
    system: entry.system !== undefined,
  };
}
