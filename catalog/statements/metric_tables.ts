import type { CreateTable, CreateTableLike } from '../../grammar/index.ts';
import type { Outcome } from '../outcome.ts';
import { debugTypeName } from '../type_names.ts';
import { FLOAT64, STRING, UINT32, UINT64, type TimeUnit } from '../types.ts';
import { reject, unknown } from '../verdict.ts';
import { CATALOG, type Column, type Table, type World } from '../world.ts';
import { withRelation } from '../worlds.ts';
import { addTable, meetExisting } from './creations.ts';
import { indexOptions } from './index_options.ts';
import { resolvePhysical } from './metric_links.ts';
import { compareRules, debugRule, printRule, type Rule } from './partition_rule.ts';
import { partitionRules } from './partitions.ts';

/** A table of the metric engine that shares the regions of a physical one. */
export function isLogical(table: Table): boolean {
  return table.engine === 'metric' && table.options.has('on_physical_table');
}

export function isPhysicalMetric(table: Table): boolean {
  return table.engine === 'metric' && table.options.has('physical_metric_table');
}

/** Mirrors `create_logical_tables` and the metric engine's checks of a new logical region (`src/metric-engine/src/engine/create.rs`). */
export function createLogicalTable(world: World, table: Table, node: CreateTable): Outcome {
  const physical = resolvePhysical(world, table, node.name.span);
  checkLogicalPartitions(world, table, physical, node);
  const met = meetExisting(world, { catalog: CATALOG, database: table.database, name: table.name }, node);
  if (met !== undefined) return met;
  checkLogicalColumns(table, physical, node);
  return addLogical(world, table, physical);
}

/** A logical table may repeat the partition rules of its physical table, in any order. */
function checkLogicalPartitions(world: World, table: Table, physical: Table, node: CreateTable): void {
  const { partitions } = node;
  if (partitions === undefined || partitions.exprs.length === 0) return;
  const rules = partitionRules(world, table.columns, partitions);
  const wanted = physical.partitions?.exprs ?? [];
  if (rules.length === wanted.length && rules.every(rule => wanted.includes(printRule(rule)))) return;
  const definition = physical.definedBy?.node;
  const physicalRules =
    definition?.kind === 'create_table' && definition.partitions !== undefined
      ? partitionRules(world, physical.columns, definition.partitions)
      : [];
  const list = (of: readonly Rule[]): string => `[${[...of].sort(compareRules).map(debugRule).join(', ')}]`;
  reject(
    'InvalidArguments',
    `Invalid partition rule: logical table partition rule must match the corresponding physical table's\n logical table partition exprs:\t\t ${list(rules)}\n physical table partition exprs:\t ${list(physicalRules)}`,
    { reason: 'partition', span: partitions.span },
  );
}

/** A logical table that is like another one. */
export function createLogicalCopy(world: World, table: Table, node: CreateTableLike): Outcome {
  const physical = resolvePhysical(world, table, node.source.span);
  const met = meetExisting(
    world,
    { catalog: CATALOG, database: table.database, name: table.name },
    { ifNotExists: false, name: node.name },
  );
  return met ?? addLogical(world, table, physical);
}

function addLogical(world: World, logical: Table, physical: Table): Outcome {
  const table = partitionedLike(logical, physical);
  const grown = growPhysical(
    physical,
    table.columns.filter(column => table.primaryKey.includes(column.name)),
  );
  return addTable(withRelation(world, grown), sortColumns(table));
}

/** A logical table is partitioned as its physical one, and has the columns of the rule as tags. */
function partitionedLike(table: Table, physical: Table): Table {
  const { partitions } = physical;
  if (partitions === undefined) return table;
  const missing = physical.columns.filter(
    ({ name }) => partitions.columns.includes(name) && table.columns.every(column => column.name !== name),
  );
  const tags = missing.map(({ name, type, nullable }) => ({ name, type, nullable }));
  return { ...table, partitions, columns: [...table.columns, ...tags], primaryKey: [...table.primaryKey, ...tags.map(({ name }) => name)] };
}

/** A logical table keeps its columns, and so its key, in the order of their names. */
export function sortColumns(table: Table): Table {
  const columns = [...table.columns].sort((left, right) => (left.name < right.name ? -1 : 1));
  return { ...table, columns, primaryKey: columns.map(column => column.name).filter(name => table.primaryKey.includes(name)) };
}

const UNIT_NAMES: { readonly [U in TimeUnit]: string } = { s: 'Second', ms: 'Millisecond', us: 'Microsecond', ns: 'Nanosecond' };

function checkLogicalColumns(table: Table, physical: Table, node: CreateTable): void {
  const spanOf = (name: string) => node.columns[table.columns.findIndex(column => column.name === name)]?.span ?? node.name.span;
  const value = valueColumn(physical);
  for (const column of table.columns) {
    if (column.name === table.timeIndex) continue;
    const isTag = table.primaryKey.includes(column.name);
    if (isTag) {
      if (column.type !== STRING) mismatch(STRING, column, spanOf(column.name));
    } else if (column.name === value?.name) {
      if (column.type !== FLOAT64) mismatch(FLOAT64, column, spanOf(column.name));
    }
  }
  const time = table.columns.find(column => column.name === table.timeIndex)!;
  const physicalTime = physical.columns.find(column => column.name === physical.timeIndex)!;
  if (time.type.unit !== physicalTime.type.unit) {
    reject(
      'InvalidArguments',
      `Unexpected request: Metric has differenttime unit (${UNIT_NAMES[time.type.unit!]}) than the physical region (${UNIT_NAMES[physicalTime.type.unit!]})`,
      { reason: 'metric_column', span: spanOf(time.name) },
    );
  }
  const alien = table.columns.find(
    column => column.name !== value?.name && column.name !== time.name && !table.primaryKey.includes(column.name),
  );
  if (alien !== undefined) {
    reject('InvalidArguments', `Adding field column ${alien.name} to physical table`, {
      reason: 'metric_column',
      span: spanOf(alien.name),
      detail: { column: alien.name },
    });
  }
  if (time.name !== physical.timeIndex) unknown('a logical table whose time index is called otherwise than the physical one');
}

function mismatch(expected: Column['type'], column: Column, span: CreateTable['span']): never {
  return reject('InvalidArguments', `Column type mismatch. Expect ${debugTypeName(expected)}, got ${debugTypeName(column.type)}`, {
    reason: 'metric_column',
    span,
    detail: { column: column.name },
  });
}

/** The one field of a physical table. */
export function valueColumn(physical: Table): Column | undefined {
  return physical.columns.find(column => column.name !== physical.timeIndex && !physical.primaryKey.includes(column.name));
}

const INTERNAL: readonly Column[] = [
  { name: '__table_id', type: UINT32, nullable: false },
  { name: '__tsid', type: UINT64, nullable: false },
];

/** The physical table with the tags it did not have yet, and with the engine's own columns once it holds a logical table. */
export function growPhysical(physical: Table, tags: readonly Column[]): Table {
  const has = (name: string): boolean => physical.columns.some(column => column.name === name);
  const fresh = tags.filter(tag => !has(tag.name)).map(tag => indexedTag(physical, tag));
  const internal = has('__table_id') ? [] : INTERNAL.map(column => (column.name === '__table_id' ? indexedTag(physical, column) : column));
  if (fresh.length === 0 && internal.length === 0) return physical;
  const names = [...internal, ...fresh].map(column => column.name);
  return {
    ...physical,
    columns: [...physical.columns, ...internal, ...fresh],
    primaryKey: [...physical.primaryKey, ...names],
  };
}

/** With `index.type = skipping` every new tag gets a skipping index. */
function indexedTag(physical: Table, tag: Column): Column {
  if (physical.options.get('index.type') !== 'skipping') return tag;
  const written = new Map([
    ['granularity', physical.options.get('index.granularity') ?? '10240'],
    ['false_positive_rate', physical.options.get('index.false_positive_rate') ?? '0.01'],
  ]);
  const defaults = indexOptions('SKIPPING', []);
  return { ...tag, skipping: new Map([...defaults].map(([key, value]) => [key, written.get(key) ?? value])) };
}
