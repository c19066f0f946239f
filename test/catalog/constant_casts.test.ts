import { describe, expect, test } from 'vitest';
import { valueOf } from './constant.ts';

function table(rows: readonly (readonly [sql: string, value: string])[]): void {
  test.each(rows)('%s is %s', (sql, value) => expect(valueOf(sql)).toBe(value));
}

describe('texts become numbers, strictly', () => {
  table([
    ["'+7'::INT", '7'],
    ["'007'::TINYINT", '7'],
    ["' 7'::INT", "! Cast error: Cannot cast string ' 7' to value of Int32 type"],
    ["'7.0'::BIGINT", "! Cast error: Cannot cast string '7.0' to value of Int64 type"],
    ["'128'::TINYINT", "! Cast error: Cannot cast string '128' to value of Int8 type"],
    ["'-1'::BIGINT UNSIGNED", "! Cast error: Cannot cast string '-1' to value of UInt64 type"],
    ["'1e3'::DOUBLE", '1000.0'],
    ["'-INFINITY'::FLOAT", '-inf'],
    ["'x'::DOUBLE", "! Cast error: Cannot cast string 'x' to value of Float64 type"],
    ["TRY_CAST('x' AS DOUBLE)", 'NULL'],
  ]);
});

describe('numbers keep what fits and complain about the rest', () => {
  table([
    ['CAST(7.9 AS INT)', '7'],
    ['CAST(-7.9 AS INT)', '-7'],
    ['CAST(300 AS TINYINT)', "! Cast error: Can't cast value 300 to type Int8"],
    ['CAST(3e10 AS INT)', "! Cast error: Can't cast value 30000000000.0 to type Int32"],
    ["CAST('inf'::DOUBLE AS BIGINT)", "! Cast error: Can't cast value inf to type Int64"],
    ['CAST(0 AS BOOLEAN)', 'false'],
    ['CAST(true AS INT)', '1'],
    ['CAST(0.1 AS FLOAT)', '0.1'],
    ['CAST(1e16 AS STRING)', '1e16'],
    ['CAST(1e15 AS STRING)', '1000000000000000.0'],
  ]);
});

describe('decimals round half away from zero and have a precision', () => {
  table([
    ["'1.005'::DECIMAL(5,2)", '1.01'],
    ["'-1.005'::DECIMAL(5,2)", '-1.01'],
    ['CAST(1.005 AS DECIMAL(5,2))', '1.00'],
    ["'12345'::DECIMAL(5,2)", '! Invalid argument error: 12345.00 is too large to store in a Decimal128 of precision 5. Max is 999.99'],
    ["'-12345'::DECIMAL(5,2)", '! Invalid argument error: -12345.00 is too small to store in a Decimal128 of precision 5. Min is -999.99'],
    ["'1e2'::DECIMAL(5,2)", "! Cast error: Cannot cast string '1e2' to value of Decimal128(38, 10) type"],
    ["CAST('nan'::DOUBLE AS DECIMAL(7,3))", '! Cast error: Cannot cast to Decimal128(7, 3). Overflowing on NaN'],
    ["CAST('300.5'::DECIMAL(5,2) AS TINYINT)", '! Cast error: value of 300 is out of range Int8'],
    ["'5.5'::DECIMAL(3,1)::DECIMAL(10,4)", '5.5000'],
  ]);
});

describe('times read as Arrow reads them', () => {
  table([
    ["'2024-02-29'::DATE", '2024-02-29'],
    ["'2024-2-9'::DATE", '2024-02-09'],
    ["'2023-02-29'::DATE", "! Cast error: Cannot cast string '2023-02-29' to value of Date32 type"],
    ["'2024-05-06 07:08:09.5'::TIMESTAMP", '2024-05-06T07:08:09.500'],
    ["'2024-05-06T07:08:09+02:00'::TIMESTAMP", '2024-05-06T05:08:09'],
    ["'  2024-05-06   07:08:09 '::TIMESTAMP", '2024-05-06T07:08:09'],
    ["'2024-05'::TIMESTAMP", "! Parser error: Error parsing timestamp from '2024-05': timestamp must contain at least 10 characters"],
    ["'2024-05-06x07:08:09'::TIMESTAMP", "! Parser error: Error parsing timestamp from '2024-05-06x07:08:09': invalid timestamp separator"],
    ["'2024-05-06 07:08'::TIMESTAMP", "! Parser error: Error parsing timestamp from '2024-05-06 07:08': error parsing time"],
    ["'2024-05-06 07:08:09 Mars'::TIMESTAMP", '! Parser error: Invalid timezone "Mars": failed to parse timezone'],
    ["TIMESTAMP '2024-05-06 07:08:09'::DATE", '2024-05-06'],
    ["TIMESTAMP '1969-12-31 23:59:59'::TIME", '23:59:59'],
    ["'3 days 2 hours'::INTERVAL", '3 days 2 hours'],
    ["'3 suns'::INTERVAL", '! Parser error: Invalid input syntax for type interval: "3 suns"'],
  ]);
});

describe('other texts', () => {
  table([
    ["'YES'::BOOLEAN", 'true'],
    ["'maybe'::BOOLEAN", "! Cast error: Cannot cast value 'maybe' to value of Boolean type"],
    ["'ÉT'::BOOLEAN", "! Cast error: Cannot cast value 'Ét' to value of Boolean type"],
    ["'né'::BYTEA", '6ec3a9'],
    ["X'6869'::STRING", 'hi'],
    ["X'ff'::STRING", '! Invalid argument error: Encountered non UTF-8 data: invalid utf-8 sequence of 1 bytes from index 0'],
    ['NULL::INT', 'NULL'],
    ['[1, 2]::STRING', '[1, 2]'],
  ]);
});
