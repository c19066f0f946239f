import { describe, test } from 'vitest';
import { checkReplay } from './replay.ts';

describe('databases', () => {
  test('come and go', () =>
    checkReplay(`
CREATE DATABASE lab WITH (ttl = '1h', append_mode = 'true');
--> 1
CREATE DATABASE lab;
--> 1004 Schema lab already exists
CREATE DATABASE IF NOT EXISTS lab;
--> 1
CREATE DATABASE 'no way';
--> 1002 Unexpected, violated: Invalid database name: no way
CREATE DATABASE brief WITH (ttl = 'instant');
--> 1002 Failed to parse value instant into key ttl
CREATE TABLE lab.t (ts TIMESTAMP TIME INDEX);
--> 0
DELETE FROM lab.t;
--> 1004 Invalid request to region, reason: DELETE is not allowed under append mode
ALTER DATABASE lab SET 'ttl' = 'instant';
--> 1004 Invalid set database option, key: ttl, value: instant
ALTER DATABASE lab UNSET 'colour';
--> 1004 Invalid unset database option, key: colour
ALTER DATABASE lab SET 'ttl' = '2h';
--> 0
USE lab;
--> ok
DROP DATABASE lab;
--> 1004 Schema \`lab\` is in use
USE public;
--> ok
DROP DATABASE greptime.lab;
--> 0
DROP DATABASE lab;
--> 4004 Schema not found, schema: lab
DROP DATABASE information_schema;
--> 1001 Schema \`information_schema\` is read-only`));
});

describe('views', () => {
  test('a view is planned when it is made', () =>
    checkReplay(`
CREATE TABLE t (ts TIMESTAMP TIME INDEX, x INT);
--> 0
CREATE VIEW v AS SELECT x FROM t;
--> 0
CREATE VIEW v AS SELECT x FROM t;
--> 4000 View already exists: \`greptime.public.v\`
CREATE OR REPLACE VIEW v (a, b) AS SELECT x, ts FROM t;
--> 0
CREATE VIEW w (a) AS SELECT x, ts FROM t;
--> 1004 Expect 2 columns for view w, but found 1
CREATE VIEW t AS SELECT 1;
--> 4000 Table already exists: \`greptime.public.t\`
CREATE OR REPLACE VIEW IF NOT EXISTS w AS SELECT 1;
--> 1004 Invalid SQL, error: syntax error Create Or Replace and If Not Exist cannot be used together
SELECT a FROM v;
--> ok
DROP VIEW v;
--> 0
DROP VIEW v;
--> 4001 Table not found: greptime.public.v`));

  test('a view reads tables of the database it was made from', () =>
    checkReplay(`
CREATE TABLE t (ts TIMESTAMP TIME INDEX, y INT);
--> 0
CREATE DATABASE lab;
--> 1
USE lab;
--> ok
CREATE TABLE t (ts TIMESTAMP TIME INDEX, x INT);
--> 0
CREATE VIEW public.v AS SELECT x FROM t;
--> 0
SELECT x FROM public.v;
--> ok`));
});

describe('sessions', () => {
  test('HTTP refuses what it does not know, MySQL warns', () => {
    checkReplay(`
SET time_zone = '+08:00';
--> 0
SET colour = 'red';
--> 1001 Not supported: Unsupported set variable COLOUR
SET read_preference = 'leader';
--> 0
SET read_preference = 'anyone';
--> 1001 Not supported: Invalid read preference expr anyone in set variable statement`);
    checkReplay(
      `
SET colour = 'red';
--> 0
SET NAMES utf8mb4;
--> ok
COMMIT;
--> ok`,
      { protocol: 'mysql' },
    );
  });

  test('prepared statements take values', () =>
    checkReplay(
      `
PREPARE p FROM 'SELECT CAST(? AS INT), ?';
--> 0
EXECUTE p USING 1, 'x';
--> ok
EXECUTE p USING 'one', 'x';
--> 1004 Invalid request parameter: Unable to convert one to datatype Int32(Int32Type)
DEALLOCATE p;
--> 0
EXECUTE p USING 1, 'x';
--> ?`,
      { protocol: 'mysql' },
    ));

  test('ADMIN looks up what it is told', () =>
    checkReplay(`
CREATE TABLE t (ts TIMESTAMP TIME INDEX);
--> 0
ADMIN flush_table('t');
--> ok
ADMIN flush_table('public.u');
--> 1002 Failed to execute admin function flush_table: Execution error: Table not found: greptime.public.u
ADMIN flush_table();
--> 1004 Expected 1 args, but actual 0
ADMIN compact_table(1);
--> 1004 Failed to build admin function args: function signature not match
ADMIN flush_region(1);
--> ?
ADMIN flush_table(lower('T'));
--> 1004 Failed to build admin function args: unsupported function arg lower('T') for flush_table
ADMIN flush_flow('f');
--> 1002 Failed to execute admin function flush_flow: Execution error: Flow not found: 'greptime.f'
ADMIN polish('t');
--> 1004 Admin function not found: polish`));

  test('comments', () =>
    checkReplay(`
CREATE TABLE t (ts TIMESTAMP TIME INDEX, x INT);
--> 0
COMMENT ON TABLE t IS 'temperatures';
--> 0
COMMENT ON COLUMN t.x IS NULL;
--> 0
COMMENT ON FLOW f IS 'missing';
--> 8001 Flow not found: 'greptime.f'`));

  test('EXPLAIN asks the planner', () =>
    checkReplay(`
EXPLAIN SELECT * FROM nothing;
--> 4001 Failed to plan SQL: Table not found: greptime.public.nothing
EXPLAIN ANALYZE SELECT 1;
--> ok
EXPLAIN CREATE DATABASE d;
--> ?`));
});
