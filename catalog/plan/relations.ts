import type { Ident, ObjectName, Span } from '../../grammar/index.ts';
import { isPossibleSystemTable, POSTGRES_DATABASE, systemTable } from '../data/system.ts';
import { foldInQuery } from '../names.ts';
import { doubt, reject, unknown, type Unknown } from '../verdict.ts';
import { CATALOG, type Column, type TableName, type View } from '../world.ts';
import { findRelation, mayExist } from '../worlds.ts';
import type { Field } from './bound.ts';
import { type Context, planError } from './context.ts';
import type { PlanNode } from './plan.ts';
import { planView } from './views.ts';

/** A table or view in FROM: its columns, qualified as it was written (`create_relation` and GreptimeDB's table source). */
export function planRelation(context: Context, name: ObjectName): PlanNode {
  const parts = name.parts.map(foldInQuery);
  if (parts.length === 1) {
    const cte = context.ctes.get(parts[0]!);
    if (cte !== undefined) {
      context.recorder?.relation?.(name, { cte: parts[0]! });
      context.late.push(...cte.late);
      return cte.plan;
    }
  }
  return scanNamed(context, name, parts);
}

export function scanNamed(context: Context, name: ObjectName, parts: readonly string[]): PlanNode {
  const table = resolve(context, parts, name);
  const { world } = context;
  const found = table.catalog === CATALOG ? findRelation(world, table.database, table.name) : undefined;
  if (found?.kind === 'table') {
    if (found.opaque === true) unknown(`the columns of ${table.name} are not known`);
    context.recorder?.relation?.(name, table, found);
    return scan(context, table, found, fieldsOf(found.columns, table, parts, found.timeIndex), name.span);
  }
  if (found?.kind === 'view') {
    context.recorder?.relation?.(name, table, found);
    return viewScan(context, table, found, parts, name.span);
  }
  return systemScan(context, table, parts, name);
}

/** What is certain of a relation before anything is planned: that nobody can tell whether it exists. No throw, for many are like that. */
export function doubtAbout({ world, ctes }: Context, name: ObjectName): Unknown | undefined {
  const [part, ...more] = name.parts;
  if (more.length > 0) return undefined;
  const { database, protocol } = world.session;
  const table = foldInQuery(part!);
  if (ctes.has(table) || findRelation(world, database, table) !== undefined) return undefined;
  return systemTable(database, table, protocol) === undefined && mayExist(world, database, table) ? doubt(unseen(table)) : undefined;
}

function unseen(table: string): string {
  return `whether ${table} exists`;
}

function systemScan(context: Context, table: TableName, parts: readonly string[], name: ObjectName): PlanNode {
  const { world } = context;
  const { protocol } = world.session;
  const own = table.catalog === CATALOG ? systemTable(table.database, table.name, protocol) : undefined;
  if (own === undefined && mayExist(world, table.database, table.name)) unknown(unseen(table.name));
  const system =
    own ?? (protocol === 'postgres' && table.catalog === CATALOG ? systemTable(POSTGRES_DATABASE, table.name, protocol) : undefined);
  if (system === undefined) {
    if (isPossibleSystemTable(table.database, table.name)) unknown(`whether ${table.database}.${table.name} has been made yet`);
    return rejectTable(table, name.span);
  }
  const place: TableName = { catalog: CATALOG, database: system.database, name: system.name };
  context.recorder?.relation?.(name, place, 'system');
  return scan(context, place, 'system', fieldsOf(system.columns, place, parts, undefined), name.span);
}

export function rejectTable(table: TableName, span: Span): never {
  const full = `${table.catalog}.${table.database}.${table.name}`;
  return reject('TableNotFound', `Failed to plan SQL: Table not found: ${full}`, {
    reason: 'table_not_found',
    span,
    detail: { name: full },
  });
}

function scan(
  context: Context,
  table: TableName,
  relation: Extract<PlanNode, { kind: 'scan' }>['relation'],
  fields: readonly Field[],
  _span: Span,
): PlanNode {
  context.reads.set(`${table.catalog}.${table.database}.${table.name}`, table);
  return { kind: 'scan', fields, table, relation };
}

function viewScan(context: Context, table: TableName, view: View, parts: readonly string[], span: Span): PlanNode {
  const columns = planView(context, view, span);
  return scan(context, table, view, fieldsOf(columns, table, parts, undefined), span);
}

/** The fields that were asked for last: queries of one table follow each other. */
let last:
  | { readonly columns: readonly Column[]; readonly qualifier: string; readonly table: TableName; readonly fields: readonly Field[] }
  | undefined;

function fieldsOf(
  columns: readonly Column[],
  table: TableName,
  relation: readonly string[],
  timeIndex: string | undefined,
): readonly Field[] {
  const qualifier = relation.join('.');
  if (last?.columns === columns && last.qualifier === qualifier && last.table.database === table.database && last.table.name === table.name)
    return last.fields;
  const fields = columns.map(({ name, type, nullable }): Field => {
    const origin = { database: table.database, table: table.name, column: name };
    const field = { name, qualifier, relation, type, nullable, origin };
    return name === timeIndex ? { name, qualifier, relation, type, nullable, timeIndex: true, origin } : field;
  });
  last = { columns, qualifier, table, fields };
  return fields;
}

/** One to three parts; DataFusion refuses more. */
function resolve(context: Context, parts: readonly string[], name: ObjectName): TableName {
  const { database } = context.world.session;
  switch (parts.length) {
    case 1:
      return { catalog: CATALOG, database, name: parts[0]! };
    case 2:
      return { catalog: CATALOG, database: parts[0]!, name: parts[1]! };
    case 3:
      return { catalog: parts[0]!, database: parts[1]!, name: parts[2]! };
    default: {
      const written = name.parts.map(printPart).join('.');
      return planError(`Unsupported compound identifier '${written}'. Expected 1, 2 or 3 parts, got ${parts.length}`, {
        reason: 'table_name_parts',
        span: name.span,
      });
    }
  }
}

function printPart(part: Ident): string {
  return part.quote === '' ? part.value : part.quote + part.value + part.quote;
}
