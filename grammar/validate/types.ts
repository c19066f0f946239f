import type { TypeName } from '../ast.ts';
import { debugType } from '../debug/types.ts';
import type { Engine } from '../engine.ts';

/** The name of a type that is not built in, in upper case, if it has a single part. */
function customName(type: TypeName): string | undefined {
  return type.head === 'CUSTOM' && type.name?.parts.length === 1 ? type.name.parts[0]!.value.toUpperCase() : undefined;
}

export function isVectorType(type: TypeName): boolean {
  return customName(type) === 'VECTOR';
}

/** What `VECTOR(n)` says, if it is a u32. */
export function vectorDimension(type: TypeName): number | undefined {
  const text = type.args[0] ?? '';
  return /^\+?\d+$/.test(text) && Number(text) <= 0xffff_ffff ? Number(text) : undefined;
}

/**
 * Whether a type may be the time index: TIMESTAMP in any precision, and the names without arguments that begin with it and stand for
 * one of them (`TIMESTAMP_MS`, `TimestampNanosecond`, quoted ones too); not DATETIME.
 */
export function isTimestampType(type: TypeName): boolean {
  if (type.head === 'TIMESTAMP' || type.head === 'TIMESTAMPTZ') return true;
  return type.args.length === 0 && customName(type)?.startsWith('TIMESTAMP') === true;
}

const STRING_TYPES: ReadonlySet<string> = new Set(['STRING', 'TEXT', 'CHAR', 'VARCHAR', 'TINYTEXT', 'MEDIUMTEXT', 'LONGTEXT']);
/** The other types a column can have, without their signs and arguments. */
const COLUMN_TYPES: ReadonlySet<string> = new Set([
  'BOOLEAN',
  'BOOL',
  'TINYINT',
  'SMALLINT',
  'INT',
  'INTEGER',
  'BIGINT',
  'INT2',
  'INT4',
  'INT8',
  'INT16',
  'INT32',
  'INT64',
  'UINT8',
  'UINT16',
  'UINT32',
  'UINT64',
  'UNSIGNED INTEGER',
  'FLOAT',
  'FLOAT4',
  'FLOAT8',
  'FLOAT32',
  'FLOAT64',
  'DOUBLE',
  'DECIMAL',
  'BINARY',
  'VARBINARY',
  'BLOB',
  'BYTEA',
  'DATE',
  'DATETIME',
  'JSON',
  'INTERVAL',
  'JSON2',
  'VECTOR',
]);
/** Of the types with a sign, these are refused with it. */
const NEVER_UNSIGNED: ReadonlySet<string> = new Set(['INTEGER', 'INT2', 'INT4', 'FLOAT', 'DOUBLE', 'DECIMAL']);
const TIMESTAMP_PRECISIONS: ReadonlySet<string | undefined> = new Set([undefined, '0', '3', '6', '9']);

/**
 * Whether a column of this type stores text. FULLTEXT INDEX asks while the statement is parsed, so a type that no column can have
 * ends the parse here (`sql_data_type_to_concrete_data_type`); elsewhere it is found when the schema is built.
 */
export function isStringType($: Engine, type: TypeName): boolean {
  const word = customName(type) ?? type.head;
  if (STRING_TYPES.has(word)) return true;
  if (!isColumnType(type, word)) {
    $.invalid('InvalidSyntax', `SQL data type not supported yet: ${debugType({ source: $.source }, type)}`, type.span);
  }
  return false;
}

function isColumnType(type: TypeName, word: string): boolean {
  if (isTimestampType(type)) return TIMESTAMP_PRECISIONS.has(type.args[0]);
  return COLUMN_TYPES.has(word) && !(type.unsigned && NEVER_UNSIGNED.has(word));
}
