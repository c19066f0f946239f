import { debugType, type TypeName } from '../grammar/index.ts';
import {
  BINARY,
  BOOLEAN,
  DATE,
  decimal,
  FLOAT32,
  FLOAT64,
  INT16,
  INT32,
  INT64,
  INT8,
  INTERVAL,
  JSON_TYPE,
  JSON2,
  STRING,
  timestamp,
  UINT16,
  UINT32,
  UINT64,
  UINT8,
  vector,
  type DataType,
} from './types.ts';
import { reject, unknown } from './verdict.ts';

/**
 * The column type that DDL makes of a written type. Mirrors `sql_data_type_to_concrete_data_type` after the aliases of
 * `transform/type_alias.rs`; what it does not know is refused. `text` is the statement's, for the place that Rust prints.
 */
export function columnType(type: TypeName, text: string): DataType {
  return (
    convert(type) ??
    reject('InvalidSyntax', `SQL data type not supported yet: ${debugType({ source: text }, type)}`, {
      reason: 'column_type',
      span: type.span,
    })
  );
}

/** The same, undefined where DDL refuses the type. */
export function convert(type: TypeName): DataType | undefined {
  if (type.head === 'CUSTOM') return customType(type);
  const plain = type.args.length === 0 && !type.unsigned;
  const known = type.unsigned ? UNSIGNED[type.head] : SIMPLE[type.head];
  if (known !== undefined) return known;
  switch (type.head) {
    case 'INT8':
      return plain ? INT64 : type.unsigned ? UINT8 : INT8;
    case 'INT2':
      return plain ? INT16 : undefined;
    case 'INT4':
      return plain ? INT32 : undefined;
    case 'DECIMAL':
      return type.unsigned ? undefined : decimalType(type.args);
    case 'DATETIME':
      return timestamp('us');
    case 'TIMESTAMP':
    case 'TIMESTAMPTZ':
      return timestampOf(type.args[0]);
    default:
      return undefined;
  }
}

function timestampOf(precision: string | undefined): DataType | undefined {
  switch (precision) {
    case undefined:
    case '3':
      return timestamp('ms');
    case '0':
      return timestamp('s');
    case '6':
      return timestamp('us');
    case '9':
      return timestamp('ns');
    default:
      return undefined;
  }
}

/** Arrow's DECIMAL128 has at most 38 digits; what the server says of more was never recorded. */
function decimalType([precision, scale = '0']: readonly string[]): DataType | undefined {
  if (precision === undefined) return decimal(38, 10);
  const [digits, behind] = [Number(precision), Number(scale)];
  return digits >= 1 && digits <= 38 && behind >= 0 && behind <= digits ? decimal(digits, behind) : unknown('a decimal type out of range');
}

function customType(type: TypeName): DataType | undefined {
  const parts = type.name?.parts ?? [];
  if (parts.length !== 1) return undefined;
  const name = parts[0]!.value.toUpperCase();
  if (name === 'VECTOR' && type.args.length === 1) {
    const dimension = Number(type.args[0]);
    return Number.isInteger(dimension) && dimension > 0 ? vector(dimension) : unknown('a vector without dimensions');
  }
  return CUSTOM[name];
}

/** Spellings that mean one type whatever their length argument. */
const SIMPLE: { readonly [head: string]: DataType } = {
  BOOLEAN,
  BOOL: BOOLEAN,
  TINYINT: INT8,
  SMALLINT: INT16,
  INT16,
  INT: INT32,
  INTEGER: INT32,
  INT32,
  BIGINT: INT64,
  INT64,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
  'UNSIGNED INTEGER': UINT32,
  FLOAT: FLOAT32,
  FLOAT4: FLOAT32,
  FLOAT32,
  DOUBLE: FLOAT64,
  FLOAT8: FLOAT64,
  FLOAT64,
  STRING,
  TEXT: STRING,
  CHAR: STRING,
  VARCHAR: STRING,
  TINYTEXT: STRING,
  MEDIUMTEXT: STRING,
  LONGTEXT: STRING,
  BINARY,
  VARBINARY: BINARY,
  BLOB: BINARY,
  BYTEA: BINARY,
  DATE,
  JSON: JSON_TYPE,
  JSON2,
  INTERVAL,
};

const UNSIGNED: { readonly [head: string]: DataType } = { TINYINT: UINT8, SMALLINT: UINT16, INT: UINT32, BIGINT: UINT64 };

/** Names that the alias table knows, written in any case and any quotes. */
const CUSTOM: { readonly [name: string]: DataType } = {
  TIMESTAMP_S: timestamp('s'),
  TIMESTAMP_SEC: timestamp('s'),
  TIMESTAMPSECOND: timestamp('s'),
  TIMESTAMP_MS: timestamp('ms'),
  TIMESTAMPMILLISECOND: timestamp('ms'),
  TIMESTAMP_US: timestamp('us'),
  TIMESTAMPMICROSECOND: timestamp('us'),
  TIMESTAMP_NS: timestamp('ns'),
  TIMESTAMPNANOSECOND: timestamp('ns'),
  INT8,
  INT16,
  INT32,
  INT64,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
  FLOAT32,
  FLOAT64,
  TINYTEXT: STRING,
  MEDIUMTEXT: STRING,
  LONGTEXT: STRING,
  JSON2,
};
