import { findRelation, foldInQuery, planQuery, systemTable, type DataType, type World } from '../../../catalog/index.ts';
import { parseStatement, T, tokenAt, type Token } from '../../../grammar/index.ts';
import { openCollector } from '../../names/collector.ts';
import { queryNames } from '../../names/query.ts';
import type { Cursor } from './cursor.ts';

/** A column that may be named. */
export interface SeenColumn {
  readonly name: string;
  readonly type?: DataType;
}

/** A table of a FROM clause around the cursor. */
export interface Seen {
  /** How it is called here; absent for a bracketed query without an alias. */
  readonly name?: string;
  /** The word to write in front of its columns, as it is written here. */
  readonly written?: string;
  /** What people know it as. */
  readonly of: string;
  /** Absent when nobody knows the columns. */
  readonly columns?: readonly SeenColumn[];
  /** How many queries further out it stands. */
  readonly depth: number;
}

export interface Sight {
  readonly sources: readonly Seen[];
  /** The names of CTEs. */
  readonly ctes: readonly string[];
  /** Aliases of the SELECT list. */
  readonly aliases: readonly string[];
}

/** Longer queries inside the statement are not planned while somebody types. */
const LONGEST_QUERY = 20_000;
const MOST_SOURCES = 40;

/** What the query around the cursor can name, found by its tokens: behind the cursor too, since FROM is often written first. */
export function sightAt(cursor: Cursor): Sight {
  const reader = new Reader(cursor);
  const sources: Seen[] = [];
  const ctes = new Map<string, Cte>();
  let aliases: readonly string[] = [];
  let inner = cursor.before.count;
  for (let depth = 0; depth < 16; depth++) {
    const bracket = cursor.before.bracket(inner);
    const from = bracket === undefined ? 0 : bracket + 1;
    for (const cte of reader.ctes(from, inner)) if (!ctes.has(cte.name)) ctes.set(cte.name, cte);
    const level = reader.level(from, inner);
    if (depth === 0) aliases = reader.aliases(level);
    const outer = outerCtes(cursor, bracket, reader, ctes);
    for (const source of reader.sources(level))
      if (sources.length < MOST_SOURCES) sources.push({ ...reader.resolve(source, outer), depth });
    if (bracket === undefined) break;
    inner = bracket;
  }
  return { sources, ctes: [...ctes.keys()], aliases };
}

interface Cte {
  readonly name: string;
  /** The text from WITH to the end of its body. */
  readonly text: string;
}

/** CTEs of queries further out are in sight too. */
function outerCtes(cursor: Cursor, bracket: number | undefined, reader: Reader, known: ReadonlyMap<string, Cte>): ReadonlyMap<string, Cte> {
  const all = new Map(known);
  for (let open = bracket; open !== undefined; open = cursor.before.bracket(open)) {
    const outer = cursor.before.bracket(open);
    for (const cte of reader.ctes(outer === undefined ? 0 : outer + 1, open)) if (!all.has(cte.name)) all.set(cte.name, cte);
  }
  return all;
}

/** The tokens of one query, its nested brackets left out. */
interface Level {
  /** Where SELECT and FROM stand, and the first token behind the query. */
  readonly select?: number;
  readonly from?: number;
  readonly end: number;
}

type Source =
  | { readonly kind: 'named'; readonly parts: readonly Token[]; readonly alias?: Token }
  | { readonly kind: 'query'; readonly text: string; readonly alias?: Token };

const STOPS: ReadonlySet<string> = new Set(
  'WHERE GROUP HAVING ORDER LIMIT OFFSET ALIGN UNION EXCEPT INTERSECT WINDOW QUALIFY SELECT FILL BY'.split(' '),
);
const BREAKS: ReadonlySet<string> = new Set(['UNION', 'EXCEPT', 'INTERSECT', 'MINUS']);
const JOINERS: ReadonlySet<string> = new Set('JOIN INNER LEFT RIGHT FULL CROSS NATURAL OUTER SEMI ANTI ON USING'.split(' '));

class Reader {
  private readonly cursor: Cursor;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  private token(at: number): Token | undefined {
    return at >= 0 && at < this.cursor.tokens.count ? tokenAt(this.cursor.tokens, at) : undefined;
  }

  private word(at: number): string {
    const token = this.token(at);
    return token === undefined || token.quote !== '' ? '' : token.image.toUpperCase();
  }

  /** The token behind the bracket that opens at `at`. */
  private behind(at: number): number {
    const { kinds, count } = this.cursor.tokens;
    let depth = 0;
    for (let i = at; i < count; i++) {
      if (kinds[i] === T.LParen.kind) depth++;
      else if (kinds[i] === T.RParen.kind && --depth === 0) return i + 1;
    }
    return count;
  }

  /** The query that the place `inner` is in, among those that a UNION joins on this level. */
  level(from: number, inner: number): Level {
    let select: number | undefined;
    let found: number | undefined;
    for (let i = from; i < this.cursor.tokens.count;) {
      const word = this.word(i);
      if (word === '(') {
        i = this.behind(i);
        continue;
      }
      if (word === ')' || word === ';') return this.made(select, found, i);
      if (BREAKS.has(word)) {
        if (i >= inner) return this.made(select, found, i);
        select = undefined;
        found = undefined;
      }
      if (word === 'SELECT') {
        // A second SELECT begins what was meant to be another statement.
        if (select !== undefined && i >= inner) return this.made(select, found, i);
        select = i;
        found = undefined;
      }
      if (word === 'FROM' && found === undefined && this.word(i - 1) !== 'DISTINCT') found = i;
      i++;
    }
    return this.made(select, found, this.cursor.tokens.count);
  }

  private made(select: number | undefined, from: number | undefined, end: number): Level {
    return { ...(select === undefined ? {} : { select }), ...(from === undefined ? {} : { from }), end };
  }

  aliases({ select, from, end }: Level): readonly string[] {
    const found: string[] = [];
    if (select === undefined) return found;
    for (let i = select + 1; i < (from ?? end);) {
      if (this.word(i) === '(') {
        i = this.behind(i);
        continue;
      }
      const name = this.word(i) === 'AS' ? this.token(i + 1) : undefined;
      if (name?.type.CATEGORIES.includes(T.Word) === true) found.push(this.cursor.text.slice(name.start, name.end));
      i++;
    }
    return found;
  }

  sources({ from, end }: Level): readonly Source[] {
    const found: Source[] = [];
    if (from === undefined) return found;
    let i = from + 1;
    while (i < end) {
      const word = this.word(i);
      if (STOPS.has(word)) break;
      const read = this.source(i, end);
      if (read !== undefined) found.push(read.source);
      i = this.nextSource(read?.next ?? i + 1, end);
    }
    return found;
  }

  private source(at: number, end: number): { readonly source: Source; readonly next: number } | undefined {
    const token = this.token(at);
    if (token?.image === '(') {
      const next = this.behind(at);
      const close = this.token(next - 1);
      const text = close === undefined ? '' : this.cursor.text.slice(token.end, close.start);
      const alias = this.alias(next, end);
      return { source: { kind: 'query', text, ...(alias === undefined ? {} : { alias: alias.token }) }, next: alias?.next ?? next };
    }
    if (token?.type.CATEGORIES.includes(T.Word) !== true || JOINERS.has(this.word(at))) return undefined;
    const parts = [token];
    let next = at + 1;
    while (this.word(next) === '.' && this.token(next + 1)?.type.CATEGORIES.includes(T.Word) === true) {
      parts.push(this.token(next + 1)!);
      next += 2;
    }
    if (this.word(next) === '(') next = this.behind(next);
    const alias = this.alias(next, end);
    return { source: { kind: 'named', parts, ...(alias === undefined ? {} : { alias: alias.token }) }, next: alias?.next ?? next };
  }

  private alias(at: number, end: number): { readonly token: Token; readonly next: number } | undefined {
    const name = this.word(at) === 'AS' ? at + 1 : at;
    const token = this.token(name);
    if (name >= end || token?.type.CATEGORIES.includes(T.Word) !== true) return undefined;
    const word = this.word(name);
    return STOPS.has(word) || JOINERS.has(word) || word === 'FROM' ? undefined : { token, next: name + 1 };
  }

  /** Over conditions to the next table of the clause. */
  private nextSource(from: number, end: number): number {
    for (let i = from; i < end;) {
      const word = this.word(i);
      if (word === '(') {
        i = this.behind(i);
        continue;
      }
      if (word === ',' || word === 'JOIN') return i + 1;
      if (STOPS.has(word)) return end;
      i++;
    }
    return end;
  }

  /** `WITH a AS (…), b AS (…)` on a level, as far as they are written before `inner`. */
  ctes(from: number, inner: number): readonly Cte[] {
    const found: Cte[] = [];
    for (let i = from; i < inner; i++) {
      if (this.word(i) === '(') {
        i = this.behind(i) - 1;
        continue;
      }
      if (this.word(i) !== 'WITH' || this.word(i + 1) === '(') continue;
      const start = this.token(i)!.start;
      let at = this.word(i + 1) === 'RECURSIVE' ? i + 2 : i + 1;
      while (at < inner) {
        const name = this.token(at);
        if (name?.type.CATEGORIES.includes(T.Word) !== true) break;
        let body = at + 1;
        if (this.word(body) === '(') body = this.behind(body);
        if (this.word(body) !== 'AS' || this.word(body + 1) !== '(') break;
        const next = this.behind(body + 1);
        if (next > inner) break;
        found.push({ name: nameOf(name), text: this.cursor.text.slice(start, this.token(next - 1)!.end) });
        if (this.word(next) !== ',') break;
        at = next + 1;
      }
    }
    return found;
  }

  resolve(source: Source, ctes: ReadonlyMap<string, Cte>): Omit<Seen, 'depth'> {
    const { world, text } = this.cursor;
    const alias = source.alias;
    const named = alias === undefined ? {} : { name: nameOf(alias), written: text.slice(alias.start, alias.end) };
    if (source.kind === 'query') {
      const columns = columnsOfQuery(world, `${[...ctes.values()].at(-1)?.text ?? ''} SELECT * FROM (${source.text}) AS q`);
      return { of: 'query', ...named, ...(columns === undefined ? {} : { columns }) };
    }
    const parts = source.parts.map(nameOf);
    const last = source.parts.at(-1)!;
    const own = alias === undefined ? { name: parts.at(-1)!, written: text.slice(last.start, last.end) } : named;
    const cte = parts.length === 1 ? ctes.get(parts[0]!) : undefined;
    const columns =
      cte === undefined ? columnsOf(world, parts) : columnsOfQuery(world, `${cte.text} SELECT * FROM "${cte.name.replaceAll('"', '""')}"`);
    return { of: parts.join('.'), ...own, ...(columns === undefined ? {} : { columns }) };
  }
}

function nameOf(token: Token): string {
  return foldInQuery({ kind: 'ident', value: token.value, quote: token.quote, span: { start: token.start, end: token.end } });
}

/** The columns of a table, view or system table. */
export function columnsOf(world: World, parts: readonly string[]): readonly SeenColumn[] | undefined {
  const [name, database = world.session.database] = parts.toReversed();
  if (name === undefined) return undefined;
  const relation = findRelation(world, database, name);
  if (relation !== undefined) return relation.kind === 'table' && relation.opaque === true ? undefined : relation.columns;
  return systemTable(database, name, world.session.protocol)?.columns;
}

/** The columns of a query's result: planned where that is possible, by their written names where not. */
function columnsOfQuery(world: World, sql: string): readonly SeenColumn[] | undefined {
  if (sql.length > LONGEST_QUERY) return undefined;
  const statement = parseStatement(sql);
  const { node } = statement;
  if (node?.kind !== 'query') return undefined;
  const planning = planQuery(world, node);
  if (planning.kind === 'planned') return planning.fields.map(({ name, type }) => ({ name, type }));
  return queryNames(openCollector(world, statement), node)?.flatMap(({ name }) => (name === undefined ? [] : [{ name }]));
}
