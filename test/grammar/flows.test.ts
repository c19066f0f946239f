import { describe, expect, test } from 'vitest';
import type { CreateFlow } from '../../grammar/ast.ts';
import { storedQuery } from '../../grammar/offsets.ts';
import { parseRequest, parseStatement } from '../../grammar/parser.ts';

const HEAD = 'CREATE FLOW load SINK TO load_1m';
const QUERY = 'SELECT host, max(cpu) FROM host_load GROUP BY host';

function flow(sql: string): CreateFlow {
  const { node, faults } = parseStatement(sql);
  expect(faults.map(fault => fault.message)).toEqual([]);
  return node as CreateFlow;
}

function refusal(sql: string): string {
  const [fault] = parseStatement(sql).faults;
  return fault === undefined ? 'accepted' : `${fault.status.code} ${fault.message}`;
}

const SYNTAX = '2000 Invalid SQL syntax: sql parser error: ';

describe('clauses of CREATE FLOW', () => {
  test('all of them, in their one order', () => {
    const node = flow(
      `CREATE OR REPLACE FLOW IF NOT EXISTS load SINK TO sinks.load_1m EXPIRE AFTER '1 day' EVAL INTERVAL '90s' COMMENT 'it''s load' WITH (defer_on_missing_source = true, x = 'y',) AS ${QUERY};`,
    );
    expect({
      ...node,
      expireAfter: node.expireAfter?.seconds,
      evalInterval: node.evalInterval?.seconds,
      comment: node.comment?.value,
    }).toMatchObject({
      orReplace: true,
      ifNotExists: true,
      expireAfter: 86_400n,
      evalInterval: 90n,
      comment: "it's load",
      rawText: QUERY,
    });
    expect(node.options.map(option => [option.key.value, option.text])).toEqual([
      ['defer_on_missing_source', 'true'],
      ['x', 'y'],
    ]);
  });

  test.each([
    [`EVAL INTERVAL '1m' EXPIRE AFTER '1h'`, 'EXPIRE', 53],
    [`COMMENT 'x' EXPIRE AFTER '1h'`, 'EXPIRE', 46],
    [`WITH (a = 'b') COMMENT 'x'`, 'COMMENT', 49],
    [`EXPIRE AFTER '1h' EXPIRE AFTER '2h'`, 'EXPIRE', 52],
    [`EXPIRE '1h'`, `'1h'`, 41],
    [`eval interval '1m'`, 'eval', 34],
    [`EVAL interval '1m'`, 'EVAL', 34],
    [`Eval Interval '1m'`, 'Eval', 34],
  ])('%s is out of place', (clauses, word, column) => {
    expect(refusal(`${HEAD} ${clauses} AS ${QUERY}`)).toBe(`${SYNTAX}Expected: AS, found: ${word} at Line: 1, Column: ${column}`);
  });

  test.each(['sink to load_1m', '`sink` TO load_1m', '"Sink" to "load_1m"', "SINK TO 'load_1m'"])('%s', sink => {
    expect(flow(`create flow load ${sink} as ${QUERY}`).sink.parts.map(part => part.value)).toEqual(['load_1m']);
  });

  test.each(["expire after '1h'", "Expire After '1h'", '"EXPIRE" `after` \'1h\''])('%s', clause => {
    expect(flow(`${HEAD} ${clause} AS ${QUERY}`).expireAfter?.seconds).toBe(3_600n);
  });

  test('a lone EXPIRE is swallowed', () => {
    const node = flow(`${HEAD} EXPIRE EVAL INTERVAL '1m' AS ${QUERY}`);
    expect(node.expireAfter).toBeUndefined();
    expect(node.bareExpire).toEqual({ start: 33, end: 39 });
    expect(node.evalInterval?.seconds).toBe(60n);
  });

  test('EVAL INTERVAL takes any expression, also an INTERVAL literal', () => {
    expect(flow(`${HEAD} EVAL INTERVAL INTERVAL '10 seconds' AS ${QUERY}`).evalInterval?.seconds).toBe(10n);
  });

  test.each([
    [
      'CREATE FLOW',
      `2000 Unexpected token while parsing SQL statement, expected: 'a table name', found: EOF: sql parser error: Expected: identifier, found: EOF`,
    ],
    ['CREATE FLOW load', `${SYNTAX}Expect \`SINK\` keyword`],
    ['CREATE FLOW load TO x', `${SYNTAX}Expect \`SINK\` keyword`],
    ['CREATE FLOW load SINK x', `${SYNTAX}Expected: TO, found: x at Line: 1, Column: 23`],
    [
      'CREATE FLOW load SINK TO , x',
      `2000 Unexpected token while parsing SQL statement, expected: 'a table name', found: x: sql parser error: Expected: identifier, found: , at Line: 1, Column: 26`,
    ],
    [
      'CREATE FLOW IF NOT load',
      `2000 Unexpected token while parsing SQL statement, expected: 'EXISTS', found: load: sql parser error: Expected: EXISTS, found: load at Line: 1, Column: 20`,
    ],
    ['CREATE FLOW IF EXISTS load', '1001 SQL statement is not supported, keyword: EXISTS'],
    [`${HEAD} COMMENT "x" AS ${QUERY}`, `${SYNTAX}Expected: string, found: "x" at Line: 1, Column: 42`],
    [`${HEAD} WITH (a) AS ${QUERY}`, `${SYNTAX}Expected: =, found: ) at Line: 1, Column: 41`],
    [`${HEAD} WITH (a = -1) AS ${QUERY}`, '1004 Invalid expr as option value, error: -1 not accepted'],
    [`${HEAD} AS`, '1001 SQL statement is not supported, keyword: EOF'],
    [`${HEAD} AS (${QUERY})`, '1001 SQL statement is not supported, keyword: ('],
    [`${HEAD} AS VALUES (1)`, '1001 SQL statement is not supported, keyword: VALUES'],
    [`${HEAD} AS SELECT a FROM t extra words`, '1001 SQL statement is not supported, keyword: words'],
    [`${HEAD} AS \`TQL\` EVAL m`, '1001 SQL statement is not supported, keyword: `TQL`'],
    ['CREATE TEMPORARY FLOW load', '1001 SQL statement is not supported, keyword: TEMPORARY'],
  ])('%s', (sql, message) => {
    expect(refusal(sql)).toBe(message);
  });

  test('what was read of a refused flow remains', () => {
    const { draft } = parseStatement(`${HEAD} EXPIRE AFTER '1h' COMMENT 5`);
    expect(draft).toMatchObject({
      kind: 'create_flow',
      name: { parts: [{ value: 'load' }] },
      sink: { parts: [{ value: 'load_1m' }] },
      expireAfter: { seconds: 3_600n },
    });
  });
});

describe('TQL in flows', () => {
  const TQL = "TQL EVAL (now() - '1m'::interval, now(), '5s') cpu_usage";

  test('as the body', () => {
    expect(flow(`${HEAD} EVAL INTERVAL '1m' AS ${TQL};`)).toMatchObject({ body: { kind: 'tql', promql: 'cpu_usage' }, rawText: TQL });
  });

  test('start and end must contain now()', () => {
    expect(refusal(`${HEAD} AS TQL EVAL (0, now(), '5s') cpu_usage`)).toBe(
      '2000 Invalid TQL syntax: sql parser error: Expected expression containing `now()`, but have Number("0", false)',
    );
  });

  test('without parameters the rule does not apply', () => {
    expect(refusal(`${HEAD} AS TQL EVAL cpu_usage`)).toBe('accepted');
  });

  const SIMPLEST = '1004 Invalid flow query: WITH is only supported for the simplest TQL CTE in CREATE FLOW';
  test.each([
    ['SELECT * FROM cpu', 'accepted'],
    ['SELECT * FROM CPU', 'accepted'],
    ['SELECT * FROM cpu AS c', 'accepted'],
    ['SELECT ts FROM cpu', SIMPLEST],
    ['SELECT cpu.* FROM cpu', SIMPLEST],
    ['SELECT DISTINCT * FROM cpu', SIMPLEST],
    ['SELECT * FROM cpu WHERE val > 1', SIMPLEST],
    ['SELECT * FROM cpu ORDER BY ts', SIMPLEST],
    ['SELECT * FROM cpu LIMIT 1', SIMPLEST],
    ['SELECT * FROM cpu, other', SIMPLEST],
    ['SELECT * FROM cpu JOIN other USING (ts)', SIMPLEST],
    ['SELECT * FROM other', SIMPLEST],
    ['SELECT * FROM "CPU"', SIMPLEST],
    ['(SELECT * FROM cpu)', SIMPLEST],
    ['SELECT * FROM cpu UNION ALL SELECT * FROM cpu', SIMPLEST],
  ])('beside a TQL CTE: %s', (query, verdict) => {
    expect(refusal(`${HEAD} EVAL INTERVAL '1m' AS WITH cpu (ts, val) AS (${TQL}) ${query}`)).toBe(verdict);
  });

  test('a second CTE is one too many', () => {
    expect(refusal(`${HEAD} AS WITH a AS (SELECT 1), cpu AS (${TQL}) SELECT * FROM cpu`)).toBe(SIMPLEST);
  });

  test('plain CTEs may be anything', () => {
    expect(refusal(`${HEAD} AS WITH a AS (SELECT 1), b AS (SELECT 2) SELECT DISTINCT * FROM a, b`)).toBe('accepted');
  });
});

describe('the text the server keeps as the query', () => {
  test.each([
    ['no semicolon', `${HEAD} AS ${QUERY}`, QUERY],
    ['a semicolon', `${HEAD} AS ${QUERY};`, QUERY],
    ['blanks before the semicolon stay', `${HEAD} AS ${QUERY} \n;`, `${QUERY} \n`],
    ['a comment behind AS goes', `${HEAD} AS /* note */ ${QUERY};`, QUERY],
    ['comments inside stay', `${HEAD} AS SELECT a -- note\nFROM t;`, 'SELECT a -- note\nFROM t'],
    ['letters of several bytes on earlier lines are harmless', `${HEAD} COMMENT 'été'\nAS SELECT a FROM t;`, 'SELECT a FROM t'],
    ['on the same line they shift it', `${HEAD} COMMENT 'été' AS SELECT a FROM t;`, 'S SELECT a FROM '],
    ['so do carriage returns', 'CREATE FLOW f\r\nSINK TO s\r\nAS SELECT a\r\nFROM t;', 'S SELECT a\r\nFROM'],
  ])('%s', (_, sql, text) => {
    expect(flow(sql).rawText).toBe(text);
  });

  test('a cut inside a character is marked; the text is then the real one', () => {
    // Ten bytes too far to the left: five for `' AS `, the rest into the second character from the end.
    const node = flow("CREATE FLOW f SINK TO s COMMENT '中中中中中' AS SELECT a FROM t;");
    expect(node).toMatchObject({ rawTextBroken: true, rawText: 'SELECT a FROM t' });
  });

  test('statements before it in the request count too', () => {
    const request = 'USE a;\r\nUSE b;\r\nCREATE FLOW f SINK TO s AS SELECT a FROM t;';
    expect(parseRequest(request).statements.at(-1)?.statement.node).toMatchObject({ rawText: 'S SELECT a FROM ' });
    expect(storedQuery(request, request.indexOf('SELECT'), request.length)).toEqual({ text: 'S SELECT a FROM ', broken: false });
  });
});
