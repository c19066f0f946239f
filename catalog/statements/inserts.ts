import type { Expr, Ident, Insert, Literal, Query, ValuesRow } from '../../grammar/index.ts';
import { fold } from '../names.ts';
import { refused, type Outcome } from '../outcome.ts';
import { demandComputable } from '../plan/constants.ts';
import type { Planned } from '../plan/plan.ts';
import type { Goal } from '../plan/planning.ts';
import { planQuery } from '../plan/query.ts';
import { quotedName, rejectMissing } from '../plan/scope.ts';
import { tableOption } from '../table_option.ts';
import { ACCEPTED, reject, Ruling, unknown, type Verdict } from '../verdict.ts';
import type { Column, Table, TableName, World } from '../world.ts';
import { literalTarget } from './columns.ts';
import { refuseUnfitTypes, refuseUnfitValues } from './constants.ts';
import { coerceLiteral, type LiteralTarget } from './literals.ts';
import { isComputed, refuseSemanticTable, withDeclaredRelationships } from './semantic_tables.ts';
import { accepted, affecting, existingTable, isReadOnly, find, fullName, refuseReadOnly, target, unseen } from './targets.ts';

/**
 * INSERT and REPLACE. Rows of plain literals go straight to the regions; everything else is planned as a query.
 * Mirrors `StatementExecutor::insert` and `StatementToRegion::convert` (`src/operator`).
 */
export function insert(world: World, node: Insert): Outcome {
  const rows = literalRows(node);
  const name = target(world, node.name);
  const made = withDeclaredRelationships(world, name);
  return rows === undefined ? insertQuery(made, node, name) : insertRows(made, node, name, rows);
}

function insertRows(world: World, node: Insert, name: TableName, rows: readonly ValuesRow[]): Outcome {
  if (node.clauses.length > 0) return unknown(`INSERT with ${node.clauses[0]}`);
  if ([...node.name.parts, ...node.columns].some(part => fold(part) !== part.value)) {
    return unknown('names in front of plain rows are looked up as they are written');
  }
  const found = find(world, name);
  if (found.kind === 'system' || (found.kind === 'missing' && isReadOnly(name.database))) refuseReadOnly(name, node.name.span);
  refuseSemanticTable(name, node.name.span, 'write');
  if (found.kind === 'unknown') return refused(world, unseen(name, node.name.span));
  const table = existingTable(world, name, node.name.span);
  const width = node.columns.length === 0 ? table.columns.length : node.columns.length;
  for (const row of rows) {
    if (row.values.length !== width) {
      reject('InvalidArguments', `Invalid SQL, error: column count mismatch, columns: ${width}, values: ${row.values.length}`, {
        reason: 'insert_count',
        span: row.span,
      });
    }
  }
  const nulls = readValues(world, table, node, rows);
  refusePhysical(table, node);
  checkNulls(table, nulls, node);
  return { verdict: affecting(countedRows(world, table, rows.length)), after: world };
}

/** Reads the rows column by column: the columns that are written, each with a NULL that goes there. */
function readValues(world: World, table: Table, node: Insert, rows: readonly ValuesRow[]): ReadonlyMap<Column, Expr | undefined> {
  const textToNumber = world.session.protocol === 'mysql';
  const nulls = new Map<Column, Expr | undefined>();
  const columns = node.columns.length === 0 ? table.columns : node.columns;
  columns.forEach((written, at) => {
    const column = 'name' in written ? written : columnNamed(table, written);
    const to = literalTarget(world, column, textToNumber);
    for (const { values } of rows) {
      const isNull = readsNull(to, column, values[at]!);
      nulls.set(column, nulls.get(column) ?? (isNull ? values[at]! : undefined));
    }
  });
  return nulls;
}

/** Rows that live for an instant go to flows alone and are not counted. */
function countedRows(world: World, table: Table, rows: number): number {
  const ttl = tableOption(table, 'ttl') ?? world.databases.get(table.database)?.options.get('ttl');
  return ttl === 'instant' ? 0 : rows;
}

/** The rows of an INSERT whose every value is a literal, `DEFAULT`, or a signed number (`can_extract_values`). */
function literalRows(node: Insert): readonly ValuesRow[] | undefined {
  const { query } = node;
  if (query === undefined || query.with !== undefined || query.body.kind !== 'values') return undefined;
  const { rows } = query.body;
  for (const { values } of rows) for (const value of values) if (!isLiteralValue(value)) return undefined;
  return rows;
}

function isLiteralValue(expr: Expr): boolean {
  switch (expr.kind) {
    case 'literal':
      return true;
    case 'identifier':
      return isDefault(expr) || expr.ident.quote === '"';
    case 'unary':
      return (expr.op === '-' || expr.op === '+') && expr.operand.kind === 'literal' && expr.operand.type === 'number';
    default:
      return false;
  }
}

function isDefault(expr: Expr): boolean {
  return expr.kind === 'identifier' && expr.ident.quote === '' && expr.ident.value.toLowerCase() === 'default';
}

function columnNamed(table: Table, ident: Ident): Column {
  const name = fold(ident);
  return (
    table.columns.find(column => column.name === name) ??
    reject('TableColumnNotFound', `Failed to find column by name: Column ${name} not found in table ${table.name}`, {
      reason: 'column_not_found',
      span: ident.span,
      detail: { column: name, table: table.name },
    })
  );
}

/** Whether the value is NULL; one that the column cannot take is refused. */
function readsNull(to: LiteralTarget, column: Column, expr: Expr): boolean {
  if (!isDefault(expr)) return coerceLiteral(to, literalOf(expr)).value === null;
  if (column.default === undefined && !column.nullable) {
    reject('InvalidArguments', `Column ${column.name} has no default value`, { reason: 'insert_default', span: expr.span });
  }
  return false;
}

/** A sign becomes part of the digits, so that the least integer of a type fits it. */
function literalOf(expr: Expr): Literal {
  if (expr.kind === 'literal') return expr;
  if (expr.kind === 'identifier') return { kind: 'literal', type: 'double_quoted', value: expr.ident.value, span: expr.span };
  if (expr.kind === 'unary' && expr.operand.kind === 'literal') {
    const { operand } = expr;
    return expr.op === '-' ? { ...operand, value: `-${operand.value}`, span: expr.span } : operand;
  }
  return unknown('a value that is no literal');
}

/** A column that takes no NULL gets none, and is written unless it has a default. */
function checkNulls(table: Table, nulls: ReadonlyMap<Column, Expr | undefined>, node: Insert): void {
  for (const column of table.columns) {
    if (column.nullable) continue;
    const value = nulls.get(column);
    if (value !== undefined) {
      reject('InvalidArguments', `Invalid request to region, reason: column ${column.name} is not null but input has null`, {
        reason: 'insert_null',
        span: value.span,
        detail: { column: column.name },
      });
    }
    if (nulls.has(column) || column.default !== undefined) continue;
    reject('InvalidArguments', `Invalid request to region, reason: column ${column.name} does not have default value`, {
      reason: 'insert_missing',
      span: node.name.span,
      detail: { column: column.name },
    });
  }
}

/** Rows of the metric engine go to logical tables. */
function refusePhysical(table: Table, node: Insert): void {
  if (table.options.has('physical_metric_table') && table.engine === 'metric') {
    reject('Unsupported', 'Write request to physical region is forbidden', { reason: 'physical_table_write', span: node.name.span });
  }
  if (table.engine === 'file') unknown('writing to an external table');
}

/** What the planner says of an INSERT: EXPLAIN plans rows of literals too, and answers with a plan. */
export function explainInsert(world: World, node: Insert): Verdict {
  const { verdict } = insertQuery(world, node, target(world, node.name), 'explained');
  return verdict.kind === 'accepted' ? ACCEPTED : verdict;
}

/** INSERT … SELECT and VALUES with expressions: DataFusion plans the query and compares the columns. */
function insertQuery(world: World, node: Insert, name: TableName, goal: Goal = 'run'): Outcome {
  if (node.query === undefined) return unknown('INSERT … DEFAULT VALUES');
  if (node.clauses.length > 0) return unknown(`INSERT with ${node.clauses[0]}`);
  const found = find(world, name);
  if (found.kind === 'system' || (found.kind === 'missing' && isReadOnly(name.database))) {
    reject('Unsupported', `Cannot change read-only table: ${name.name}`, { reason: 'read_only', span: node.name.span });
  }
  if (isComputed(name)) {
    reject('Unsupported', `Cannot change read-only table: ${name.name}`, { reason: 'read_only', span: node.name.span });
  }
  if (found.kind === 'missing') {
    reject('TableNotFound', `Failed to plan SQL: Table not found: ${fullName(name)}`, {
      reason: 'table_not_found',
      span: node.name.span,
      detail: { database: name.database, table: name.name },
    });
  }
  if (found.kind === 'unknown') return refused(world, unseen(name, node.name.span));
  const table = existingTable(world, name, node.name.span);
  const written = plannedColumns(table, node);
  const plans = partsOf(node.query).map(part => planned(world, part, written.length, goal));
  for (const plan of plans) refuseUnfitTypes(plan, written, node.query.body.kind === 'values');
  const missing = table.columns.find(column => !column.nullable && column.default === undefined && !written.includes(column));
  if (missing !== undefined) unknown(`what a planned INSERT does without ${missing.name}`);
  if (goal === 'explained') return accepted(world);
  for (const plan of plans) {
    demandComputable(world, plan.plan);
    refuseUnfitValues(world, plan, written);
  }
  refusePhysical(table, node);
  const { body } = node.query;
  if (body.kind !== 'values') return accepted(world);
  return { verdict: affecting(countedRows(world, table, body.rows.length)), after: world };
}

/** Rows of VALUES take their types from the columns, not from each other: each is planned alone. */
function partsOf(query: Query): readonly Query[] {
  const { body } = query;
  if (body.kind !== 'values') return [query];
  const width = body.rows[0]!.values.length;
  const odd = body.rows.findIndex(row => row.values.length !== width);
  if (odd !== -1) {
    const got = body.rows[odd]!.values.length;
    reject(
      'PlanQuery',
      `Failed to plan SQL: Error during planning: Inconsistent data length across values list: got ${got} values in row ${odd} but expected ${width}`,
      {
        reason: 'insert_count',
        span: body.rows[odd]!.span,
      },
    );
  }
  return body.rows.map(row => ({ ...query, body: { ...body, rows: [row] } }));
}

function planned(world: World, query: Query, width: number, goal: Goal): Planned {
  const planning = planQuery(world, query, undefined, goal);
  if (planning.kind === 'unknown') return unknown(planning.why);
  if (planning.kind === 'rejected') throw new Ruling(planning);
  if (planning.fields.length === width) return planning;
  return reject('PlanQuery', "Failed to plan SQL: Error during planning: Column count doesn't match insert query!", {
    reason: 'insert_count',
    span: query.span,
  });
}

/** The columns of a planned INSERT are looked up before its query is planned. */
function plannedColumns(table: Table, node: Insert): readonly Column[] {
  if (node.columns.length === 0) return table.columns;
  const seen = new Set<Column>();
  return node.columns.map(ident => {
    const name = fold(ident);
    const column = table.columns.find(candidate => candidate.name === name) ?? rejectMissing(table.columns, { name }, ident.span);
    if (seen.has(column)) {
      reject('PlanQuery', `Failed to plan SQL: Schema contains duplicate unqualified field name ${quotedName({ name })}`, {
        reason: 'duplicate_column',
        span: ident.span,
        detail: { name },
      });
    }
    seen.add(column);
    return column;
  });
}
