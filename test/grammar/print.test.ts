import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Node, StructLiteral } from '../../grammar/ast.ts';
import { display } from '../../grammar/display.ts';
import { parseRequest, parseStatement } from '../../grammar/parser.ts';
import { print } from '../../grammar/print.ts';
import { walk } from '../../grammar/walk.ts';
import { describeWithShared, SHARED } from '../shared.ts';

function printed(sql: string): string {
  const { node, faults } = parseStatement(sql);
  expect(faults.map(fault => fault.message)).toEqual([]);
  return print(node!);
}

describe('canonical text', () => {
  test.each([
    ['select a b, count( * ) as n from t1 x, t2 as y where a!=1', 'SELECT a AS b, count(*) AS n FROM t1 x, t2 AS y WHERE a <> 1'],
    ['select x :: double, cast(y as int), try_cast(z as decimal(10, 2))', 'SELECT x::DOUBLE, CAST(y AS INT), TRY_CAST(z AS DECIMAL(10,2))'],
    [
      'select a::int64, b::int32, c::float32, d::my_type(1), e::timestamp(3) with time zone',
      'SELECT a::INT64, b::Int32, c::Float32, d::my_type(1), e::TIMESTAMP(3) WITH TIME ZONE',
    ],
    ["select interval '1 hour', interval 5 minute, date '2026-01-01'", "SELECT INTERVAL '1 hour', INTERVAL 5 MINUTE, DATE '2026-01-01'"],
    ['select a from t order by a desc nulls last limit 5 offset 2', 'SELECT a FROM t ORDER BY a DESC NULLS LAST LIMIT 5 OFFSET 2'],
    ['select a from t offset 2 rows limit 5', 'SELECT a FROM t LIMIT 5 OFFSET 2 ROWS'],
    ['select a, from t group by a, having count(b) > 1', 'SELECT a FROM t GROUP BY a HAVING count(b) > 1'],
    ['select true, null, -a, not b, ~c', 'SELECT true, NULL, -a, NOT b, ~c'],
    ['select \'it\'\'s\', "Q""uote", `b`', 'SELECT \'it\'\'s\', "Q""uote", `b`'],
    [
      'select a from t full outer join u using (id) left join v on v.id = t.id',
      'SELECT a FROM t FULL JOIN u USING(id) LEFT JOIN v ON v.id = t.id',
    ],
    [
      'select case when a then 1 else 2 end, a between 1 and 2, b not in (1,2)',
      'SELECT CASE WHEN a THEN 1 ELSE 2 END, a BETWEEN 1 AND 2, b NOT IN (1, 2)',
    ],
    [
      'select sum(a) filter (where b) over (partition by c order by d rows between 1 preceding and current row)',
      'SELECT sum(a) FILTER (WHERE b) OVER (PARTITION BY c ORDER BY d ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)',
    ],
    [
      'select exists (select 1), (select 2), extract(year from ts), a is not null',
      'SELECT EXISTS (SELECT 1), (SELECT 2), EXTRACT(YEAR FROM ts), a IS NOT NULL',
    ],
    [
      'with recursive a (x) as (select 1) select * from a union all (values (1), (2))',
      'WITH RECURSIVE a (x) AS (SELECT 1) SELECT * FROM a UNION ALL (VALUES (1), (2))',
    ],
    [
      "select avg(v) range '5m' fill prev as v from t align '1m' by (host)",
      "SELECT avg(v) RANGE '5m' FILL prev AS v FROM t ALIGN '1m' BY (host)",
    ],
    ["select avg(v) range ('5m') from t align ('1 year') to ('')", "SELECT avg(v) RANGE '5m' FROM t ALIGN ('1 year') TO ('')"],
    ['insert into t(a, b) values (1, "x")', 'INSERT INTO t (a, b) VALUES (1, "x")'],
    ['delete from t where a = 1', 'DELETE FROM t WHERE a = 1'],
    ['drop table if exists a, b', 'DROP TABLE IF EXISTS a, b'],
    ["show full tables from db like 'x%'", "SHOW FULL TABLES IN db LIKE 'x%'"],
    ['explain analyze select 1', 'EXPLAIN ANALYZE SELECT 1'],
    ["tql evaluate (0, 10, '5s') sum by (host) (cpu)", "TQL EVAL (0, 10, '5s') sum by (host) (cpu)"],
    ['alter table t add column a int first, add b string', 'ALTER TABLE t ADD COLUMN a INT FIRST, ADD COLUMN b STRING'],
    ["alter table t set 'ttl' = '1d'", "ALTER TABLE t SET 'ttl'='1d'"],
    ["comment on flow f is 'x'", "COMMENT ON FLOW f IS 'x'"],
    ['use db', 'USE db'],
  ])('%s', (sql, text) => {
    expect(printed(sql)).toBe(text);
    expect(printed(text)).toBe(text);
  });

  test('CREATE FLOW has a clause on each line', () => {
    expect(printed("create flow f sink to s expire after '1h' EVAL INTERVAL '1m' comment 'c' with (a = 'b') as select a from t")).toBe(
      "CREATE FLOW f\nSINK TO s\nEXPIRE AFTER '1h'\nEVAL INTERVAL '1m'\nCOMMENT 'c'\nWITH (a = 'b')\nAS SELECT a FROM t",
    );
  });

  test('CREATE TABLE has a column on each line', () => {
    expect(
      printed(
        "create table t (a int null default 1, ts timestamp time index, primary key (a)) partition on columns (a) (a < 1, a >= 1) engine=mito with (ttl = '1d')",
      ),
    ).toBe(
      "CREATE TABLE t (\n  a INT NULL DEFAULT 1,\n  ts TIMESTAMP TIME INDEX,\n  PRIMARY KEY (a)\n)\nPARTITION ON COLUMNS (a) (\n  a < 1,\n  a >= 1\n)\nENGINE=mito\nWITH(\n  ttl = '1d'\n)",
    );
  });
});

describe("the server's own words", () => {
  test.each([
    [
      "create flow F sink to S expire after '90m' as select A from T;",
      "CREATE FLOW f\nSINK TO s\nEXPIRE AFTER '5400 s'\nAS select A from T",
    ],
    ["select '1h30m'::interval, interval '2d'", "SELECT '1 hours 30 minutes'::INTERVAL, INTERVAL '2 days'"],
    [
      'create view V (Aa) as select x::int64, y::timestamp(9) from T',
      "CREATE VIEW v (aa) AS SELECT arrow_cast(x, 'Int64'), arrow_cast(y, 'Timestamp(ns)') FROM T",
    ],
    [
      "create table T (a int8, TS timestamp_us time index) with (TTL = '1d', storage = x, 'compaction.type' = 'twcs')",
      "CREATE TABLE t (\n  a BIGINT,\n  ts TIMESTAMP(6) NOT NULL,\n  TIME INDEX (ts)\n)\nENGINE=mito\nWITH(\n  'compaction.type' = 'twcs',\n  storage = 'x',\n  ttl = '1d'\n)",
    ],
    [
      "copy T to 'file:///x' with (format = 'csv') connection (secret_access_key = 'k')",
      "COPY t TO file:///x WITH (format = 'csv') CONNECTION (secret_access_key = '******')",
    ],
  ])('%s', (sql, text) => {
    const { node, faults } = parseStatement(sql);
    expect(faults.map(fault => fault.message)).toEqual([]);
    expect(display(node!)).toBe(text);
  });
});

/** A tree without what printing does not keep: places, the AS of column aliases, and spellings that mean the same. */
function essence(root: Node): unknown {
  const drop = new Set([
    'span',
    'opSpan',
    'bodySpan',
    'keySpan',
    'withSpan',
    'promqlSpan',
    'explicit',
    'verbWritten',
    'rawText',
    'rawTextBroken',
    'bareExpire',
    'beforeLimit',
  ]);
  const visit = (value: unknown, field: string): unknown => {
    if (typeof value === 'bigint') return String(value);
    if (Array.isArray(value)) return value.map(item => visit(item, field));
    if (typeof value !== 'object' || value === null)
      return field === 'clauses' || field === 'type' ? String(value).replace(/\s+/g, ' ').replace('FULL OUTER', 'FULL') : value;
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      fields.filter(([key, part]) => !drop.has(key) && part !== undefined && part !== 'ALL').map(([key, part]) => [key, visit(part, key)]),
    );
  };
  return visit(root, '');
}

/** What sqlparser's own `Display` cannot print so that it reads the same again. */
function isLossy(root: Node): boolean {
  let lossy = false;
  walk(root, node => {
    const { kind, value, text, op, operand } = node as Node & {
      readonly value?: unknown;
      readonly text?: unknown;
      readonly op?: string;
      readonly operand?: Node;
    };
    for (const content of [value, text]) if (typeof content === 'string' && /''|""|\\'/.test(content)) lossy = true;
    if (kind === 'struct' && (node as StructLiteral).values.length === 0) lossy = true;
    if (kind === 'unary' && op === '-' && operand?.kind === 'unary') lossy = true;
    if (kind === 'opaque' || kind === 'opaque_factor') lossy = true;
  });
  return lossy;
}

describeWithShared('recorded statements', () => {
  const read = (file: string): Record<string, unknown>[] =>
    readFileSync(join(SHARED, 'corpus', file), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);

  test('print as the parser of GreptimeDB prints them', () => {
    const rows = read('unit.jsonl').filter(
      row => row['api'] === 'statement' && typeof row['display'] === 'string' && row['feature'] !== 'enterprise',
    );
    const found = rows.map(row => {
      const { node } = parseStatement(row['sql'] as string);
      return node === undefined ? 'refused' : display(node);
    });
    expect(rows.length).toBeGreaterThan(20);
    expect(found).toEqual(rows.map(row => row['display']));
  });

  test('read the same after printing', () => {
    const changed: string[] = [];
    let count = 0;
    const { cases } = JSON.parse(readFileSync(join(SHARED, 'corpus', 'dialect-conformance.json'), 'utf8')) as {
      readonly cases: readonly { readonly sql: string }[];
    };
    for (const sql of [...read('sqlness.jsonl').map(row => row['executed'] as string), ...cases.map(row => row.sql)]) {
      const { statements, faults } = parseRequest(sql);
      if (faults.length > 0) continue;
      for (const {
        statement: { node },
      } of statements) {
        if (node === undefined || isLossy(node)) continue;
        count++;
        const text = print(node);
        const again = parseRequest(text).statements[0]?.statement.node;
        if (again === undefined || JSON.stringify(essence(again)) !== JSON.stringify(essence(node)) || print(again) !== text)
          changed.push(`${sql}\n=> ${text}`);
      }
    }
    expect(count).toBeGreaterThan(1000);
    expect(changed).toEqual([]);
  });
});
