import type { AlterTable, Statement } from '../../grammar/index.ts';
import { unreachable } from '../../grammar/index.ts';
import type { Outcome } from '../outcome.ts';
import { reject, Ruling, type Unknown } from '../verdict.ts';
import type { Table, World } from '../world.ts';
import { withRelation } from '../worlds.ts';
import { addedColumns, addColumns, dropColumn, modifyType } from './alter_columns.ts';
import { dropDefaults, setDefaults, typeFor } from './alter_defaults.ts';
import { setIndex, unsetIndex } from './alter_indexes.ts';
import { alterLogicalTable, refusePhysicalAlter } from './alter_metric.ts';
import { doubtOptions, setOptions, unsetOptions } from './alter_options.ts';
import { isLogical } from './metric_tables.ts';
import { renameTable } from './renames.ts';
import { repartition } from './repartition.ts';
import { refuseSemanticTable } from './semantic_tables.ts';
import { done, existingTable, refuseReadOnly, target } from './targets.ts';

/**
 * ALTER TABLE: the request is read first, then the table is looked up and the request is tried on its metadata, then the storage
 * engine has its say. Mirrors `alter_table` and `verify_alter` (`src/operator`) and `builder_with_alter_kind` (`src/table/src/metadata.rs`).
 */
export function alterTable(world: World, node: AlterTable, statement: Statement): Outcome {
  const name = target(world, node.name);
  const { operation } = node;
  if (operation.kind === 'repartition' || operation.kind === 'partition') return repartition(world, node, name);
  const request = readRequest(world, node, statement);
  refuseReadOnly(name, node.name.span);
  refuseSemanticTable(name, node.name.span, 'define');
  const table = existingTable(world, name, node.name.span);
  if (operation.kind === 'rename') return renameTable(world, table, operation.to);
  if (operation.kind === 'set_options') {
    const doubt = doubtOf(() => request(table));
    if (doubt !== undefined) return { verdict: doubt, after: withRelation(world, doubtOptions(table, operation.options)) };
  }
  const altered = request(table);
  if (altered === table) return done(world);
  if (isLogical(table)) return alterLogicalTable(world, table, altered, operation);
  refusePhysicalAlter(table, operation, node.name.span);
  return done(withRelation(world, altered));
}

/** Why nobody knows whether the request is granted. */
function doubtOf(request: () => Table): Unknown | undefined {
  try {
    request();
    return undefined;
  } catch (ruling) {
    if (ruling instanceof Ruling && ruling.verdict.kind === 'unknown') return ruling.verdict;
    throw ruling;
  }
}

/** What the statement does to a table, once its own parts are understood. */
function readRequest(world: World, node: AlterTable, statement: Statement): (table: Table) => Table {
  const { operation } = node;
  switch (operation.kind) {
    case 'add_constraint':
      return reject('Unsupported', 'Not supported: ADD CONSTRAINT', { reason: 'alter_unsupported', span: operation.span });
    case 'add_columns': {
      const added = addedColumns(world, operation.columns, statement);
      return table => addColumns(table, added, operation.columns);
    }
    case 'drop_column':
      return table => dropColumn(table, operation.column);
    case 'modify_type': {
      const type = typeFor(operation.type, statement);
      return table => modifyType(table, operation.column, type, operation.type.span);
    }
    case 'set_defaults':
      return table => setDefaults(world, table, operation.defaults);
    case 'drop_defaults':
      return table => dropDefaults(table, operation.columns);
    case 'set_options':
      return table => setOptions(table, operation.options);
    case 'unset_options':
      return table => unsetOptions(table, operation.keys);
    case 'set_index':
      return setIndex(operation);
    case 'unset_index':
      return table => unsetIndex(table, operation);
    case 'rename':
    case 'partition':
    case 'repartition':
      return table => table;
    default:
      return unreachable(operation);
  }
}
