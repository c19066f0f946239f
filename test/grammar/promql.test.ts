import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Node } from '../../grammar/ast.ts';
import { parseRequest } from '../../grammar/parser.ts';
import { parsePromql } from '../../grammar/promql.ts';
import { typeOf } from '../../grammar/promql/checks.ts';
import { metricsOf } from '../../grammar/promql/metrics.ts';
import type { PromExpr } from '../../grammar/promql/tree.ts';
import { walk } from '../../grammar/walk.ts';
import { drawMarks, fixture } from '../fixture.ts';
import { describeWithShared, SHARED } from '../shared.ts';

function parsed(text: string): PromExpr {
  const { expr, faults } = parsePromql(text);
  expect(faults).toEqual([]);
  return expr!;
}

/** Every node in brackets: `[- [a offset]]`. */
function shape(expr: PromExpr): string {
  switch (expr.kind) {
    case 'prom_number':
      return expr.text;
    case 'prom_string':
      return JSON.stringify(expr.value);
    case 'prom_selector':
      return `${expr.metric?.value ?? ''}${expr.matchers.map(({ label, op, value }) => `{${label.value}${op}${value.value}}`).join('')}${expr.range === undefined ? '' : `[${expr.range.seconds}]`}${modifiers(expr)}`;
    case 'prom_subquery':
      return `${shape(expr.expr)}[${expr.range.seconds}:${expr.step?.seconds ?? ''}]${modifiers(expr)}`;
    case 'prom_paren':
      return `(${shape(expr.expr)})`;
    case 'prom_unary':
      return `[${expr.op}${shape(expr.operand)}]`;
    case 'prom_binary': {
      const matching = expr.matching === undefined ? '' : ` ${expr.matching.by}(${expr.matching.labels.map(label => label.value).join()})`;
      const grouping =
        expr.grouping === undefined ? '' : ` group_${expr.grouping.side}(${expr.grouping.labels.map(label => label.value).join()})`;
      return `[${shape(expr.left)} ${expr.op}${expr.returnsBool ? ' bool' : ''}${matching}${grouping} ${shape(expr.right)}]`;
    }
    case 'prom_call':
      return `${expr.name.value}(${expr.args.map(shape).join()})`;
    case 'prom_aggregation':
      return `${expr.op.value}(${expr.args.map(shape).join()})${expr.grouping === undefined ? '' : ` ${expr.grouping.without ? 'without' : 'by'}(${expr.grouping.labels.map(label => label.value).join()})`}`;
  }
}

function modifiers({ offset, at }: { readonly offset?: { readonly seconds?: number }; readonly at?: { readonly time: string } }): string {
  return (offset === undefined ? '' : ` offset ${offset.seconds}`) + (at === undefined ? '' : ` @ ${at.time}`);
}

describe('trees', () => {
  test.each([
    ['1 + 2 * 3 ^ 2', '[1 + [2 * [3 ^ 2]]]'],
    ['-1 ^ 2', '[-[1 ^ 2]]'],
    ['a - b - c', '[[a - b] - c]'],
    ['a and b or c unless d', '[[a and b] or [c unless d]]'],
    ['a > bool on (x, y) group_left (z) b', '[a > bool on(x,y) group_left(z) b]'],
    ['a / ignoring (x) group_right b', '[a / ignoring(x) group_right() b]'],
    ['a ATAN2 b', '[a atan2 b]'],
    ['a + b offset 5m', '[a + b offset 300]'],
    ['-m offset -1h30m', '[-m offset -5400]'],
    ['a * m @ 100 offset 1d', '[a * m offset 86400 @ 100]'],
    ['sum by (host) (rate(m{a="1", b!~"x.*",}[5m]))', 'sum(rate(m{a=1}{b!~x.*}[300])) by(host)'],
    ['SUM(m) WITHOUT (host, idc)', 'sum(m) without(host,idc)'],
    ['max_over_time(rate(m[1m])[1h:5m] @ end())', 'max_over_time(rate(m[60])[3600:300] @ end())'],
    ['avg_over_time(m[1h:])', 'avg_over_time(m[3600:])'],
    ['topk(3, (m))', 'topk(3,(m))'],
    ['count_values("v", m)', 'count_values("v",m)'],
    ["{\"http requests\", a='it\\'s'}", "http requests{a=it's}"],
    ['sum', 'sum'],
    ['5. + 0x1F + .5e3 - Inf', '[[[5 + 0x1F] + .5e3] - Inf]'],
    ['label_replace(m, `a`, "$1", "b", "(.*)")', 'label_replace(m,"a","$1","b","(.*)")'],
    ['{a="1" or b="2"}', '{a=1}{b=2}'],
    ['max_of(1, 2)', 'max_of(1,2)'],
    ['offset offset 5m', 'offset offset 300'],
    ['m # all of them', 'm'],
  ])('%s', (text, drawn) => {
    expect(shape(parsed(text))).toBe(drawn);
  });

  test('a node knows its place', () => {
    const text = 'sum(a) + b{c="d"}[5m:]';
    const places: string[] = [];
    walk(parsePromql(text).draft!, node => void places.push(`${node.kind} ${text.slice(node.span.start, node.span.end)}`));
    expect(places).toEqual([
      'prom_binary sum(a) + b{c="d"}[5m:]',
      'prom_aggregation sum(a)',
      'prom_name sum',
      'prom_selector a',
      'prom_name a',
      'prom_subquery b{c="d"}[5m:]',
      'prom_selector b{c="d"}',
      'prom_name b',
      'prom_matcher c="d"',
      'prom_name c',
      'prom_string "d"',
      'prom_duration 5m',
    ]);
  });

  test.each([
    ['1 + 2', 'scalar'],
    ['1 + m', 'vector'],
    ['(-m)', 'vector'],
    ['m[5m]', 'matrix'],
    ['m[1h:5m]', 'matrix'],
    ['"x"', 'string'],
    ['scalar(m)', 'scalar'],
    ['time()', 'scalar'],
  ])('%s is a %s', (text, type) => expect(typeOf(parsed(text))).toBe(type));
});

/** Compares faults with the carets under the text. */
function checkFaults(marked: string): void {
  const { text, marks } = fixture(marked.trimEnd()).files[0]!;
  const found = parsePromql(text).faults.map(({ span, message }) => ({ ...span, text: message }));
  expect(drawMarks(text, found)).toBe(drawMarks(text, marks));
}

describe('faults', () => {
  test.each([
    `
rate(m[5m]
--        ^ invalid promql query
`,
    `
sum(m{a=1})
--      ^ invalid promql query
`,
    `
rate(deg(pi()))
--       ^^^^ expected type vector in call to function 'deg', got scalar
`,
    `
time() == time()
--     ^^ comparisons between scalars must use BOOL modifier
`,
    `
a + bool b
--^ bool modifier can only be used on comparison operators
`,
    `
a and 1
--^^^ set operator 'and' not allowed in binary scalar expression
`,
    `
a or on (x) group_left (y) b
--                     ^^^ no grouping allowed for 'or' operation
`,
    `
a * on (x) group_left (x) b
--                     ^ label 'x' must not occur in ON and GROUP clause at once
`,
    `
rate(m)
--   ^ expected type matrix in call to function 'rate', got vector
`,
    `
round(a, 1, 2)
--^^^^^^^^^^^^^^ expected at most 2 argument(s) in call to 'round', got 3
`,
    `
holt_winters(m[5m], 1, 1)
--^^^^^^^^^^^^ unknown function with name 'holt_winters'
`,
    `
topk(m)
--^^^^^^^ wrong number of arguments for aggregate expression provided, expected 2, got 1
`,
    `
1 - {a=""}
--  ^^^^^^ vector selector must contain at least one non-empty matcher
`,
    `
1 - {a!="x", b=~".*"}
--  ^^^^^^^^^^^^^^^^^ vector selector must contain at least one non-empty matcher
`,
    `
m{__name__="n"}
--^^^^^^^^^^^^ metric name must not be set twice: 'm' or 'n'
`,
    `
1 + sum(m)[5m]
--  ^^^^^^ ranges only allowed for vector selectors
`,
    `
1 - m offset 5m offset 1h
--  ^^^^^^^^^^^ offset may not be set multiple times
`,
    `
1 + (m)[5m]
--  ^^^ ranges only allowed for vector selectors
`,
  ])('%s', checkFaults);

  test('a fault leaves a draft', () =>
    expect(parsePromql('rate(m{a="b"').draft).toMatchObject({ kind: 'prom_call', args: [{ metric: { value: 'm' } }] }));
});

describe('source tables', () => {
  test.each<[string, readonly (readonly [string, string?])[]]>([
    ['a + sum(b{x="y"}) / a', [['a'], ['b'], ['a']]],
    ['rate({__name__="m"}[5m])', [['m']]],
    ['{"m"}', [['m']]],
    ['m{__schema__="s"}', [['m', 's']]],
    ['m{__schema__="s", __database__="t"}', [['m', 't']]],
    ['m{__schema__=~"s"}', []],
    ['{__name__=~"m.*"}', []],
    ['{__name__="m", __name__="n"}', []],
    ['{__name__="m" or __name__="n"}', []],
    ['m{a="b" or c="d"}', [['m']]],
    ['vector(1) + 2', []],
  ])('%s', (text, tables) => {
    expect(metricsOf(parsed(text)).map(({ name, schema }) => (schema === undefined ? [name] : [name, schema]))).toEqual(tables);
  });

  test('each knows where it is named', () => {
    const text = 'a + {x="y", __name__="b"}';
    expect(metricsOf(parsed(text)).map(({ span }) => text.slice(span.start, span.end))).toEqual(['a', '"b"']);
  });
});

interface Recorded {
  readonly executed: string;
  readonly protocol: string;
  readonly outcome: string;
  readonly error: { readonly code: number; readonly message: string } | null;
}

describeWithShared('recorded TQL', () => {
  const rows = readFileSync(join(SHARED, 'corpus', 'sqlness.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Recorded);
  const texts = (row: Recorded): string[] => {
    const found: string[] = [];
    for (const { statement } of parseRequest(row.executed).statements) {
      if (statement.node !== undefined)
        walk(statement.node as Node, node => void (node.kind === 'tql' && found.push((node as unknown as { promql: string }).promql)));
    }
    return found;
  };
  const tql = rows.filter(row => row.protocol === 'grpc' && /\btql\b/i.test(row.executed));

  test('what the server accepts has no fault', () => {
    const refused = tql
      .filter(row => row.outcome !== 'error')
      .flatMap(texts)
      .filter(text => parsePromql(text).faults.length > 0);
    expect(refused).toEqual([]);
  });

  test('what its PromQL parser refuses has the same fault', () => {
    const refused = tql.filter(row => row.error?.code === 2000);
    expect(refused.map(row => texts(row).map(text => parsePromql(text).faults[0]?.message))).toEqual(
      refused.map(row => [row.error!.message]),
    );
  });
});
