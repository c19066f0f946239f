import type { ColumnDef, ColumnOption, Ident, Option, TypeName } from '../ast.ts';
import type { Engine } from '../engine.ts';
import { isKeywordKind } from '../tokens.ts';
import { canonical, printIdent } from './names.ts';
import { isStringType, isTimestampType, isVectorType, vectorDimension } from './types.ts';

export type IndexType = 'SKIPPING' | 'FULLTEXT' | 'INVERTED' | 'VECTOR';

/** Ends the parse with `Invalid column option, column name: …`. */
export function refuseColumn($: Engine, name: Ident, message: string, where: ColumnOption | Ident = name): never {
  return $.invalid('InvalidArguments', `Invalid column option, column name: ${printIdent(canonical(name))}, error: ${message}`, where.span);
}

/** No unquoted keyword may name a column of a table or a view (`create_parser.rs`, `parse_column_name`). The name was just taken. */
export function checkColumnName($: Engine, name: Ident): void {
  if (name.quote !== '' || !isKeywordKind($.kind(0))) return;
  $.invalid(
    'InvalidSyntax',
    `Invalid SQL syntax: sql parser error: Cannot use keyword '${name.value}' as column name. Hint: add quotes to the name.`,
    name.span,
  );
}

/** A type called VECTOR needs its dimension; looked at when the parser comes to the indexes of the column. */
export function checkVectorType($: Engine, name: Ident, type: TypeName): void {
  if (!isVectorType(type)) return;
  if (type.args.length !== 1) refuseColumn($, name, 'VECTOR type should have dimension');
  if (vectorDimension(type) === undefined) refuseColumn($, name, 'dimension should be a positive integer');
}

/** What the parser checks between `… INDEX` and its options. */
export function checkIndex(
  $: Engine,
  index: { readonly name: Ident; readonly type: TypeName; readonly indexType: IndexType; readonly earlier: readonly ColumnOption[] },
): void {
  const { name, type, indexType, earlier } = index;
  if (earlier.some(option => option.kind === 'index' && option.type === indexType)) {
    refuseColumn($, name, `duplicated ${DUPLICATED[indexType]} option`);
  }
  if (indexType === 'FULLTEXT' && !isStringType($, type)) refuseColumn($, name, 'FULLTEXT index only supports string type');
  if (indexType === 'VECTOR' && !isVectorType(type)) refuseColumn($, name, 'VECTOR INDEX only supports Vector type columns');
  if (indexType === 'INVERTED' && $.LA(1).image === 'WITH') refuseColumn($, name, "INVERTED index doesn't support options");
}
const DUPLICATED: { readonly [Type in IndexType]: string } = {
  SKIPPING: 'SKIPPING index',
  FULLTEXT: 'FULLTEXT INDEX',
  INVERTED: 'INVERTED index',
  VECTOR: 'VECTOR INDEX',
};

/** The keys each index takes (`src/datatypes/src/schema/column_schema.rs`); values are read when the schema is built. */
export const INDEX_OPTION_KEYS: { readonly [Type in Exclude<IndexType, 'INVERTED'>]: readonly string[] } = {
  FULLTEXT: ['analyzer', 'case_sensitive', 'backend', 'granularity', 'false_positive_rate'],
  SKIPPING: ['granularity', 'type', 'false_positive_rate'],
  VECTOR: ['engine', 'metric', 'connectivity', 'expansion_add', 'expansion_search'],
};

/** Refuses unknown keys of an index. CREATE TABLE says `FULLTEXT INDEX option`, ALTER TABLE `FULLTEXT option`. */
export function checkIndexOptions(
  $: Engine,
  index: { readonly name: Ident; readonly indexType: IndexType; readonly options: readonly Option[]; readonly altered?: boolean },
): void {
  const { name, indexType, options, altered = false } = index;
  if (indexType === 'INVERTED') return;
  const unknown = options.find(option => !INDEX_OPTION_KEYS[indexType].includes(option.key.value.toLowerCase()));
  if (unknown === undefined) return;
  const what = altered && indexType === 'FULLTEXT' ? 'FULLTEXT' : `${indexType} INDEX`;
  refuseColumn($, name, `invalid ${what} option: ${unknown.key.value.toLowerCase()}`, unknown.key);
}

/** The rules of an inline TIME INDEX (`parse_column`). */
export function checkColumn($: Engine, column: Pick<ColumnDef, 'name' | 'type' | 'options'>): void {
  if (!isTimeIndex(column)) return;
  const [, second] = column.options.filter(option => option.kind === 'time_index');
  if (second !== undefined) refuseColumn($, column.name, 'duplicated time index', second);
  const nullable = column.options.find(option => option.kind === 'null' && option.constraint === undefined);
  if (nullable !== undefined) refuseColumn($, column.name, "time index column can't be null", nullable);
  checkTimestampType($, column);
}

/** Whether a column says of itself that it is the time index. */
export function isTimeIndex({ options }: Pick<ColumnDef, 'options'>): boolean {
  for (const { kind } of options) if (kind === 'time_index') return true;
  return false;
}

export function checkTimestampType($: Engine, column: Pick<ColumnDef, 'name' | 'type'>): void {
  if (!isTimestampType(column.type)) refuseColumn($, column.name, 'time index column data type should be timestamp');
}
