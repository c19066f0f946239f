import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Query, Select } from '../../grammar/ast.ts';
import { parseRequest, parseStatement } from '../../grammar/parser.ts';
import { print } from '../../grammar/print.ts';
import { describeWithShared, SHARED } from '../shared.ts';
import { checkRefusal } from './refusals.ts';

function query(sql: string, protocol: 'http' | 'mysql' | 'postgres' = 'http'): Query {
  const { node, faults } = parseStatement(sql, protocol);
  expect(faults.map(fault => fault.message)).toEqual([]);
  return node as Query;
}

function select(sql: string): Select {
  return query(sql).body as Select;
}

/** The shape of a set operation: `((1 UNION 2) INTERSECT 3)`. */
function shape(sql: string): string {
  const draw = (body: Query['body']): string => {
    if (body.kind === 'set_operation')
      return `(${draw(body.left)} ${body.op}${body.quantifier === undefined ? '' : ` ${body.quantifier}`} ${draw(body.right)})`;
    return body.kind === 'parenthesised_query'
      ? `[${draw(body.query.body)}]`
      : print({ ...query(sql), body, orderBy: [] }).replace('SELECT ', '');
  };
  return draw(query(sql).body);
}

describe('set operations', () => {
  test.each([
    ['SELECT 1 UNION SELECT 2 EXCEPT SELECT 3', '((1 UNION 2) EXCEPT 3)'],
    ['SELECT 1 UNION SELECT 2 INTERSECT SELECT 3', '(1 UNION (2 INTERSECT 3))'],
    ['SELECT 1 INTERSECT SELECT 2 MINUS SELECT 3', '((1 INTERSECT 2) MINUS 3)'],
    ['SELECT 1 UNION ALL BY NAME SELECT 2', '(1 UNION ALL BY NAME 2)'],
    ['SELECT 1 UNION DISTINCT (SELECT 2 UNION SELECT 3)', '(1 UNION DISTINCT [(2 UNION 3)])'],
  ])('%s', (sql, drawn) => expect(shape(sql)).toBe(drawn));

  test('ORDER BY ends the last operand', () =>
    checkRefusal(`
SELECT a FROM t ORDER BY a UNION SELECT b FROM u
--                         ^^^^^ 1001 SQL statement is not supported, keyword: UNION
`));

  test('TABLE reads three tokens, whatever they are', () => {
    expect(query('SELECT 1 UNION TABLE db.load').body).toMatchObject({
      right: { kind: 'table', name: { parts: [{ value: 'db' }, { value: 'load' }] } },
    });
    checkRefusal(`
(TABLE load)
--          ^ 2000 §Expected: ), found: EOF
`);
  });
});

describe('the tail of a query', () => {
  test.each([
    'SELECT a FROM t ORDER BY a DESC NULLS LAST, b LIMIT 1 + 1 OFFSET 2 ROWS',
    'SELECT a FROM t LIMIT ALL',
    'SELECT a FROM t OFFSET 5 LIMIT 10',
    'SELECT a FROM t OFFSET 5 ROWS FETCH NEXT 10 ROWS ONLY',
    'SELECT a FROM t FETCH FIRST 5 PERCENT ROWS WITH TIES',
    'SELECT a FROM t FOR UPDATE OF t NOWAIT FOR SHARE SKIP LOCKED',
    "SELECT a FROM t FOR XML PATH ('row'), ROOT ('rows'), TYPE",
    'SELECT a FROM t FOR JSON AUTO, INCLUDE_NULL_VALUES',
  ])('%s', sql => expect(query(sql).kind).toBe('query'));

  test('OFFSET stands once', () =>
    checkRefusal(`
SELECT a FROM t OFFSET 1 LIMIT 2 OFFSET 3
--                               ^^^^^^ 1001 SQL statement is not supported, keyword: OFFSET
`));

  test('LIMIT with a comma is MySQL', () => {
    expect(query('SELECT a FROM t LIMIT 5, 10', 'mysql')).toMatchObject({ limit: { value: '10' }, offset: { count: { value: '5' } } });
    checkRefusal(`
SELECT a FROM t LIMIT 5, 10
--                     ^ 1001 SQL statement is not supported, keyword: ,
`);
  });
});

describe('WITH', () => {
  test('a statement takes a qualified or empty column list, and TQL', () => {
    const { with: with_ } = query("WITH RECURSIVE a (x, y.z) AS (SELECT 1, 2), b () AS (TQL EVAL (0, 10, '5s') cpu) SELECT * FROM a, b");
    expect(with_!.recursive).toBe(true);
    expect(with_!.ctes.map(cte => [cte.name.value, cte.hasColumns, cte.columns.map(column => column.name.value), cte.body.kind])).toEqual([
      ['a', true, ['x', 'y'], 'query'],
      ['b', true, [], 'tql'],
    ]);
  });

  test('a sub-query takes types, FROM and a trailing comma, but no TQL', () => {
    const { from } = select('SELECT * FROM (WITH a (x INT) AS (SELECT 1) FROM b, SELECT x FROM a) d');
    expect(from[0]!.relation).toMatchObject({
      kind: 'derived',
      query: { with: { ctes: [{ columns: [{ type: { head: 'INT' } }], from: { value: 'b' } }] } },
    });
  });

  test('the comma between CTEs of a statement is followed by a CTE', () =>
    checkRefusal(`
WITH a AS (SELECT 1), SELECT 2
--                           ^ 2000 §Expected: AS, found: 2 at Line: 1, Column: 30
`));

  test('a WITH of the main query stands inside', () => {
    expect(query('WITH a AS (SELECT 1) WITH b AS (SELECT 2) SELECT * FROM b').body).toMatchObject({
      kind: 'parenthesised_query',
      query: { with: { ctes: [{ name: { value: 'b' } }] } },
    });
  });

  test('MATERIALIZED is PostgreSQL', () => {
    expect(query('SELECT (WITH a AS NOT MATERIALIZED (SELECT 1), b AS MATERIALIZED (SELECT 2) SELECT 3)', 'postgres').kind).toBe('query');
    checkRefusal(`
SELECT (WITH a AS MATERIALIZED (SELECT 1) SELECT 2)
--                ^^^^^^^^^^^^ 2000 §Expected: (, found: MATERIALIZED at Line: 1, Column: 19
`);
  });
});

describe('SELECT', () => {
  test('every clause, in its one order', () => {
    const node =
      select(`SELECT DISTINCT ON (a, b) TOP 5 PERCENT WITH TIES a, t.*, f(b) AS c INTO TEMP TABLE copy FROM t, u JOIN v ON x LATERAL VIEW OUTER
      explode(b) w AS d WHERE e START WITH f = 1 CONNECT BY NOCYCLE PRIOR g = h GROUP BY i, j GROUPING SETS ((i), (), j) CLUSTER BY k DISTRIBUTE BY l SORT BY m DESC HAVING n
      WINDOW o AS (PARTITION BY p) QUALIFY q`);
    expect(node).toMatchObject({
      distinct: { on: [{}, {}] },
      top: { percent: true, withTies: true },
      into: { temporary: true, table: true },
      items: [{ kind: 'item' }, { kind: 'wildcard', qualifier: { parts: [{ value: 't' }] } }, { alias: { value: 'c' }, explicit: true }],
      from: [{ joins: [] }, { joins: [{ type: 'JOIN' }] }],
      lateralViews: [{ outer: true, name: { parts: [{ value: 'w' }] }, aliases: [{ value: 'd' }] }],
      connectBy: { noCycle: true, startWith: { op: '=' }, relationships: [{ left: { kind: 'unary', op: 'PRIOR' } }] },
      groupBy: { all: false, exprs: [{}, {}], groupingSets: [[{}], [], [{}]] },
      clusterBy: [{}],
      distributeBy: [{}],
      sortBy: [{ direction: 'DESC' }],
      windows: [{ name: { value: 'o' } }],
      windowBeforeQualify: true,
    });
  });

  test.each([
    'SELECT a, FROM t GROUP BY a,',
    'SELECT range, a FROM t',
    'SELECT a and FROM t',
    "SELECT 'x' 'y'",
    'SELECT a AS select',
    'SELECT *, a.b.* FROM t',
    'SELECT a WHERE 1',
  ])('%s', sql => expect(query(sql).kind).toBe('query'));

  test('FROM begins no item', () =>
    checkRefusal(`
SELECT FROM t
--     ^^^^ 2000 §Expected an expression, found: FROM at Line: 1, Column: 13
`));

  test('a dot wants a name or a star', () =>
    checkRefusal(`
SELECT t.(a)
--       ^ 2000 §Expected: an identifier or a '*' after '.', found: ( at Line: 1, Column: 10
`));

  test('AS wants a name', () =>
    checkRefusal(`
SELECT a AS 1
--          ^ 2000 §Expected: an identifier after AS, found: 1 at Line: 1, Column: 13
`));

  test('ALL and DISTINCT exclude each other', () =>
    checkRefusal(`
SELECT ALL DISTINCT a
--     ^^^ 2000 §Cannot specify ALL then DISTINCT at Line: 1, Column: 8
`));

  test('a word that opens a clause begins no later item', () =>
    checkRefusal(`
SELECT a, range FROM t
--        ^^^^^ 1001 SQL statement is not supported, keyword: range
`));

  test('GROUPING SETS needs an expression in front, except in PostgreSQL', () => {
    expect(query('SELECT a FROM t GROUP BY GROUPING SETS ((a), ()), CUBE (b, (c, d)), ROLLUP (e), ()', 'postgres').kind).toBe('query');
    checkRefusal(`
SELECT a FROM t GROUP BY GROUPING SETS ((a))
--                                ^^^^ 1001 SQL statement is not supported, keyword: SETS
`);
  });

  test("MySQL's modifiers", () => {
    expect(query('SELECT SQL_NO_CACHE DISTINCT HIGH_PRIORITY a FROM t', 'mysql').body).toMatchObject({
      distinct: 'DISTINCT',
      modifiers: ['SQL_NO_CACHE', 'HIGH_PRIORITY'],
    });
    expect(select('SELECT high_priority FROM t').items).toHaveLength(1);
  });

  test('PostgreSQL selects nothing', () => expect(query('SELECT FROM t', 'postgres').body).toMatchObject({ items: [] }));
});

describe('range queries', () => {
  test.each([
    "SELECT ts, avg(v) RANGE '5m' FILL PREV FROM t ALIGN '1m' TO NOW BY (host) FILL LINEAR",
    "SELECT avg(v) RANGE '5m' FROM t FILL 0 ALIGN '1m'",
    "SELECT avg(v) RANGE '5m' FROM t ALIGN (INTERVAL '1 minute') TO (now() - INTERVAL '1 day') BY ()",
    "SELECT avg(v) RANGE '5m' AS v FROM t",
    "SELECT a FROM (SELECT avg(v) RANGE '5m' AS a FROM t ALIGN '1m')",
  ])('%s', sql => expect(query(sql).kind).toBe('query'));

  test('an item with RANGE wants ALIGN', () =>
    checkRefusal(`
SELECT avg(v) RANGE '5m' FROM t HAVING x
--     ^^^^^^^^^^^^^^^^^ 2000 §ALIGN argument cannot be omitted in the range select query
`));

  test('ALIGN wants an item with RANGE', () =>
    checkRefusal(`
SELECT avg(v) FROM t x ALIGN '1m'
--                     ^^^^^^^^^^ 2000 §Illegal Range select, no RANGE keyword found in any SelectItem
`));

  test('a wildcard has no range', () =>
    checkRefusal(`
SELECT *, avg(v) RANGE '5m' FROM t ALIGN '1m'
--     ^ 2000 §Wildcard \`*\` is not allowed in range select query
`));

  test('FILL stands once', () =>
    checkRefusal(`
SELECT avg(v) RANGE '5m' FROM t ALIGN '1m' FILL NULL FILL 0
--                                                   ^^^^ 2000 §Duplicate FILL keyword detected in SELECT clause.
`));

  test('TO stands before BY', () =>
    checkRefusal(`
SELECT avg(v) RANGE '5m' FROM t ALIGN '1m' BY (host) TO NOW
--                                                   ^^ 1001 SQL statement is not supported, keyword: TO
`));

  test('ALIGN takes a duration', () =>
    checkRefusal(`
SELECT avg(v) RANGE '5m' FROM t ALIGN '1 minute'
--                                    ^^^^^^^^^^ 2000 §not a valid duration string: 1 minute
`));
});

describe('FROM', () => {
  test.each([
    ['t CROSS JOIN u', ['CROSS JOIN']],
    ['t LEFT SEMI JOIN u ON a RIGHT OUTER JOIN v USING (b, c.d) FULL JOIN w', ['LEFT SEMI JOIN', 'RIGHT OUTER JOIN', 'FULL JOIN']],
    ['t NATURAL JOIN u OUTER APPLY f(1) CROSS APPLY g', ['JOIN', 'OUTER APPLY', 'CROSS APPLY']],
    ['t ASOF JOIN u MATCH_CONDITION (t.a >= u.a) ON t.b = u.b', ['ASOF JOIN']],
    ['t GLOBAL INNER JOIN u', ['INNER JOIN']],
    ['t AS x STRAIGHT_JOIN u', ['STRAIGHT_JOIN']],
    ['t GLOBAL', []],
  ])('%s', (from, types) => expect(select(`SELECT a FROM ${from}`).from[0]!.joins.map(join => join.type)).toEqual(types));

  test.each([
    ['(SELECT 1) AS x (a INT, b)', 'derived'],
    ['((SELECT 1)) x', 'derived'],
    ['(t JOIN u ON a)', 'nested_join'],
    ['((t JOIN u ON a)) x', 'nested_join'],
    ['LATERAL (SELECT t.a) x', 'derived'],
    ['LATERAL f(1, a => 2)', 'table_function'],
    ['TABLE (f(x)) y', 'table_function'],
    ['generate_series(1, 10) WITH ORDINALITY AS s (n)', 'table_ref'],
    ["'t' 'x'", 'table_ref'],
    ['t WITH (NOLOCK)', 'table_ref'],
    ['t TABLESAMPLE BERNOULLI (10 PERCENT) REPEATABLE (1)', 'table_ref'],
    ["t PIVOT (sum(a) AS s FOR b IN ('x', 'y')) UNPIVOT INCLUDE NULLS (c FOR d IN (e, f AS g)) p", 'table_ref'],
    ["JSON_TABLE('{}', '$' COLUMNS (a INT PATH '$.a' NULL ON EMPTY, NESTED PATH '$.b' COLUMNS (c FOR ORDINALITY)))", 'opaque_factor'],
    ["OPENJSON(a, '$') WITH (b INT '$.b' AS JSON) x", 'opaque_factor'],
    ["XMLTABLE('/a' PASSING BY VALUE b COLUMNS c INT PATH 'd' DEFAULT 1 NOT NULL, e FOR ORDINALITY)", 'opaque_factor'],
    ['json_table', 'table_ref'],
  ])('%s', (from, kind) => expect(select(`SELECT a FROM ${from}`).from[0]!.relation.kind).toBe(kind));

  test('a lone table in parentheses is no join', () =>
    checkRefusal(`
SELECT a FROM (t)
--              ^ 2000 §Expected: joined table, found: ) at Line: 1, Column: 17
`));

  test('a broken sub-query is read as a table, whose refusal counts', () =>
    checkRefusal(`
SELECT a FROM (SELECT 1 b c) t
--                    ^ 2000 §Expected: joined table, found: 1 at Line: 1, Column: 23
`));

  test('the list ends with a table', () =>
    checkRefusal(`
SELECT a FROM t,
--              ^ 2000 §Expected: identifier, found: EOF
`));

  test.each([
    ['t LEFT u', 'expected OUTER, SEMI, ANTI or JOIN after LEFT'],
    ['t OUTER JOIN u', 'Expected: APPLY, found: JOIN at Line: 1, Column: 23'],
    ['t NATURAL CROSS JOIN u', 'Expected: a join type after NATURAL, found: CROSS at Line: 1, Column: 25'],
    ['t CROSS u', 'Expected: JOIN or APPLY after CROSS, found: u at Line: 1, Column: 23'],
    ['t ASOF JOIN u ON a', 'Expected: MATCH_CONDITION, found: ON at Line: 1, Column: 29'],
    ['t JOIN u USING a', 'Expected: a list of columns in parentheses, found: a at Line: 1, Column: 30'],
  ])('%s', (from, message) => {
    expect(parseStatement(`SELECT a FROM ${from}`).faults[0]!.message).toBe(`Invalid SQL syntax: sql parser error: ${message}`);
  });

  test('CROSS JOIN takes a condition in MySQL only', () => {
    expect(query('SELECT a FROM t CROSS JOIN u ON t.b = u.b', 'mysql').kind).toBe('query');
    checkRefusal(`
SELECT a FROM t CROSS JOIN u ON t.b = u.b
--                           ^^ 1001 SQL statement is not supported, keyword: ON
`);
  });

  test("MySQL's partitions and index hints", () => {
    expect(query('SELECT a FROM t PARTITION (p, q) AS x USE INDEX FOR JOIN (i) IGNORE KEY (j)', 'mysql').body).toMatchObject({
      from: [{ relation: { alias: { name: { value: 'x' } }, tails: ['PARTITION (p, q)', 'USE INDEX FOR JOIN (i) IGNORE KEY (j)'] } }],
    });
  });

  test("PostgreSQL's UNNEST", () => {
    expect(query('SELECT a FROM UNNEST(ARRAY[1], b) WITH ORDINALITY AS x WITH OFFSET y', 'postgres').body).toMatchObject({
      from: [{ relation: { kind: 'table_ref', args: [{}, {}], withOrdinality: true, tails: ['WITH OFFSET y'] } }],
    });
  });
});

describe('bodies that are no SELECT', () => {
  test.each([
    ['WITH a AS (SELECT 1) UPDATE t SET b = 1, (c, d) = e FROM u WHERE f', 'opaque'],
    [
      'WITH a AS (SELECT 1) MERGE INTO t USING u ON t.a = u.a WHEN MATCHED AND b THEN UPDATE SET c = 1 WHEN NOT MATCHED THEN INSERT (d) VALUES (2) WHEN NOT MATCHED BY SOURCE THEN DELETE',
      'opaque',
    ],
    ['WITH a AS (SELECT 1) DELETE FROM t WHERE b', 'delete'],
    ['WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a', 'insert'],
    ['VALUES (1), ROW (2, 3), (4,) ORDER BY 1', 'values'],
  ])('%s', (sql, kind) => expect(query(sql).body.kind).toBe(kind));

  test('a row is never empty', () =>
    checkRefusal(`
VALUES ()
--      ^ 2000 §Expected: an expression, found: ) at Line: 1, Column: 9
`));

  test('a merge inserts what is not matched', () =>
    checkRefusal(`
WITH a AS (SELECT 1) MERGE INTO t USING u ON b WHEN MATCHED THEN INSERT VALUES (1)
--                                                               ^^^^^^ 2000 §INSERT is not allowed in a MATCHED merge clause at Line: 1, Column: 66
`));
});

describe('what is left of a refused query', () => {
  test('its tables and items', () => {
    const { draft } = parseStatement('WITH a AS (SELECT 1) SELECT b FROM t JOIN u ON )');
    expect(draft).toMatchObject({ kind: 'query', with: { ctes: [{ name: { value: 'a' } }] } });
    expect(parseStatement('SELECT b FROM t, u x WHERE +').draft).toMatchObject({
      body: { items: [{}], from: [{ relation: { name: {} } }, { relation: { alias: {} } }] },
    });
  });
});

describe('depth', () => {
  test.each([
    [24, true],
    [25, false],
  ])('%i sub-queries: %s', (depth, isAccepted) => {
    const { faults } = parseStatement(`${'SELECT a FROM ('.repeat(depth)}SELECT 1${') t'.repeat(depth)}`);
    expect(faults.length === 0).toBe(isAccepted);
  });
});

describe('requests', () => {
  test('statements are cut at semicolons', () => {
    const { statements } = parseRequest(';; SELECT 1; -- one\nSELECT 2;;');
    expect(statements.map(({ start, statement }) => [start, statement.text])).toEqual([
      [3, 'SELECT 1;'],
      [20, 'SELECT 2;'],
    ]);
  });

  test('a fault is placed in the request', () =>
    checkRefusal(`
SELECT 1; SELECT
  a FROM (t)
--         ^ 2000 §Expected: joined table, found: ) at Line: 2, Column: 12
`));

  test('two statements without a semicolon', () =>
    checkRefusal(`
SELECT 1 x SELECT 2
--         ^^^^^^ 1001 SQL statement is not supported, keyword: SELECT
`));

  test('SHOW DATABASES swallows its semicolon', () => {
    expect(parseRequest("SHOW DATABASES;; SELECT 1; SHOW DATABASES LIKE 'x'; SELECT 2").faults).toEqual([]);
    checkRefusal(`
SHOW DATABASES; SELECT 1
--              ^^^^^^ 1001 SQL statement is not supported, keyword: SELECT
`);
  });
});

interface Case {
  readonly group: string;
  readonly sql: string;
  readonly ok: boolean;
  readonly code?: number;
  readonly message?: string;
}

describeWithShared('recorded verdicts on queries', () => {
  test('all agree in code and text', () => {
    const { cases } = JSON.parse(readFileSync(join(SHARED, 'corpus', 'dialect-conformance.json'), 'utf8')) as { cases: readonly Case[] };
    const differing = cases
      .filter(({ group }) => group === 'queries' || group === 'rangeQuery')
      .flatMap(({ sql, ok, code, message }) => {
        const [fault] = parseRequest(sql).faults;
        const wanted = ok ? 'accepted' : `${code} ${message}`;
        const found = fault === undefined ? 'accepted' : `${fault.status.code} ${fault.message}`;
        return wanted === found ? [] : [`${sql}\n  wanted ${wanted}\n  found  ${found}`];
      });
    expect(differing).toEqual([]);
  });
});
