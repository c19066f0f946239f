import type { ColumnDef, ColumnOption, Ident, Option, Span, TableConstraint } from '../../grammar/index.ts';
import { columnType } from '../column_types.ts';
import { evaluationContext } from '../constant/context.ts';
import { fold } from '../names.ts';
import { plainColumn } from '../plain_columns.ts';
import { reject } from '../verdict.ts';
import type { Column, IndexOptions, World } from '../world.ts';
import { columnDefault } from './defaults.ts';
import { indexOptions } from './index_options.ts';
import { json2Text } from './json2.ts';
import type { LiteralTarget } from './literals.ts';

/** What a column definition needs of its surroundings. */
export interface ColumnContext {
  readonly world: World;
  /** The statement's text, for places that Rust prints. */
  readonly text: string;
  readonly timeIndex?: string;
  readonly altering: boolean;
}

/** The column that a definition makes. Mirrors `column_to_schema` (`src/sql/src/statements.rs`). */
export function tableColumn(context: ColumnContext, definition: ColumnDef): Column {
  const name = fold(definition.name);
  const type = columnType(definition.type, context.text);
  const nullable = name !== context.timeIndex && !definition.options.some(option => option.kind === 'not_null');
  const defaultOption = optionOf(definition, 'default');
  const target = literalTarget(context.world, { name, type });
  const columnDefaultValue =
    defaultOption === undefined ? undefined : columnDefault(target, defaultOption.expr, nullable, { altering: context.altering });
  const comment = optionOf(definition, 'comment')?.text;
  const json2 = definition.json2 === undefined ? undefined : json2Text(definition.json2);
  const indexes = indexesOf(definition);
  if (columnDefaultValue === undefined && comment === undefined && json2 === undefined && indexes === NO_INDEXES)
    return plainColumn(name, type, nullable);
  return {
    name,
    type,
    nullable,
    ...(columnDefaultValue === undefined ? {} : { default: columnDefaultValue }),
    ...(comment === undefined ? {} : { comment }),
    ...(json2 === undefined ? {} : { json2 }),
    ...indexes,
  };
}

type Indexes = Pick<Column, 'fulltext' | 'skipping' | 'inverted' | 'vectorIndex'>;
const NO_INDEXES: Indexes = {};

function indexesOf(definition: ColumnDef): Indexes {
  if (!definition.options.some(option => option.kind === 'index')) return NO_INDEXES;
  const indexes: { fulltext?: IndexOptions; skipping?: IndexOptions; inverted?: boolean; vectorIndex?: IndexOptions } = {};
  for (const option of definition.options) {
    if (option.kind !== 'index') continue;
    if (option.type === 'INVERTED') indexes.inverted = true;
    else if (option.type === 'FULLTEXT') indexes.fulltext = index('FULLTEXT', option.options);
    else if (option.type === 'SKIPPING') indexes.skipping = index('SKIPPING', option.options);
    else indexes.vectorIndex = index('VECTOR', option.options);
  }
  return indexes;
}

function index(type: 'FULLTEXT' | 'SKIPPING' | 'VECTOR', options: readonly Option[]): IndexOptions {
  return indexOptions(type, options);
}

export function optionOf<K extends ColumnOption['kind']>(definition: ColumnDef, kind: K): Extract<ColumnOption, { kind: K }> | undefined {
  return definition.options.find((option): option is Extract<ColumnOption, { kind: K }> => option.kind === kind);
}

/** How the session reads literals for a column. */
export function literalTarget(world: World, column: Pick<Column, 'name' | 'type'>, textToNumber = false): LiteralTarget {
  const { zone } = evaluationContext(world);
  const { name, type } = column;
  return zone === undefined ? { column: name, type, textToNumber } : { column: name, type, textToNumber, zone };
}

/** The one time index; mirrors `find_time_index`. The parser has seen to it that there is one. */
export function timeIndexOf(columns: readonly ColumnDef[], constraints: readonly TableConstraint[], span: Span): string {
  const named: Ident[] = [];
  for (const column of columns) if (column.options.some(option => option.kind === 'time_index')) named.push(column.name);
  for (const constraint of constraints) if (constraint.kind === 'time_index_constraint') named.push(constraint.column);
  if (named.length !== 1) invalid('must have one and only one TimeIndex columns', named.at(-1)?.span ?? span);
  return fold(named[0]!);
}

/** Mirrors `find_primary_keys` (`src/operator/src/expr_helper.rs`). */
export function primaryKeyOf(columns: readonly ColumnDef[], constraints: readonly TableConstraint[]): readonly Ident[] {
  const inline = columns.filter(column => column.options.some(option => option.kind === 'primary_key')).map(column => column.name);
  if (inline.length > 1) {
    illegalKey('not allowed to inline multiple primary keys in columns options', inline[1]!.span);
  }
  const listed = constraints.filter(constraint => constraint.kind === 'primary_key_constraint');
  if (inline.length + listed.length > 1) {
    illegalKey('found definitions of primary keys in multiple places', listed.at(-1)!.span);
  }
  return inline.length === 1 ? inline : listed.flatMap(constraint => constraint.columns);
}

function illegalKey(message: string, span: Span): never {
  return reject('InvalidArguments', `Illegal primary keys definition: ${message}`, { reason: 'primary_key', span });
}

/** Mirrors `validate_create_expr`: names are there once, keys name columns, no intervals. */
export function checkColumns(
  definitions: readonly ColumnDef[],
  columns: readonly Column[],
  keys: readonly Ident[],
  timeIndex: string,
): void {
  const seen = new Map<string, number>();
  columns.forEach((column, at) => {
    const first = seen.get(column.name);
    if (first !== undefined)
      invalid(`column name \`${column.name}\` is duplicated at index ${first} and ${at}`, definitions[at]!.name.span);
    seen.set(column.name, at);
  });
  const keyNames = new Set<string>();
  for (const key of keys) {
    const name = fold(key);
    if (!seen.has(name)) invalid(`column name \`${name}\` is not found in column list`, key.span);
    if (keyNames.has(name)) invalid(`column name \`${name}\` is duplicated in primary keys`, key.span);
    keyNames.add(name);
  }
  const timeKey = keys.find(key => fold(key) === timeIndex);
  if (timeKey !== undefined) invalid(`column name \`${timeIndex}\` is both primary key and time index`, timeKey.span);
  columns.forEach((column, at) => {
    if (column.type.kind.startsWith('interval')) {
      invalid(`column name \`${column.name}\` is interval type, which is not supported`, definitions[at]!.type.span);
    }
  });
}

export function invalid(message: string, span: Span): never {
  return reject('InvalidArguments', `Invalid SQL, error: ${message}`, { reason: 'create_table', span });
}
