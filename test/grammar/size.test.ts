import { describe, expect, test } from 'vitest';
import { parseRequest } from '../../grammar/index.ts';

/** What is said of a text: nothing, or its one fault. */
function said(sql: string): readonly string[] {
  return parseRequest(sql).faults.map(fault => fault.message);
}

const numbers = (count: number): string => Array.from({ length: count }, (_, index) => index).join(', ');

describe('large and deep texts end, with one fault at most', () => {
  test.each([
    ['parentheses', `SELECT ${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['subqueries', `SELECT * FROM ${'(SELECT * FROM '.repeat(1000)}t${')'.repeat(1000)}`],
    ['minus signs', `SELECT ${'- '.repeat(10_000)}1`],
    ['array types', `SELECT a::${'ARRAY<'.repeat(5000)}INT${'>'.repeat(5000)}`],
  ])('%s beyond the limit of the server', (_what, sql) =>
    expect(said(sql)).toEqual(['Invalid SQL syntax: sql parser error: recursion limit exceeded']),
  );

  test.each([
    ['a list of 100,000 elements', `SELECT a FROM t WHERE a IN (${numbers(100_000)})`],
    ['100,000 conditions', `SELECT a FROM t WHERE ${Array.from({ length: 100_000 }, (_, index) => `a = ${index}`).join(' OR ')}`],
    ['10,000 joins', `SELECT * FROM t ${'JOIN t ON a = b '.repeat(10_000)}`],
    ['10 MB of rows', `INSERT INTO t VALUES ${Array.from({ length: 400_000 }, (_, index) => `(${index}, 'row ${index}', 1.5)`).join(',')}`],
  ])('%s', (_what, sql) => expect(said(sql)).toEqual([]));

  test('10 MB behind an open quote', () =>
    expect(said(`SELECT '${'a'.repeat(10_000_000)}`)).toEqual([
      'Invalid SQL syntax: sql parser error: Unterminated string literal at Line: 1, Column: 8',
    ]));
});
