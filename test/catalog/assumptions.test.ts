import { expect, test } from 'vitest';
import { openSession, type StatementReport } from '../../catalog/index.ts';

const SOURCE = 'CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));';
const FLOW = "CREATE FLOW f SINK TO busy EVAL INTERVAL '1m' AS SELECT host, max(cpu) AS most FROM mem GROUP BY host;";

function run(world: 'open' | 'closed', ...statements: readonly string[]): StatementReport {
  const session = openSession({ world });
  return statements.flatMap(sql => session.run(sql)).at(-1)!;
}

test.each([
  'SELECT missing FROM busy',
  'INSERT INTO busy VALUES (1, 2, 3, 4, 5, 6)',
  'ALTER TABLE busy DROP COLUMN missing',
  "CREATE FLOW g SINK TO later EVAL INTERVAL '1m' AS SELECT missing FROM busy",
])('a sink that its flow made is what it is in a closed world, and may be another in an open one: %s', sql => {
  expect(run('closed', SOURCE, FLOW, sql).verdict).toBe('rejected');
  expect(run('open', SOURCE, FLOW, sql)).toMatchObject({ verdict: 'unknown', why: 'a sink may have been there before its flow' });
});

test('so may a view over it, and a table like it', () => {
  expect(run('open', SOURCE, FLOW, 'CREATE VIEW v AS SELECT * FROM busy', 'SELECT missing FROM v').verdict).toBe('unknown');
  expect(run('open', SOURCE, FLOW, 'CREATE TABLE copy LIKE busy', 'SELECT missing FROM copy').verdict).toBe('unknown');
});

test('a table that a statement describes is no assumption', () => {
  expect(run('open', SOURCE, FLOW, 'SELECT missing FROM mem').verdict).toBe('rejected');
  expect(
    run('open', SOURCE, FLOW, 'DROP TABLE busy', 'CREATE TABLE busy (a INT, ts TIMESTAMP TIME INDEX)', 'SELECT missing FROM busy').verdict,
  ).toBe('rejected');
});
