import { describe, expect, test } from 'vitest';
import type { Node } from '../../grammar/ast.ts';
import { parseStatement } from '../../grammar/parser.ts';
import { children, nodeAt, pathAt, some, walk } from '../../grammar/walk.ts';

const SQL = 'SELECT CASE WHEN a > 1 THEN f(b) ELSE c END AS x FROM t AS u WHERE d IN (SELECT e FROM v)';

function tree(sql: string): Node {
  return parseStatement(sql).node!;
}

function textOf(node: Node | undefined): string {
  return node === undefined ? '' : SQL.slice(node.span.start, node.span.end);
}

describe('the tree', () => {
  test('is walked outside in, in the order of the text', () => {
    const names: string[] = [];
    walk(tree(SQL), node => {
      if (node.kind === 'ident') names.push(textOf(node));
    });
    expect(names).toEqual(['a', 'f', 'b', 'c', 'x', 't', 'u', 'd', 'e', 'v']);
  });

  test('a visit may leave out what is below', () => {
    const kinds: string[] = [];
    walk(tree(SQL), node => {
      kinds.push(node.kind);
      return node.kind !== 'select';
    });
    expect(kinds).toEqual(['query', 'select']);
  });

  test('parts without a place of their own are looked through', () => {
    const found = nodeAt(tree(SQL), SQL.indexOf('CASE'));
    expect(children(found!).map(textOf)).toEqual(['a > 1', 'f(b)', 'c']);
  });

  test.each<[at: string, path: readonly string[]]>([
    ['b)', ['query', 'select', 'item', 'case', 'call', 'expr', 'identifier', 'ident']],
    ['e FROM', ['query', 'select', 'in_query', 'query', 'select', 'item', 'identifier', 'ident']],
    ['u WHERE', ['query', 'select', 'table_with_joins', 'table_ref', 'table_alias', 'ident']],
    ['WHERE', ['query', 'select']],
  ])('the path to %j', (at, path) => {
    expect(pathAt(tree(SQL), SQL.indexOf(at)).map(node => node.kind)).toEqual(path);
  });

  test('of two neighbours the one that starts at the place is taken', () => {
    expect(nodeAt(tree('SELECT a+b'), 9)).toMatchObject({ kind: 'ident', value: 'b' });
  });

  test('questions of the whole tree', () => {
    expect(some(tree(SQL), node => node.kind === 'in_query')).toBe(true);
    expect(some(tree(SQL), node => node.kind === 'cast')).toBe(false);
  });

  test('outside there is nothing', () => {
    expect(pathAt(tree(SQL), 1_000)).toEqual([]);
  });
});
