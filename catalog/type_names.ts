import type { DataType, TimeUnit } from './types.ts';

const PRECISION: { readonly [U in TimeUnit]: number } = { s: 0, ms: 3, us: 6, ns: 9 };
const UNIT_WORD: { readonly [U in TimeUnit]: string } = { s: 'Second', ms: 'Millisecond', us: 'Microsecond', ns: 'Nanosecond' };
const ARROW_UNIT: { readonly [U in TimeUnit]: string } = { s: 's', ms: 'ms', us: 'µs', ns: 'ns' };

/** Names of the types that have no arguments: SHOW CREATE TABLE, DESC, Arrow, PostgreSQL. */
const PLAIN: { readonly [kind: string]: readonly [sql: string | undefined, desc: string, arrow: string, postgres: string] } = {
  null: [undefined, 'Null', 'Null', 'UNKNOWN'],
  boolean: ['BOOLEAN', 'Boolean', 'Boolean', 'BOOL'],
  int8: ['TINYINT', 'Int8', 'Int8', 'CHAR'],
  int16: ['SMALLINT', 'Int16', 'Int16', 'INT2'],
  int32: ['INT', 'Int32', 'Int32', 'INT4'],
  int64: ['BIGINT', 'Int64', 'Int64', 'INT8'],
  uint8: ['TINYINT UNSIGNED', 'UInt8', 'UInt8', 'CHAR'],
  uint16: ['SMALLINT UNSIGNED', 'UInt16', 'UInt16', 'INT2'],
  uint32: ['INT UNSIGNED', 'UInt32', 'UInt32', 'INT4'],
  uint64: ['BIGINT UNSIGNED', 'UInt64', 'UInt64', 'INT8'],
  float32: ['FLOAT', 'Float32', 'Float32', 'FLOAT4'],
  float64: ['DOUBLE', 'Float64', 'Float64', 'FLOAT8'],
  string: ['STRING', 'String', 'Utf8', 'VARCHAR'],
  string_view: ['STRING', 'String', 'Utf8View', 'VARCHAR'],
  binary: ['VARBINARY', 'Binary', 'Binary', 'BYTEA'],
  binary_view: ['VARBINARY', 'Binary', 'BinaryView', 'BYTEA'],
  date: ['DATE', 'Date', 'Date32', 'DATE'],
  interval: ['INTERVAL', 'IntervalMonthDayNano', 'Interval(MonthDayNano)', 'INTERVAL'],
  interval_day_time: ['INTERVAL', 'IntervalDayTime', 'Interval(DayTime)', 'INTERVAL'],
  interval_year_month: ['INTERVAL', 'IntervalYearMonth', 'Interval(YearMonth)', 'INTERVAL'],
  json: ['JSON', 'Json', 'Binary', 'JSON'],
};

/**
 * The type as SHOW CREATE TABLE prints it; absent for types no column can be declared with.
 * Mirrors `concrete_data_type_to_sql_data_type` of the sql crate. JSON2 settings are added by the printer of columns.
 */
export function sqlTypeName(type: DataType): string | undefined {
  switch (type.kind) {
    case 'large_string':
      return 'STRING';
    case 'large_binary':
      return 'VARBINARY';
    case 'timestamp':
      return `TIMESTAMP(${PRECISION[type.unit!]})`;
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'vector':
      return `VECTOR(${type.dimension})`;
    case 'json2':
      return 'JSON2';
    case 'dictionary':
      return sqlTypeName(type.element!);
    default:
      return PLAIN[type.kind]?.[0];
  }
}

/** The type as DESC TABLE and `greptime_data_type` print it (`ConcreteDataType::name`); absent where it is not known. */
export function descTypeName(type: DataType): string | undefined {
  switch (type.kind) {
    case 'timestamp':
      return `Timestamp${UNIT_WORD[type.unit!]}`;
    case 'time':
      return `Time${UNIT_WORD[type.unit!]}`;
    case 'duration':
      return `Duration${UNIT_WORD[type.unit!]}`;
    case 'decimal':
      return `Decimal(${type.precision}, ${type.scale})`;
    case 'vector':
      return `Vector(${type.dimension})`;
    case 'list':
      return generic('List', [type.element!]);
    case 'dictionary':
      return generic('Dictionary', [type.key!, type.element!]);
    default:
      return PLAIN[type.kind]?.[1];
  }
}

/** The type as `data_type` and `column_type` of information_schema.columns print it; a type without SQL name shows its own. */
export function schemaTypeName(type: DataType): string | undefined {
  return type.kind === 'json2' ? 'json' : (sqlTypeName(type)?.toLowerCase() ?? descTypeName(type));
}

/** The type as DataFusion's messages, casts and plans print it (`Display` of arrow's DataType). */
export function arrowTypeName(type: DataType): string {
  switch (type.kind) {
    case 'float16':
      return 'Float16';
    case 'large_string':
      return 'LargeUtf8';
    case 'large_binary':
      return 'LargeBinary';
    case 'date64':
      return 'Date64';
    case 'timestamp':
      return type.zone === undefined
        ? `Timestamp(${ARROW_UNIT[type.unit!]})`
        : `Timestamp(${ARROW_UNIT[type.unit!]}, ${quoted(type.zone)})`;
    case 'time':
      return `Time${type.unit === 's' || type.unit === 'ms' ? 32 : 64}(${ARROW_UNIT[type.unit!]})`;
    case 'duration':
      return `Duration(${ARROW_UNIT[type.unit!]})`;
    case 'decimal':
      return `Decimal128(${type.precision}, ${type.scale})`;
    case 'decimal256':
      return `Decimal256(${type.precision}, ${type.scale})`;
    case 'list':
      return `List(${arrowTypeName(type.element!)})`;
    case 'dictionary':
      return `Dictionary(${arrowTypeName(type.key!)}, ${arrowTypeName(type.element!)})`;
    case 'map':
      return `Map("entries": non-null Struct("key": non-null ${arrowTypeName(type.key!)}, "value": ${arrowTypeName(type.element!)}), unsorted)`;
    case 'struct':
      return `Struct(${(type.fields ?? []).map(field => `${quoted(field.name)}: ${field.nullable ? '' : 'non-null '}${arrowTypeName(field.type)}`).join(', ')})`;
    case 'vector':
    case 'json2':
      return 'Binary';
    default:
      return PLAIN[type.kind]![2];
  }
}

/** The type as messages of the flow engine and of DDL print it (Rust's `Debug` of ConcreteDataType); absent where it is not known. */
export function debugTypeName(type: DataType): string | undefined {
  switch (type.kind) {
    case 'string':
      return 'String(StringType { size_type: Utf8 })';
    case 'large_string':
      return 'String(StringType { size_type: LargeUtf8 })';
    case 'timestamp':
    case 'time':
    case 'duration': {
      const family = type.kind.charAt(0).toUpperCase() + type.kind.slice(1);
      return `${family}(${UNIT_WORD[type.unit!]}(${family}${UNIT_WORD[type.unit!]}Type))`;
    }
    case 'interval':
      return 'Interval(MonthDayNano(IntervalMonthDayNanoType))';
    case 'interval_day_time':
      return 'Interval(DayTime(IntervalDayTimeType))';
    case 'interval_year_month':
      return 'Interval(YearMonth(IntervalYearMonthType))';
    case 'decimal':
      return `Decimal128(Decimal128Type { precision: ${type.precision}, scale: ${type.scale} })`;
    case 'vector':
      return `Vector(VectorType { dim: ${type.dimension} })`;
    case 'list': {
      const element = debugTypeName(type.element!);
      return element === undefined ? undefined : `List(ListType { item_type: ${element} })`;
    }
    case 'string_view':
    case 'binary_view':
    case 'json':
      return undefined;
    default: {
      const name = PLAIN[type.kind]?.[1];
      return name === undefined ? undefined : `${name}(${name}Type)`;
    }
  }
}

/** The type as PostgreSQL tools see it (`ConcreteDataType::postgres_datatype_name`). */
export function postgresTypeName(type: DataType): string {
  switch (type.kind) {
    case 'large_string':
      return 'VARCHAR';
    case 'vector':
    case 'large_binary':
      return 'BYTEA';
    case 'timestamp':
      return 'TIMESTAMP';
    case 'time':
      return 'TIME';
    case 'decimal':
      return 'NUMERIC';
    case 'json2':
      return 'JSON';
    case 'list':
      return `_${postgresTypeName(type.element!)}`;
    default:
      return PLAIN[type.kind]?.[3] ?? 'UNKNOWN';
  }
}

function generic(name: string, types: readonly DataType[]): string | undefined {
  const names = types.map(descTypeName);
  return names.includes(undefined) ? undefined : `${name}<${names.join(', ')}>`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
