import { answer, apply, findRelation, sqlTypeName, systemTable, type World } from '../../catalog/index.ts';
import { parseStatement } from '../../grammar/index.ts';
import type { RelationEntity } from '../names/entity.ts';
import type { Snapshot, Step } from '../simulate.ts';

/** The scheme of documents that no file holds: what the simulated server would print. */
export const SCHEME = 'greptime-sql';

/** What a virtual document shows. */
export type Shown = 'table' | 'view' | 'flow' | 'database';

/** The address of SHOW CREATE of an object, as it is after the whole workspace. */
export function virtualUri(what: Shown, name: string): string {
  return `${SCHEME}:/${what}/${encodeURIComponent(name)}.sql`;
}

/** The virtual document of a table that no statement writes out: a system table, or a sink that a flow makes. */
export function virtualTable(step: Step, { database, name }: RelationEntity): string | undefined {
  const made = findRelation(step.outcome.after, database, name) ?? findRelation(step.before, database, name);
  if (made !== undefined) return virtualUri(made.kind, `${database}.${name}`);
  return systemTable(database, name, step.before.session.protocol) === undefined ? undefined : virtualUri('table', `${database}.${name}`);
}

/** The text of a virtual document, or undefined when there is no such thing (any more). */
export function virtualText(snapshot: Snapshot, uri: string): string | undefined {
  const match = /^greptime-sql:\/*(table|view|flow|database)\/(.*)\.sql$/.exec(uri);
  if (match === null) return undefined;
  return showCreate(snapshot.end, match[1] as Shown, decoded(match[2]!));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What SHOW CREATE prints in a world; for system tables their columns. */
export function showCreate(world: World, what: Shown, name: string): string | undefined {
  const dot = name.indexOf('.');
  const parts = what === 'table' || what === 'view' ? [name.slice(0, dot), name.slice(dot + 1)] : [name];
  const statement = parseStatement(`SHOW CREATE ${what.toUpperCase()} ${parts.map(quoted).join('.')}`);
  const outcome = apply(world, statement);
  const shown = outcome.verdict.kind === 'accepted' ? answer(world, statement, outcome) : undefined;
  const text = shown?.kind === 'table' ? shown.rows[0]?.[1] : undefined;
  if (text !== undefined) return text.trimEnd().endsWith(';') ? `${text.trimEnd()}\n` : `${text};\n`;
  return what === 'table' ? systemText(world, parts[0]!, parts[1]!) : undefined;
}

/** SHOW CREATE of a system table is not printed by the catalog alone: its columns as comments tell what it has. */
function systemText(world: World, database: string, name: string): string | undefined {
  const table = systemTable(database, name, world.session.protocol);
  if (table === undefined) return undefined;
  const columns = table.columns.map(
    column => `--   ${column.name} ${sqlTypeName(column.type) ?? column.type.kind}${column.nullable ? '' : ' NOT NULL'}`,
  );
  return [`-- ${database}.${name} is provided by the server. Its columns:`, ...columns, ''].join('\n');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
