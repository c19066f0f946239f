import { describe, expect, test } from 'vitest';
import { arrowTypeName, debugTypeName, descTypeName, postgresTypeName, schemaTypeName, sqlTypeName } from '../../catalog/type_names.ts';
import {
  BINARY,
  decimal,
  dictionary,
  duration,
  INT64,
  INTERVAL,
  JSON_TYPE,
  LARGE_STRING,
  list,
  STRING,
  time,
  timestamp,
  type DataType,
  UINT32,
  vector,
} from '../../catalog/types.ts';

describe('a type has a name in every place', () => {
  const rows: readonly (readonly [
    DataType,
    sql: string | undefined,
    desc: string | undefined,
    schema: string | undefined,
    arrow: string,
    postgres: string,
  ])[] = [
    [INT64, 'BIGINT', 'Int64', 'bigint', 'Int64', 'INT8'],
    [UINT32, 'INT UNSIGNED', 'UInt32', 'int unsigned', 'UInt32', 'INT4'],
    [STRING, 'STRING', 'String', 'string', 'Utf8', 'VARCHAR'],
    [LARGE_STRING, 'STRING', undefined, 'string', 'LargeUtf8', 'VARCHAR'],
    [BINARY, 'VARBINARY', 'Binary', 'varbinary', 'Binary', 'BYTEA'],
    [timestamp('ms'), 'TIMESTAMP(3)', 'TimestampMillisecond', 'timestamp(3)', 'Timestamp(ms)', 'TIMESTAMP'],
    [timestamp('us'), 'TIMESTAMP(6)', 'TimestampMicrosecond', 'timestamp(6)', 'Timestamp(µs)', 'TIMESTAMP'],
    [timestamp('ns', 'UTC'), 'TIMESTAMP(9)', 'TimestampNanosecond', 'timestamp(9)', 'Timestamp(ns, "UTC")', 'TIMESTAMP'],
    [decimal(10, 2), 'DECIMAL(10,2)', 'Decimal(10, 2)', 'decimal(10,2)', 'Decimal128(10, 2)', 'NUMERIC'],
    [vector(3), 'VECTOR(3)', 'Vector(3)', 'vector(3)', 'Binary', 'BYTEA'],
    [JSON_TYPE, 'JSON', 'Json', 'json', 'Binary', 'JSON'],
    [INTERVAL, 'INTERVAL', 'IntervalMonthDayNano', 'interval', 'Interval(MonthDayNano)', 'INTERVAL'],
    [duration('ms'), undefined, 'DurationMillisecond', 'DurationMillisecond', 'Duration(ms)', 'UNKNOWN'],
    [time('s'), undefined, 'TimeSecond', 'TimeSecond', 'Time32(s)', 'TIME'],
    [list(INT64), undefined, 'List<Int64>', 'List<Int64>', 'List(Int64)', '_INT8'],
    [dictionary(UINT32, STRING), 'STRING', 'Dictionary<UInt32, String>', 'string', 'Dictionary(UInt32, Utf8)', 'UNKNOWN'],
  ];
  test.each(rows)('%j', (type, sql, desc, schema, arrow, postgres) => {
    expect([sqlTypeName(type), descTypeName(type), schemaTypeName(type), arrowTypeName(type), postgresTypeName(type)]).toEqual([
      sql,
      desc,
      schema,
      arrow,
      postgres,
    ]);
  });
});

test('messages of the engine print types as Rust does', () => {
  expect(debugTypeName(timestamp('ms'))).toBe('Timestamp(Millisecond(TimestampMillisecondType))');
  expect(debugTypeName(INT64)).toBe('Int64(Int64Type)');
  expect(debugTypeName(STRING)).toBe('String(StringType { size_type: Utf8 })');
  expect(debugTypeName(JSON_TYPE)).toBeUndefined();
});
