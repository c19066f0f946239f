import {
  ADMIN_FUNCTIONS,
  functionRows,
  systemTables,
  SYSTEM_DATABASES,
  sqlTypeName,
  type FunctionRow,
  type World,
} from '../../../catalog/index.ts';
import { printArgument } from '../cards/function_card.ts';
import type { Cursor } from './cursor.ts';
import { inSnippet, RANKS, writeColumn, writeIdent, type CompletionItem } from './item.ts';
import { columnsOf, type Seen, type SeenColumn, type Sight } from './sight.ts';

/** More tables than that are narrowed down by typing. */
export const MOST_ITEMS = 2000;

/** The tables and views of the session's database, and the other databases to choose from. */
export function relationItems(world: World, only: 'table' | 'view' | undefined, ctes: readonly string[]): readonly CompletionItem[] {
  return [
    ...ctes.map((name): CompletionItem => ({ label: name, kind: 'cte', insert: writeIdent(name), rank: RANKS.first, source: 'CTE' })),
    ...relationsOf(world, world.session.database, only),
    ...databaseItems(world, '.'),
  ];
}

/** The tables and views of one database. */
export function relationsOf(world: World, database: string, only?: 'table' | 'view'): readonly CompletionItem[] {
  const items: CompletionItem[] = [];
  for (const { kind, name } of world.databases.get(database)?.relations.values() ?? []) {
    if (only !== undefined && only !== kind) continue;
    items.push({
      label: name,
      kind,
      insert: writeIdent(name),
      source: database,
      rank: RANKS.name,
      topic: { about: 'relation', database, name },
    });
    if (items.length === MOST_ITEMS) break;
  }
  for (const { name } of only === 'view' ? [] : systemTables(database, world.session.protocol)) {
    items.push({
      label: name,
      kind: 'table',
      insert: writeIdent(name),
      source: database,
      rank: RANKS.name,
      topic: { about: 'relation', database, name },
    });
  }
  return items;
}

export function databaseItems(world: World, behind = ''): readonly CompletionItem[] {
  const names = new Set([...world.databases.keys(), ...SYSTEM_DATABASES]);
  return [...names].map(name => ({
    label: name,
    kind: 'database',
    insert: `${writeIdent(name)}${behind}`,
    rank: RANKS.rare,
    ...(behind === '' ? {} : { goesOn: true }),
  }));
}

export function flowItems(world: World): readonly CompletionItem[] {
  return [...world.flows.values()].map(({ name, sink, state }) => ({
    label: name,
    kind: 'flow',
    insert: writeIdent(name),
    detail: ` → ${sink.name}`,
    source: state,
    rank: RANKS.first,
    topic: { about: 'flow', name },
  }));
}

/** The columns of one table, and all of them at once for INSERT. */
export function columnItems(cursor: Cursor, of: readonly string[] | undefined, isInsert: boolean): readonly CompletionItem[] {
  const columns = of === undefined ? declaredColumns(cursor) : (columnsOf(cursor.world, of) ?? []);
  const items = columns.map(column => columnItem(column, of?.at(-1) ?? '', writeColumn(column.name)));
  if (!isInsert || columns.length < 2 || cursor.before.text(-1) !== '(') return items;
  const all = columns.map(({ name }) => writeColumn(name)).join(', ');
  return [{ label: all, kind: 'snippet', rank: RANKS.first, source: 'all columns' }, ...items];
}

/** The columns that a CREATE TABLE has declared: words behind its bracket or a comma. */
function declaredColumns({ before }: Cursor): readonly SeenColumn[] {
  const found: SeenColumn[] = [];
  const outer = before.bracket(before.bracket() ?? before.count);
  const first = outer ?? tableBracket(before);
  if (first === undefined) return found;
  let depth = 0;
  for (let i = first; i < before.count; i++) {
    const word = before.text(i);
    if (word === '(') depth++;
    if (word === ')') depth--;
    if (depth !== 1 || (word !== ',' && i !== first)) continue;
    const token = before.token(i + 1);
    if (token === undefined || !before.isWord(i + 1)) continue;
    const next = before.text(i + 2);
    if (token.quote === '' && ((/^PRIMARY$/i.test(token.image) && next === 'KEY') || (/^TIME$/i.test(token.image) && next === 'INDEX')))
      continue;
    found.push({ name: token.quote === '' ? token.value.toLowerCase() : token.value });
  }
  return found;
}

function tableBracket(before: Cursor['before']): number | undefined {
  for (let i = 0; i < before.count; i++) if (before.text(i) === '(') return i;
  return undefined;
}

function columnItem(column: SeenColumn, source: string, insert: string, rank: CompletionItem['rank'] = RANKS.first): CompletionItem {
  const type = column.type === undefined ? undefined : (sqlTypeName(column.type) ?? column.type.kind);
  return { label: column.name, kind: 'column', insert, ...(type === undefined ? {} : { detail: ` ${type}` }), source, rank };
}

/** What an expression may name: columns in sight, the tables to qualify them with, aliases, functions. */
export function expressionItems(sight: Sight, clause: string): readonly CompletionItem[] {
  const items: CompletionItem[] = clause === 'ON' ? [...joinItems(sight)] : [];
  const counts = new Map<string, number>();
  for (const { columns } of sight.sources) for (const { name } of columns ?? []) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const source of sight.sources) {
    const rank = source.depth === 0 ? RANKS.first : RANKS.local;
    for (const column of source.columns ?? []) {
      // A column of several tables needs its table in front.
      const isShared = counts.get(column.name)! > 1 && source.written !== undefined;
      items.push(
        columnItem(
          column,
          source.name ?? source.of,
          isShared ? `${source.written}.${writeIdent(column.name)}` : writeIdent(column.name),
          rank,
        ),
      );
    }
    if (source.name !== undefined && source.written !== undefined) {
      items.push({ label: source.name, kind: 'alias', insert: source.written, source: source.of, rank: RANKS.local, commit: ['.'] });
    }
  }
  if (clause === 'GROUP' || clause === 'ORDER' || clause === 'HAVING') {
    for (const alias of sight.aliases) items.push({ label: alias, kind: 'alias', insert: alias, source: 'SELECT', rank: RANKS.first });
  }
  return clause === 'USING' ? items : [...items, ...functionItems(clause)];
}

/** Columns of the joined table that have the name of a column to their left. */
function joinItems({ sources }: Sight): readonly CompletionItem[] {
  const own = sources.filter(({ depth }) => depth === 0);
  const right = own.at(-1);
  if (right?.columns === undefined || right.written === undefined) return [];
  const items: CompletionItem[] = [];
  for (const left of own.slice(0, -1)) {
    for (const { name } of left.columns ?? []) {
      if (left.written === undefined || !right.columns.some(column => column.name === name)) continue;
      items.push({
        label: `${left.written}.${writeIdent(name)} = ${right.written}.${writeIdent(name)}`,
        kind: 'snippet',
        rank: RANKS.first,
        source: 'join',
      });
    }
  }
  return items.slice(0, 20);
}

/** What stands behind `a.`: columns of a table in sight, or tables of a database. */
export function memberItems(cursor: Cursor, sight: Sight, of: readonly string[], clause: string): readonly CompletionItem[] {
  const name = of.at(-1)!;
  const { world } = cursor;
  if (clause === 'FROM') return relationsOf(world, name);
  const source = sight.sources.find(own => own.name === name) as Seen | undefined;
  if (source?.columns !== undefined) {
    return [
      ...source.columns.map(column => columnItem(column, name, writeIdent(column.name))),
      { label: '*', kind: 'operator', rank: RANKS.rare, source: name },
    ];
  }
  const columns = columnsOf(world, of);
  return columns === undefined ? relationsOf(world, name) : columns.map(column => columnItem(column, name, writeIdent(column.name)));
}

let functions: readonly CompletionItem[] | undefined;

/** Every function a query may call. In OVER and GROUP BY no aggregate can stand, but scalars can. */
function functionItems(clause: string): readonly CompletionItem[] {
  functions ??= functionRows('scalar', 'aggregate', 'window', 'range')
    .filter(row => !row.internal && !row.enterprise)
    .map(functionItem);
  const withoutAggregates = clause === 'WHERE' || clause === 'GROUP' || clause === 'ON' || clause === 'DEFAULT';
  return withoutAggregates ? functions.filter(({ kind }) => kind !== 'aggregate') : functions;
}

function functionItem(row: FunctionRow): CompletionItem {
  const [signature] = row.signatures;
  const args = signature?.args.filter(arg => !arg.optional) ?? [];
  const places = args.map(({ name }, index) => `\${${index + 1}:${inSnippet(name)}}`).join(', ');
  const isPlain = row.kind === 'scalar';
  return {
    label: row.name,
    kind: isPlain ? 'function' : 'aggregate',
    detail: signature === undefined ? '()' : `(${signature.args.map(printArgument).join(', ')})`,
    source: row.category,
    insert: signature === undefined || signature.args.length === 0 ? `${row.name}()` : `${row.name}(${places})`,
    ...(signature === undefined || signature.args.length === 0 ? {} : { isSnippet: true }),
    rank: RANKS.function,
    topic: { about: 'function', name: row.name },
  };
}

/** Functions behind ADMIN. */
export function adminItems(): readonly CompletionItem[] {
  return Object.entries(ADMIN_FUNCTIONS).map(([name, known]) => ({
    label: name,
    kind: 'function',
    insert: known?.subject === 'table' || known?.subject === 'flow' ? `${name}('\${1:${known.subject}}')` : `${name}($1)`,
    isSnippet: true,
    rank: RANKS.first,
    ...(known?.standalone === true ? {} : { source: 'cluster' }),
    topic: { about: 'function', name },
  }));
}
