import { describe, expect, test } from 'vitest';
import { insertValue } from '../../catalog/constant/insert_values.ts';
import { printScalar } from '../../catalog/constant/print.ts';
import { parseSessionZone } from '../../catalog/constant/zones.ts';
import {
  BINARY,
  BOOLEAN,
  type DataType,
  DATE,
  decimal,
  FLOAT32,
  INT8,
  JSON_TYPE,
  STRING,
  timestamp,
  UINT16,
  vector,
} from '../../catalog/types.ts';
import type { Literal } from '../../grammar/index.ts';

/** The printed value a column gets, or the code's name and the message. */
function inserted(
  type: DataType,
  literalType: Literal['type'],
  value: string,
  options: { readonly zone?: string; readonly mysql?: boolean } = {},
): string {
  const literal: Literal = { kind: 'literal', type: literalType, value, span: { start: 0, end: 0 } };
  const zone = parseSessionZone(options.zone ?? 'UTC');
  const result = insertValue({ column: 'c', type, textToNumber: options.mysql === true, ...(zone === undefined ? {} : { zone }) }, literal);
  if (result.kind === 'unknown') return 'unknown';
  return result.kind === 'error' ? `${result.statusName} ${result.message}` : (printScalar(result.value) ?? 'unprinted');
}

describe('numbers', () => {
  test.each<readonly [DataType, string, string]>([
    [INT8, '127', '127'],
    [INT8, '128', 'InvalidSyntax Failed to parse value: Fail to parse number 128, ParseIntError { kind: PosOverflow }'],
    [INT8, '1.5', 'InvalidSyntax Failed to parse value: Fail to parse number 1.5, ParseIntError { kind: InvalidDigit }'],
    [UINT16, '-1', 'InvalidSyntax Failed to parse value: Fail to parse number -1, ParseIntError { kind: InvalidDigit }'],
    [FLOAT32, '0.1', '0.1'],
    [BOOLEAN, '1', 'true'],
    [BOOLEAN, '2', "InvalidSyntax Failed to parse value: Failed to parse number '2' to boolean column type"],
    [timestamp('ms'), '1000', '1970-01-01T00:00:01'],
    [decimal(5, 2), '1.239', '1.24'],
    [
      STRING,
      '1',
      'InvalidSyntax Failed to parse value: Fail to parse number 1, invalid column type: String(StringType { size_type: Utf8 })',
    ],
  ])('%o gets %s as %s', (type, digits, value) => expect(inserted(type, 'number', digits)).toBe(value));
});

describe('timestamps as GreptimeDB reads them', () => {
  const MS = timestamp('ms');
  const refused = (text: string): string => `InvalidSyntax Failed to parse value: Failed to parse ${text} to Timestamp value`;

  test.each([
    ['2024-05-06 07:08:09', '2024-05-06T07:08:09'],
    ['2024-5-6 7:8:9.25', '2024-05-06T07:08:09.250'],
    ['2024-05-06T07:08:09.123456Z', '2024-05-06T07:08:09.123'],
    ['2024-05-06 07:08:09+0200', '2024-05-06T05:08:09'],
    ['1714979289000', '2024-05-06T07:08:09'],
    ['2024-02-30 00:00:00', refused('2024-02-30 00:00:00')],
    ['2024-05-06 25:00:00', refused('2024-05-06 25:00:00')],
    ['06-05-2024 00:00:00', refused('06-05-2024 00:00:00')],
    ['tomorrow', refused('tomorrow')],
    ['2024-05-06', 'unknown'],
  ])('%s is %s', (text, value) => expect(inserted(MS, 'string', text)).toBe(value));

  test('a text without a zone is in the zone of the session', () => {
    expect(inserted(MS, 'string', '2024-05-06 07:08:09', { zone: '+02:00' })).toBe('2024-05-06T05:08:09');
    expect(inserted(MS, 'string', '2024-01-06 07:08:09', { zone: 'America/New_York' })).toBe('2024-01-06T12:08:09');
    expect(inserted(MS, 'string', '2024-05-06 07:08:09Z', { zone: '+02:00' })).toBe('2024-05-06T07:08:09');
  });

  test('nanoseconds end in 2262', () => {
    expect(inserted(timestamp('ns'), 'string', '2300-01-01 00:00:00')).toBe(
      'InvalidArguments Converting timestamp 10413792000::Second to unit Nanosecond overflow',
    );
  });
});

describe('other texts', () => {
  test.each<readonly [DataType, string, string]>([
    [DATE, '2024-5-6', '2024-05-06'],
    [DATE, '2024-13-06', 'InvalidSyntax Failed to parse value: Failed to parse 2024-13-06 to Date value'],
    [BINARY, 'ab', '6162'],
    [JSON_TYPE, '{"a": 1}', '{"a":1}'],
    [JSON_TYPE, '{"a"', 'InvalidArguments Invalid JSON text: {"a"'],
    [vector(2), '[1, 2]', 'unprinted'],
    [vector(2), '[1]', 'InvalidArguments Invalid Vector: Failed to parse [1] to Vector value: wrong dimension'],
    [vector(2), '1, 2', 'InvalidArguments Invalid Vector: Failed to parse 1, 2 to Vector value: not properly enclosed in brackets'],
    [vector(2), '[a, 2]', 'InvalidArguments Invalid Vector: Failed to parse [a, 2] to Vector value: elements are not all float32'],
  ])('%o gets %s as %s', (type, text, value) => expect(inserted(type, 'string', text)).toBe(value));

  test('only MySQL sessions turn texts into numbers', () => {
    expect(inserted(INT8, 'string', '12', { mysql: true })).toBe('12');
    expect(inserted(INT8, 'string', 'x', { mysql: true })).toBe('InvalidArguments Unable to convert x to datatype Int8(Int8Type)');
    expect(inserted(INT8, 'string', '12')).toBe(
      'InvalidSyntax Column c expect type: Int8(Int8Type), actual: String(StringType { size_type: Utf8 })',
    );
  });

  test('hex strings are bytes', () => {
    expect(inserted(BINARY, 'hex', 'CAFE')).toBe('cafe');
    expect(inserted(BINARY, 'hex', 'CAF')).toBe(
      'InvalidSyntax Failed to parse value: Fail to parse hex string to Byte: odd number of digits',
    );
    expect(inserted(BINARY, 'hex', 'CAXE')).toBe(
      "InvalidSyntax Failed to parse value: Fail to parse hex string to Byte: invalid character 'X' at position 2",
    );
  });
});
