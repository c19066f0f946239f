import { describe, expect, test } from 'vitest';
import type { Copy, Delete, Insert } from '../../grammar/ast.ts';
import type { Protocol } from '../../grammar/dialect.ts';
import { parseStatement } from '../../grammar/parser.ts';
import { abbreviated, checkRefusal } from './refusals.ts';

function parse<N = Insert>(sql: string, protocol: Protocol = 'http'): N {
  const { node, faults } = parseStatement(sql, protocol);
  expect(faults.map(fault => fault.message)).toEqual([]);
  return node as N;
}

function verdict(sql: string, protocol: Protocol = 'http'): string {
  const [fault] = parseStatement(sql, protocol).faults;
  return fault === undefined ? 'accepted' : `${fault.status.code} ${abbreviated(fault.message)}`;
}

describe('INSERT', () => {
  test('names columns and takes any query', () => {
    expect(parse("INSERT INTO d.t (a, 'b',) VALUES (1, \"x\"), (DEFAULT, 'y'),")).toMatchObject({
      replace: false,
      columns: [{ value: 'a' }, { value: 'b' }],
      query: { body: { kind: 'values', rows: [{}, {}] } },
    });
    expect(parse('REPLACE t (SELECT 1)')).toMatchObject({ replace: true, columns: [], query: { body: { kind: 'parenthesised_query' } } });
    expect(parse('INSERT INTO t DEFAULT VALUES').query).toBeUndefined();
  });

  test('takes a table for one of the words behind OR only where OR stands', () => {
    expect(parse('INSERT INTO fail VALUES (1)')).toMatchObject({ clauses: [], name: { parts: [{ value: 'fail' }] } });
    expect(parse('INSERT OR fail INTO t VALUES (1)')).toMatchObject({ clauses: ['OR fail'], name: { parts: [{ value: 't' }] } });
    expect(verdict('INSERT o REPLACE VALUES (1)')).toMatch(/^2000 /);
  });

  test('keeps the clauses nobody plans', () => {
    expect(
      parse(
        'INSERT OR IGNORE OVERWRITE INTO TABLE t PARTITION (a = 1) VALUES (1) ON CONFLICT (a) DO UPDATE SET (a, b) = 1 WHERE b RETURNING *',
      ).clauses,
    ).toEqual(['OR IGNORE OVERWRITE', 'PARTITION (a = 1)', 'ON CONFLICT (a) DO UPDATE SET (a, b) = 1 WHERE b', 'RETURNING *']);
  });

  test.each([
    ['INSERT INTO t (a.b) VALUES (1)', '2000 §Expected: ), found: . at Line: 1, Column: 17'],
    ['INSERT INTO t () VALUES (1)', '2000 §Expected: identifier, found: ) at Line: 1, Column: 16'],
    ['INSERT INTO t SET a = 1', '2000 §Expected: SELECT, VALUES, or a subquery in the query body, found: SET at Line: 1, Column: 15'],
    ['INSERT INTO t AS x VALUES (1)', '2000 §Expected: SELECT, VALUES, or a subquery in the query body, found: AS at Line: 1, Column: 15'],
    ['INSERT INTO t', '2000 §Expected: SELECT, VALUES, or a subquery in the query body, found: EOF'],
    ['INSERT INTO t VALUES (1) ON x', '2000 §Expected: DUPLICATE, found: x at Line: 1, Column: 29'],
    [
      "INSERT OVERWRITE LOCAL DIRECTORY 'd' STORED AS ORC SELECT 1",
      "1001 SQL statement is not supported, keyword: INSERT OVERWRITE LOCAL DIRECTORY 'd' STORED AS ORC SELECT 1",
    ],
    ['INSERT INTO t FORMAT csv', '1001 SQL statement is not supported, keyword: FORMAT'],
  ])('%s', (sql, expected) => expect(verdict(sql)).toBe(expected));

  test('wire sessions know more', () => {
    expect(verdict('INSERT LOW_PRIORITY IGNORE INTO t () VALUES () AS n (a)', 'mysql')).toBe('accepted');
    expect(verdict('REPLACE INTO t SET a = 1, b = 2', 'mysql')).toBe('accepted');
    expect(verdict('INSERT INTO t AS x VALUES (1)', 'postgres')).toBe('accepted');
  });
});

describe('DELETE', () => {
  test('has every clause of sqlparser', () => {
    expect(parse<Delete>('DELETE FROM t AS x, u USING v WHERE x.a = 1 RETURNING a ORDER BY b DESC LIMIT 2')).toMatchObject({
      tables: [],
      from: [{ relation: { alias: { name: { value: 'x' } } } }, {}],
      using: [{}],
      where: { kind: 'binary' },
      returning: [{}],
      orderBy: [{ direction: 'DESC' }],
      limit: { value: '2' },
    });
    expect(parse<Delete>('DELETE t, u FROM t LIMIT ALL').tables).toHaveLength(2);
  });

  test('wants FROM', () =>
    checkRefusal(`
DELETE t WHERE a = 1
--       ^^^^^ 2000 §Expected: FROM, found: WHERE at Line: 1, Column: 10
`));
});

describe('COPY', () => {
  test.each([
    [
      "COPY t TO 'x' WITH (format = 'csv') CONNECTION (region = 'y') LIMIT 10",
      { kind: 'copy_table', direction: 'TO', location: 'x', options: [{ text: 'csv' }], connection: [{ text: 'y' }], limit: '10' },
    ],
    ['COPY t FROM x', { kind: 'copy_table', direction: 'FROM', location: 'x' }],
    ["COPY DATABASE d FROM 'x'", { kind: 'copy_database', direction: 'FROM' }],
    ["COPY (SELECT 1) TO 'x'", { kind: 'copy_query', query: { kind: 'query' } }],
  ])('%s', (sql, shape) => expect(parse<Copy>(sql)).toMatchObject(shape));

  test.each(['COPY (SELECT 1) TO STDOUT', 'COPY (SELECT 1) TO STDOUT WITH (FORMAT (binary), x)', "COPY (SELECT 1) TO 'STDOUT'"])(
    '%s is the query itself',
    sql => {
      expect(parse(sql)).toMatchObject({ kind: 'query' });
    },
  );

  test.each([
    ["COPY DATABASE d TO 'x' LIMIT 1", '2000 Invalid SQL, error: limit is not supported'],
    ["COPY t 'x'", "2000 §Expected: FROM, found: 'x' at Line: 1, Column: 8"],
    [
      'COPY t TO STDOUT',
      "2000 Unexpected token while parsing SQL statement, expected: 'a file name', found: EOF: sql parser error: Expected: literal string, found: STDOUT at Line: 1, Column: 11",
    ],
    [
      "COPY t TO 'x' LIMIT y",
      "2000 Unexpected token while parsing SQL statement, expected: 'the number of maximum rows', found: EOF: sql parser error: Expected: literal int, found: y at Line: 1, Column: 21",
    ],
    [
      "COPY (SELECT 1 a b) TO 'x'",
      "2000 Unexpected token while parsing SQL statement, expected: '')'', found: b: sql parser error: Expected: ), found: b at Line: 1, Column: 18",
    ],
    ['COPY (SELECT 1) TO STDOUT (FORMAT', "2000 Unexpected token while parsing SQL statement, expected: ')', found: EOF"],
    ["COPY t TO 'x' CONNECTION (a = b) WITH (a = b)", '1001 SQL statement is not supported, keyword: WITH'],
  ])('%s', (sql, expected) => expect(verdict(sql)).toBe(expected));
});
