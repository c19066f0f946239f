import { describe, expect, test } from 'vitest';
import type { StatementNode } from '../../grammar/ast.ts';
import type { Protocol } from '../../grammar/dialect.ts';
import { parseRequest, parseStatement } from '../../grammar/parser.ts';
import { abbreviated, checkRefusal } from './refusals.ts';

function parse(sql: string, protocol: Protocol = 'http'): StatementNode {
  const { node, faults } = parseStatement(sql, protocol);
  expect(faults.map(fault => fault.message)).toEqual([]);
  return node!;
}

function verdict(sql: string, protocol: Protocol = 'http'): string {
  const [fault] = parseRequest(sql, protocol).faults;
  return fault === undefined ? 'accepted' : `${fault.status.code} ${abbreviated(fault.message)}`;
}

const wrapped = (what: string, found: string, inner: string): string =>
  `2000 Unexpected token while parsing SQL statement, expected: '${what}', found: ${found}: sql parser error: ${inner}`;

describe('the small statements', () => {
  test.each([
    ['DROP TABLE IF EXISTS a, b.c', { kind: 'drop_table', ifExists: true, names: [{}, {}] }],
    ['DROP VIEW v', { kind: 'drop_view' }],
    ['DROP `FLOW` f', { kind: 'drop_flow' }],
    ['DROP SCHEMA if', { kind: 'drop_database', ifExists: false }],
    ['TRUNCATE t', { kind: 'truncate', ranges: [] }],
    ["TRUNCATE TABLE t FILE RANGE (1, 2), ('a', 'b'),", { kind: 'truncate', ranges: [{ from: { value: '1' } }, { to: { value: 'b' } }] }],
    ["USE 'd'", { kind: 'use', database: { value: 'd' } }],
    ["ADMIN flush_table('t')", { kind: 'admin', call: { name: { parts: [{ value: 'flush_table' }] } } }],
    ['KILL QUERY 5', { kind: 'kill', target: 'query', id: '5' }],
    ["KILL 'node/5'", { kind: 'kill', target: 'process', id: 'node/5' }],
    ["COMMENT ON TABLE t IS 'x'", { kind: 'comment_on', object: 'TABLE', comment: 'x' }],
    ['COMMENT ON COLUMN d.t.c IS x', { kind: 'comment_on', object: 'COLUMN', comment: 'x' }],
    ['COMMENT ON "flow" f IS NULL', { kind: 'comment_on', object: 'FLOW' }],
    ['DECLARE c CURSOR FOR SELECT 1', { kind: 'declare_cursor', name: {}, query: { kind: 'query' } }],
    ['DECLARE c WITH a AS (SELECT 1) SELECT * FROM a', { kind: 'declare_cursor' }],
    ['FETCH 10 IN c', { kind: 'fetch_cursor', count: '10' }],
    ['CLOSE c', { kind: 'close_cursor' }],
  ])('%s', (sql, shape) => expect(parse(sql)).toMatchObject(shape));

  test.each([
    ['DROP', '1001 SQL statement is not supported, keyword: EOF'],
    ['DROP VIEW a, b', '1001 SQL statement is not supported, keyword: ,'],
    ['DROP TABLE a,', wrapped('a table name', 'EOF', 'Expected: identifier, found: EOF')],
    ['DROP FLOW, f', wrapped('a name', 'f', 'Expected: identifier, found: , at Line: 1, Column: 10')],
    ['USE a.b', '1001 SQL statement is not supported, keyword: .'],
    ['TRUNCATE t FILE RANGE', wrapped('a left parenthesis', 'EOF', 'Expected: (, found: EOF')],
    ['TRUNCATE t FILE RANGE (1)', wrapped('a comma', ')', 'Expected: ,, found: ) at Line: 1, Column: 25')],
    [
      'TRUNCATE t FILE RANGE (1, 2) x',
      "2000 Unexpected token while parsing SQL statement, expected: 'a comma or end of statement', found: x",
    ],
    [
      'TRUNCATE t FILE RANGE (-1, 2)',
      wrapped(
        'a timestamp value',
        'sql parser error: Expected: a value, found: - at Line: 1, Column: 24',
        'Expected: a value, found: - at Line: 1, Column: 24',
      ),
    ],
    ['KILL 5', wrapped('process id string literal', 'EOF', 'Expected: literal string, found: 5 at Line: 1, Column: 6')],
    ["KILL QUERY 'x'", wrapped('MySQL numeric connection id', "'x'", "Expected: literal number, found: 'x' at Line: 1, Column: 12")],
    [
      'KILL QUERY 4294967296',
      "2000 Unexpected token while parsing SQL statement, expected: 'MySQL numeric connection id', found: 4294967296",
    ],
    ['COMMENT TABLE t', '2000 §Expected ON, found: TABLE'],
    ['COMMENT ON VIEW v', '2000 §Expected TABLE, COLUMN or FLOW, found: VIEW'],
    ['COMMENT ON COLUMN c IS NULL', '2000 Invalid SQL, error: COMMENT ON COLUMN expects <table>.<column>'],
    ['COMMENT ON TABLE t IS 5', '2000 §Expected: literal string, found: 5 at Line: 1, Column: 23'],
    ['DECLARE c CURSOR FOR (SELECT 1)', '2000 Invalid SQL, error: Expect select query in cursor statement'],
    ['FETCH NEXT FROM c', '2000 §Expected: literal int, found: NEXT at Line: 1, Column: 7'],
    ['FETCH 1.5 FROM c', "2000 §Could not parse '1.5' as u64: invalid digit found in string at Line: 1, Column: 7"],
    ['UNDROP TABLE t', '1001 SQL statement is not supported, keyword: UNDROP'],
  ])('%s', (sql, expected) => expect(verdict(sql)).toBe(expected));

  test('a heading may name a token behind the semicolon', () => {
    expect(verdict('USE ; other')).toBe(wrapped('a database name', 'other', 'Expected: identifier, found: ; at Line: 1, Column: 5'));
  });
});

describe('SET', () => {
  test.each([
    ['SET x = 1, 2', { kind: 'set', name: { parts: [{ value: 'x' }] }, values: [{}, {}] }],
    ['SET SESSION a.b TO ON', { scope: 'SESSION', values: [{ kind: 'identifier' }] }],
    ["SET LOCAL TIME ZONE 'UTC'", { scope: 'LOCAL', name: { parts: [{ value: 'TIMEZONE' }] } }],
    ["SET TIMEZONE = 'UTC'", { name: { parts: [{ value: 'TIMEZONE' }] }, values: [{ value: 'UTC' }] }],
    ['SET x = (SELECT 1)', { values: [{ kind: 'subquery' }] }],
  ])('%s', (sql, shape) => expect(parse(sql)).toMatchObject(shape));

  test.each([
    ['SET x', '2000 §Expected: equals sign or TO, found: EOF'],
    ['SET x = ', '2000 §Expected: variable value, found: EOF'],
    ['SET x = ) y', '2000 §Expected: variable value, found: y at Line: 1, Column: 11'],
    ['SET TIME ZONE', '2000 §Expected: an expression, found: EOF'],
    ['SET (a) = (1)', '2000 §Expected: identifier, found: ( at Line: 1, Column: 5'],
    [
      'SET session TRANSACTION isolation level read committed read only',
      '1001 SQL statement is not supported, keyword: SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY',
    ],
    ['SET TRANSACTION READ ONLY,', '2000 §Expected: transaction mode, found: EOF'],
    ['SET LOCAL ROLE none', '1001 SQL statement is not supported, keyword: SET LOCAL ROLE NONE'],
    ['SET SESSION AUTHORIZATION "me"', '1001 SQL statement is not supported, keyword: SET SESSION AUTHORIZATION "me"'],
    ['SET HIVEVAR:x = 1, y', '1001 SQL statement is not supported, keyword: SET HIVEVAR:x = 1, y'],
  ])('%s', (sql, expected) => expect(verdict(sql)).toBe(expected));

  test('MySQL sets several variables at once, which GreptimeDB refuses', () => {
    expect(verdict('SET x = a, y = 2')).toBe('accepted');
    expect(verdict('SET x = a, SESSION y = 2', 'mysql')).toBe('1001 SQL statement is not supported, keyword: SET x = a, SESSION y = 2');
    expect(parse('SET GLOBAL x = 1', 'mysql')).toMatchObject({ scope: 'GLOBAL', values: [{ value: '1' }] });
    expect(verdict('SET x = 1, 2', 'mysql')).toBe('accepted');
  });
});

describe('prepared statements', () => {
  test('belong to MySQL', () => {
    expect(parse("PREPARE p FROM 'SELECT ?'", 'mysql')).toMatchObject({ kind: 'prepare', name: { value: 'p' }, sql: 'SELECT ?' });
    expect(parse('EXECUTE p USING 1, "x"', 'mysql')).toMatchObject({ kind: 'execute', using: [{}, {}] });
    expect(parse('DEALLOCATE PREPARE p', 'mysql')).toMatchObject({ kind: 'deallocate', name: { value: 'PREPARE' } });
    expect(verdict('EXECUTE p')).toBe('1001 SQL statement is not supported, keyword: EXECUTE');
  });

  test('want a text', () =>
    checkRefusal(
      `
PREPARE p FROM q
--             ^ 2000 §Expected: string literal, found: q at Line: 1, Column: 16
`,
      'mysql',
    ));
});
