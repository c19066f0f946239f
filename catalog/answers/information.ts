import type { Call, Expr, Ident, OrderItem, Query, Select, SelectItem } from '../../grammar/index.ts';
import { systemTable } from '../data/system.ts';
import { foldInQuery } from '../names.ts';
import { planQuery } from '../plan/query.ts';
import type { Answer } from '../rows.ts';
import type { World } from '../world.ts';
import { findRelation } from '../worlds.ts';
import { aggregateCall, isAggregate } from './aggregate.ts';
import { type Cell, isUnsure, orUnsure, passes } from './cells.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { informationRows } from './information/index.ts';
import { isOrdered, type InformationRow } from './information/row.ts';
import { type Direction, drawResult, isAlike, type Result, type ResultRow, sortResult } from './result.ts';

/** What a SELECT over one table of information_schema prints, where the catalog alone determines it. */
export function informationAnswer(world: World, query: Query): Answer | undefined {
  const result = run(world, query);
  if (result === undefined) return undefined;
  const headers = result.headers.includes(UNNAMED) ? plannedHeaders(world, query) : result.headers;
  return headers && drawResult({ ...result, headers }, world.session.protocol);
}

/** Stands for the name of an expression, which only the planner knows. */
const UNNAMED = '';

function plannedHeaders(world: World, query: Query): readonly string[] | undefined {
  const planning = planQuery(world, query);
  return planning.kind === 'planned' ? planning.fields.map(field => field.name) : undefined;
}

/** A table as FROM names it. */
interface Source {
  readonly columns: ReadonlySet<string>;
  readonly names: readonly string[];
  /** What may stand before a column: the alias, else the name with or without its database. */
  readonly qualifiers: readonly string[];
  readonly rows: Iterable<InformationRow>;
}

interface Output {
  readonly header: string;
  readonly expr: Expr;
}

function run(world: World, query: Query): Result | undefined {
  const { body, fetch, locks, forClause } = query;
  if (query.with !== undefined || fetch !== undefined || locks.length > 0 || forClause !== undefined) return undefined;
  if (body.kind === 'parenthesised_query' && query.orderBy.length === 0 && query.limit === undefined && query.offset === undefined)
    return run(world, body.query);
  if (body.kind !== 'select' || !isSimple(body)) return undefined;
  const source = sourceOf(world, body);
  const outputs = source && outputsOf(body.items, source);
  if (source === undefined || outputs === undefined) return undefined;
  const rows = keep(world, body, source);
  if (rows === undefined) return undefined;
  const order = orderOf(query.orderBy, outputs, source);
  const grouped = body.groupBy !== undefined || outputs.some(({ expr }) => isAggregate(expr));
  const filtered = body.where !== undefined || query.orderBy.length > 0 || body.groupBy !== undefined;
  const projected = grouped ? group(body, source, outputs, order, rows) : project(source, outputs, order, rows);
  if (projected === undefined) return undefined;
  const result = { headers: outputs.map(({ header }) => header), rows: projected, ordered: !grouped && isOrdered(rows), filtered };
  const distinct = body.distinct === 'DISTINCT' ? unique(result) : result;
  const sorted =
    distinct &&
    (order.length === 0
      ? distinct
      : sortResult(
          distinct,
          order.map(({ direction }) => direction),
        ));
  return sorted && cut(sorted, query);
}

/** Only SELECT, FROM, WHERE, GROUP BY and DISTINCT. */
function isSimple(select: Select): boolean {
  return (
    typeof select.distinct !== 'object' &&
    select.top === undefined &&
    select.into === undefined &&
    select.lateralViews.length === 0 &&
    select.connectBy === undefined &&
    select.clusterBy.length === 0 &&
    select.distributeBy.length === 0 &&
    select.range === undefined &&
    select.sortBy.length === 0 &&
    select.having === undefined &&
    select.windows.length === 0 &&
    select.qualify === undefined &&
    select.groupBy?.all !== true &&
    select.groupBy?.groupingSets === undefined &&
    select.from.length === 1 &&
    select.from[0]!.joins.length === 0
  );
}

function sourceOf(world: World, select: Select): Source | undefined {
  const { relation } = select.from[0]!;
  if (
    relation.kind !== 'table_ref' ||
    relation.args !== undefined ||
    relation.withOrdinality ||
    relation.hints.length > 0 ||
    relation.tails.length > 0
  )
    return undefined;
  const [name, database = world.session.database, catalog] = relation.name.parts.map(foldInQuery).toReversed();
  if (database !== 'information_schema' || findRelation(world, database, name!) !== undefined) return undefined;
  const table = systemTable(database, name!, world.session.protocol);
  const rows = informationRows(world, name!);
  if (table === undefined || rows === undefined || (relation.alias?.columns.length ?? 0) > 0) return undefined;
  const alias = relation.alias === undefined ? undefined : foldInQuery(relation.alias.name);
  const names = table.columns.map(column => column.name);
  const full = `${catalog ?? ''}.${database}.${name}`;
  return { columns: new Set(names), names, qualifiers: alias === undefined ? [name!, `${database}.${name}`, full] : [alias], rows };
}

function outputsOf(items: readonly SelectItem[], source: Source): readonly Output[] | undefined {
  const outputs: Output[] = [];
  for (const item of items) {
    if (item.kind === 'wildcard') {
      if (item.qualifier !== undefined && !source.qualifiers.includes(item.qualifier.parts.map(foldInQuery).join('.'))) return undefined;
      for (const name of source.names) outputs.push({ header: name, expr: columnExpr(name, item) });
      continue;
    }
    const header = item.alias === undefined ? nameOf(item.expr) : foldInQuery(item.alias);
    outputs.push({ header, expr: item.expr });
  }
  return outputs;
}

function columnExpr(name: string, { span }: SelectItem): Expr {
  return { kind: 'identifier', ident: { kind: 'ident', value: name, quote: '"', span }, span };
}

/** The name of a column that has no alias. */
function nameOf(expr: Expr): string {
  if (expr.kind === 'identifier') return foldInQuery(expr.ident);
  if (expr.kind === 'compound_identifier') return foldInQuery(expr.parts.at(-1)!);
  return expr.kind === 'nested' ? nameOf(expr.expr) : UNNAMED;
}

/** The rows that WHERE lets pass; absent where that is not known of one of them. */
function keep(world: World, select: Select, source: Source): readonly InformationRow[] | undefined {
  const rows: InformationRow[] = [];
  for (const row of source.rows) {
    const kept =
      select.where === undefined
        ? true
        : passes(
            evaluate(
              select.where,
              scopeOf(source, row, query => subquery(world, query)),
            ),
          );
    if (kept === false) continue;
    if (kept === undefined || !row.certain) return undefined;
    rows.push(row);
  }
  return rows;
}

function subquery(world: World, query: Query): readonly Cell[] | undefined {
  const result = run(world, query);
  return result?.headers.length === 1 ? result.rows.map(({ cells }) => orUnsure(cells[0])) : undefined;
}

function scopeOf(source: Source, row: InformationRow | undefined, query?: Scope['query'], aggregate?: Scope['aggregate']): Scope {
  const column = (parts: readonly Ident[]): Cell | undefined => {
    const name = columnOf(source, parts);
    return name === undefined ? undefined : orUnsure(row?.cells[name]);
  };
  return { column, ...(query === undefined ? {} : { query }), ...(aggregate === undefined ? {} : { aggregate }) };
}

/** The column of the source that an identifier means. */
function columnOf(source: Source, parts: readonly Ident[]): string | undefined {
  const names = parts.map(foldInQuery);
  const name = names.at(-1)!;
  const isQualified = names.length === 1 || source.qualifiers.includes(names.slice(0, -1).join('.'));
  return isQualified && source.columns.has(name) ? name : undefined;
}

interface Order {
  readonly expr: Expr;
  readonly direction: Direction;
}

/** ORDER BY, where a position or an alias stands for an output. Ascending puts NULL last, descending first. */
function orderOf(items: readonly OrderItem[], outputs: readonly Output[], source: Source): readonly Order[] {
  return items.map(({ expr, direction, nulls }) => {
    const descending = direction === 'DESC';
    return {
      expr: named(expr, outputs, source),
      direction: { descending, nullsFirst: nulls === undefined ? descending : nulls === 'FIRST' },
    };
  });
}

function named(expr: Expr, outputs: readonly Output[], source: Source, sourceFirst = false): Expr {
  if (expr.kind === 'literal' && expr.type === 'number') return outputs[Number(expr.value) - 1]?.expr ?? expr;
  if (expr.kind !== 'identifier') return expr;
  if (sourceFirst && columnOf(source, [expr.ident]) !== undefined) return expr;
  const name = foldInQuery(expr.ident);
  return outputs.find(output => output.header === name)?.expr ?? expr;
}

function project(
  source: Source,
  outputs: readonly Output[],
  order: readonly Order[],
  rows: readonly InformationRow[],
): readonly ResultRow[] {
  return rows.map(row => {
    const scope = scopeOf(source, row);
    return { cells: outputs.map(({ expr }) => evaluate(expr, scope)), keys: order.map(({ expr }) => evaluate(expr, scope)) };
  });
}

/** A row for each group; one for all rows where there is no GROUP BY. */
function group(
  select: Select,
  source: Source,
  outputs: readonly Output[],
  order: readonly Order[],
  rows: readonly InformationRow[],
): readonly ResultRow[] | undefined {
  const keys = (select.groupBy?.exprs ?? []).map(expr => named(expr, outputs, source, true));
  const groups: { readonly cells: readonly Cell[]; readonly rows: InformationRow[] }[] = [];
  if (select.groupBy === undefined) groups.push({ cells: [], rows: [...rows] });
  else {
    for (const row of rows) {
      const cells = keys.map(key => evaluate(key, scopeOf(source, row)));
      if (cells.some(isUnsure)) return undefined;
      const known = groups.find(other => isAlike({ cells: other.cells, keys: [] }, { cells, keys: [] }));
      if (known === undefined) groups.push({ cells, rows: [row] });
      else known.rows.push(row);
    }
  }
  return groups.map(({ rows: members }) => {
    const aggregate = (call: Call): Cell | undefined =>
      aggregateCall(call, arg => members.map(row => evaluate(arg, scopeOf(source, row))), members.length);
    const scope = scopeOf(source, members[0], undefined, aggregate);
    return { cells: outputs.map(({ expr }) => evaluate(expr, scope)), keys: order.map(({ expr }) => evaluate(expr, scope)) };
  });
}

function unique(result: Result): Result | undefined {
  const rows: ResultRow[] = [];
  for (const row of result.rows) {
    if (rows.length > 0 && row.cells.some(cell => cell === undefined || isUnsure(cell))) return undefined;
    if (!rows.some(other => isAlike(other, row))) rows.push(row);
  }
  return { ...result, rows, ordered: rows.length < 2 };
}

/** LIMIT and OFFSET; which rows they leave is known only if the order is. */
function cut(result: Result, { limit, offset }: Query): Result | undefined {
  const skipped = offset === undefined ? 0 : count(offset.count);
  const most = limit === undefined || limit === 'ALL' ? Infinity : count(limit);
  if (skipped === undefined || most === undefined || most === 0) return undefined;
  if (skipped === 0 && result.rows.length <= most) return result;
  return result.ordered ? { ...result, rows: result.rows.slice(skipped, skipped + most), filtered: true } : undefined;
}

function count(expr: Expr): number | undefined {
  return expr.kind === 'literal' && expr.type === 'number' && /^\d+$/.test(expr.value) ? Number(expr.value) : undefined;
}
