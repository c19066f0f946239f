import { describe, expect, test } from 'vitest';
import type { CreateFlow, Explain, Query, Tql } from '../../grammar/ast.ts';
import { parseRequest, parseStatement } from '../../grammar/parser.ts';
import { checkRefusal } from './refusals.ts';

function tql(sql: string): Tql {
  const { node, faults } = parseStatement(sql);
  expect(faults.map(fault => fault.message)).toEqual([]);
  return node as Tql;
}

describe('the frame', () => {
  test.each([
    ["TQL EVAL (0, 10, '5s') cpu", 'EVAL', 'cpu'],
    ["tql evaluate (0, 10, '5s', '1m') cpu;", 'EVAL', 'cpu'],
    ['TQL EXPLAIN cpu', 'EXPLAIN', 'cpu'],
    [
      'TQL ANALYZE VERBOSE FORMAT JSON (0, 10, \'5s\'), , sum by (host) (rate(cpu{idc=~"a.*"}[5m] offset 1h)) ;',
      'ANALYZE',
      'sum by (host) (rate(cpu{idc=~"a.*"}[5m] offset 1h))',
    ],
    ['TQL EXPLAIN FORMAT (0, 1, 2) cpu', 'EXPLAIN', 'cpu'],
    ['TQL ANALYZE FORMAT JSON VERBOSE cpu', 'ANALYZE', 'VERBOSE cpu'],
    ['TQL EVAL\n  cpu\n  + 1\n', 'EVAL', 'cpu\n  + 1'],
  ])('%s', (sql, verb, promql) => {
    const node = tql(sql);
    expect([node.verb, node.promql]).toEqual([verb, promql]);
    expect(sql.slice(node.promqlSpan.start, node.promqlSpan.end)).toBe(promql);
  });

  test('an alias ends the PromQL', () => {
    expect(tql('TQL EVAL (0, 10, \'5s\') cpu AS "Load";')).toMatchObject({ promql: 'cpu', alias: { value: 'Load', quote: '"' } });
    expect(tql("TQL EVAL (0, 10, '5s') cpu as 'load'")).toMatchObject({ alias: { value: 'load' } });
  });

  test('the PromQL begins one character early, as the server cuts it', () => {
    expect(tql("TQL EVAL (0, 10, '5s')cpu").promql).toBe(')cpu');
  });

  test('EXPLAIN takes TQL', () => {
    expect((tql("EXPLAIN ANALYZE TQL EVAL (0, 10, '5s') cpu") as unknown as Explain).statement).toMatchObject({
      kind: 'tql',
      promql: 'cpu',
    });
  });

  test('the verb is unquoted', () =>
    checkRefusal(`
TQL 'EVAL' cpu
--  ^^^^^^ 1001 SQL statement is not supported, keyword: 'EVAL'
`));

  test('of an unknown verb the server names the word behind it', () =>
    checkRefusal(`
TQL RUN cpu
--      ^^^ 1001 SQL statement is not supported, keyword: cpu
`));

  test('TQL itself is unquoted', () =>
    checkRefusal(`
"TQL" EVAL cpu
--^^^^^ 1001 SQL statement is not supported, keyword: "TQL"
`));

  test('nothing behind the verb', () =>
    checkRefusal(`
TQL EVAL (0, 10, '5s') -- no query
--                                ^ 2000 ¶empty TQL query
`));

  test('an alias without a query', () =>
    checkRefusal(`
TQL EVAL (0, 10, '5s') AS load
--                        ^^^^ 2000 ¶Empty promql query
`));

  test('a word behind the alias', () =>
    checkRefusal(`
TQL EVAL (0, 10, '5s') cpu AS load x
--                                 ^ 2000 ¶Unexpected token after alias: x
`));

  test('no alias behind AS', () =>
    checkRefusal(`
TQL EVAL (0, 10, '5s') cpu AS
--                           ^ 2000 ¶Expected: identifier, found: EOF
`));
});

describe('parameters', () => {
  test('literals are taken as written, other constants in seconds', () => {
    const node = tql("TQL EVAL ('2026-01-01 00:00:00'::timestamp, now() - INTERVAL '1 day', 5, '1m') cpu");
    expect(node.params!.map(({ value, usesNow }) => [value, usesNow])).toEqual([
      ['1767225600', false],
      [undefined, true],
      ['5', false],
      ['1m', false],
    ]);
  });

  test('none of them', () => expect(tql('TQL EVAL cpu').params).toBeUndefined());

  test.each([
    [
      '(0, 10)',
      'Invalid TQL syntax: sql parser error: Expected 3 or 4 expressions in TQL parameters (start, end, step, [lookback]), but found 2',
    ],
    [
      "(0, 10, '5s', 1, 2)",
      'Invalid TQL syntax: sql parser error: Expected 3 or 4 expressions in TQL parameters (start, end, step, [lookback]), but found 5',
    ],
    ["(0, 10, '5s' x)", "Invalid TQL syntax: sql parser error: Expected ')' after TQL parameters, but found: x"],
    ["(NULL, 10, '5s')", 'Invalid TQL syntax: sql parser error: Expected number, string or word, but have Null'],
    ['(0, 10, true)', 'Invalid TQL syntax: sql parser error: Expected number, string or word, but have Boolean(true)'],
    ['(0, 10, 1 + 1)', 'Invalid TQL syntax: Failed to evaluate TQL expression: Failed to extract a timestamp value Int64(2)'],
  ])('%s', (params, message) => expect(parseStatement(`TQL EVAL ${params} cpu`).faults[0]!.message).toBe(message));

  test('a parenthesis in front of the PromQL is read as the parameters', () =>
    checkRefusal(`
TQL EVAL (cpu + mem)
--                 ^ 2000 ¶Expected 3 or 4 expressions in TQL parameters (start, end, step, [lookback]), but found 1
`));

  test('they are SQL', () =>
    checkRefusal(`
TQL EVAL (0, , '5s') cpu
--           ^ 2000 ¶Expected: an expression, found: , at Line: 1, Column: 14
`));
});

describe('TQL in flows', () => {
  const HEAD = 'CREATE FLOW f SINK TO s AS ';

  test.each([
    "TQL EVAL (now() - '1m'::interval, NOW(), '5s') cpu",
    'TQL EVAL cpu',
    "WITH a AS (TQL EVAL (now(), now(), '5s') cpu) SELECT * FROM a",
  ])('%s', body => {
    expect(parseStatement(HEAD + body).faults).toEqual([]);
  });

  test('start and end depend on now()', () => {
    checkRefusal(`
CREATE FLOW f SINK TO s AS TQL EVAL (0, now(), '5s') cpu
--                                   ^ 2000 ¶Expected expression containing \`now()\`, but have Number("0", false)
`);
    checkRefusal(`
CREATE FLOW f SINK TO s AS TQL EVAL (now(), '2026-01-01', '5s') cpu
--                                          ^^^^^^^^^^^^ 2000 ¶Expected expression containing \`now()\`, but have SingleQuotedString("2026-01-01")
`);
    checkRefusal(`
CREATE FLOW f SINK TO s AS TQL EVAL (now(), 1 + 1, '5s') cpu
--                                          ^^^^^ 2000 Invalid TQL syntax: Failed to parse value: expected now() expression, but not found in 1 + 1
`);
  });

  test('the parameters say which of them use now()', () => {
    const { node } = parseStatement(`${HEAD}TQL EVAL (now() - '1m'::interval, now(), '5s') cpu`);
    expect(((node as CreateFlow).body as Tql).params!.map(param => param.usesNow)).toEqual([true, true, false]);
  });
});

describe('TQL in a CTE', () => {
  test('ends at the closing parenthesis', () => {
    const { node } = parseStatement('WITH a AS (TQL EVAL (0, 10, \'5s\') sum(cpu{x=")"}) AS load), b AS (SELECT 1) SELECT * FROM a, b');
    expect((node as Query).with!.ctes.map(({ body }) => (body.kind === 'tql' ? [body.promql, body.alias?.value] : body.kind))).toEqual([
      ['sum(cpu{x=")"})', 'load'],
      'query',
    ]);
  });

  test('places count from its own start', () => {
    checkRefusal(`
WITH a AS (
  TQL EVAL (, 10, '5s') cpu
--          ^ 2000 ¶Expected: an expression, found: , at Line: 1, Column: 11
) SELECT 1
`);
  });

  test('is read in the dialect of GreptimeDB, whatever the session', () => {
    const sql = "WITH a AS (TQL EVAL (now() - INTERVAL '1 day', now(), '5s') cpu) SELECT * FROM a";
    expect(parseStatement(sql, 'mysql').faults).toEqual([]);
    expect(parseStatement("TQL EVAL (now() - INTERVAL '1 day', now(), '5s') cpu", 'mysql').faults[0]!.message).toContain(
      'INTERVAL requires a unit',
    );
  });

  test('is EVAL', () =>
    checkRefusal(`
WITH a AS (TQL EXPLAIN cpu) SELECT 1
--         ^^^^^^^^^^^^^^^ 2000 Invalid SQL, error: Only TQL EVAL is supported in CTEs
`));

  test('is closed', () =>
    checkRefusal(`
WITH a AS (TQL EVAL cpu SELECT 1
--         ^^^ 2000 Invalid SQL, error: Unexpected end of input while parsing TQL inside CTE
`));

  test('does not stand in a sub-query', () =>
    checkRefusal(`
SELECT * FROM a, LATERAL (WITH b AS (TQL EVAL cpu) SELECT 1)
--                                   ^^^ 2000 §Expected: SELECT, VALUES, or a subquery in the query body, found: TQL at Line: 1, Column: 38
`));
});

describe('TQL in a request', () => {
  test('swallows what follows', () => {
    const { statements } = parseRequest('SELECT 1; TQL EVAL cpu; SELECT 2;');
    expect(statements.map(({ statement }) => statement.text)).toEqual(['SELECT 1;', 'TQL EVAL cpu; SELECT 2;']);
    expect((statements[1]!.statement.node as Tql).promql).toBe('cpu; SELECT 2');
    expect(parseRequest('CREATE FLOW f SINK TO s AS TQL EVAL cpu; SELECT 2').statements).toHaveLength(1);
  });

  test('an alias lets the next statement be, if a second semicolon stands there', () => {
    expect(parseRequest('TQL EVAL cpu AS a;; SELECT 2').statements.map(({ statement }) => statement.text)).toEqual([
      'TQL EVAL cpu AS a;',
      'SELECT 2',
    ]);
    checkRefusal(`
TQL EVAL cpu AS a; SELECT 2
--                 ^^^^^^ 1001 SQL statement is not supported, keyword: SELECT
`);
  });

  test('the alias may stand behind semicolons', () => {
    expect(parseRequest('TQL EVAL cpu; mem AS a').statements).toMatchObject([
      { statement: { node: { promql: 'cpu; mem', alias: { value: 'a' } } } },
    ]);
  });

  test('for the editor a semicolon ends it', () => {
    expect(parseStatement('TQL EVAL cpu; SELECT 2')).toMatchObject({ text: 'TQL EVAL cpu;', node: { promql: 'cpu' } });
  });
});
