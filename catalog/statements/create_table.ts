import type { CreateTable, Statement } from '../../grammar/index.ts';
import { fold } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { reject } from '../verdict.ts';
import { CATALOG, type Column, type Table, type TableName, type World } from '../world.ts';
import { checkColumns, invalid, primaryKeyOf, tableColumn, timeIndexOf } from './columns.ts';
import { addTable, meetExisting } from './creations.ts';
import { createLogicalTable, isLogical } from './metric_tables.ts';
import { printRule } from './partition_rule.ts';
import { partitionRules } from './partitions.ts';
import { HINT, hintFault } from './repartition_hint.ts';
import { checkEntityOptions } from './semantics.ts';
import { checkRegionOptions, tableOptions } from './table_options.ts';
import { refuseSemanticTable } from './semantic_tables.ts';
import { isValidName, refuseReadOnly, requireDatabase, target } from './targets.ts';

/**
 * CREATE TABLE: first the expression is built (names, options, columns, keys), then the table is looked up, then its regions are made.
 * Mirrors `create_to_expr`, `create_table_inner` and `create_non_logic_table` (`src/operator`).
 */
export function createTable(world: World, node: CreateTable, statement: Statement): Outcome {
  const name = target(world, node.name);
  const table = describe(world, node, name, statement);
  refuseReadOnly(name, node.name.span);
  refuseSemanticTable(name, node.name.span, 'define');
  if (isLogical(table)) return createLogicalTable(world, table, node);
  requireDatabase(world, name, node.name.span);
  const met = meetExisting(world, name, node);
  if (met !== undefined) return met;
  if (!isValidName(name.name)) {
    reject('InvalidArguments', `Invalid table name: ${name.name}`, { reason: 'table_name', span: node.name.span });
  }
  const partitions = partitionsOf(world, table, node);
  const cut = partitions === undefined ? table : { ...table, partitions };
  checkAnnotations(cut, node);
  const doubt = checkRegionOptions(table, node);
  const made = addTable(world, cut);
  return doubt === undefined ? made : { verdict: doubt, after: made.after };
}

/** The table that the statement describes, if nothing stood in its way. */
export function describe(world: World, node: CreateTable, name: TableName, statement: Statement): Table {
  const timeIndex = timeIndexOf(node.columns, node.constraints, node.name.span);
  const options = tableOptions(node.options);
  const keys = primaryKeyOf(node.columns, node.constraints);
  const context = { world, text: statement.text, timeIndex, altering: false };
  const columns = node.columns.map(definition => tableColumn(context, definition));
  checkColumns(node.columns, columns, keys, timeIndex);
  const inherited = inheritOptions(world, name, options);
  const comment = inherited.get('comment');
  inherited.delete('comment');
  const table: Table = {
    kind: 'table',
    id: world.nextTableId,
    database: name.database,
    name: name.name,
    columns: requireJsonMode(columns, inherited, node),
    primaryKey: keys.length === 0 ? NO_KEYS : keys.map(key => ownName(columns, fold(key))),
    timeIndex: ownName(columns, timeIndex),
    engine: node.engine === undefined ? 'mito' : node.engine.value,
    options: inherited.size === 0 ? NO_OPTIONS : inherited,
    definedBy: statement,
  };
  return comment === undefined ? table : { ...table, comment };
}

/** The text that a column has for its name: once is enough. */
function ownName(columns: readonly Column[], name: string): string {
  return columns.find(column => column.name === name)?.name ?? name;
}

const NO_KEYS: readonly string[] = [];
/** Most tables have none: one map for all of them. */
const NO_OPTIONS: ReadonlyMap<string, string> = new Map();

function partitionsOf(world: World, table: Table, node: CreateTable): Table['partitions'] {
  const { partitions } = node;
  if (partitions === undefined) return undefined;
  return { columns: partitions.columns.map(fold), exprs: partitionRules(world, table.columns, partitions).map(printRule) };
}

/** Options that name columns. */
function checkAnnotations(table: Table, node: CreateTable): void {
  const spanOf = (key: string) => node.options.find(option => option.key.value.toLowerCase() === key)?.span ?? node.name.span;
  checkEntityOptions(table, spanOf);
  const hint = table.options.get(HINT);
  const fault = hint === undefined ? undefined : hintFault(table, hint);
  if (fault !== undefined) invalid(fault, spanOf(HINT));
}

/** Options of the database that a table takes over when it is created: all but the time to live and compaction. */
function inheritOptions(world: World, name: TableName, options: Map<string, string>): Map<string, string> {
  const database = name.catalog === CATALOG ? world.databases.get(name.database) : undefined;
  for (const [key, value] of database?.options ?? []) {
    if (key !== 'ttl' && !key.startsWith('compaction.') && !options.has(key)) options.set(key, value);
  }
  return options;
}

/** A JSON2 column wants a table that only appends. */
function requireJsonMode(columns: readonly Column[], options: ReadonlyMap<string, string>, node: CreateTable): readonly Column[] {
  const at = columns.findIndex(column => column.type.kind === 'json2');
  if (at !== -1 && options.get('append_mode') !== 'true') {
    reject('InvalidArguments', `Invalid SQL, error: JSON2 column \`${columns[at]!.name}\` requires append_mode='true'`, {
      reason: 'json2_append_mode',
      span: node.columns[at]!.span,
      detail: { column: columns[at]!.name },
    });
  }
  return columns;
}
