import { describe, expect, test } from 'vitest';
import { completions, documentation, plainSnippet, RULES, type CompletionItem } from '../../analysis/index.ts';
import type { CheckOptions } from '../check.ts';
import { scene } from './feature.ts';

function items(marked: string, options: CheckOptions = {}): readonly CompletionItem[] {
  const { snapshot, place } = scene(marked, options);
  const file = snapshot.workspace.files.find(({ uri }) => uri === place.uri)!;
  return completions(snapshot, file, place.offset, RULES).items;
}

/** The labels of some kinds, in the order in which they are shown. */
function labels(marked: string, ...kinds: readonly string[]): readonly string[] {
  return items(marked)
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ label }) => label);
}

/** The text after taking an item. */
function taken(marked: string, label: string): string {
  const { snapshot, place } = scene(marked);
  const file = snapshot.workspace.files.find(({ uri }) => uri === place.uri)!;
  const { items: found, replaces } = completions(snapshot, file, place.offset, RULES);
  const item = found.find(own => own.label === label)!;
  return file.text.slice(0, replaces.start) + (item.insert ?? item.label) + file.text.slice(replaces.end);
}

const TABLES = `CREATE TABLE mem (host STRING, used DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE cpu (host STRING, idle DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE VIEW busy AS SELECT host FROM cpu;
`;

describe('tables', () => {
  test('behind FROM and JOIN, views and CTEs too', () => {
    expect(labels(`${TABLES}SELECT * FROM $0`, 'table', 'view', 'cte')).toEqual(['busy', 'cpu', 'mem', 'numbers']);
    expect(labels(`${TABLES}SELECT * FROM mem JOIN c$0`, 'table', 'view')).toEqual(['cpu']);
    expect(labels(`${TABLES}WITH recent AS (SELECT 1 AS a) SELECT * FROM $0`, 'cte')).toEqual(['recent']);
    expect(labels(`${TABLES}SELECT * FROM mem, $0`, 'table')).toContain('cpu');
  });
  test('created in files before, not in those behind', () => {
    expect(
      labels(
        `-- file: 01.sql\n${TABLES}-- file: 02.sql\nSELECT * FROM $0;\n-- file: 03.sql\nCREATE TABLE later (ts TIMESTAMP TIME INDEX);`,
        'table',
      ),
    ).toEqual(['cpu', 'mem', 'numbers']);
  });
  test('where statements want one', () => {
    for (const begin of [
      'INSERT INTO ',
      'DROP TABLE ',
      'TRUNCATE TABLE ',
      'ALTER TABLE ',
      'DESCRIBE ',
      'CREATE FLOW f SINK TO ',
      'SHOW CREATE TABLE ',
      'COPY ',
      'DELETE FROM ',
      'DROP TABLE IF EXISTS ',
    ]) {
      expect(labels(`${TABLES}${begin}$0`, 'table'), begin).toContain('mem');
    }
    expect(labels(`${TABLES}DROP VIEW $0`, 'view', 'table')).toEqual(['busy']);
  });
  test('of another database behind its name', () => {
    expect(labels('CREATE DATABASE d;\nCREATE TABLE d.t (ts TIMESTAMP TIME INDEX);\nSELECT * FROM d.$0', 'table')).toEqual(['t']);
    expect(labels('SELECT * FROM information_schema.flo$0', 'table')).toContain('flows');
    expect(labels('CREATE DATABASE d;\nUSE $0', 'database')).toContain('d');
  });
  test('are quoted where they must be', () => {
    expect(taken('CREATE TABLE "MyTable" (ts TIMESTAMP TIME INDEX);\nSELECT * FROM my$0', 'MyTable')).toContain('FROM "MyTable"');
    expect(taken('CREATE TABLE "MyTable" (ts TIMESTAMP TIME INDEX);\nSELECT * FROM "My$0"', 'MyTable')).toContain('FROM "MyTable"');
  });
});

describe('columns', () => {
  test('of the tables in FROM, also when FROM comes later', () => {
    expect(labels(`${TABLES}SELECT $0 FROM mem`, 'column')).toEqual(['host', 'used', 'ts']);
    expect(labels(`${TABLES}SELECT host FROM mem WHERE us$0`, 'column')).toEqual(['used']);
    expect(labels(`${TABLES}SELECT host FROM mem WHERE used > 1 AND $0`, 'column')).toEqual(['host', 'used', 'ts']);
  });
  test('behind an alias or a table', () => {
    expect(labels(`${TABLES}SELECT m.$0 FROM mem AS m`)).toEqual(['host', 'used', 'ts', '*']);
    expect(labels(`${TABLES}SELECT mem.$0 FROM mem`, 'column')).toEqual(['host', 'used', 'ts']);
  });
  test('with their table in front where several have them', () => {
    expect(taken(`${TABLES}SELECT us$0 FROM mem m JOIN cpu c ON m.host = c.host`, 'used')).toContain('SELECT used FROM');
    expect(
      items(`${TABLES}SELECT $0 FROM mem m JOIN cpu c ON true`)
        .filter(({ label }) => label === 'host')
        .map(({ insert }) => insert),
    ).toEqual(['m.host', 'c.host']);
  });
  test('of subqueries and CTEs, with the names they get', () => {
    expect(labels(`${TABLES}SELECT $0 FROM (SELECT host, max(used) AS peak FROM mem GROUP BY host) AS q`, 'column')).toEqual([
      'host',
      'peak',
    ]);
    expect(labels(`${TABLES}WITH a AS (SELECT host AS h FROM mem), b AS (SELECT h, 1 AS one FROM a) SELECT $0 FROM b`, 'column')).toEqual([
      'h',
      'one',
    ]);
    expect(labels(`${TABLES}SELECT * FROM mem WHERE EXISTS (SELECT 1 FROM cpu WHERE cpu.host = mem.$0)`, 'column')).toEqual([
      'host',
      'used',
      'ts',
    ]);
  });
  test('of the sink that a flow made', () => {
    expect(
      labels(
        `${TABLES}CREATE FLOW f SINK TO out AS SELECT host, max(used) AS peak, date_bin(INTERVAL '1 minute', ts) AS w FROM mem GROUP BY host, w;\nSELECT $0 FROM out`,
        'column',
      ),
    ).toEqual(['host', 'peak', 'w', 'update_at']);
  });
  test('in the column list of INSERT, all at once too', () => {
    expect(labels(`${TABLES}INSERT INTO mem ($0`)).toEqual(['host, used, ts', 'host', 'used', 'ts']);
    expect(labels(`${TABLES}INSERT INTO mem (host, $0`)).toEqual(['host', 'used', 'ts']);
  });
  test('in ALTER TABLE and in the keys of CREATE TABLE', () => {
    expect(labels(`${TABLES}ALTER TABLE mem DROP COLUMN $0`, 'column')).toEqual(['host', 'used', 'ts']);
    expect(labels('CREATE TABLE t (a STRING, b STRING, ts TIMESTAMP, PRIMARY KEY ($0', 'column')).toEqual(['a', 'b', 'ts']);
    expect(labels('CREATE TABLE t (a STRING, ts TIMESTAMP, TIME INDEX ($0', 'column')).toEqual(['a', 'ts']);
  });
  test('and aliases of the SELECT list in GROUP BY and ORDER BY', () => {
    expect(labels(`${TABLES}SELECT date_bin(INTERVAL '1 minute', ts) AS w FROM mem GROUP BY $0`, 'alias')).toContain('w');
    expect(labels(`${TABLES}SELECT max(used) AS peak FROM mem WHERE $0`, 'alias')).not.toContain('peak');
  });
  test('joined by those of one name', () => {
    expect(labels(`${TABLES}SELECT * FROM mem m JOIN cpu c ON $0`, 'snippet')).toEqual(['m.host = c.host', 'm.ts = c.ts']);
    expect(labels(`${TABLES}SELECT * FROM mem m JOIN cpu c USING ($0`, 'column')).toContain('host');
  });
});

describe('functions', () => {
  test('with their arguments as places to fill in', () => {
    expect(taken(`${TABLES}SELECT date_b$0 FROM mem`, 'date_bin')).toMatch(/SELECT date_bin\(\$\{1:\w+\}, \$\{2:\w+\}\) FROM/);
    expect(taken('SELECT no$0', 'now')).toBe('SELECT now()');
  });
  test('no aggregates in WHERE', () => {
    expect(labels(`${TABLES}SELECT * FROM mem WHERE su$0`, 'aggregate')).toEqual([]);
    expect(labels(`${TABLES}SELECT su$0 FROM mem`, 'aggregate')).toContain('sum');
  });
  test('of ADMIN behind ADMIN, with flows and tables as text', () => {
    expect(labels('ADMIN flush$0', 'function')).toContain('flush_flow');
    expect(labels(`${TABLES}CREATE FLOW f SINK TO out AS SELECT host FROM mem;\nADMIN flush_flow('$0')`, 'flow')).toEqual(['f']);
    expect(labels(`${TABLES}ADMIN flush_table('m$0')`, 'table')).toContain('mem');
  });
});

describe('keywords', () => {
  const words = (marked: string): readonly string[] => labels(marked, 'keyword');
  test('of a flow come in their legal order', () => {
    expect(words('CREATE FLOW f $0')).toEqual(['SINK TO']);
    expect(words('CREATE FLOW f SINK TO o $0')).toEqual(['EXPIRE AFTER', 'EVAL INTERVAL', 'COMMENT', 'WITH (', 'AS']);
    expect(words("CREATE FLOW f SINK TO o EVAL INTERVAL '1 m' $0")).toEqual(['COMMENT', 'WITH (', 'AS']);
    expect(words("CREATE FLOW f SINK TO o COMMENT 'x' $0")).toEqual(['WITH (', 'AS']);
    expect(words('CREATE FLOW f SINK TO o AS $0')).toEqual(['SELECT', 'WITH', 'TQL EVAL (']);
  });
  test('behind a first word the second', () => {
    expect(words('CREATE FLOW f SINK $0')).toEqual(['TO']);
    expect(words(`${TABLES}SELECT host FROM mem GROUP $0`)).toEqual(['BY']);
    expect(words(`${TABLES}SELECT host FROM mem WHERE host IS $0`)).toContain('NOT NULL');
  });
  test('go on behind a complete expression, and only there', () => {
    expect(words(`${TABLES}SELECT host $0`)).toContain('FROM');
    expect(words(`${TABLES}SELECT host FROM mem $0`)).toEqual(expect.arrayContaining(['WHERE', 'GROUP BY', 'ORDER BY', 'JOIN', 'LIMIT']));
    expect(words(`${TABLES}SELECT host FROM mem WHERE host = 'a' $0`)).toEqual(expect.arrayContaining(['AND', 'GROUP BY']));
    expect(words(`${TABLES}SELECT host FROM mem WHERE $0`)).not.toContain('GROUP BY');
    expect(words(`${TABLES}SELECT host FROM mem JOIN cpu $0`)).toContain('ON');
    expect(words(`${TABLES}SELECT host FROM mem ORDER BY host $0`)).toEqual(expect.arrayContaining(['ASC', 'DESC', 'LIMIT']));
  });
  test('of a column definition', () => {
    expect(words('CREATE TABLE t (a STRING $0')).toEqual(expect.arrayContaining(['PRIMARY KEY', 'NOT NULL', 'DEFAULT', 'SKIPPING INDEX']));
    expect(words('CREATE TABLE t (a STRING, $0')).toEqual(expect.arrayContaining(['PRIMARY KEY (', 'TIME INDEX (']));
  });
  test('begin a statement', () => {
    expect(words('$0')).toEqual(expect.arrayContaining(['SELECT', 'CREATE FLOW', 'TQL EVAL (']));
    expect(words('SELECT 1;\ncr$0')).toEqual(expect.arrayContaining(['create flow', 'create table']));
    expect(words('DROP $0')).toEqual([
      'TABLE',
      'TABLE IF EXISTS',
      'VIEW',
      'VIEW IF EXISTS',
      'FLOW',
      'FLOW IF EXISTS',
      'DATABASE',
      'DATABASE IF EXISTS',
    ]);
  });
  test('follow the case of what is written', () => {
    expect(words('create flow f sink to o ex$0')).toEqual(['expire after']);
    expect(words('create flow f sink to o ev$0')).toEqual(['EVAL INTERVAL']);
  });
});

describe('values', () => {
  test('keys and values of options', () => {
    expect(labels('CREATE FLOW f SINK TO o WITH ($0', 'option')).toEqual([
      'defer_on_missing_source',
      'experimental_enable_incremental_read',
    ]);
    expect(labels('CREATE FLOW f SINK TO o WITH (defer_on_missing_source = true, $0', 'option')).toEqual([
      'experimental_enable_incremental_read',
    ]);
    expect(labels('CREATE FLOW f SINK TO o WITH (defer_on_missing_source = $0', 'value')).toEqual(['true', 'false']);
    expect(labels('CREATE TABLE t (ts TIMESTAMP TIME INDEX) WITH (merge_mode = $0', 'value')).toEqual(['last_row', 'last_non_null']);
    expect(labels("CREATE TABLE t (ts TIMESTAMP TIME INDEX) WITH ('ap$0'", 'option')).toContain('append_mode');
    expect(labels(`${TABLES}ALTER TABLE mem SET $0`, 'option')).toContain('ttl');
    expect(labels('CREATE DATABASE d WITH ($0', 'option')).toContain('ttl');
    expect(labels('CREATE TABLE t (a STRING SKIPPING INDEX WITH ($0', 'option')).toContain('granularity');
  });
  test('types of columns and casts', () => {
    expect(labels('CREATE TABLE t (a STR$0', 'type')).toContain('STRING');
    expect(labels('SELECT 1::$0', 'type')).toContain('BIGINT');
    expect(labels('SELECT CAST(1 AS $0', 'type')).toContain('DOUBLE');
  });
  test('intervals and durations', () => {
    expect(taken('CREATE FLOW f SINK TO o EXPIRE AFTER $0', '1 hour')).toBe("CREATE FLOW f SINK TO o EXPIRE AFTER '1 hour'::INTERVAL");
    expect(taken("SELECT INTERVAL '1$0'", '1 minute')).toBe("SELECT INTERVAL '1 minute'");
    expect(labels(`${TABLES}SELECT max(used) RANGE '$0`, 'value')).toContain('5m');
  });
  test('engines', () => expect(labels('CREATE TABLE t (ts TIMESTAMP TIME INDEX) ENGINE = $0')).toEqual(['mito', 'metric', 'file']));
});

describe('PromQL', () => {
  const tql = (promql: string): string => `${TABLES}TQL EVAL (0, 10, '5s') ${promql}`;
  test('metrics and functions', () => {
    expect(labels(tql('$0'), 'metric')).toEqual(['cpu', 'mem']);
    expect(labels(tql('ra$0'), 'function')).toContain('rate');
    expect(labels(tql('sum(ra$0'), 'function')).toContain('rate');
  });
  test('labels of the metric', () => {
    expect(labels(tql('mem{$0'), 'label')).toEqual(['host', '__field__', '__schema__']);
    expect(labels(tql('sum by ($0) (mem)'), 'label')).toEqual(['host']);
    expect(labels(tql('mem{host$0="a"}'), 'label')).toEqual(['host']);
  });
  test('durations, operators, nothing in strings', () => {
    expect(labels(tql('rate(mem[$0'), 'value')).toContain('5m');
    expect(labels(tql('sum(mem) $0'), 'keyword')).toEqual(expect.arrayContaining(['by', 'without', 'offset']));
    expect(labels(tql('mem{host="$0'))).toEqual([]);
  });
});

describe('comments', () => {
  test('rules in a suppression', () => {
    expect(labels('-- greptime-sql-disable-next-line flow-miss$0\nSELECT 1;', 'rule')).toContain('flow-missing-source');
    expect(labels('-- greptime-sql-disable-next-line flow-missing-source -- bec$0\nSELECT 1;')).toEqual([]);
    expect(labels('-- grep$0\nSELECT 1;', 'keyword')).toContain('greptime-sql-disable-next-line');
  });
  test('nothing else in a comment or a string', () => {
    expect(labels('SELECT 1; -- hello wor$0')).toEqual([]);
    expect(labels("SELECT 'hello $0'")).toEqual([]);
    expect(labels('SELECT 1 /* he$0 */')).toEqual([]);
  });
});

describe('what was typed', () => {
  test('new names get no proposals of names', () => {
    expect(labels(`${TABLES}CREATE TABLE me$0`, 'table')).toEqual([]);
    expect(labels(`${TABLES}SELECT host AS h$0 FROM mem`, 'column', 'function')).toEqual([]);
  });
  test('is replaced whole, also behind the cursor', () => {
    expect(taken(`${TABLES}SELECT us$0xx FROM mem`, 'used')).toContain('SELECT used FROM mem');
  });
  test('in a broken statement is answered all the same', () => {
    expect(labels(`${TABLES}SELECT ( FROM mem WHERE ) us$0`, 'column').length).toBeGreaterThanOrEqual(0);
    expect(labels(`${TABLES}SELECT host,, FROM mem WHERE us$0`, 'column')).toEqual(['used']);
    expect(labels(`${TABLES}SELECT $0 FROM mem\n\nCREATE TABLE other (ts TIMESTAMP TIME INDEX);`, 'column')).toEqual([
      'host',
      'used',
      'ts',
    ]);
  });
});

test('snippets are plain text for those who know none', () => {
  expect(plainSnippet('date_bin(${1:stride}, ${2:source})$0')).toBe('date_bin(stride, source)');
  expect(plainSnippet('host="$1"')).toBe('host=""');
});

test('documentation tells of functions, options, tables and rules', () => {
  const { snapshot } = scene(TABLES);
  const text = (topic: Parameters<typeof documentation>[1]): string => JSON.stringify(documentation(snapshot, topic, RULES));
  expect(text({ about: 'function', name: 'abs' })).toContain('Absolute value');
  expect(text({ about: 'option', scope: 'create_table', key: 'ttl' })).toContain('How long rows are kept');
  expect(text({ about: 'relation', database: 'public', name: 'mem' })).toContain('used DOUBLE');
  expect(text({ about: 'rule', name: 'flow-missing-source' })).toContain('docs/rules/flow-missing-source.md');
});
