import type { CreateExternalTable, Statement } from '../../grammar/index.ts';
import { fold } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { reject } from '../verdict.ts';
import type { Table, World } from '../world.ts';
import { checkColumns, primaryKeyOf, tableColumn, timeIndexOf } from './columns.ts';
import { addTable, meetExisting } from './creations.ts';
import { checkFormat } from './file_formats.ts';
import { optionMap } from './option_values.ts';
import { refuseSemanticTable } from './semantic_tables.ts';
import { isValidName, refuseReadOnly, requireDatabase, target } from './targets.ts';

/** CREATE EXTERNAL TABLE: without columns the file decides what they are. Whether the file is there is not asked here. */
export function createExternalTable(world: World, node: CreateExternalTable, statement: Statement): Outcome {
  const name = target(world, node.name);
  const options = optionMap(node.options);
  if (!options.has('location'))
    reject('InvalidArguments', 'Missing required field: location', { reason: 'option_missing', span: node.name.span });
  checkFormat(options, key => node.options.find(option => option.key.value.toLowerCase() === key)?.span ?? node.name.span);
  const described = node.columns.length === 0 ? OPAQUE : describe(world, node, statement);
  refuseReadOnly(name, node.name.span);
  refuseSemanticTable(name, node.name.span, 'define');
  requireDatabase(world, name, node.name.span);
  const met = meetExisting(world, name, node);
  if (met !== undefined) return met;
  if (!isValidName(name.name))
    reject('InvalidArguments', `Invalid table name: ${name.name}`, { reason: 'table_name', span: node.name.span });
  return addTable(world, {
    kind: 'table',
    id: world.nextTableId,
    database: name.database,
    name: name.name,
    ...described,
    engine: node.engine === undefined ? 'file' : node.engine.value,
    options,
    definedBy: statement,
  });
}

type Described = Pick<Table, 'columns' | 'primaryKey' | 'timeIndex' | 'opaque'>;
const OPAQUE: Described = { columns: [], primaryKey: [], timeIndex: '', opaque: true };

function describe(world: World, node: CreateExternalTable, statement: Statement): Described {
  const timeIndex = timeIndexOf(node.columns, node.constraints, node.name.span);
  const keys = primaryKeyOf(node.columns, node.constraints);
  const columns = node.columns.map(definition => tableColumn({ world, text: statement.text, timeIndex, altering: false }, definition));
  checkColumns(node.columns, columns, keys, timeIndex);
  return { columns, primaryKey: keys.map(fold), timeIndex };
}
