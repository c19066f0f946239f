import type { TypeName } from '../../grammar/index.ts';
import {
  BINARY,
  BINARY_VIEW,
  BOOLEAN,
  DATE,
  DATE64,
  type DataType,
  decimal,
  decimal256,
  dictionary,
  duration,
  FLOAT16,
  FLOAT32,
  FLOAT64,
  INT16,
  INT32,
  INT64,
  INT8,
  INTERVAL,
  INTERVAL_DAY_TIME,
  INTERVAL_YEAR_MONTH,
  LARGE_BINARY,
  LARGE_STRING,
  list,
  NULL,
  STRING,
  STRING_VIEW,
  struct,
  time,
  timestamp,
  type TimeUnit,
  UINT16,
  UINT32,
  UINT64,
  UINT8,
} from '../types.ts';

/** How a query's cast reaches its type: DataFusion's CAST, or the call of `arrow_cast` GreptimeDB rewrites it to. */
export interface CastTarget {
  readonly type: DataType;
  readonly via: 'cast' | 'arrow_cast';
}

/**
 * The type of `x::T`. Mirrors the alias table of `src/sql/src/statements/transform/type_alias.rs` and then `convert_data_type` of
 * datafusion-sql; undefined where that refuses the type (`Unsupported SQL type …`).
 */
export function castTarget(type: TypeName): CastTarget | undefined {
  const aliased = aliasTarget(type);
  if (aliased !== undefined) return { type: aliased, via: 'arrow_cast' };
  const plain = plainTarget(type);
  return plain === undefined ? undefined : { type: plain, via: 'cast' };
}

/** Whether a cast to this type becomes a call of `arrow_cast`. */
export function isAliasType(type: TypeName): boolean {
  return aliasTarget(type) !== undefined;
}

function aliasTarget(type: TypeName): DataType | undefined {
  if (type.head === 'CUSTOM') {
    const parts = type.name?.parts ?? [];
    return parts.length === 1 && type.args.length === 0 ? ALIASES[parts[0]!.value.toUpperCase()] : undefined;
  }
  if (type.head === 'TIMESTAMP' || type.head === 'TIMESTAMPTZ') return timestampOf(type.args[0]);
  if (type.head === 'DATETIME') return timestamp('us');
  return type.args.length === 0 && !type.unsigned ? ALIASES[type.head] : undefined;
}

const PRECISION_UNIT: { readonly [precision: string]: TimeUnit } = { '0': 's', '3': 'ms', '6': 'us', '9': 'ns' };

function timestampOf(precision: string | undefined): DataType | undefined {
  const unit = precision === undefined ? 'ms' : PRECISION_UNIT[precision];
  return unit === undefined ? undefined : timestamp(unit);
}

const ALIASES: { readonly [name: string]: DataType } = {
  INT2: INT16,
  INT4: INT32,
  INT8: INT64,
  INT16,
  INT32,
  INT64,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
  FLOAT4: FLOAT32,
  FLOAT8: FLOAT64,
  FLOAT32,
  FLOAT64,
  BOOL: BOOLEAN,
  TIMESTAMP_S: timestamp('s'),
  TIMESTAMP_SEC: timestamp('s'),
  TIMESTAMPSECOND: timestamp('s'),
  TIMESTAMP_MS: timestamp('ms'),
  TIMESTAMPMILLISECOND: timestamp('ms'),
  TIMESTAMP_US: timestamp('us'),
  TIMESTAMPMICROSECOND: timestamp('us'),
  TIMESTAMP_NS: timestamp('ns'),
  TIMESTAMPNANOSECOND: timestamp('ns'),
};

function plainTarget(type: TypeName): DataType | undefined {
  if (type.zone !== undefined && type.head !== 'TIME') return undefined;
  if (type.unsigned) return UNSIGNED[type.head];
  switch (type.head) {
    case 'DECIMAL':
    case 'NUMERIC':
      return decimalOf(type.args);
    case 'ARRAY': {
      const element = type.element === undefined ? undefined : plainTarget(type.element);
      return element === undefined ? undefined : list(element);
    }
    case 'TIME':
      return type.zone === 'WITH TIME ZONE' || type.args.length > 0 ? undefined : time('ns');
    case 'FLOAT':
      return type.args.length > 0 && Number(type.args[0]) > 24 ? FLOAT64 : FLOAT32;
    default:
      return PLAIN[type.head];
  }
}

const PLAIN: { readonly [head: string]: DataType } = {
  BOOLEAN,
  BOOL: BOOLEAN,
  TINYINT: INT8,
  SMALLINT: INT16,
  INT2: INT16,
  INT: INT32,
  INTEGER: INT32,
  INT4: INT32,
  BIGINT: INT64,
  INT8: INT64,
  REAL: FLOAT32,
  FLOAT4: FLOAT32,
  DOUBLE: FLOAT64,
  'DOUBLE PRECISION': FLOAT64,
  FLOAT8: FLOAT64,
  CHAR: STRING,
  TEXT: STRING,
  STRING,
  VARCHAR: STRING,
  BYTEA: BINARY,
  DATE,
  INTERVAL,
};

const UNSIGNED: { readonly [head: string]: DataType } = {
  TINYINT: UINT8,
  SMALLINT: UINT16,
  INT2: UINT16,
  INT: UINT32,
  INTEGER: UINT32,
  INT4: UINT32,
  BIGINT: UINT64,
  INT8: UINT64,
};

function decimalOf(args: readonly string[]): DataType | undefined {
  const { precision, scale } = decimalSize(args);
  if (!isDecimalSize(precision, scale)) return undefined;
  return precision > 38 ? decimal256(precision, scale) : decimal(precision, scale);
}

/** Precision and scale are squeezed into a byte each. */
function decimalSize(args: readonly string[]): { readonly precision: number; readonly scale: number } {
  if (args[0] === undefined) return { precision: 38, scale: 10 };
  const byte = BigInt.asUintN(8, BigInt(args[0]));
  return { precision: Number(byte), scale: Number(BigInt.asIntN(8, BigInt(args[1] ?? 0))) };
}

function isDecimalSize(precision: number, scale: number): boolean {
  return precision > 0 && precision <= 76 && Math.abs(scale) <= precision;
}

/** What DataFusion says of a decimal type that cannot be (`make_decimal_type`). */
export function decimalComplaint({ head, args }: TypeName): string | undefined {
  if (head !== 'DECIMAL' && head !== 'NUMERIC') return undefined;
  const { precision, scale } = decimalSize(args);
  return isDecimalSize(precision, scale)
    ? undefined
    : `Decimal(precision = ${precision}, scale = ${scale}) should satisfy \`0 < precision <= 76\`, and \`scale <= precision\`.`;
}

/** The type of a typed literal (`DATE '…'`): no alias applies, a timestamp counts nanoseconds. */
export function literalTarget(type: TypeName): DataType | undefined {
  if (type.head === 'TIMESTAMP' || type.head === 'TIMESTAMPTZ') {
    const unit = type.args[0] === undefined ? 'ns' : PRECISION_UNIT[type.args[0]];
    if (unit === undefined) return undefined;
    return type.zone === 'WITH TIME ZONE' || type.head === 'TIMESTAMPTZ' ? timestamp(unit, '+00:00') : timestamp(unit);
  }
  return plainTarget(type);
}

const ARROW: { readonly [name: string]: DataType } = {
  Null: NULL,
  Boolean: BOOLEAN,
  Int8: INT8,
  Int16: INT16,
  Int32: INT32,
  Int64: INT64,
  UInt8: UINT8,
  UInt16: UINT16,
  UInt32: UINT32,
  UInt64: UINT64,
  Float16: FLOAT16,
  Float32: FLOAT32,
  Float64: FLOAT64,
  Utf8: STRING,
  LargeUtf8: LARGE_STRING,
  Utf8View: STRING_VIEW,
  Binary: BINARY,
  LargeBinary: LARGE_BINARY,
  BinaryView: BINARY_VIEW,
  Date32: DATE,
  Date64: DATE64,
  'Interval(MonthDayNano)': INTERVAL,
  'Interval(DayTime)': INTERVAL_DAY_TIME,
  'Interval(YearMonth)': INTERVAL_YEAR_MONTH,
};
const ARROW_UNIT: { readonly [name: string]: TimeUnit } = {
  s: 's',
  ms: 'ms',
  us: 'us',
  ns: 'ns',
  µs: 'us',
  μs: 'us',
  Second: 's',
  Millisecond: 'ms',
  Microsecond: 'us',
  Nanosecond: 'ns',
};
/** `Name(arguments)`, `Name<arguments>`. */
const ARROW_CALL = /^(\w+)\s*[(<](.*)[)>]$/su;

/** A type as Arrow writes it, in its old and new spelling (`Timestamp(Millisecond, None)`, `Timestamp(ms)`). */
export function parseArrowType(text: string): DataType | undefined {
  const plain = ARROW[text.replaceAll(' ', '')];
  if (plain !== undefined) return plain;
  const [, head, inner] = ARROW_CALL.exec(text.trim()) ?? [];
  if (head === undefined || inner === undefined) return undefined;
  const args = splitArguments(inner);
  const unit = ARROW_UNIT[args[0] ?? ''];
  switch (head) {
    case 'Timestamp':
      return unit === undefined ? undefined : timestampInZone(unit, args[1]);
    case 'Time32':
    case 'Time64':
      return unit === undefined ? undefined : time(unit);
    case 'Duration':
      return unit === undefined ? undefined : duration(unit);
    case 'Decimal128':
      return decimal(Number(args[0]), Number(args[1]));
    case 'Decimal256':
      return decimal256(Number(args[0]), Number(args[1]));
    case 'List':
    case 'LargeList': {
      const element = parseArrowType(args.join(','));
      return element === undefined ? undefined : list(element);
    }
    case 'Dictionary': {
      const [key, element] = args.map(parseArrowType);
      return key === undefined || element === undefined ? undefined : dictionary(key, element);
    }
    case 'Struct': {
      const fields = args.map(arg => {
        const [name, ...type] = arg.split(' ');
        return { name: name!, type: parseArrowType(type.join(' ')), nullable: true };
      });
      if (fields.some(({ type }) => type === undefined)) return undefined;
      return struct(fields.map(field => ({ ...field, type: field.type! })));
    }
    default:
      return undefined;
  }
}

function timestampInZone(unit: TimeUnit, zone: string | undefined): DataType | undefined {
  if (zone === undefined || zone === 'None') return timestamp(unit);
  const quoted = /^(?:Some\()?"([^"]*)"\)?$/.exec(zone);
  return quoted === null ? undefined : timestamp(unit, quoted[1]);
}

/** Splits at the commas outside any bracket. */
function splitArguments(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at];
    if (character === '(' || character === '<') depth++;
    else if (character === ')' || character === '>') depth--;
    else if ((character === ',' && depth === 0) || at === text.length) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts;
}
