import { describe, expect, test } from 'vitest';
import type { Describe, Explain, Show } from '../../grammar/ast.ts';
import { parseStatement } from '../../grammar/parser.ts';
import { checkRefusal } from './refusals.ts';

function parse<N = Show>(sql: string): N {
  const { node, faults } = parseStatement(sql);
  expect(faults.map(fault => fault.message)).toEqual([]);
  return node as N;
}

describe('SHOW', () => {
  test.each([
    ['SHOW DATABASES', { what: 'databases', full: false }],
    ["SHOW FULL SCHEMAS LIKE 'a%'", { what: 'databases', full: true, like: { value: 'a%' } }],
    ['show tables from d where Tables = 1', { what: 'tables', database: { parts: [{ value: 'd' }] }, where: { kind: 'binary' } }],
    ['SHOW TABLE STATUS IN d', { what: 'table_status', database: {} }],
    ['SHOW VIEWS', { what: 'views' }],
    ["SHOW FLOWS FROM d LIKE 'x'", { what: 'flows', database: {}, like: {} }],
    ["SHOW FLOW STATUS LIKE 'x'", { what: 'flow_status' }],
    ['SHOW CHARACTER SET', { what: 'charset' }],
    ['SHOW COLLATION', { what: 'collation' }],
    ['SHOW FULL FIELDS IN t FROM d', { what: 'columns', full: true, name: { parts: [{ value: 't' }] }, database: {} }],
    ['SHOW INDEXES FROM t', { what: 'index' }],
    ['SHOW REGION IN t WHERE a', { what: 'region', where: {} }],
    ['SHOW CREATE SCHEMA d', { what: 'create_database' }],
    ['SHOW CREATE TABLE a.b.c FOR POSTGRES_FOREIGN_TABLE', { what: 'create_table', foreignTable: true }],
    ['SHOW CREATE FLOW f', { what: 'create_flow' }],
    ['SHOW CREATE VIEW v', { what: 'create_view' }],
    ['SHOW FULL PROCESSLIST;', { what: 'processlist', full: true }],
    ['SHOW SEARCH_PATH', { what: 'search_path' }],
    ['SHOW STATUS', { what: 'status' }],
    ['SHOW VARIABLES x', { what: 'variables', name: { parts: [{ value: 'x' }] } }],
  ])('%s', (sql, shape) => expect(parse(sql)).toMatchObject({ kind: 'show', ...shape }));

  test.each(['SHOW timezone', 'SHOW "FLOWS"', 'SHOW `processlist`', "SHOW 'x'", 'SHOW TRIGGERS', 'SHOW GRANTS'])(
    '%s is a variable',
    sql => {
      expect(parse(sql)).toMatchObject({ what: 'variables' });
    },
  );

  test.each([
    [
      'SHOW',
      "2000 Unexpected token while parsing SQL statement, expected: 'a variable name', found: EOF: sql parser error: Expected: identifier, found: EOF",
    ],
    ['SHOW TABLE t', '1001 SQL statement is not supported, keyword: t'],
    ['SHOW FULL x', '1001 SQL statement is not supported, keyword: x'],
    ['SHOW CREATE TRIGGER t', '1001 SQL statement is not supported, keyword: TRIGGER'],
    ['SHOW DATABASES FROM d', '1001 SQL statement is not supported, keyword: d'],
    ['SHOW PROCESSLIST now please', '1001 SQL statement is not supported, keyword: please'],
    ["SHOW INDEX FROM t LIKE 'x'", '1001 SQL statement is not supported, keyword: LIKE'],
    ['SHOW COLUMNS', "2000 Unexpected token while parsing SQL statement, expected: '{FROM | IN} table', found: EOF"],
    ['SHOW COLUMNS FROM d.T', '1004 Invalid database name: d.t'],
    [
      'SHOW TABLES IN 5',
      "2000 Unexpected token while parsing SQL statement, expected: 'a database name', found: EOF: sql parser error: Expected: identifier, found: 5 at Line: 1, Column: 16",
    ],
    [
      'SHOW VIEWS WHERE =',
      "2000 Unexpected token while parsing SQL statement, expected: 'some valid expression', found: EOF: sql parser error: Expected: an expression, found: = at Line: 1, Column: 18",
    ],
    [
      'SHOW FLOWS LIKE 5',
      "2000 Unexpected token while parsing SQL statement, expected: 'LIKE', found: EOF: sql parser error: Expected: identifier, found: 5 at Line: 1, Column: 17",
    ],
  ])('%s', (sql, verdict) => {
    const [fault] = parseStatement(sql).faults;
    expect(`${fault?.status.code} ${fault?.message}`).toBe(verdict);
  });

  test('only the end may follow a filter', () =>
    checkRefusal(`
SHOW TABLES LIKE 'x' FROM d
--                   ^^^^ 1001 SQL statement is not supported, keyword: FROM
`));
});

test('DESCRIBE may say TABLE', () => {
  expect(parse<Describe>('DESC TABLE a.b')).toMatchObject({ kind: 'describe', name: { parts: [{ value: 'a' }, { value: 'b' }] } });
  expect(parse<Describe>('DESCRIBE "table"')).toMatchObject({ name: { parts: [{ value: 'table' }] } });
});

describe('EXPLAIN', () => {
  test('takes any statement, itself too', () => {
    expect(parse<Explain>('EXPLAIN ANALYZE VERBOSE FORMAT json EXPLAIN DROP TABLE t')).toMatchObject({
      analyze: true,
      verbose: true,
      format: 'JSON',
      statement: { kind: 'explain', statement: { kind: 'drop_table' } },
    });
  });

  test('has its words in one order', () =>
    checkRefusal(`
EXPLAIN VERBOSE ANALYZE SELECT 1
--              ^^^^^^^ 1001 SQL statement is not supported, keyword: ANALYZE
`));

  test('knows four formats', () =>
    checkRefusal(`
EXPLAIN FORMAT XML SELECT 1
--             ^^^ 2000 Unexpected token while parsing SQL statement, expected: 'analyze format', found: SELECT: sql parser error: Expected: fileformat, found: XML at Line: 1, Column: 16
`));
});
