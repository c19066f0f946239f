import type { SnapshotObject } from '../../config/index.ts';
import { parseFile, type StatementNode } from '../../grammar/index.ts';
import { Trouble } from '../trouble.ts';
import { drawnRows, rowsOf, type Row } from './rows.ts';
import { tablesFromColumns } from './tables.ts';

/** What a dump holds. */
export interface Dump {
  readonly objects: readonly SnapshotObject[];
  /** What it holds besides, and nobody can use. */
  readonly passedOver: number;
}

/** Reads a dump: SQL, tables as a client draws them, or JSON. `database` is where names without one lie. */
export function readDump(name: string, text: string, database: string): Dump {
  const trimmed = text.trimStart();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return objectsOf(rowsOf(parse(name, text)), database);
  if (/^[+|]/m.test(trimmed) && trimmed.includes('Create')) return objectsOf(drawnRows(text), database);
  return statementsOf(text, database);
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Trouble(`${name}: this is not JSON: ${(error as Error).message}`);
  }
}

const CREATES = { 'Create Table': 'table', 'Create View': 'view', 'Create Flow': 'flow', 'Create Database': 'database' } as const;

/** Objects from rows: of SHOW CREATE, and of tables of information_schema. What was shown wins over what is put together. */
export function objectsOf(rows: readonly Row[], database: string): Dump {
  const shown: SnapshotObject[] = [];
  const columns: Row[] = [];
  const tables: Row[] = [];
  let passedOver = 0;
  for (const row of rows) {
    const create = (Object.keys(CREATES) as (keyof typeof CREATES)[]).find(column => typeof row[column] === 'string');
    if (create !== undefined) {
      const kind = CREATES[create];
      // A flow's name is printed as it was written in the question, quotes included.
      const name = unquoted(String(row[create.replace('Create ', '')] ?? ''));
      shown.push({ kind, database: kind === 'database' ? name : database, name, sql: String(row[create]) });
    } else if (typeof row['flow_definition'] === 'string')
      shown.push({ kind: 'flow', database, name: String(row['flow_name']), sql: row['flow_definition'] });
    else if (typeof row['view_definition'] === 'string')
      shown.push({
        kind: 'view',
        database: String(row['table_schema'] ?? database),
        name: String(row['table_name']),
        sql: row['view_definition'],
      });
    else if (typeof row['column_name'] === 'string' && typeof row['table_name'] === 'string') columns.push(row);
    else if (typeof row['table_type'] === 'string') tables.push(row);
    else passedOver++;
  }
  const systems = columns.filter(row => !isSystem(String(row['table_schema'])));
  const known = new Set(shown.filter(({ kind }) => kind === 'table').map(({ database: home, name }) => `${home}.${name}`));
  const made = tablesFromColumns(systems, tables).filter(({ database: home, name }) => !known.has(`${home}.${name}`));
  return { objects: [...shown, ...made], passedOver };
}

function unquoted(name: string): string {
  return /^"(?:[^"]|"")*"$/s.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name;
}

/** Databases that every GreptimeDB has, and that no statement makes. */
export function isSystem(database: string): boolean {
  return ['information_schema', 'pg_catalog', 'greptime_private'].includes(database);
}

/** The statements of a text that make something. */
function statementsOf(text: string, database: string): Dump {
  const objects: SnapshotObject[] = [];
  let home = database;
  let passedOver = 0;
  for (const { statement } of parseFile('dump.sql', text).statements) {
    const { node } = statement;
    const made = node === undefined ? undefined : madeBy(node, home);
    if (node?.kind === 'use') home = node.database.value;
    else if (made === undefined) passedOver++;
    else objects.push({ ...made, sql: statement.text.replace(/;\s*$/, '').trimEnd() });
  }
  return { objects, passedOver };
}

function madeBy(node: StatementNode, database: string): Omit<SnapshotObject, 'sql'> | undefined {
  switch (node.kind) {
    case 'create_database': {
      const name = node.name.parts.at(-1)!.value;
      return { kind: 'database', database: name, name };
    }
    case 'create_table':
    case 'create_table_like':
    case 'create_external_table':
      return { kind: 'table', ...placed(node.name.parts, database) };
    case 'create_view':
      return { kind: 'view', ...placed(node.name.parts, database) };
    case 'create_flow':
      return { kind: 'flow', database, name: node.name.parts.at(-1)!.value };
    default:
      return undefined;
  }
}

function placed(parts: readonly { readonly value: string }[], database: string): { readonly database: string; readonly name: string } {
  return { database: parts.at(-2)?.value ?? database, name: parts.at(-1)!.value };
}
