import { describe, expect, test } from 'vitest';
import { apply, freshWorld } from '../../catalog/index.ts';
import { parseFile } from '../../grammar/index.ts';
import { checkReplay } from './replay.ts';

const table = `
CREATE TABLE t (ts TIMESTAMP TIME INDEX, host STRING PRIMARY KEY, x INT, y DOUBLE NOT NULL, b BINARY);
--> 0`;

describe('ALTER TABLE', () => {
  test('columns come and go, keys stay', () =>
    checkReplay(`${table}
ALTER TABLE t ADD COLUMN z INT;
--> 0
ALTER TABLE t ADD COLUMN z INT;
--> 4003 Column z already exists in table t
ALTER TABLE t ADD COLUMN IF NOT EXISTS z STRING;
--> 0
ALTER TABLE t ADD COLUMN IF NOT EXISTS z STRING, ADD COLUMN w INT;
--> 1004 Invalid alter table(t) request: column z already exists with different type Int32(Int32Type)
ALTER TABLE t ADD COLUMN w INT NOT NULL;
--> 1004 Invalid alter table(t) request: no default value for column w
ALTER TABLE t ADD COLUMN w INT AFTER nothing;
--> 4002 Column nothing not exists in table t
ALTER TABLE t ADD COLUMN w INTERVAL;
--> 1001 Not supported: Add column with interval type
ALTER TABLE t DROP COLUMN z;
--> 0
ALTER TABLE t DROP COLUMN z;
--> 4002 Column z not exists in table t
ALTER TABLE t DROP COLUMN host;
--> 1004 Not allowed to remove index column host from table t
ALTER TABLE t DROP COLUMN ts;
--> 1004 Not allowed to remove index column ts from table t`));

  test('types change where values can follow', () =>
    checkReplay(`${table}
ALTER TABLE t MODIFY COLUMN x STRING;
--> 0
ALTER TABLE t MODIFY COLUMN x BIGINT;
--> 0
ALTER TABLE t MODIFY COLUMN y STRING;
--> 1004 Invalid alter table(t) request: column 'y' must be nullable to ensure safe conversion.
ALTER TABLE t MODIFY COLUMN host INT;
--> 1004 Invalid alter table(t) request: Not allowed to change primary key index column 'host'
ALTER TABLE t MODIFY COLUMN ts BIGINT;
--> 1004 Invalid alter table(t) request: Not allowed to change timestamp index column 'ts' datatype
ALTER TABLE t MODIFY COLUMN b TIMESTAMP;
--> 1004 Invalid alter table(t) request: column 'b' cannot be cast automatically to type 'TimestampMillisecond'`));

  test('defaults', () =>
    checkReplay(`${table}
ALTER TABLE t MODIFY COLUMN x SET DEFAULT 5;
--> 0
ALTER TABLE t MODIFY COLUMN x DROP DEFAULT;
--> 0
ALTER TABLE t MODIFY COLUMN x DROP DEFAULT;
--> 1004 Invalid alter table(t) request: column x does not have a default value
ALTER TABLE t MODIFY COLUMN y SET DEFAULT NULL;
--> 1004 Default value should not be null for non null column
ALTER TABLE t MODIFY COLUMN y SET DEFAULT 0.5;
--> 0
ALTER TABLE t MODIFY COLUMN y DROP DEFAULT;
--> 1004 Invalid alter table(t) request: column y is not nullable and \`default\` cannot be dropped`));

  test('options and annotations', () =>
    checkReplay(`${table}
ALTER TABLE t SET 'ttl' = '2 weeks', 'auto_flush_interval' = '1h';
--> 0
ALTER TABLE t SET 'ttl' = 'later';
--> 1004 Invalid set table option request: Invalid set region option request, key: ttl, value: later
ALTER TABLE t SET 'compaction.twcs.time_window' = 'wide';
--> 1004 Invalid set region option request, key: compaction.twcs.time_window, value: wide
ALTER TABLE t UNSET 'ttl';
--> 0
ALTER TABLE t UNSET 'auto_flush_interval';
--> 1004 Invalid unset table option request: Invalid set region option request, key: auto_flush_interval
ALTER TABLE t SET 'greptime.semantic.entity.host.id' = 'host';
--> 0
ALTER TABLE t SET 'greptime.semantic.entity.host.id' = 'b';
--> 1004 Invalid alter table(t) request: entity column \`b\` (option \`greptime.semantic.entity.host.id\`) has type \`Binary\`, which cannot render as a string
ALTER TABLE t SET 'greptime.semantic.source' = 'nowhere';
--> 1004 Invalid alter table(t) request: invalid value \`nowhere\` for semantic option \`greptime.semantic.source\``));

  test('indexes', () =>
    checkReplay(`${table}
ALTER TABLE t MODIFY COLUMN x SET SKIPPING INDEX WITH (granularity = 1024);
--> 0
ALTER TABLE t MODIFY COLUMN x SET SKIPPING INDEX WITH (granularity = 0);
--> 1002 Invalid skipping index option: Invalid granularity: 0, expected: positive integer
ALTER TABLE t MODIFY COLUMN x SET FULLTEXT INDEX;
--> 1004 Invalid column option, column name: x, error: FULLTEXT index only supports string type
ALTER TABLE t MODIFY COLUMN host SET FULLTEXT INDEX WITH (analyzer = 'English');
--> 0
ALTER TABLE t MODIFY COLUMN host SET FULLTEXT INDEX WITH (analyzer = 'Chinese');
--> 1004 Invalid column option, column name: host, error: Cannot change analyzer or case_sensitive if FULLTEXT index is set before. Previous analyzer: English, previous case_sensitive: false
ALTER TABLE t MODIFY COLUMN host UNSET FULLTEXT INDEX;
--> 0
ALTER TABLE t MODIFY COLUMN host UNSET FULLTEXT INDEX;
--> 1004 Invalid column option, column name: host, error: FULLTEXT index already disabled
ALTER TABLE t MODIFY COLUMN nothing UNSET INVERTED INDEX;
--> 4002 Column nothing not exists in table t
ALTER TABLE t ADD COLUMN note STRING;
--> 0
ALTER TABLE t MODIFY COLUMN note SET FULLTEXT INDEX;
--> 0
ALTER TABLE t MODIFY COLUMN note INT;
--> ?`));

  test('a table gets another name', () =>
    checkReplay(`${table}
ALTER TABLE t RENAME u;
--> 0
ALTER TABLE t RENAME v;
--> 4001 Table not found: greptime.public.t
CREATE TABLE t (ts TIMESTAMP TIME INDEX);
--> 0
ALTER TABLE u RENAME t;
--> 4000 Table already exists, table: greptime.public.t
ALTER TABLE u RENAME 'a b';
--> 1002 Unexpected, violated: Invalid table name: a b`));

  test('repartitioning depends on the server and leaves the table in sight', () =>
    checkReplay(`${table}
ALTER TABLE t PARTITION ON COLUMNS (host) (host < 'm', host >= 'm');
--> ?
INSERT INTO t (ts, host, y) VALUES (1, 'a', 2);
--> 1`));
});

test.each([
  ['CREATE TABLE t (a INT, ts TIMESTAMP TIME INDEX);', "ALTER TABLE t SET 'ttl' = '1d';"],
  ["CREATE DATABASE d WITH (ttl = '2d');", "ALTER DATABASE d SET 'ttl' = '1d';"],
  ['SELECT 1;', "SET TIME_ZONE = '+8:00';"],
])('after %s the second of two %s leaves the very same world', (create, alter) => {
  const file = parseFile('file:///a.sql', `${create}\n${alter}\n${alter}`);
  const [first, second, third] = file.statements.map(({ statement }) => statement);
  const once = apply(apply(freshWorld(), first!).after, second!).after;
  expect(apply(once, third!)).toMatchObject({ verdict: { kind: 'accepted' } });
  expect(apply(once, third!).after).toBe(once);
});
