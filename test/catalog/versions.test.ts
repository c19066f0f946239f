import { describe, expect, test } from 'vitest';
import { openSession } from '../../catalog/session.ts';

function said(targetVersion: string, sql: string): string {
  const report = openSession({ targetVersion }).run(sql).at(-1)!;
  return report.verdict === 'rejected' ? `${report.status!.code} ${report.message}` : report.verdict;
}

const T = 'CREATE TABLE t (host STRING, ts TIMESTAMP TIME INDEX);\n';

describe('older releases', () => {
  test.each([
    ['1.1', 'SHOW FLOW STATUS', '1001 SQL statement is not supported, keyword: STATUS'],
    ['1.2', 'SHOW FLOW STATUS', 'accepted'],
    [
      '1.1',
      "CREATE TABLE t (ts TIMESTAMP TIME INDEX) WITH (auto_flush_interval = '1h')",
      '1004 Unrecognized table option key: auto_flush_interval',
    ],
    ['1.3', "CREATE TABLE t (ts TIMESTAMP TIME INDEX) WITH (auto_flush_interval = '1h')", 'accepted'],
    [
      '1.1',
      `${T}ALTER TABLE t SET 'max_row_group_row_count' = '10'`,
      '1004 Invalid set table option request: Invalid set region option request, key: max_row_group_row_count, value: 10',
    ],
    ['1.1', "ADMIN discard_unflushed('t')", '1004 Admin function not found: discard_unflushed'],
    ['1.2', "SELECT json_object('a', 1)", 'unknown'],
    [
      '1.1',
      `${T}CREATE FLOW f SINK TO s EVAL INTERVAL '1m' AS SELECT count(*) FROM t WHERE host IN (SELECT h FROM nowhere)`,
      '4001 Failed to plan SQL: Table not found: greptime.public.nowhere',
    ],
    [
      '1.3',
      `${T}CREATE FLOW f SINK TO s EVAL INTERVAL '1m' AS SELECT count(*) FROM t WHERE host IN (SELECT h FROM nowhere)`,
      "1004 Invalid SQL, error: missing source tables for flow 'f'; use WITH (defer_on_missing_source = true) to create a pending flow",
    ],
  ])('%s: %s', (version, sql, answer) => expect(said(version, sql)).toBe(answer));
});
