import { describe, expect, test } from 'vitest';
import { valueOf, verdictOf } from './constant.ts';
import { checkReplay } from './replay.ts';

const table = `
CREATE TABLE probe (ts TIMESTAMP TIME INDEX, small TINYINT, born DATE, live BOOLEAN, label STRING);
--> 0`;

describe('elements of lists', () => {
  test('numbers win over texts beside them', () => {
    expect(verdictOf("SELECT array_has(['7', '8'], 7)")).toBe('accepted');
    expect(verdictOf("SELECT array_prepend(7, ['8'])")).toBe('accepted');
    expect(verdictOf("SELECT array_union([7], ['8'])")).toBe('accepted');
  });

  test('a text does not flow into a list of numbers, nor a decimal', () => {
    expect(verdictOf("SELECT array_append([7], '8')")).toContain(
      '3000 Failed to plan SQL: Error during planning: Failed to coerce arguments',
    );
    expect(verdictOf('SELECT array_has([7], CAST(8 AS DECIMAL(4, 1)))')).toContain('coercion from List(Int64), Decimal128(4, 1)');
  });

  test('NULL for a list stays NULL unless a list is made of it', () => {
    expect(verdictOf('SELECT CAST(array_replace(NULL, 1, 2) AS SMALLINT)')).toBe('accepted');
    expect(verdictOf('SELECT CAST(array_append(NULL, 1) AS SMALLINT)')).toContain('Unsupported CAST from List(Int64) to Int16');
  });

  test('lists that have nothing in common are refused', () =>
    expect(verdictOf('SELECT array_concat([7], [true])')).toContain(
      'Failed to unify argument types of array_concat: [List(Int64), List(Boolean)]',
    ));
});

describe('functions of constants', () => {
  test.each([
    ['to_timestamp(true)', '? Execution error: Unsupported data type Boolean for function to_timestamp'],
    ["to_timestamp_millis(DATE '2024-03-01')", '? Execution error: Unsupported data type Date32 for function to_timestamp_millis'],
    ["array_sort([3], 'UP')", '? Execution error: the second parameter of array_sort expects DESC or ASC'],
    ['array_slice([3, 4], 1, 2, 0)', '? Execution error: array_slice got invalid stride: 0, it cannot be 0'],
    ['generate_series(3, 4, 0)', "? Execution error: step can't be 0 for function generate_series(start [, stop, step])"],
    ["encode('ab', NULL)", '? Execution error: Encoding must be a non-null string'],
    ["make_date('x', 2, 3)", "! Cast error: Cannot cast string 'x' to value of Int32 type"],
    ["make_date('2024', 2, 3)", '2024-02-03'],
  ])('%s comes to %s', (sql, value) => expect(valueOf(sql)).toBe(value));

  test('the analyser names no candidates', () =>
    expect(verdictOf("SELECT TRY_CAST(cbrt('9') AS INT)")).toBe(
      "3001 Error during planning: Failed to coerce arguments to satisfy a call to 'cbrt' function: coercion from Utf8 to the signature Uniform(1, [Float64, Float32]) failed",
    ));

  test('TRY_CAST is named as it was written', () =>
    expect(verdictOf("SELECT TRY_CAST(DATE '2024-03-01' AS TINYINT)")).toBe(
      '1001 This feature is not implemented: Unsupported TRY_CAST from Date32 to Int8',
    ));
});

describe('a planned INSERT', () => {
  test('takes outputs that Arrow casts', () =>
    checkReplay(`${table}
INSERT INTO probe (ts, small) SELECT ts, 7 FROM probe;
--> ok
INSERT INTO probe (ts, small) VALUES (now(), abs(-7));
--> 1`));

  test('refuses outputs that Arrow never casts', () =>
    checkReplay(`${table}
INSERT INTO probe (ts, small) VALUES (now(), DATE '2024-03-01');
--> 3000 Failed to plan SQL: Execution error: type mismatch and can't cast to got Date32 and Int8
INSERT INTO probe (ts, born) SELECT ts, live FROM probe;
--> 3000 Failed to plan SQL: Error during planning: Cannot automatically convert Boolean to Date32`));

  test('names its columns once, and only those there are', () =>
    checkReplay(`${table}
INSERT INTO probe (ts, missing) SELECT ts, small FROM probe;
--> 3000 Failed to plan SQL: No field named missing. Valid fields are ts, small, born, live, label.
INSERT INTO probe (ts, small, small) SELECT ts, 7, 8 FROM probe;
--> 3000 Failed to plan SQL: Schema contains duplicate unqualified field name small`));
});

describe('an option in doubt', () => {
  test('leaves the columns in sight', () =>
    checkReplay(`${table}
ALTER TABLE probe SET 'sst_format' = 'primary_key';
--> ?
ALTER TABLE probe SET 'sst_format' = 'primary_key';
--> ?
INSERT INTO probe (ts, small) VALUES (1, 7);
--> 1
SELECT missing FROM probe;
--> 3000 Failed to plan SQL: No field named missing. Valid fields are probe.ts, probe.small, probe.born, probe.live, probe.label.`));

  test('silences what hangs on it', () =>
    checkReplay(`${table}
ALTER TABLE probe SET 'append_mode' = 'true';
--> 0
DELETE FROM probe WHERE ts = 1;
--> 1004 Invalid request to region, reason: DELETE is not allowed under append mode
ALTER TABLE probe SET 'append_mode' = 'false';
--> ?
DELETE FROM probe WHERE ts = 1;
--> ?`));
});

describe('what may be pruned', () => {
  test('a negation that runs is refused', () =>
    checkReplay(`${table}
SELECT -live FROM probe;
--> 3000 Error during planning: Negation only supports numeric, interval and timestamp types`));

  test('one that no row reaches stays silent', () =>
    checkReplay(`${table}
SELECT -live FROM probe WHERE 1 = 0;
--> ?
SELECT small FROM probe WHERE -live OR 1 = 1;
--> ?
SELECT -live FROM probe WHERE 9 BETWEEN small AND 3;
--> ?`));
});

test('a TQL CTE has as many names as columns', () =>
  checkReplay(`
CREATE TABLE load (ts TIMESTAMP(3) TIME INDEX, host STRING PRIMARY KEY, val DOUBLE);
--> 0
WITH w (a, b) AS (TQL EVAL (0, 9, '3s') sum(load)) SELECT a, b FROM w;
--> ok
WITH w (a) AS (TQL EVAL (0, 9, '3s') sum(load)) SELECT a FROM w;
--> 1004 Column schema mismatch in CTE w, original: ["ts", "sum(load.val)"], expected: ["a"]`));
