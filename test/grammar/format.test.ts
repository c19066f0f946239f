import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DIALECTS } from '../../grammar/dialect.ts';
import { format, type FormatOptions } from '../../grammar/format.ts';
import { lex, type Tokens } from '../../grammar/lexer.ts';
import { describeWithShared, SHARED } from '../shared.ts';

/** The text with the first line end cut off, so that pictures may start on a line of their own. */
function picture(text: string): string {
  return text.replace(/^\n/, '');
}

function checkLayout(sql: string, wanted: string, options: Partial<FormatOptions> = {}): void {
  const made = format(sql, options);
  expect(made.kept).toEqual([]);
  expect(made.text).toBe(picture(wanted));
  expect(format(made.text, options).text).toBe(made.text);
}

describe('layout', () => {
  test('a flow has a clause a line', () => {
    checkLayout(
      "create or replace flow load sink to load_1m expire after '1h' EVAL INTERVAL '1m' comment 'x' with (defer_on_missing_source=true) as select host, max(cpu) as cpu, date_bin('1 minute'::interval,ts) as w from host_load where cpu>0.5 group by host,w;",
      `
CREATE OR REPLACE FLOW load
SINK TO load_1m
EXPIRE AFTER '1h'
EVAL INTERVAL '1m'
COMMENT 'x'
WITH (defer_on_missing_source = TRUE)
AS
SELECT host, max(cpu) AS cpu, date_bin('1 minute'::INTERVAL, ts) AS w
FROM host_load
WHERE cpu > 0.5
GROUP BY host, w;
`,
    );
  });

  test('PromQL is left alone', () => {
    checkLayout(
      "create flow f sink to s EVAL INTERVAL '1m' as tql eval (now()-'1m'::interval,now(),'5s') sum  by(host)\n  ( rate(cpu{a='b'}[5m]) ) as v;",
      `
CREATE FLOW f
SINK TO s
EVAL INTERVAL '1m'
AS
TQL EVAL (now() - '1m'::INTERVAL, now(), '5s')
sum  by(host)
  ( rate(cpu{a='b'}[5m]) ) AS v;
`,
    );
  });

  test('a table has a column a line', () => {
    checkLayout(
      "create table if not exists t(host string,ts timestamp(3) time index,cpu double default 0,primary key(host)) partition on columns(host)(host<'m',host>='m') engine=mito with('ttl'='7d');",
      `
CREATE TABLE IF NOT EXISTS t (
  host STRING,
  ts TIMESTAMP(3) TIME INDEX,
  cpu DOUBLE DEFAULT 0,
  PRIMARY KEY (host)
)
PARTITION ON COLUMNS (host) (host < 'm', host >= 'm')
ENGINE = mito
WITH ('ttl' = '7d');
`,
    );
  });

  test('what fits stays on one line', () => {
    checkLayout('select a , b from t where a = - 1', 'SELECT a, b FROM t WHERE a = -1\n');
  });

  test('what does not fit breaks at its clauses, then at its lists, then inside', () => {
    checkLayout(
      "with x as (select 1 as a), y as (select 2 as b) select a, sum(b) over (partition by a order by b), case when a > 1 then 'more' else 'less or equal' end as c from x join y on x.a = y.b and x.a > 0 or y.b < 0 where exists (select 1 from z) union all select 1, 2, 3 order by 1 limit 5 offset 2",
      `
WITH x AS (SELECT 1 AS a),
y AS (SELECT 2 AS b)
SELECT
  a,
  sum(b) OVER (
    PARTITION BY a ORDER BY b
  ),
  CASE
    WHEN a > 1 THEN 'more'
    ELSE 'less or equal'
  END AS c
FROM x
JOIN y
  ON x.a = y.b AND x.a > 0 OR y.b < 0
WHERE EXISTS (SELECT 1 FROM z)
UNION ALL
SELECT 1, 2, 3
ORDER BY 1
LIMIT 5 OFFSET 2
`,
      { lineWidth: 40 },
    );
  });

  test('rows of VALUES stand below each other', () => {
    checkLayout("insert into t(a,b) values (1,'x'),(2,'y')", "INSERT INTO t (a, b)\nVALUES\n  (1, 'x'),\n  (2, 'y')\n", { lineWidth: 20 });
    checkLayout("insert into t(a,b) values (1,'x'),(2,'y')", "INSERT INTO t (a, b)\nVALUES (1, 'x'), (2, 'y')\n", { lineWidth: 30 });
  });

  test.each<[FormatOptions['keywordCase'], string]>([
    ['upper', "SELECT status, Value FROM Value WHERE a IS NOT NULL AND x::DOUBLE > INTERVAL '1' DAY"],
    ['lower', "select status, Value from Value where a is not null and x::double > interval '1' day"],
    ['preserve', "select status, Value From Value where a Is not NULL and x::double > INTERVAL '1' Day"],
  ])('keywords in %s case; names keep theirs', (keywordCase, wanted) => {
    checkLayout("select status, Value From Value where a Is not NULL and x::double > INTERVAL '1' Day", `${wanted}\n`, { keywordCase });
  });

  test('EVAL INTERVAL stays in upper case, the only one the server takes', () => {
    checkLayout(
      "CREATE FLOW f SINK TO s EVAL INTERVAL '1m' AS SELECT 1;",
      "create flow f\nsink to s\nEVAL INTERVAL '1m'\nas\nselect 1;\n",
      { keywordCase: 'lower' },
    );
  });

  test('blanks that mean something stay or stay away', () => {
    checkLayout(
      "select - -1, a . b, count ( * ), x[ 1 ], y :: array < int >, array [ 1 ], [ 2 ], :v, v:a.b, _utf8'z', x -1 from t",
      "SELECT - -1, a.b, count(*), x[1], y::ARRAY<INT>, ARRAY[1], [2], :v, v:a.b, _utf8'z', x - 1 FROM t\n",
    );
  });

  test('indentation is a setting', () => {
    checkLayout('create table t(ts timestamp time index)', 'CREATE TABLE t (\n    ts TIMESTAMP TIME INDEX\n)\n', { indent: 4 });
  });
});

describe('comments', () => {
  test('stay beside or above what they speak of', () => {
    checkLayout(
      `
-- first


-- of the query
select a, -- the a
  /* b */ b
  -- the source
  from t -- t
; -- done
/* last */`,
      `
-- first

-- of the query
SELECT
  a, -- the a
  /* b */ b
-- the source
FROM t -- t
; -- done
/* last */
`,
    );
  });

  test('inside brackets', () => {
    checkLayout(
      'create table t ( -- columns\n ts timestamp time index -- the time\n -- end\n)',
      `
CREATE TABLE t ( -- columns
  ts TIMESTAMP TIME INDEX -- the time
  -- end
)
`,
    );
  });

  test('a comment of several lines is not touched', () => {
    checkLayout('select /* a\n     b */ 1', 'SELECT /* a\n     b */\n  1\n');
  });
});

describe('whole files', () => {
  test('a broken statement stays as it is and harms nobody', () => {
    const made = format('select 1;\nselect  from   where;\n\n\nselect   2');
    expect(made.text).toBe('SELECT 1;\nselect  from   where;\n\nSELECT 2\n');
    expect(made.kept).toMatchObject([{ span: { start: 10, end: 31 } }]);
  });

  test('line ends of a file stay what they are', () => {
    expect(format('select 1;\r\n\r\n\r\nselect 2;\r\n').text).toBe('SELECT 1;\r\n\r\nSELECT 2;\r\n');
  });

  test('stray semicolons stay', () => {
    expect(format(';;select 1;;').text).toBe(';\n;\nSELECT 1;\n;\n');
  });

  test.each(['', '   \n', '-- only a comment'])('%j', text => {
    expect(format(text).text).toBe(text.trim() === '' ? '' : `${text}\n`);
  });
});

/** Tokens and comments of a text, without blanks, keywords in upper case. */
function skeleton({ text, kinds, starts, ends, count, comments }: Tokens): string {
  const parts: string[] = [];
  for (let i = 0; i < count; i++) parts.push(`${kinds[i]} ${text.slice(starts[i], ends[i]).toUpperCase()}`);
  return [...parts, ...comments.map(({ start, end }) => text.slice(start, end).trimEnd())].join('\n');
}

describeWithShared('every recorded statement', () => {
  const read = (file: string, field: string): string[] =>
    readFileSync(join(SHARED, 'corpus', file), 'utf8')
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as Record<string, string>)[field]!);

  test.each<[string, string]>([
    ['sqlness.jsonl', 'sql'],
    ['docs.jsonl', 'sql'],
    ['wild.jsonl', 'sql'],
  ])('%s: same tokens, same comments, and twice is once', (file, field) => {
    const dialect = DIALECTS.http;
    const broken: string[] = [];
    const kept = new Map<string, number>();
    for (const sql of read(file, field)) {
      const made = format(sql);
      if (skeleton(lex(sql, dialect)) !== skeleton(lex(made.text, dialect))) broken.push(`tokens: ${sql}`);
      if (format(made.text).text !== made.text) broken.push(`twice: ${made.text}`);
      for (const { reason } of made.kept) kept.set(reason, (kept.get(reason) ?? 0) + 1);
    }
    expect(broken).toEqual([]);
    const ours = [...kept].filter(([reason]) => /would/.test(reason));
    expect(ours).toEqual([]);
  });
});
