import { describe, expect, test } from 'vitest';
import type { CreateFlow, Query } from '../../grammar/ast.ts';
import { evaluate, flowSeconds, tqlSeconds, usesNow } from '../../grammar/constants.ts';
import { parseInterval } from '../../grammar/intervals.ts';
import { parseStatement } from '../../grammar/parser.ts';
import type { Expr } from '../../grammar/ast.ts';

function expr(sql: string): Expr {
  const { node, faults } = parseStatement(`SELECT ${sql}`);
  expect(faults.map(fault => fault.message)).toEqual([]);
  const { body } = node as Query;
  return (body as unknown as { readonly items: readonly { readonly expr: Expr }[] }).items[0]!.expr;
}

/** The seconds, the refusal, or `unknown`. */
function seconds(sql: string): string {
  const result = flowSeconds(expr(sql), 'EXPIRE AFTER');
  return result.kind === 'seconds'
    ? String(result.seconds)
    : result.kind === 'refused'
      ? `${result.statusName}: ${result.message}`
      : 'unknown';
}

const MONTHS = 'InvalidArguments: Invalid interval provided: Interval with months is not allowed in EXPIRE AFTER';

describe('interval texts', () => {
  // text, as a bare string or cast, inside INTERVAL '…'
  test.each<[text: string, bare: number | 'months' | 'error', literal: number | 'months' | 'error']>([
    ['1 hour', 3600, 3600],
    ['1h', 3600, 3600],
    ['1H', 3600, 3600],
    ['1 Hour', 3600, 3600],
    ['1h 30m', 5400, 5400],
    ['2 days 1h 2 min', 176_520, 176_520],
    ['7days', 604_800, 604_800],
    ['1 week', 604_800, 604_800],
    ['1M', 60, 60],
    ['1m', 60, 60],
    ['1 min', 60, 60],
    ['1.5 hours', 5400, 5400],
    ['.5 hours', 1800, 1800],
    ['-.5 hours', -1800, -1800],
    ['500ms', 0, 0],
    ['0.5 seconds', 0, 0],
    ['1 nanosecond', 0, 0],
    ['1500ms', 1, 1],
    ['-1500ms', -1, -1],
    ['0.5 days', 43_200, 43_200],
    ['0.5 weeks', 302_400, 302_400],
    ['60', 'months', 60],
    ['-5', 'months', -5],
    ['0', 0, 0],
    ['1 minute 30', 'months', 90],
    ['1 month', 'months', 'months'],
    ['1 year', 'months', 'months'],
    ['1 decade', 'months', 'months'],
    ['1.5 months', 'months', 'months'],
    ['0 months', 0, 0],
    ['0.01 years', 0, 0],
    ['0.5 months', 1_296_000, 1_296_000],
    ['-1 hour', -3600, -3600],
    ['1 hour -30 min', 1800, 1800],
    ['1h30m', 'error', 'error'],
    ['3w2d', 'error', 'error'],
    ['1ns', 'error', 'error'],
    ['100 millis', 'error', 'error'],
    ['+1h', 'error', 'error'],
    ['- 1 hour', 'error', 'error'],
    ['01:30:00', 'error', 'error'],
    ['P1D', 'error', 'error'],
    ['PT1H', 'error', 'error'],
    ['1 hour ago', 'error', 'error'],
    ['1 hour 1 hour', 'error', 'error'],
    ['1  hour', 'error', 'error'],
    ['5 ', 'error', 'error'],
    ['', 'error', 'error'],
    ['1. hours', 'error', 'error'],
    ['1.1234567890123456 hours', 'error', 'error'],
  ])('%j', (text, bare, literal) => {
    const repeated = text === '1 hour 1 hour' ? ". Repeated type 'hour'" : '';
    const complaint = `Parser error: Invalid input syntax for type interval: "${text}"${repeated}`;
    const words = (value: number | 'months' | 'error', error: string): string =>
      value === 'months' ? MONTHS : value === 'error' ? `InvalidArguments: ${error}` : String(value);
    expect(seconds(`'${text}'`)).toBe(words(bare, `Invalid interval provided: cannot cast '${text}' to interval type`));
    expect(seconds(`'${text}'::INTERVAL`)).toBe(words(bare, `Failed to simplify TQL expression: ${complaint}`));
    expect(seconds(`CAST('${text}' AS INTERVAL)`)).toBe(seconds(`'${text}'::INTERVAL`));
    expect(seconds(`INTERVAL '${text}'`)).toBe(words(literal, `Failed to convert to logical TQL expression: ${complaint}`));
  });

  test('the three parts are kept apart', () => {
    expect(parseInterval('1.5 years 1.5 months 1.5 days 1.5s', 'second')).toEqual({ months: 19, days: 16, nanos: 43_201_500_000_000n });
  });

  test('amounts out of range have no words of ours', () => {
    expect(parseInterval('99999999999999 months', 'month')).toBeUndefined();
  });
});

describe('expressions', () => {
  test.each([
    ['INTERVAL 1 HOUR', '3600'],
    ["INTERVAL '1' DAY", '86400'],
    ['INTERVAL -2 MINUTE', '-120'],
    ["INTERVAL '1h' + INTERVAL '30m'", '5400'],
    ["'1h'::INTERVAL - '30m'::INTERVAL", '1800'],
    ["(INTERVAL '1h')", '3600'],
    ["-INTERVAL '1h'", '-3600'],
    // The minus stands before the text, so it negates its first amount only.
    ["-INTERVAL '1h 30m'", '-1800'],
    ["-('1h 30m'::INTERVAL)", '-5400'],
    ["now() - (now() - '1 hour'::INTERVAL)", '3600'],
    ['now() - now()', '0'],
    ["now() - now() + '15s'::INTERVAL", '15'],
    ["TIMESTAMP '2026-01-02 00:00:00' - TIMESTAMP '2026-01-01 00:00:00'", '86400'],
    ['3600', 'InvalidArguments: Invalid interval provided: cannot cast 3600 to interval type'],
    ['1 + 1', 'InvalidArguments: Invalid interval provided: cannot cast 1 + 1 to interval type'],
    ['TRUE', 'InvalidArguments: Invalid interval provided: cannot cast true to interval type'],
    ['now()', 'InvalidArguments: Invalid interval provided: cannot cast now() to interval type'],
    ['"1h"', 'InvalidArguments: Failed to convert to logical TQL expression: No field named "1h".'],
    ['Hour', 'InvalidArguments: Failed to convert to logical TQL expression: No field named hour.'],
  ])('%s', (sql, result) => {
    expect(seconds(sql)).toBe(result);
  });

  test.each(['NULL', 'to_timestamp(1)', "'1' || 'h'", 'a.b', "TRY_CAST('x' AS INTERVAL)", '$1', "INTERVAL '1' DAY TO SECOND"])(
    'nothing is said of %s',
    sql => {
      expect(seconds(sql)).toBe('unknown');
    },
  );

  test('months are refused in the name of the clause', () => {
    const { faults } = parseStatement("CREATE FLOW f SINK TO s EVAL INTERVAL '1 month' AS SELECT 1");
    expect(faults[0]).toMatchObject({
      status: { code: 1004 },
      message: 'Invalid interval provided: Interval with months is not allowed in EVAL INTERVAL',
    });
  });

  test('a flow keeps whole seconds', () => {
    const { node } = parseStatement("CREATE FLOW f SINK TO s EXPIRE AFTER '1h 500ms' AS SELECT 1");
    expect((node as CreateFlow).expireAfter?.seconds).toBe(3600n);
  });
});

describe('TQL parameters', () => {
  test.each([
    ["TIMESTAMP '2026-01-23 03:10:00+00'", '1769137800'],
    ["TIMESTAMP '1970-01-01T00:00:01.5Z'", '1.5'],
    ["'1970-01-02'::TIMESTAMP", '86400'],
    ["TIMESTAMP '1970-01-01 00:00:00' + INTERVAL '1m'", '60'],
    ['now() - now()', '0'],
    ["now() - '1m'::INTERVAL", undefined],
    ["date_bin('2m'::INTERVAL, now() - '2m'::INTERVAL)", undefined],
    ["TIMESTAMP '2026-01-23 03:10:00' + (now() - now())", '1769137800'],
  ])('%s', (sql, text) => {
    expect(tqlSeconds(expr(sql))).toEqual({ kind: 'seconds', ...(text === undefined ? {} : { text }) });
  });

  test.each([
    ["now() - now() + '15s'::INTERVAL", 'IntervalMonthDayNano("IntervalMonthDayNano { months: 0, days: 0, nanoseconds: 15000000000 }")'],
    ["'1 month'::INTERVAL", 'IntervalMonthDayNano("IntervalMonthDayNano { months: 1, days: 0, nanoseconds: 0 }")'],
    ['1 + 1', 'Int64(2)'],
    ['-1', 'Int64(-1)'],
  ])('%s is no point in time', (sql, value) => {
    expect(tqlSeconds(expr(sql))).toEqual({
      kind: 'refused',
      statusName: 'InvalidSyntax',
      message: `Invalid TQL syntax: Failed to evaluate TQL expression: Failed to extract a timestamp value ${value}`,
    });
  });

  test('now() is found wherever it stands', () => {
    expect(usesNow(expr("date_bin('1m'::INTERVAL, NOW())"))).toBe(true);
    expect(usesNow(expr("date_bin('1m'::INTERVAL, current_timestamp())"))).toBe(false);
  });

  test('what depends on now() has a kind and no value', () => {
    expect(evaluate(expr("now() - '1m'::INTERVAL"))).toEqual({ kind: 'timestamp', fromNow: -60_000_000_000n });
  });
});
