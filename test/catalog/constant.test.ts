import { describe, expect, test } from 'vitest';
import { valueOf, verdictOf } from './constant.ts';

function table(rows: readonly (readonly [sql: string, value: string])[]): void {
  test.each(rows)('%s is %s', (sql, value) => expect(valueOf(sql)).toBe(value));
}

describe('arithmetic', () => {
  table([
    ['100::TINYINT + 100::TINYINT', '-56'],
    ['7 / 2', '3'],
    ['-7 % 3', '-1'],
    ['7 / 0', '? Divide by zero error'],
    ['7.0 / 0', 'inf'],
    ['-9223372036854775808 / -1', '? Arithmetic overflow: Overflow happened on: -9223372036854775808 / -1'],
    ["'0.5'::DECIMAL(3,1) * '2.25'::DECIMAL(4,2)", '1.125'],
    ["'1'::DECIMAL(38,0) / 0", '? Divide by zero error'],
    ["DATE '2024-01-31' + INTERVAL '1 month'", '2024-02-29'],
    ["TIMESTAMP '2024-03-31 12:00:00' - INTERVAL '1 month 1 hour'", '2024-02-29T11:00:00'],
    ["TIMESTAMP '2024-01-01 00:00:00' + INTERVAL '9000 years'", '? Compute error: Timestamp out of range'],
    ['6 & 3', '2'],
    ['NULL / 0', 'NULL'],
  ]);
});

describe('conditions with NULL', () => {
  table([
    ['NULL AND false', 'false'],
    ['NULL OR false', 'NULL'],
    ['5 IN (1, NULL)', 'NULL'],
    ['1 IN (1, NULL)', 'true'],
    ['1 BETWEEN NULL AND 0', 'false'],
    ['NULL IS DISTINCT FROM 1', 'true'],
    ["'nan'::DOUBLE = 'nan'::DOUBLE", 'true'],
    ["'b%' LIKE 'b\\%'", 'true'],
    ["'Bar' ILIKE '_AR'", 'true'],
    ["CASE 2 WHEN 1 THEN 'one' WHEN 2 THEN 'two' END", 'two'],
    ['CASE WHEN NULL THEN 1 END', 'NULL'],
    ['COALESCE(NULL, 3, 4)', '3'],
  ]);
});

describe('what nobody computes does not fail, but casts are folded before', () => {
  table([
    ['CASE WHEN true THEN 1 ELSE 1 / 0 END', '1'],
    ['false AND 1 / 0 > 1', 'false'],
    ['COALESCE(1, 1 / 0)', '1'],
    ["CASE WHEN true THEN 1 ELSE 'x'::INT END", "! Cast error: Cannot cast string 'x' to value of Int32 type"],
    ["1 / 0 + 'x'::INT", "! Cast error: Cannot cast string 'x' to value of Int32 type"],
    ['CAST(1 / 0 AS STRING)', '? Divide by zero error'],
  ]);
});

describe('functions', () => {
  table([
    ["upper('straße')", 'STRASSE'],
    ["substr('abc', 1, -1)", '? Execution error: negative substring length not allowed: substr(<str>, 1, -1)'],
    ['array_slice([1, 2], 1, 2, 0)', '? Execution error: array_slice got invalid stride: 0, it cannot be 0'],
    ['array_slice([1, 2], 5, 2, 0)', 'unknown'],
    ['trunc(1.5, 400)', 'unknown'],
    ["split_part('a,b', ',', 0)", '? Execution error: field position must not be zero'],
    ['chr(-1)', '? Execution error: invalid Unicode scalar value: -1'],
    [
      "to_timestamp_seconds('1600-01-01 00:00:00')",
      '? Execution error: The dates that can be represented as nanoseconds have to be between 1677-09-21T00:12:44.0 and 2262-04-11T23:47:16.854775804',
    ],
    ['clamp(5, 9, 3)', "? Execution error: min '9' > max '3'"],
    ["round('2.45'::DECIMAL(5,2), 1)", '2.5'],
    ["round('2.45'::DECIMAL(5,2), -2147483648)", '0'],
    ["floor('-99.9'::DECIMAL(3,1))", '? Compute error: Decimal overflow while applying floor'],
    ["date_trunc('week', TIMESTAMP '2024-05-09 10:00:00')", '2024-05-06T00:00:00'],
    ["date_part('era', DATE '2024-05-09')", "? Execution error: Date part 'era' not supported"],
    ["date_bin(INTERVAL '0 s', TIMESTAMP '2024-05-09 10:00:00')", '? Execution error: DATE_BIN stride must be non-zero'],
    ['json_to_string(parse_json(\'{"b": [1, 2.5], "a": null}\'))', '{"a":null,"b":[1,2.5]}'],
    ["parse_json('[1, 2')", "? Execution error: cannot parse '[1, 2': EOF while parsing a value, pos 5"],
    ["parse_json('oops')", "? Execution error: cannot parse 'oops': expected value, pos 1"],
    ["vec_dot_product('[1, 2]', '[3, 4]')", '11.0'],
    ["vec_dot_product('[1, 2]', '[3]')", '? Execution error: vectors length not match: vec_dot_product'],
    ['h3_latlng_to_cell(10.0, 20.0, 16)', '? Execution error: H3 error: invalid resolution (got Some(16)): out of range'],
    ['geohash(10.0, 20.0, 0)', '? Execution error: Invalid geohash resolution 0, valid value range: [1, 12]'],
    ["'abc' ~ '(b'", '! regex parse error:\n    (b\n    ^\nerror: unclosed group'],
    ["'abc' ~ 'b+'", 'true'],
    ['random()', 'unknown'],
  ]);
});

describe('statements', () => {
  const TABLE = 'CREATE TABLE t (a INT, d DATE, ts TIMESTAMP TIME INDEX)';

  test('a constant that cannot be folded refuses the query, rows or not', () => {
    expect(verdictOf(TABLE, "SELECT a FROM t WHERE a > 'x'::INT")).toBe("3001 Cast error: Cannot cast string 'x' to value of Int32 type");
    expect(verdictOf(TABLE, "SELECT a FROM t WHERE d > 'soon'")).toBe("3001 Cast error: Cannot cast string 'soon' to value of Date32 type");
    expect(verdictOf(TABLE, "SELECT * FROM (SELECT a, 'x'::INT AS b FROM t) AS s")).toBe(
      "3001 Cast error: Cannot cast string 'x' to value of Int32 type",
    );
  });

  test('a constant beside columns is cast to the type they meet in', () => {
    const refused = "3001 Cast error: Cannot cast string 'soon' to value of Date32 type";
    expect(verdictOf(TABLE, "SELECT a FROM t WHERE d IN ('2024-05-09', 'soon')")).toBe(refused);
    expect(verdictOf(TABLE, "SELECT a FROM t WHERE d BETWEEN '2024-05-09' AND 'soon'")).toBe(refused);
    expect(verdictOf(TABLE, "SELECT CASE d WHEN 'soon' THEN 1 END FROM t")).toBe(refused);
    expect(verdictOf(TABLE, "SELECT COALESCE(a, 'x') FROM t")).toBe("3001 Cast error: Cannot cast string 'x' to value of Int32 type");
    expect(verdictOf(TABLE, "SELECT a FROM t WHERE d > '2024-05-09' AND a = 'x'")).toBe('accepted');
    expect(verdictOf(TABLE, "SELECT a FROM t WHERE ts > '2024-05-09 10:00:00'")).toBe('accepted');
  });

  test('EXPLAIN shows what the physical planner minds; a plan that is kept is not run', () => {
    const late = 'SELECT avg(NULL) FROM t';
    expect(verdictOf(TABLE, late)).toBe('3001 Execution error: AvgAccumulator for (Null --> Float64)');
    expect(verdictOf(TABLE, `EXPLAIN ANALYZE ${late}`)).toBe('3001 Execution error: AvgAccumulator for (Null --> Float64)');
    expect(verdictOf(TABLE, `EXPLAIN ${late}`)).toBe('accepted');
    expect(verdictOf(TABLE, `CREATE VIEW v AS ${late}`)).toBe('accepted');
    expect(verdictOf(TABLE, "EXPLAIN SELECT 'x'::INT")).toBe('unknown');
    expect(verdictOf(TABLE, 'EXPLAIN SELECT a FROM t WHERE nope')).toMatch(/^3000 Failed to plan SQL: No field named nope/);
  });

  test('values and conditions are cast to what they stand for', () => {
    const refused = "3001 Cast error: Cannot cast string 'x' to value of Int64 type";
    expect(verdictOf("SELECT * FROM (VALUES (1), ('x')) AS v")).toBe(refused);
    expect(verdictOf("VALUES (1), ('2'), (NULL)")).toBe('accepted');
    expect(verdictOf("SELECT CASE WHEN 'a' THEN 2 END")).toBe("3001 Cast error: Cannot cast value 'a' to value of Boolean type");
    expect(verdictOf("SELECT CASE WHEN 'true' THEN 2 END")).toBe('accepted');
  });

  test('what fails for a row is refused only where a row comes by', () => {
    expect(verdictOf('SELECT 1 / 0')).toBe('3001 Divide by zero error');
    expect(verdictOf('EXPLAIN SELECT 1 / 0')).toBe('accepted');
    expect(verdictOf('SELECT 1 / 0 WHERE false')).toBe('accepted');
    expect(verdictOf(TABLE, 'SELECT 1 / 0 FROM t')).toBe('accepted');
    expect(verdictOf(TABLE, 'SELECT a FROM t WHERE a / 0 > 1')).toBe('accepted');
  });

  test('computed values are converted to their columns', () => {
    expect(verdictOf(TABLE, "INSERT INTO t VALUES (1 + 1, '2024-05-09'::DATE, now())")).toBe('accepted');
    expect(verdictOf(TABLE, 'INSERT INTO t VALUES (1 % 0, NULL, now())')).toBe('3001 Divide by zero error');
  });
});

describe('addresses and parts of vectors', () => {
  table([
    ["ipv4_string_to_num('10.0.0.1')", '167772161'],
    ["ipv4_string_to_num('10.0.0.256')", '? Execution error: Invalid IPv4 address: 10.0.0.256'],
    ["ipv4_in_range('10.1.2.3', '10.0.0.0/8')", 'true'],
    ["ipv4_to_cidr('172.16.5.1', 16)", '172.16.0.0/16'],
    ["ipv4_to_cidr('172.16', 16)", 'unknown'],
    ["vec_kth_elem('[1, 2]', 1)", '2.0'],
    ["vec_to_string(vec_subvector('[1, 2, 3]', 1, 3))", '[2,3]'],
    ["vec_subvector('[1, 2, 3]', 2, 4)", '? Execution error: Invalid start and end indices: start=2, end=4, vec_len=3'],
  ]);
});
