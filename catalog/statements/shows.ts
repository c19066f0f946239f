import {
  parseRequest,
  print,
  type Describe,
  type Expr,
  type Ident,
  type ObjectName,
  type Show,
  type StatusName,
} from '../../grammar/index.ts';
import { isPossibleSystemTable, POSTGRES_DATABASE, systemTable, type SystemTable } from '../data/system.ts';
import { shownHeaders } from '../data/show_columns.ts';
import { fold, printName, resolveName } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { ACCEPTED, reject, rejected, Ruling, unknown } from '../verdict.ts';
import { CATALOG, type Flow, type Relation, type TableName, type World } from '../world.ts';
import { databaseMayExist, findRelation, flowMayExist, mayExist } from '../worlds.ts';
import { databaseNotFound } from './targets.ts';

/** SHOW changes nothing; it is refused where its object does not exist or is of the wrong kind. */
export function show(world: World, node: Show): Outcome {
  judgeShow(world, node);
  return { verdict: ACCEPTED, after: world };
}

/** DESC TABLE prints a missing name as it was written. */
export function describe(world: World, node: Describe): Outcome {
  existing(world, node.name, { status: 'TableNotFound', message: `Table not found: ${printName(node.name)}`, reason: 'table_not_found' });
  return { verdict: ACCEPTED, after: world };
}

function judgeShow(world: World, node: Show): void {
  switch (node.what) {
    case 'create_table':
      return judgeCreateTable(world, node);
    case 'create_view':
      return judgeCreateView(world, node.name!);
    case 'create_flow':
      return judgeCreateFlow(world, node.name!);
    case 'create_database':
      return judgeDatabase(world, node.name!);
    case 'variables':
      return judgeVariable(world, node.name!);
    case 'columns':
    case 'index':
    case 'region':
      return judgeListing(world, node);
    case 'tables':
    case 'table_status':
    case 'views':
      if (node.database !== undefined && !world.databases.has(fold(node.database.parts[0]!)))
        unknown('SHOW of a database that is not there');
      return judgeFilter(node);
    default:
      return judgeFilter(node);
  }
}

/** Only a base table has a CREATE TABLE; the foreign table of PostgreSQL is printed for whatever there is. */
function judgeCreateTable(world: World, { name, foreignTable }: Show): void {
  const full = resolveName(world, name!);
  const found = existing(world, name!, { status: 'TableNotFound', message: `Table not found: ${full.name}`, reason: 'table_not_found' });
  if (foreignTable) return;
  const type = found.kind === 'system' ? 'TEMPORARY' : found.relation.kind === 'view' ? 'VIEW' : undefined;
  if (type === undefined) return;
  reject('Unsupported', `Show create table only for base table. ${full.catalog}.${full.database}.${full.name} is ${type}`, {
    reason: 'not_a_base_table',
    span: name!.span,
  });
}

/** A table is no view, and is not found. */
function judgeCreateView(world: World, name: ObjectName): void {
  const missing: Missing = {
    status: 'TableNotFound',
    message: `View not found: ${resolveName(world, name).name}`,
    reason: 'view_not_found',
  };
  const found = existing(world, name, missing);
  if (found.kind === 'relation' && found.relation.kind === 'view') return;
  unknown('SHOW CREATE VIEW of what is no view', rejected(missing.status, missing.message, { reason: missing.reason, span: name.span }));
}

function judgeDatabase(world: World, name: ObjectName): void {
  const database = name.parts.length === 1 ? fold(name.parts[0]!) : undefined;
  if (database === undefined) unknown('the database of another catalog');
  if (world.databases.has(database)) return;
  const missing = databaseNotFound(database, name.span);
  unknown(
    databaseMayExist(world, database) ? `database ${database} may exist elsewhere` : 'how a missing database is refused is not recorded',
    missing,
  );
}

/** The kept query is parsed anew, in the dialect of the session that asks: another one than made it may not understand it. */
function judgeCreateFlow(world: World, name: ObjectName): void {
  const { body, rawText } = flowOf(world, name);
  const { protocol } = world.session;
  if (protocol === 'http' || body.kind === 'tql') return;
  const { statements, faults } = parseRequest(rawText, protocol);
  const node = statements[0]?.statement.node;
  if (faults.length > 0 || node === undefined || print(node) !== print(body))
    unknown('the query of the flow reads otherwise in this session');
}

/** The flow that SHOW CREATE FLOW means: `flow` or `catalog.flow`. A missing one is named without its catalog. */
export function flowOf(world: World, name: ObjectName): Flow {
  const parts = name.parts.map(fold);
  if (parts.length > 2) {
    reject(
      'InvalidArguments',
      `Invalid SQL, error: expect flow name to be <catalog>.<flow_name> or <flow_name>, actual: ${printName(name)}`,
      {
        reason: 'flow_name_parts',
        span: name.span,
      },
    );
  }
  const flowName = parts.at(-1)!;
  const isHere = parts.length === 1 || parts[0] === CATALOG;
  const flow = isHere ? world.flows.get(flowName) : undefined;
  if (flow?.assumed === true) unknown('whether the flow was made');
  if (flow !== undefined) return flow;
  const missing = rejected('FlowNotFound', `Flow not found: ${flowName}`, {
    reason: 'flow_not_found',
    span: name.span,
    detail: { flow: flowName },
  });
  if (!isHere || flowMayExist(world, flowName)) unknown('the flow may exist elsewhere', missing);
  throw new Ruling(missing);
}

/** SHOW COLUMNS, INDEX and REGION look into information_schema; what they say of a table that is not there is not recorded. */
function judgeListing(world: World, node: Show): void {
  const database = node.database === undefined ? world.session.database : fold(node.database.parts[0]!);
  const found = locateName(world, { catalog: CATALOG, database, name: fold(node.name!.parts[0]!) });
  if (found.kind !== 'relation' && found.kind !== 'system') unknown('SHOW of a table that is not there');
  judgeFilter(node);
}

/** Variables that every protocol knows (`src/query/src/sql.rs`, `show_variable`). */
const VARIABLES: ReadonlySet<string> = new Set([
  'SYSTEM_TIME_ZONE',
  'SYSTEM_TIMEZONE',
  'TIME_ZONE',
  'TIMEZONE',
  'READ_PREFERENCE',
  'DATESTYLE',
  'INTERVALSTYLE',
  'MAX_EXECUTION_TIME',
]);

function judgeVariable(world: World, name: ObjectName): void {
  const variable = printName(name).toUpperCase();
  if (VARIABLES.has(variable) || (variable === 'WARNINGS' && world.session.protocol === 'mysql')) return;
  unknown(`the variable ${variable}`);
}

/** A filter may only name what SHOW displays; how another name is refused is not recorded. */
function judgeFilter(node: Show): void {
  const headers = shownHeaders(node);
  if (node.where !== undefined && !isPlain(node.where, headers)) unknown(`the filter of SHOW ${node.what}`);
}

/** Whether an expression is made of the given names, constants, comparisons and their connectives alone. */
function isPlain(expr: Expr, names: readonly string[]): boolean {
  switch (expr.kind) {
    case 'identifier':
      return names.includes(expr.ident.value);
    case 'literal':
      return true;
    case 'nested':
    case 'is':
      return isPlain(expr.expr, names);
    case 'binary':
      return isPlain(expr.left, names) && isPlain(expr.right, names);
    case 'unary':
      return expr.op === 'NOT' && isPlain(expr.operand, names);
    case 'like':
      return isPlain(expr.expr, names) && isPlain(expr.pattern, names);
    case 'in_list':
      return isPlain(expr.expr, names) && expr.list.every(item => isPlain(item, names));
    default:
      return false;
  }
}

/** What stands under a name of SHOW or DESC. */
export type Located =
  | { readonly kind: 'relation'; readonly relation: Relation }
  | { readonly kind: 'system'; readonly table: SystemTable }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown' };

export function locate(world: World, name: ObjectName): Located {
  return locateName(world, resolveName(world, name));
}

/** In a PostgreSQL session a name that is nowhere else may be one of pg_catalog. */
export function locateName(world: World, { catalog, database, name }: TableName): Located {
  if (catalog !== CATALOG) return { kind: 'unknown' };
  const { protocol } = world.session;
  const system = systemTable(database, name, protocol);
  if (system !== undefined) return { kind: 'system', table: system };
  const relation = findRelation(world, database, name);
  if (relation !== undefined) return { kind: 'relation', relation };
  const builtIn = systemTable(POSTGRES_DATABASE, name, protocol);
  if (builtIn !== undefined) return { kind: 'system', table: builtIn };
  return { kind: mayExist(world, database, name) || isPossibleSystemTable(database, name) ? 'unknown' : 'missing' };
}

interface Missing {
  readonly status: StatusName;
  readonly message: string;
  readonly reason: string;
}

function existing(world: World, name: ObjectName, missing: Missing): Exclude<Located, { kind: 'missing' | 'unknown' }> {
  const found = locate(world, name);
  if (found.kind === 'relation' || found.kind === 'system') return found;
  const refusal = rejected(missing.status, missing.message, { reason: missing.reason, span: name.span, detail: { table: nameOf(name) } });
  if (found.kind === 'missing') throw new Ruling(refusal);
  return unknown(`${printName(name)} may exist elsewhere`, refusal);
}

function nameOf(name: ObjectName): string {
  return fold(name.parts.at(-1) as Ident);
}
