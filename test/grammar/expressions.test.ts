import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Protocol } from '../../grammar/dialect.ts';
import { parseRequest, parseStatement } from '../../grammar/parser.ts';
import { print } from '../../grammar/print.ts';
import { describeWithShared, SHARED } from '../shared.ts';
import { checkRefusal } from './refusals.ts';
import { expression, tree } from './trees.ts';

/** Whether an expression parses, as a select item. */
function accepts(text: string, protocol: Protocol = 'http'): boolean {
  return parseStatement(`SELECT ${text} FROM t`, protocol).faults.length === 0;
}

describe('operators bind', () => {
  test.each([
    ['1 + 2 * 3 - 4', '(- (+ 1 (* 2 3)) 4)'],
    ['x || y * z', '(* (|| x y) z)'],
    ['- x.y', '(u- (. x y))'],
    ['NOT x OR y', '(OR (uNOT x) y)'],
    ['x = 1 OR y = 2 AND z', '(OR (= x 1) (AND (= y 2) z))'],
    ['p XOR q = r', '(= (XOR p q) r)'],
    ['x::int::string || y', '(|| (DoubleColon (DoubleColon x INT) STRING) y)'],
    ['x IS NULL <> y', '(<> (is-null x) y)'],
    ['x BETWEEN 1 AND 2 AND y', '(AND (between x 1 2) y)'],
    ["x LIKE 'a' = y", "(like x (= 'a' y))"],
    ["j -> 'k' = 1", "(-> j (= 'k' 1))"],
    ['x IS DISTINCT FROM y OR z', '(is-distinct-from x (OR y z))'],
    ['max(v) + 1 NOT NULL', '(is-not-null (+ (call max v) 1))'],
    ["x AT TIME ZONE 'UTC' - y", "(- (at-time-zone x 'UTC') y)"],
    ['x == y != z', '(<> (= x y) z)'],
    ['k := 1 + 2', '(:= k (+ 1 2))'],
  ])('%s', (text, grouped) => expect(tree(text)).toBe(grouped));
});

describe('PostgreSQL has a ladder of its own', () => {
  test.each([
    ['x || y + z', '(|| x (+ y z))'],
    ['- x ^ 2', '(u- (^ x 2))'],
    ['x = y IS NULL', '(is-null (= x y))'],
    ['x < y = z', '(= (< x y) z)'],
    ["x LIKE 'a' = y", "(= (like x 'a') y)"],
    ["j -> 'k' = 1", "(= (-> j 'k') 1)"],
    ['NOT x = y', '(uNOT (= x y))'],
    ['x & 1 << 2', '(<< (& x 1) 2)'],
    ['x <#> y', '(<#> x y)'],
    ['x !', '(upostfix ! x)'],
    ['!! x + 1', '(+ (u!! x) 1)'],
    ['@ x', '(u@ x)'],
    ['x NOTNULL AND y', '(AND (is-not-null x) y)'],
    ['x OPERATOR(pg_catalog.+) y', '(OPERATOR(pg_catalog.+) x y)'],
    ['x::int[]', '(DoubleColon x INT[])'],
    ['x::int[3][]', '(DoubleColon x INT[3][])'],
    ['x::interval day to second(3)', '(DoubleColon x INTERVAL DAY TO SECOND(3))'],
    ["point '(1,2)'", "(typed POINT '(1,2)')"],
    ['current_user', '(call current_user)'],
    ['(s.t.*)', '(paren (. s t *))'],
    ["f('k' : 1, m => 2)", "(call f 'k' : 1 m => 2)"],
  ])('%s', (text, grouped) => expect(tree(text, 'postgres')).toBe(grouped));

  test.each([
    "a ? 'k'",
    'EXTRACT(fortnight FROM x)',
    "EXTRACT('year' FROM x)",
    "INTERVAL DAY '1'",
    "INTERVAL '1' DAY",
    "U&'d\\0061t'",
    "E'\\x41'",
  ])('it takes %s', text => expect(accepts(text, 'postgres')).toBe(true));
  test.each(['a:b', 'STRUCT<x int>(1)', '`a`', 'a <- 1', 'current_user()'])('it does not take %s', text =>
    expect(accepts(text, 'postgres')).toBe(false),
  );
});

describe('MySQL', () => {
  test.each([
    ['x && y', '(AND x y)'],
    ['x << 1', '(<< x 1)'],
    ['x DIV y + z', '(DIV x (+ y z))'],
    ['BINARY x = y', '(uBINARY (= x y))'],
    ["'a' \"b\" 'c'", "'abc'"],
    ['INTERVAL 1 + 1 DAY', '(interval (+ 1 1) DAY)'],
    ["GROUP_CONCAT(x ORDER BY y SEPARATOR ', ')", '(call GROUP_CONCAT x)'],
  ])('groups %s', (text, grouped) => expect(tree(text, 'mysql')).toBe(grouped));

  test('an interval needs its unit', () =>
    checkRefusal(
      `
SELECT INTERVAL '1 day' FROM t
--                      ^^^^ 2000 §INTERVAL requires a unit after the literal value at Line: 1, Column: 25
`,
      'mysql',
    ));
  test('a word in double quotes is a string', () =>
    expect(expression('"x"', 'mysql')).toMatchObject({ kind: 'literal', type: 'double_quoted', value: 'x' }));
  test('full-text search', () =>
    expect(expression("MATCH (a, b) AGAINST ('x' IN BOOLEAN MODE)", 'mysql')).toMatchObject({
      kind: 'match_against',
      modifier: 'IN BOOLEAN MODE',
    }));
  test.each(['STRUCT<x int>(1)', 'f(x) FILTER (WHERE y)', "x::'t'"])('does not take %s', text =>
    expect(accepts(text, 'mysql')).toBe(false),
  );
});

describe('words that may open a form are names when it does not fit', () => {
  test.each([
    ['case', 'case'],
    ['cast + 1', '(+ cast 1)'],
    ['case.x', '(. case x)'],
    ['ceil(x, y)', '(call ceil x y)'],
    ['position(x, y)', '(call position x y)'],
    ['substr(a, 1, 2, 3)', '(call substr a 1 2 3)'],
    ['convert(x)', '(call convert x)'],
    ['array(1, 2)', '(call array 1 2)'],
    ['date', 'date'],
    ['date(x)', '(call date x)'],
    ["date 'x'", "(typed DATE 'x')"],
    ["timestamp(3) 'x'", "(typed TIMESTAMP(3) 'x')"],
    ["array<array<int>> 'x'", "(typed ARRAY<ARRAY<INT>> 'x')"],
    ["timestamp_ms 'x'", 'timestamp_ms'],
    ['decimal(10, 2) 1.5', '(typed DECIMAL(10,2) 1.5)'],
    ['a.interval', '(. a interval)'],
    ['a.f(x).c[1:2]', '(access a .(call f x) .c [1:2])'],
    ['a.b.f(x)', '(call a.b.f x)'],
    ["_latin1'x'", "_latin1 'x'"],
    ['struct', 'STRUCT()'],
  ])('%s', (text, grouped) => expect(tree(text)).toBe(grouped));

  test.each([
    ['trim', '§Expected: (, found: FROM at Line: 1, Column: 13'],
    ['exists', '§Expected: (, found: FROM at Line: 1, Column: 15'],
    ['ceil(x y)', '§Expected: ), found: y at Line: 1, Column: 15'],
    ['convert(x y)', '§Expected: ,, found: y at Line: 1, Column: 18'],
    ['extract(fortnight FROM x)', '§Expected: date/time field, found: fortnight at Line: 1, Column: 16'],
  ])('%s says what its form wanted', (text, message) => {
    const [fault] = parseStatement(`SELECT ${text} FROM t`).faults;
    expect(fault!.message.replace('Invalid SQL syntax: sql parser error: ', '§')).toBe(message);
  });
});

describe('calls', () => {
  test.each([
    'count(*)',
    'count(t.*)',
    'count(DISTINCT a, b)',
    'f(a => 1, b VALUE 2)',
    'f(a ORDER BY b DESC NULLS LAST LIMIT 3)',
    'f(a) FILTER (WHERE b > 1) OVER (PARTITION BY c ORDER BY d ROWS BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING)',
    'f(0.5) WITHIN GROUP (ORDER BY a)',
    'f(a) IGNORE NULLS OVER w',
    "f(a ON OVERFLOW TRUNCATE '…' WITH COUNT)",
    'f(NULL ON NULL)',
    'current_timestamp(3)',
  ])('%s prints as it was written', text => expect(print(expression(text))).toBe(text));
  test('a comma may end the arguments, but not begin them', () => {
    expect(tree('f(1,)')).toBe('(call f 1)');
    checkRefusal(`
SELECT f(, 1)
--       ^ 2000 §Expected: an expression, found: , at Line: 1, Column: 10
`);
  });
  test('a lone FILTER is swallowed', () => expect(tree('f(a) filter')).toBe('(call f a)'));
});

describe('RANGE behind an expression', () => {
  test.each([
    ["min(v) RANGE '5s' FILL PREV AS x", "(range (call min v) '5s' :fill PREV)"],
    ["min(v) + max(v) RANGE '5s' AS x", "(+ (call min v) (range (call max v) '5s'))"],
    ["min(v) RANGE (INTERVAL '5' SECOND) * 2 AS x", "(* (range (call min v) (interval '5' SECOND)) 2)"],
  ])('%s', (text, grouped) => expect(tree(text)).toBe(grouped));
  test('needs a function', () =>
    checkRefusal(`
SELECT v + 1 RANGE '5s' FROM t ALIGN '5s'
--                      ^^^^ 2000 §Can't use the RANGE keyword in Expr 1 without function
`));
  test('and a duration', () =>
    checkRefusal(`
SELECT min(v) RANGE '5 s' FROM t ALIGN '5s'
--                        ^^^^ 2000 §not a valid duration string: 5 s
`));
  test('is seen before a window frame', () => {
    expect(accepts('f(a) OVER (ORDER BY b RANGE BETWEEN 1 PRECEDING AND CURRENT ROW)')).toBe(true);
    expect(accepts('f(a) OVER (ORDER BY b ASC RANGE 5 PRECEDING)')).toBe(true);
    expect(accepts('f(a) OVER (ORDER BY b RANGE 5 PRECEDING)')).toBe(false);
  });
  test('an expression never stops before FILL', () =>
    checkRefusal(`
SELECT a FROM t WHERE b FILL NULL
--                      ^^^^ 2000 §Detect FILL keyword in SELECT Expr, but no RANGE given or RANGE after FILL
`));
});

describe('types', () => {
  test.each([
    ['decimal(10,-2)', 'DECIMAL(10,-2)'],
    ['double precision', 'DOUBLE PRECISION'],
    ['timestamp(3) with time zone', 'TIMESTAMP(3) WITH TIME ZONE'],
    ['character varying(10 octets)', 'CHARACTER VARYING(10 OCTETS)'],
    ['array<array<string>>', 'ARRAY<ARRAY<STRING>>'],
    ['bigint unsigned', 'BIGINT UNSIGNED'],
    ["enum('a', 'b' = 2)", "ENUM('a', 'b' = 2)"],
    ['my.type(1, x)', 'my.type(1, x)'],
    ['"int"', '"int"'],
  ])('%s', (text, printed) => expect(print(expression(`x::${text}`))).toBe(`x::${printed}`));
  test.each(['int[]', 'array<int>>', 'decimal(a)', 'decimal(1.5)', 'fixedstring', 'struct<a int>'])('not %s', type =>
    expect(accepts(`x::${type}`)).toBe(false),
  );
  test('a number must fit 64 bits', () =>
    checkRefusal(`
SELECT x::decimal(99999999999999999999)
--                ^^^^^^^^^^^^^^^^^^^^ 2000 §Could not parse '99999999999999999999' as u64: number too large to fit in target type at Line: 1, Column: 19
`));
});

describe('depth', () => {
  const nest = (open: string, close: string, times: number): string => open.repeat(times) + '1' + close.repeat(times);
  test.each([
    ['(', ')'],
    ['f(', ')'],
    ['- ', ''],
    ['[', ']'],
  ])('%s nests 48 times', (open, close) => {
    expect(accepts(nest(open, close, 48))).toBe(true);
    expect(parseStatement(`SELECT ${nest(open, close, 49)}`).faults[0]!.message).toBe(
      'Invalid SQL syntax: sql parser error: recursion limit exceeded',
    );
  });
  test.each(['ceil(', 'cast(', 'position(', 'convert(', 'overlay('])('trying %s again and again stays cheap', open => {
    const began = performance.now();
    expect(accepts(nest(open, ', 2, 3)', 40))).toBe(true);
    expect(performance.now() - began).toBeLessThan(2000);
  });
  test('words that nest without limit there are stopped here', () => {
    expect(accepts(`${'INTERVAL '.repeat(20000)}1`)).toBe(false);
    expect(accepts(`1::${'ARRAY<'.repeat(20000)}int`)).toBe(false);
  });
});

interface Case {
  readonly group: string;
  readonly sql: string;
  readonly ok: boolean;
  readonly code?: number;
  readonly message?: string;
  readonly mysql?: { readonly ok: boolean; readonly message?: string };
  readonly postgres?: { readonly ok: boolean; readonly message?: string };
}

describeWithShared('recorded verdicts', () => {
  const recorded = JSON.parse(readFileSync(join(SHARED, 'corpus', 'dialect-conformance.json'), 'utf8')) as {
    readonly cases: readonly Case[];
    readonly expressionTrees: readonly { readonly expr: string; readonly tree?: string; readonly error?: string }[];
  };
  const cases = recorded.cases.filter(({ group }) => group === 'lexical' || group === 'expressions' || group === 'rangeQuery');

  test.each(recorded.expressionTrees.map(row => [row.expr, row] as const))('%s', (expr, row) => {
    if (row.tree !== undefined) {
      expect(tree(expr)).toBe(row.tree);
      return;
    }
    // The recording parsed the expression alone; here SELECT stands before it.
    const shifted = row.error!.replace(/Column: (\d+)/, (_, column: string) => `Column: ${Number(column) + 'SELECT '.length}`);
    expect(parseStatement(`SELECT ${expr}`).faults[0]?.message).toBe(`Invalid SQL syntax: ${shifted}`);
  });

  test.each(cases.map(one => [one.sql, one] as const))('%s', (sql, one) => {
    const [fault] = parseRequest(sql).faults;
    expect(fault === undefined ? 'ok' : `${fault.status.code} ${fault.message}`).toBe(one.ok ? 'ok' : `${one.code} ${one.message}`);
    for (const protocol of ['mysql', 'postgres'] as const) {
      const verdict = one[protocol] ?? { ok: one.ok };
      const [other] = parseRequest(sql, protocol).faults;
      expect(other === undefined, protocol).toBe(verdict.ok);
      if (verdict.message !== undefined) expect(other?.message, protocol).toBe(verdict.message);
    }
  });
});
