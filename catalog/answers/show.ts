import type { Ident, Show } from '../../grammar/index.ts';
import { SHOWN, type ShownTable } from '../data/show_columns.ts';
import { fold, printName } from '../names.ts';
import type { Answer } from '../rows.ts';
import { flowOf, locate } from '../statements/shows.ts';
import type { World } from '../world.ts';
import { type Cell, lift, orUnsure, passes } from './cells.ts';
import { printCreateDatabase } from './create_database.ts';
import { printCreateFlow } from './create_flow.ts';
import { printCreateTable, printForeignTable } from './create_table.ts';
import { evaluate } from './evaluate.ts';
import { informationRows } from './information/index.ts';
import type { InformationRow } from './information/row.ts';
import { isLike } from './like.ts';
import { drawResult, type Result, sortResult } from './result.ts';
import { viewText } from './view_text.ts';

/** What an accepted SHOW prints, where the catalog alone determines it. */
export function showAnswer(world: World, node: Show): Answer | undefined {
  switch (node.what) {
    case 'create_table':
      return createTable(world, node);
    case 'create_view':
      return createView(world, node);
    case 'create_flow': {
      const name = printName(node.name!);
      return pair('Flow', 'Create Flow', name, printCreateFlow(name, flowOf(world, node.name!)));
    }
    case 'create_database': {
      const name = node.name!.parts.map(fold).join('.');
      const database = world.databases.get(name);
      return pair('Database', 'Create Database', name, database && printCreateDatabase(name, database.options));
    }
    case 'variables':
      return variable(world, printName(node.name!).toUpperCase());
    case 'search_path':
      return { kind: 'table', columns: ['search_path'], rows: [[world.session.database]] };
    default: {
      const shown = SHOWN[node.what];
      return shown && listing(world, node, shown);
    }
  }
}

function pair(kind: string, title: string, name: string, text: string | undefined): Answer | undefined {
  return text === undefined ? undefined : { kind: 'table', columns: [kind, title], rows: [[name, text]] };
}

function createTable(world: World, { name, foreignTable }: Show): Answer | undefined {
  const found = locate(world, name!);
  if (
    found.kind !== 'relation' ||
    found.relation.kind === 'view' ||
    found.relation.opaque === true ||
    found.relation.doubtedOptions !== undefined
  )
    return undefined;
  const table = found.relation;
  return pair('Table', 'Create Table', table.name, foreignTable ? printForeignTable(table) : printCreateTable(world, table));
}

function createView(world: World, { name }: Show): Answer | undefined {
  const found = locate(world, name!);
  if (found.kind !== 'relation' || found.relation.kind !== 'view') return undefined;
  return pair('View', 'Create View', found.relation.name, viewText(found.relation));
}

/** The zone of the server is a setting of its own; UTC unless somebody changed it. */
function variable(world: World, name: string): Answer | undefined {
  const isServers = name === 'SYSTEM_TIME_ZONE' || name === 'SYSTEM_TIMEZONE';
  const zone = isServers ? 'UTC' : name === 'TIME_ZONE' || name === 'TIMEZONE' ? printZone(world.session.timezone) : undefined;
  return zone === undefined ? undefined : { kind: 'table', columns: [name], rows: [[zone]] };
}

/** `+8:00` prints as `+08:00`, a named zone as it is called. */
function printZone(zone: string): string | undefined {
  const [, sign, hours, minutes] = OFFSET.exec(zone) ?? [];
  if (hours !== undefined) return `${sign === '-' ? '-' : '+'}${hours.padStart(2, '0')}:${minutes}`;
  return NAMED_ZONE.test(zone) ? zone : undefined;
}
const OFFSET = /^([+-]?)(\d{1,2}):(\d{2})$/;
/** `UTC`, `Asia/Shanghai`. */
const NAMED_ZONE = /^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/;

function listing(world: World, node: Show, shown: ShownTable): Answer | undefined {
  const rows = informationRows(world, shown.table);
  if (rows === undefined) return undefined;
  const database = node.database === undefined ? world.session.database : fold(node.database.parts[0]!);
  const columns = (node.full ? shown.full : undefined) ?? shown.columns;
  const kept: InformationRow[] = [];
  for (const row of rows) {
    const keep = isListed(row, node, shown, database);
    if (keep === false) continue;
    if (keep === undefined || !row.certain) return undefined;
    kept.push(row);
  }
  const headers = columns.map(([, header]) => (header === 'Tables' ? `Tables_in_${database}` : header));
  const result: Result = {
    headers,
    rows: kept.map(row => ({ cells: columns.map(([column]) => row.cells[column]), keys: shown.orderBy.map(column => row.cells[column]) })),
    ordered: true,
    filtered: true,
  };
  const sorted = sortResult(
    result,
    shown.orderBy.map(() => ({ descending: false, nullsFirst: true })),
  );
  return sorted && drawResult(sorted, world.session.protocol);
}

/** Whether SHOW lists a row: it belongs to the object, and LIKE or WHERE lets it pass. */
function isListed({ cells }: InformationRow, node: Show, shown: ShownTable, database: string): boolean | undefined {
  const conditions: Cell[] = [];
  if (IN_DATABASE.has(node.what)) conditions.push(isEqual(cells['table_schema'], database));
  if (OF_TABLE.has(node.what)) conditions.push(isEqual(cells['table_name'], fold(node.name!.parts[0]!)));
  if (node.like !== undefined) conditions.push(isMatching(cells[shown.like], node.like));
  const { where } = node;
  if (where !== undefined) {
    const columns = new Map(
      ((node.full ? shown.full : undefined) ?? shown.columns).map(([column, header]) => [header, cells[column]] as const),
    );
    conditions.push(evaluate(where, { column: ([ident]) => columns.get(ident!.value) }));
  }
  const outcomes = conditions.map(passes);
  return outcomes.includes(false) ? false : outcomes.includes(undefined) ? undefined : true;
}

const IN_DATABASE: ReadonlySet<Show['what']> = new Set(['tables', 'table_status', 'views', 'columns', 'index', 'region']);
const OF_TABLE: ReadonlySet<Show['what']> = new Set(['columns', 'index', 'region']);

function isEqual(cell: Cell | undefined, text: string): Cell {
  return lift([orUnsure(cell)], plain => plain === text);
}

function isMatching(cell: Cell | undefined, pattern: Ident): Cell {
  return lift([orUnsure(cell)], plain => typeof plain === 'string' && isLike(plain, pattern.value));
}
