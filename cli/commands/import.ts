import { resolve } from 'node:path';
import { openSession } from '../../catalog/index.ts';
import type { DatabaseSnapshot, SnapshotObject } from '../../config/index.ts';
import { readText, writeText } from '../disk.ts';
import { isSystem, readDump } from '../import/dump.ts';
import { importFrom } from '../import/http.ts';
import { quoted } from '../import/tables.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { Trouble } from '../trouble.ts';

export interface ImportFlags {
  readonly url?: string;
  readonly database?: readonly string[];
  readonly output: string;
}

/** Writes a snapshot of what a database holds, from dumps or from the database itself. The only command that uses a network, when told to. */
export async function importCommand(files: readonly string[], flags: ImportFlags, { cwd, out, env }: Terminal): Promise<ExitCode> {
  if (files.length === 0 && flags.url === undefined) throw new Trouble('name the dumps to read, or a server with --url');
  const objects: SnapshotObject[] = [];
  let passedOver = 0;
  for (const file of files) {
    const content = readText(resolve(cwd, file), { orPipe: true });
    if ('reason' in content) throw new Trouble(`cannot read ${file}: ${content.isMissing === true ? 'no such file' : content.reason}`);
    const dump = readDump(file, content.text, flags.database?.[0] ?? 'public');
    objects.push(...dump.objects);
    passedOver += dump.passedOver;
  }
  if (flags.url !== undefined) {
    const token = env['GREPTIME_TOKEN'];
    objects.push(
      ...(await importFrom({
        url: flags.url,
        ...(token === undefined || token === '' ? {} : { token }),
        ...(flags.database === undefined ? {} : { databases: flags.database }),
      })),
    );
  }
  if (objects.length === 0)
    throw new Trouble('there is nothing in it that makes a database, a table, a view or a flow: nothing was written');
  const snapshot: DatabaseSnapshot = { 'greptime-sql': 'snapshot', version: 1, objects: ordered(objects).map(withLines) };
  writeText(resolve(cwd, flags.output), `${JSON.stringify(snapshot, null, 2)}\n`);
  const count = (kind: SnapshotObject['kind'], word: string): string => {
    const found = snapshot.objects.filter(object => object.kind === kind).length;
    return `${found} ${word}${found === 1 ? '' : 's'}`;
  };
  const rest =
    passedOver > 0
      ? `; ${passedOver} ${passedOver === 1 ? 'statement or row makes' : 'statements or rows make'} nothing and ${passedOver === 1 ? 'was' : 'were'} passed over`
      : '';
  out(
    `${flags.output}: ${count('database', 'database')}, ${count('table', 'table')}, ${count('view', 'view')}, ${count('flow', 'flow')}${rest}\nReview it, commit it, and name it in greptime-sql.json: "snapshots": ["${flags.output}"]\n`,
  );
  return 0;
}

/** Databases, tables, views, flows; each object once, the last one that was said. */
function ordered(objects: readonly SnapshotObject[]): readonly SnapshotObject[] {
  const unique = new Map<string, SnapshotObject>();
  for (const object of objects) unique.set(`${object.kind} ${object.kind === 'flow' ? '' : object.database}.${object.name}`, object);
  const of = (kind: SnapshotObject['kind']): readonly SnapshotObject[] =>
    [...unique.values()]
      .filter(object => object.kind === kind)
      .toSorted((a, b) => (a.database === b.database ? (a.name < b.name ? -1 : 1) : a.database < b.database ? -1 : 1));
  const homes = new Set([...unique.values()].filter(({ kind }) => kind !== 'database').map(({ database }) => database));
  for (const { name } of of('database')) homes.delete(name);
  const implied = [...homes]
    .filter(name => name !== 'public' && !isSystem(name))
    .toSorted()
    .map((name): SnapshotObject => ({ kind: 'database', database: name, name, sql: `CREATE DATABASE IF NOT EXISTS ${quoted(name)}` }));
  const before = [...of('database').filter(({ name }) => name !== 'public'), ...implied, ...of('table')];
  return [...before, ...viewsInOrder(of('view'), before), ...of('flow')];
}

/** Views over views: each behind what it reads, found by playing them until none gets any further. */
function viewsInOrder(views: readonly SnapshotObject[], before: readonly SnapshotObject[]): readonly SnapshotObject[] {
  const session = openSession({ world: 'closed' });
  const isMade = ({ database, sql, kind }: SnapshotObject): boolean => {
    const use = kind === 'database' ? '' : `USE ${quoted(database)}; `;
    return session.run(`${use}${String(sql)}`).at(-1)?.verdict !== 'rejected';
  };
  for (const object of before) isMade(object);
  const placed: SnapshotObject[] = [];
  let waiting = views;
  while (waiting.length > 0) {
    const made = waiting.filter(isMade);
    if (made.length === 0) break;
    placed.push(...made);
    waiting = waiting.filter(view => !made.includes(view));
  }
  return [...placed, ...waiting];
}

function withLines(object: SnapshotObject): SnapshotObject {
  const lines = String(object.sql).split(/\r?\n/);
  return lines.length === 1 ? object : { ...object, sql: lines };
}
