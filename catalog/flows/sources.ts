import { parsePromql, metricsOf, type Cte, type Ident, type ObjectName, type Query, type Tql } from '../../grammar/index.ts';
import { fold } from '../names.ts';
import { reject } from '../verdict.ts';
import { atLeast } from '../version.ts';
import { CATALOG, type TableName, type World } from '../world.ts';

/** A table a flow reads: its full name, and where the query names it. */
export interface SourceName {
  readonly name: TableName;
  /** As written, for messages about the number of parts. */
  readonly written: string;
  readonly span: { readonly start: number; readonly end: number };
}

/**
 * The sources of a flow, each once, in the order they are written. Mirrors `extract_tables_from_query` and `extract_tables_from_tql`
 * (`src/sql/src/util.rs`): every table factor anywhere in the query except the names of CTEs in scope; table functions are seen as
 * tables; for TQL the metrics of the PromQL text.
 */
export function sourcesOf(world: World, body: Query | Tql): readonly SourceName[] {
  const found: SourceName[] = [];
  if (body.kind === 'tql') collectTql(world, body, found);
  else collect(world, body, NO_CTES, found);
  const seen = new Set<string>();
  return found.filter(({ name }) => {
    const key = `${name.catalog}.${name.database}.${name.name}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Expressions that hold a query. */
const SUBQUERIES: ReadonlySet<string> = new Set(['subquery', 'exists', 'in_query', 'quantified']);
const NO_CTES: ReadonlySet<string> = new Set();

function collect(world: World, node: unknown, ctes: ReadonlySet<string>, found: SourceName[]): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(world, item, ctes, found);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { kind } = node as { kind?: string };
  // Before 1.2 only FROM, joins, derived tables and set operands were looked through.
  if (kind !== undefined && SUBQUERIES.has(kind) && !atLeast(world.settings.target, '1.2')) return;
  if (kind === 'query' && (node as Query).with !== undefined) {
    collectWith(world, node as Query, ctes, found);
    return;
  }
  if (kind === 'tql') {
    collectTql(world, node as Tql, found);
    return;
  }
  if (kind === 'table_ref') {
    const { name } = node as { name: ObjectName };
    if (!(name.parts.length === 1 && ctes.has(fold(name.parts[0]!)))) found.push(sourceName(world, name));
  }
  for (const value of Object.values(node)) if (typeof value === 'object') collect(world, value, ctes, found);
}

function collectWith(world: World, query: Query, outer: ReadonlySet<string>, found: SourceName[]): void {
  const { with: clause, ...rest } = query;
  const scope = new Set(outer);
  for (const cte of clause!.ctes) {
    if (clause!.recursive) scope.add(cteName(cte));
    collect(world, cte.body, new Set(scope), found);
    scope.add(cteName(cte));
  }
  collect(world, rest, scope, found);
}

function cteName(cte: Cte): string {
  return fold(cte.name);
}

function sourceName(world: World, name: ObjectName): SourceName {
  return { name: resolveReference(world, name), written: writtenName(name), span: name.span };
}

/** Resolves a sink or source reference of 1 to 3 parts; more are refused as DataFusion words it. */
export function resolveReference(world: World, name: ObjectName): TableName {
  const parts = name.parts.map(fold);
  if (parts.length > 3) {
    const written = writtenName(name);
    reject(
      'InvalidArguments',
      `Failed to convert identifier: ${written}: Error during planning: Unsupported compound identifier '${written}'. Expected 1, 2 or 3 parts, got ${parts.length}`,
      { reason: 'flow_reference_parts', span: name.span },
    );
  }
  const [last, database = world.session.database, catalog = CATALOG] = parts.toReversed();
  return { catalog, database, name: last! };
}

/** A name as messages print it: after folding, quotes kept. */
export function writtenName(name: ObjectName): string {
  return name.parts.map(writtenIdent).join('.');
}

function writtenIdent(ident: Ident): string {
  return ident.quote === '' ? fold(ident) : ident.quote + ident.value + ident.quote;
}

/** Metric names count as unquoted identifiers, so they are looked up in lower case. */
function collectTql(world: World, tql: Tql, found: SourceName[]): void {
  const { expr } = parsePromql(tql.promql);
  if (expr === undefined) return;
  for (const metric of metricsOf(expr)) {
    const name: TableName = {
      catalog: CATALOG,
      database: metric.schema === undefined ? world.session.database : metric.schema.toLowerCase(),
      name: metric.name.toLowerCase(),
    };
    const start = tql.promqlSpan.start + metric.span.start;
    found.push({ name, written: metric.name, span: { start, end: tql.promqlSpan.start + metric.span.end } });
  }
}
