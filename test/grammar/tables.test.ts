import { describe, expect, test } from 'vitest';
import type { CreateDatabase, CreateExternalTable, CreateTable, CreateTableLike, CreateView } from '../../grammar/ast.ts';
import { parseStatement } from '../../grammar/parser.ts';
import { checkRefusal } from './refusals.ts';

function parse<N = CreateTable>(sql: string): N {
  const { node, faults } = parseStatement(sql);
  expect(faults.map(fault => fault.message)).toEqual([]);
  return node as N;
}

/** The verdict on a table with one more column. */
function column(definition: string): string {
  const [fault] = parseStatement(`CREATE TABLE t (ts TIMESTAMP TIME INDEX, ${definition})`).faults;
  return fault === undefined ? 'accepted' : `${fault.status.code} ${fault.message}`;
}

const option = (message: string): string => `1004 Invalid column option, column name: ${message}`;

describe('CREATE TABLE', () => {
  test('has its clauses in one order', () => {
    const table = parse(`CREATE TABLE IF NOT EXISTS db.load (
      host STRING, cpu DOUBLE NULL DEFAULT 0.5 COMMENT 'percent', ts TIMESTAMP(3),
      PRIMARY KEY (host), TIME INDEX (ts),
    ) PARTITION ON COLUMNS (host) (host < 'm', host >= 'm') ENGINE = mito WITH ('TTL' = '1d', append_mode = true);`);
    expect(table).toMatchObject({
      kind: 'create_table',
      ifNotExists: true,
      engine: { value: 'mito' },
      partitions: { columns: [{ value: 'host' }] },
      constraints: [{ kind: 'primary_key_constraint' }, { kind: 'time_index_constraint', column: { value: 'ts' } }],
      options: [{ text: '1d' }, { text: 'true' }],
    });
    expect(table.columns.map(({ name, options }) => [name.value, options.map(({ kind }) => kind)])).toEqual([
      ['host', []],
      ['cpu', ['null', 'default', 'comment']],
      ['ts', []],
    ]);
  });

  test('LIKE takes nothing else', () => {
    expect(parse<CreateTableLike>('CREATE TABLE a LIKE b.c')).toMatchObject({
      kind: 'create_table_like',
      source: { parts: [{ value: 'b' }, { value: 'c' }] },
    });
    checkRefusal(`
CREATE TABLE a LIKE b ENGINE = mito
--                    ^^^^^^ 1001 SQL statement is not supported, keyword: ENGINE
`);
  });

  test('WITH stands behind ENGINE', () =>
    checkRefusal(`
CREATE TABLE t (ts TIMESTAMP TIME INDEX) WITH (ttl = '1d') ENGINE = mito
--                                                         ^^^^^^ 1001 SQL statement is not supported, keyword: ENGINE
`));

  test('IF EXISTS is not known here', () =>
    checkRefusal(`
CREATE TABLE IF exists t (ts TIMESTAMP TIME INDEX)
--              ^^^^^^ 1001 SQL statement is not supported, keyword: EXISTS
`));

  test('a statement refused half-way leaves a draft', () => {
    const { draft } = parseStatement('CREATE TABLE load (host STRING, ts TIMESTAMP');
    expect(draft).toMatchObject({
      kind: 'create_table',
      name: { parts: [{ value: 'load' }] },
      columns: [{ name: { value: 'host' } }, { name: { value: 'ts' } }],
    });
  });
});

describe('columns', () => {
  test.each([
    ['a INT UNIQUE', 'accepted'],
    ['a INT CONSTRAINT c NOT NULL', 'accepted'],
    ['a STRING CHARACTER SET utf8', 'accepted'],
    ['"level" INT', 'accepted'],
    ['level INT', "2000 Invalid SQL syntax: sql parser error: Cannot use keyword 'level' as column name. Hint: add quotes to the name."],
    ["'a' INT", "2000 Invalid SQL syntax: sql parser error: Expected column name or constraint definition, found: 'a'"],
    ['a INT COLLATE x', "2000 Invalid SQL syntax: sql parser error: Expected ',' or ')' after column definition, found: COLLATE"],
    ['a INT COMMENT "x"', '2000 Invalid SQL syntax: sql parser error: Expected: string, found: "x" at Line: 1, Column: 56'],
    ['a', '2000 Invalid SQL syntax: sql parser error: Expected: a data type name, found: ) at Line: 1, Column: 43'],
    ['a VECTOR', option('a, error: VECTOR type should have dimension')],
    ['a VECTOR(x)', option('a, error: dimension should be a positive integer')],
    ['"a b" STRING FULLTEXT', option('"a b", error: expect INDEX after FULLTEXT keyword')],
    ['a STRING SKIPPING INDEX SKIPPING INDEX', option('a, error: duplicated SKIPPING index option')],
    ['a STRING FULLTEXT INDEX INVERTED INDEX FULLTEXT INDEX', option('a, error: duplicated FULLTEXT INDEX option')],
    ['a INT FULLTEXT INDEX', option('a, error: FULLTEXT index only supports string type')],
    ['a NUMERIC FULLTEXT INDEX', '2000 SQL data type not supported yet: Numeric(None)'],
    ['a STRING VECTOR INDEX', option('a, error: VECTOR INDEX only supports Vector type columns')],
    ["a STRING FULLTEXT INDEX WITH (Analyzer = 'English')", 'accepted'],
    ['a STRING FULLTEXT INDEX WITH (depth = 1)', option('a, error: invalid FULLTEXT INDEX option: depth')],
    ['a INT SKIPPING INDEX WITH (depth = 1)', option('a, error: invalid SKIPPING INDEX option: depth')],
    ['a VECTOR(3) VECTOR INDEX WITH (depth = 1)', option('a, error: invalid VECTOR INDEX option: depth')],
    ['a INT INVERTED INDEX WITH (depth = 1)', option("a, error: INVERTED index doesn't support options")],
    [
      'a INT INVERTED INDEX with (depth = 1)',
      "2000 Invalid SQL syntax: sql parser error: Expected ',' or ')' after column definition, found: with",
    ],
  ])('%s', (definition, verdict) => expect(column(definition)).toBe(verdict));
});

describe('the time index', () => {
  test.each([
    ['CREATE TABLE t', '2000 Missing time index constraint'],
    ['CREATE TABLE t (a INT)', '2000 Missing time index constraint'],
    [
      'CREATE TABLE t (a TIMESTAMP TIME INDEX, b TIMESTAMP TIME INDEX)',
      '2000 Invalid time index: expected only one time index constraint but actual 2',
    ],
    ['CREATE TABLE t (a TIMESTAMP TIME INDEX, TIME INDEX (A))', 'accepted'],
    ['CREATE TABLE t (a TIMESTAMP, TIME INDEX (b))', '2000 Invalid time index: time index column b not found in columns'],
    ['CREATE TABLE t (a TIMESTAMP, TIME INDEX ("B"))', '2000 Invalid time index: time index column "B" not found in columns'],
    [
      'CREATE TABLE t (a TIMESTAMP, b TIMESTAMP, TIME INDEX (a, b))',
      '2000 Invalid time index: it should contain only one column in time index',
    ],
    ['CREATE TABLE t (a TIMESTAMP_US TIME INDEX)', 'accepted'],
    ['CREATE TABLE t (a DATETIME TIME INDEX)', option('a, error: time index column data type should be timestamp')],
    ['CREATE TABLE t (a INT, TIME INDEX (a))', option('a, error: time index column data type should be timestamp')],
    ['CREATE TABLE t (a TIMESTAMP NULL TIME INDEX)', option("a, error: time index column can't be null")],
    ['CREATE TABLE t (a TIMESTAMP TIME INDEX TIME INDEX)', option('a, error: duplicated time index')],
  ])('%s', (sql, verdict) => {
    const [fault] = parseStatement(sql).faults;
    expect(fault === undefined ? 'accepted' : `${fault.status.code} ${fault.message}`).toBe(verdict);
  });
});

describe('partitions', () => {
  test('their columns exist', () =>
    checkRefusal(`
CREATE TABLE t (a INT, ts TIMESTAMP TIME INDEX) PARTITION ON COLUMNS (b) (b < 1)
--                                                                    ^ 2000 Invalid SQL, error: Partition column "b" not defined
`));

  test('their rules name these columns as written', () =>
    checkRefusal(`
CREATE TABLE t (a INT, ts TIMESTAMP TIME INDEX) PARTITION ON COLUMNS (A) (A < 1)
--                                                                        ^ 2000 Invalid SQL, error: Column "A" in rule expr is not referenced in PARTITION ON
`));

  test('their rules are binary', () =>
    checkRefusal(`
CREATE TABLE t (a INT, ts TIMESTAMP TIME INDEX) PARTITION ON COLUMNS (a) (a < 1 AND -f(a) > 2)
--                                                                                   ^^^^ 2000 Invalid SQL, error: Partition rule expr Function(Function { name: ObjectName([Identifier(Ident { value: "f", quote_style: None, span: Span(Location(1,86)..Location(1,87)) })]), uses_odbc_syntax: false, parameters: None, args: List(FunctionArgumentList { duplicate_treatment: None, args: [Unnamed(Expr(Identifier(Ident { value: "a", quote_style: None, span: Span(Location(1,88)..Location(1,89)) })))], clauses: [] }), filter: None, null_treatment: None, over: None, within_group: [] }) is not a binary expr
`));

  test('signs and constants are fine', () => {
    parse("CREATE TABLE t (a INT, b STRING, ts TIMESTAMP TIME INDEX) PARTITION ON COLUMNS (a, b) (a < -1 OR b = 'x', a >= +1,)");
    parse('CREATE TABLE t (a INT, ts TIMESTAMP TIME INDEX) PARTITION ON COLUMNS (a) ()');
  });
});

describe('options', () => {
  test.each([
    ["'greptime.semantic.signal_type' = 'metric'", 'accepted'],
    ["'greptime.semantic.signal_type' = 'smoke'", '1004 Unrecognized table option key: greptime.semantic.signal_type'],
    ["'greptime.semantic.entity.k8s.pod.id' = 'a, b'", 'accepted'],
    ["'greptime.semantic.entity.k8s.pod.id' = 'a,'", '1004 Unrecognized table option key: greptime.semantic.entity.k8s.pod.id'],
    ["'greptime.semantic.entity.id' = 'a'", '1004 Unrecognized table option key: greptime.semantic.entity.id'],
    ["'greptime.semantic.colour' = 'red'", '1004 Unrecognized table option key: greptime.semantic.colour'],
    ['Colour = red', '1004 Unrecognized table option key: colour'],
    ['ttl = NULL', 'accepted'],
    ["ttl = ['1d', two]", 'accepted'],
    ['ttl = -1', '1004 Invalid expr as option value, error: -1 not accepted'],
    ['ttl = now()', '1004 Invalid expr as option value, error: now() not accepted'],
    ['ttl', '2000 Invalid SQL syntax: sql parser error: Expected: =, found: ) at Line: 1, Column: 51'],
    ['5 = 5', '2000 Invalid SQL syntax: sql parser error: Expected: identifier, found: 5 at Line: 1, Column: 48'],
  ])('%s', (written, verdict) => {
    const [fault] = parseStatement(`CREATE TABLE t (ts TIMESTAMP TIME INDEX) WITH (${written})`).faults;
    expect(fault === undefined ? 'accepted' : `${fault.status.code} ${fault.message}`).toBe(verdict);
  });

  test('of the same key twice the last one counts', () => {
    parse("CREATE TABLE t (ts TIMESTAMP TIME INDEX) WITH ('greptime.semantic.source' = 'x', 'greptime.semantic.source' = 'loki')");
    parse<CreateDatabase>("CREATE DATABASE d WITH (append_mode = 'true', append_mode = 'false', merge_mode = 'last_row')");
    checkRefusal(`
CREATE DATABASE d WITH (append_mode = 'true', merge_mode = 'last_row')
--                                            ^^^^^^^^^^ 1004 Unrecognized database option key: merge_mode
`);
  });
});

describe('JSON2', () => {
  test('limits and hints', () => {
    const [json] = parse(
      'CREATE TABLE t (j JSON2(a.b BIGINT NOT NULL DEFAULT -1 INVERTED INDEX, max_auto_expanded_paths = 3,), ts TIMESTAMP TIME INDEX)',
    ).columns;
    expect(json!.json2).toMatchObject({
      maxAutoExpandedPaths: 3,
      hints: [{ path: [{ value: 'a' }, { value: 'b' }], nullable: false, inverted: true }],
    });
  });

  test.each([
    ['a STRING NULL NOT NULL', "NULL/NOT NULL option already specified for JSON2 type hint 'a'"],
    ['a STRING DEFAULT 1 DEFAULT 2', "duplicated DEFAULT option for JSON2 type hint 'a'"],
    ['a STRING DEFAULT 1 + 1', 'JSON2 type hint DEFAULT only supports literal values'],
    ['a.b STRING INVERTED', "expect INDEX after INVERTED keyword for JSON2 type hint 'a.b'"],
    ['a.b STRING INVERTED INDEX INVERTED INDEX', "duplicated INVERTED INDEX option for JSON2 type hint 'a.b'"],
    ['a STRING SKIPPING INDEX', 'JSON2 type hint SKIPPING INDEX is not supported yet'],
    ['a.b STRING, a.b INT', "duplicated JSON2 type hint path 'a.b'"],
    ['a.b STRING, a STRING', "JSON2 type hint path 'a' conflicts with 'a.b'"],
    ['a STRING, a.b STRING', "JSON2 type hint path 'a' conflicts with 'a.b'"],
    ['a DATE', 'unsupported JSON2 type hint data type: DATE'],
    ['a."" STRING', 'JSON2 type hint path segment cannot be empty'],
    ['"!__remainder__!".a STRING', "JSON2 type hint path cannot be rooted at reserved field '!__remainder__!'"],
    [`${'a.'.repeat(50)}a STRING`, 'JSON2 type hint path cannot exceed 50 segments'],
    ['max_auto_expanded_paths = -1', "JSON2 option 'max_auto_expanded_paths' expects a non-negative integer"],
    ['max_auto_expanded_paths = 1, max_auto_expanded_paths = 1', "duplicated JSON2 option 'max_auto_expanded_paths'"],
  ])('%s', (settings, message) => expect(column(`j JSON2 (${settings})`)).toBe(`2000 Invalid SQL, error: ${message}`));
});

describe('the other objects', () => {
  test('an external table needs no columns', () => {
    expect(parse<CreateExternalTable>("CREATE EXTERNAL TABLE t WITH (location = 'x')")).toMatchObject({
      kind: 'create_external_table',
      columns: [],
    });
    checkRefusal(`
CREATE EXTERNAL TABLE t (a INT) WITH (location = 'x')
--                    ^ 2000 Missing time index constraint
`);
  });

  test('a view may name its columns', () => {
    expect(parse<CreateView>('CREATE OR REPLACE VIEW v (a, "value",) AS SELECT 1, 2').columns.map(({ value }) => value)).toEqual([
      'a',
      'value',
    ]);
    checkRefusal(`
CREATE VIEW v (a, value) AS SELECT 1, 2
--                ^^^^^ 2000 §Cannot use keyword 'value' as column name. Hint: add quotes to the name.
`);
    checkRefusal(`
CREATE VIEW v (a b) AS SELECT 1
--               ^ 2000 §Expected ',' or ')' after column name, found: b
`);
  });

  test('OR REPLACE is for views and flows', () =>
    checkRefusal(`
CREATE OR REPLACE DATABASE d
--                ^^^^^^^^ 1001 SQL statement is not supported, keyword: DATABASE
`));

  test('triggers are not in this build', () =>
    checkRefusal(`
CREATE TRIGGER t ON (SELECT 1) EVERY '1m'
--     ^^^^^^^ 1001 SQL statement is not supported, keyword: TRIGGER
`));
});
