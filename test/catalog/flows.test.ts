import { describe, expect, test } from 'vitest';
import { openSession, type StatementReport } from '../../catalog/session.ts';

const T = 'CREATE TABLE t (reading INT, ts TIMESTAMP TIME INDEX);\n';
const M = 'CREATE TABLE m (val DOUBLE, host STRING PRIMARY KEY, ts TIMESTAMP TIME INDEX);\n';
const Q = "SELECT count(*) AS c, date_bin('1 minute'::INTERVAL, ts) AS w FROM t GROUP BY w";

function last(sql: string, world: 'closed' | 'open' = 'closed'): StatementReport {
  return openSession({ world }).run(sql).at(-1)!;
}

/** What the server says of the last statement: `ok`, a code and a text, or `unknown`. */
function said(sql: string, world: 'closed' | 'open' = 'closed'): string {
  const report = last(sql, world);
  if (report.verdict === 'rejected') return `${report.status!.code} ${report.message}`;
  return report.verdict === 'accepted' ? 'ok' : `unknown: ${report.why}`;
}

describe('CREATE FLOW is refused step by step', () => {
  test.each([
    [
      'a sink of four parts',
      `${T}CREATE FLOW f SINK TO a.b.c.d AS ${Q}`,
      "1004 Failed to convert identifier: a.b.c.d: Error during planning: Unsupported compound identifier 'a.b.c.d'. Expected 1, 2 or 3 parts, got 4",
    ],
    ['a qualified name', `${T}CREATE FLOW a.f SINK TO s AS ${Q}`, '1004 Invalid flow name: a.f'],
    [
      'an option without a text',
      `${T}CREATE FLOW f SINK TO s WITH (defer_on_missing_source = NULL) AS ${Q}`,
      '1004 Invalid SQL, error: flow options only support scalar string-compatible values',
    ],
    [
      'no interval at all',
      `${T}CREATE FLOW f SINK TO s EVAL INTERVAL '0 s' AS ${Q}`,
      '1004 Invalid SQL, error: EVAL INTERVAL must be positive, got 0 seconds',
    ],
    [
      'the reserved option',
      `${T}CREATE FLOW f SINK TO s WITH (flow_type = 'streaming') AS ${Q}`,
      "1004 Invalid SQL, error: flow option 'flow_type' is reserved for internal use",
    ],
    [
      'an unknown option',
      `${T}CREATE FLOW f SINK TO s WITH (ttl = '1d') AS ${Q}`,
      "1004 Invalid SQL, error: unknown flow option 'ttl', supported options: defer_on_missing_source, experimental_enable_incremental_read",
    ],
    [
      'a bad boolean',
      `${T}CREATE FLOW f SINK TO s WITH (defer_on_missing_source = 'yes') AS ${Q}`,
      "1004 Invalid SQL, error: invalid flow option 'defer_on_missing_source': 'yes'",
    ],
    [
      'a missing source',
      'CREATE FLOW f SINK TO s AS SELECT a FROM nope',
      "1004 Invalid SQL, error: missing source tables for flow 'f'; use WITH (defer_on_missing_source = true) to create a pending flow",
    ],
    [
      'a missing source before both flags',
      'CREATE OR REPLACE FLOW IF NOT EXISTS f SINK TO s AS SELECT a FROM nope',
      "1004 Invalid SQL, error: missing source tables for flow 'f'; use WITH (defer_on_missing_source = true) to create a pending flow",
    ],
    [
      'both flags',
      `${T}CREATE OR REPLACE FLOW IF NOT EXISTS f SINK TO s AS ${Q}`,
      '1001 Unsupported operation Create flow with both `IF NOT EXISTS` and `OR REPLACE`',
    ],
    [
      'a flow that is there',
      `${T}CREATE FLOW f SINK TO s AS ${Q};\nCREATE FLOW F SINK TO s AS ${Q}`,
      '8000 Flow already exists: greptime.f',
    ],
    [
      'a system table as source',
      'CREATE FLOW f SINK TO s AS SELECT count(*) FROM numbers',
      "1001 Unsupported operation Create flow with missing source tables requires WITH ('defer_on_missing_source'='true'): greptime.public.numbers",
    ],
    [
      'a replacement across states',
      `CREATE FLOW f SINK TO s WITH (defer_on_missing_source = true) AS ${Q};\n${T}CREATE OR REPLACE FLOW f SINK TO s AS ${Q}`,
      '1001 Unsupported operation Replacing between pending and active flow states is not supported yet',
    ],
    [
      'its own source as sink',
      `${T}CREATE FLOW f SINK TO T AS ${Q}`,
      '1001 Unsupported operation Creating flow with source and sink table being the same: greptime.public.t',
    ],
    [
      'TQL without a schedule',
      `${M}CREATE FLOW f SINK TO s AS TQL EVAL (now() - '1m'::INTERVAL, now(), '5s') m`,
      '3001 Invalid query: TQL query requires EVAL INTERVAL to be set',
    ],
    [
      'TQL that ends before the epoch',
      `${M}CREATE FLOW f SINK TO s EVAL INTERVAL '1m' AS TQL EVAL (now() - now(), now() - (now() + '15s'::INTERVAL), '5s') m`,
      '3001 Failed to convert float seconds to duration, raw: -15: cannot convert float seconds to Duration: value is negative',
    ],
    [
      'TQL that cannot be planned',
      `CREATE TABLE two (a DOUBLE, b DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO s EVAL INTERVAL '1m' AS TQL EVAL (now(), now(), '5s') count_values('v', two)`,
      '3001 Unsupported expr type: count_values on multi-value input',
    ],
    [
      'TQL that cannot be planned, over its own sink',
      `CREATE TABLE two (a DOUBLE, b DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO two EVAL INTERVAL '1m' AS TQL EVAL (now(), now(), '5s') count_values('v', two)`,
      '1001 Unsupported operation Creating flow with source and sink table being the same: greptime.public.two',
    ],
    [
      'incremental reading of a plain table',
      `${T}CREATE FLOW f SINK TO s WITH (experimental_enable_incremental_read = true) AS ${Q}`,
      "3001 Unsupported: Flow incremental read requires append-only source table, but source table `greptime.public.t` is not append-only. Consider setting append_mode='true' on the source table or disabling experimental_enable_incremental_read",
    ],
    [
      'no window and no schedule',
      `${T}CREATE FLOW f SINK TO s AS SELECT count(*) FROM t`,
      '3001 Invalid query: SQL batching flow without a time-window expression must specify EVAL INTERVAL to run as an explicit full-query flow',
    ],
    ['a sink in no database', `${T}CREATE FLOW f SINK TO nodb.s AS ${Q}`, '3001 Failed to find schema, schema info: nodb'],
    [
      'a negative expiry when streaming',
      `${T}CREATE FLOW f SINK TO s EXPIRE AFTER '-1 hour' AS SELECT reading FROM t`,
      '3001 Invalid query: EXPIRE AFTER must be non-negative, got -3600 seconds',
    ],
  ])('%s', (_title, sql, answer) => expect(said(sql)).toBe(answer));
});

describe('CREATE FLOW is accepted', () => {
  test.each([
    ['with a window', `${T}CREATE FLOW f SINK TO s AS ${Q}`],
    ['without a window on a schedule', `${T}CREATE FLOW f SINK TO s EVAL INTERVAL '1m' AS SELECT count(*) FROM t`],
    ['with a negative expiry when batching', `${T}CREATE FLOW f SINK TO s EXPIRE AFTER '-1 hour' AS ${Q}`],
    ['with a lone EXPIRE', `${T}CREATE FLOW f SINK TO s EXPIRE AS ${Q}`],
    [
      'over a table that is missing, deferred, whatever it says',
      'CREATE FLOW f SINK TO s WITH (defer_on_missing_source = true) AS SELECT bogus(a) FROM nope',
    ],
    [
      'when it is there and IF NOT EXISTS is said',
      `${T}CREATE FLOW f SINK TO s AS ${Q};\nCREATE FLOW IF NOT EXISTS f SINK TO other AS ${Q}`,
    ],
    [
      'over the table a CTE is named after',
      `${T}CREATE FLOW f SINK TO s AS WITH x AS (SELECT reading, ts FROM t) SELECT count(*) AS c, date_bin('1 minute'::INTERVAL, ts) AS w FROM x GROUP BY w`,
    ],
  ])('%s', (_title, sql) => expect(said(sql)).toBe('ok'));
});

test('a flow over a view may have a time window', () => {
  const view = `${T}CREATE VIEW v AS SELECT * FROM t;\n`;
  expect(said(`${view}CREATE FLOW f SINK TO s AS ${Q.replace('FROM t', 'FROM v')}`)).toMatch(/^unknown/);
  expect(said(`${view}CREATE FLOW f SINK TO s EVAL INTERVAL '1m' AS ${Q.replace('FROM t', 'FROM v')}`)).toBe('ok');
});

describe('the sink', () => {
  test('is made for a batching flow, with keys, update_at and the window as time index', () => {
    const { answer } = last(`${T}CREATE FLOW f SINK TO s AS SELECT reading, ${Q.slice('SELECT '.length)}, reading;\nSHOW CREATE TABLE s`);
    expect(answer).toContain('"w" TIMESTAMP(3) NOT NULL');
    expect(answer).toContain('"update_at" TIMESTAMP(3) NULL');
    expect(answer).toContain('TIME INDEX ("w")');
    expect(answer).toContain('PRIMARY KEY ("reading")');
  });
  test('of count_values has the label as a tag', () => {
    const session = openSession();
    session.run(`${M}CREATE FLOW f SINK TO s EVAL INTERVAL '1m' AS TQL EVAL (now(), now(), '5s') count_values('status', m)`);
    const [{ answer }] = session.run('SHOW CREATE TABLE s') as [StatementReport];
    expect(answer).toContain('"count(m.val)" DOUBLE NULL');
    expect(answer).toContain('"status" STRING NULL');
    expect(answer).toContain('PRIMARY KEY ("status")');
  });
  test('is not made for a pending flow', () =>
    expect(said(`CREATE FLOW f SINK TO s WITH (defer_on_missing_source = true) AS ${Q};\nDESC TABLE s`)).toBe('4001 Table not found: s'));
  test('must have the columns of the flow', () =>
    expect(said(`${T}CREATE TABLE s (c BIGINT, w TIMESTAMP TIME INDEX, x STRING);\nCREATE FLOW f SINK TO s AS ${Q}`)).toMatch(
      /^3001 Datafusion error: Plan\("Flow output schema does not match sink table schema: found 2 flow output columns and 3 sink table columns\./,
    ));
  test('is compared by position and exact type when streaming', () =>
    expect(
      said(`${T}CREATE TABLE s (n INT, ts TIMESTAMP TIME INDEX);\nCREATE FLOW f SINK TO s AS SELECT reading AS a, reading AS b FROM t`),
    ).toBe(
      "3001 Invalid query: Column 1(name is 'ts', flow inferred name is 'b')'s data type mismatch, expect Timestamp(Millisecond(TimestampMillisecondType)) got Int32(Int32Type)",
    ));
});

describe('in an open world', () => {
  test('a source that may exist elsewhere is no refusal, but the suspicion is kept', () =>
    expect(said('CREATE FLOW f SINK TO s AS SELECT a FROM elsewhere', 'open')).toBe('unknown: a source table may exist elsewhere'));
  test('such a flow is not said to exist already', () =>
    expect(said('CREATE FLOW f SINK TO s AS SELECT a FROM elsewhere;\nCREATE FLOW f SINK TO s AS SELECT a FROM elsewhere', 'open')).toMatch(
      /^unknown/,
    ));
  test('what is certain stays certain', () =>
    expect(said("CREATE FLOW f SINK TO s WITH (ttl = '1d') AS SELECT a FROM elsewhere", 'open')).toMatch(
      /^1004 Invalid SQL, error: unknown flow option/,
    ));
});

describe('DROP FLOW', () => {
  test('finds a flow after folding', () => expect(said(`${T}CREATE FLOW MyFlow SINK TO s AS ${Q};\nDROP FLOW MYFLOW`)).toBe('ok'));
  test('does not find it under its catalog', () =>
    expect(said(`${T}CREATE FLOW f SINK TO s AS ${Q};\nDROP FLOW greptime.f`)).toBe('8001 Flow not found: greptime.greptime.f'));
  test('of nothing is fine with IF EXISTS', () => expect(said('DROP FLOW IF EXISTS f')).toBe('ok'));
});
