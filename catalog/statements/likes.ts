import type { CreateTableLike, Statement } from '../../grammar/index.ts';
import type { Outcome } from '../outcome.ts';
import { reject, unknown } from '../verdict.ts';
import type { Table, World } from '../world.ts';
import { addTable, meetExisting } from './creations.ts';
import { createLogicalCopy } from './metric_tables.ts';
import { refuseSemanticTable } from './semantic_tables.ts';
import { find, fullName, isValidName, refuseReadOnly, requireDatabase, target } from './targets.ts';

/** CREATE TABLE … LIKE copies what SHOW CREATE TABLE would show of the source; `IF NOT EXISTS` is read and forgotten. */
export function createTableLike(world: World, node: CreateTableLike, statement: Statement): Outcome {
  const name = target(world, node.name);
  const source = sourceOf(world, node);
  refuseReadOnly(name, node.name.span);
  refuseSemanticTable(name, node.name.span, 'define');
  requireDatabase(world, name, node.name.span);
  const { createdByFlow: _, ...copied } = source;
  const table: Table = { ...copied, id: world.nextTableId, database: name.database, name: name.name, definedBy: statement };
  const options = inherit(world, table);
  if (table.engine === 'metric' && table.options.has('on_physical_table')) return createLogicalCopy(world, { ...table, options }, node);
  const met = meetExisting(world, name, { ifNotExists: false, name: node.name });
  if (met !== undefined) return met;
  if (!isValidName(name.name))
    reject('InvalidArguments', `Invalid table name: ${name.name}`, { reason: 'table_name', span: node.name.span });
  return addTable(world, { ...table, options });
}

/** A missing source is named without its database. */
function sourceOf(world: World, node: CreateTableLike): Table {
  const name = target(world, node.source);
  const found = find(world, name);
  if (found.kind === 'missing') {
    return reject('TableNotFound', `Table not found: ${name.name}`, {
      reason: 'table_not_found',
      span: node.source.span,
      detail: { database: name.database, table: name.name },
    });
  }
  if (found.kind !== 'relation') return unknown(`${fullName(name)} may exist elsewhere`);
  const { relation } = found;
  if (relation.kind === 'view') return unknown(`${fullName(name)} is a view`);
  if (relation.opaque === true) return unknown(`the columns of ${fullName(name)} are not known`);
  return relation;
}

/** The copy takes over what its database says, the time to live included: it is written out by SHOW CREATE TABLE. */
function inherit(world: World, table: Table): ReadonlyMap<string, string> {
  const options = new Map(table.options);
  for (const [key, value] of world.databases.get(table.database)?.options ?? []) {
    if (!key.startsWith('compaction.') && !options.has(key)) options.set(key, value);
  }
  return options;
}
