import { describe, test } from 'vitest';
import { checkReplay } from './replay.ts';

describe('CREATE TABLE', () => {
  test('a name is taken once', () =>
    checkReplay(`
CREATE TABLE room (ts TIMESTAMP TIME INDEX, door STRING PRIMARY KEY);
--> 0
CREATE TABLE room (ts TIMESTAMP TIME INDEX);
--> 4000 Table already exists: \`greptime.public.room\`
CREATE TABLE IF NOT EXISTS room (ts TIMESTAMP TIME INDEX);
--> 0
CREATE TABLE attic.room (ts TIMESTAMP TIME INDEX);
--> 4004 Schema not found, schema: attic
CREATE TABLE information_schema.room (ts TIMESTAMP TIME INDEX);
--> 1001 Schema \`information_schema\` is read-only
CREATE TABLE 'ro om' (ts TIMESTAMP TIME INDEX);
--> 1004 Invalid table name: ro om`));

  test('columns and keys fit together', () =>
    checkReplay(`
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INT, X INT);
--> 1004 Invalid SQL, error: column name \`x\` is duplicated at index 1 and 2
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INT, PRIMARY KEY (y));
--> 1004 Invalid SQL, error: column name \`y\` is not found in column list
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INT, PRIMARY KEY (x, ts));
--> 1004 Invalid SQL, error: column name \`ts\` is both primary key and time index
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INTERVAL);
--> 1004 Invalid SQL, error: column name \`x\` is interval type, which is not supported
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INT PRIMARY KEY, y INT PRIMARY KEY);
--> 1004 Illegal primary keys definition: not allowed to inline multiple primary keys in columns options
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x REAL);
--> 2000 SQL data type not supported yet: Real
CREATE TABLE a (ts TIMESTAMP TIME INDEX, v VECTOR(0));
--> ?
CREATE TABLE b (ts TIMESTAMP_NS TIME INDEX, x INT8, y INT8(3), z UINT32, d DECIMAL(10, 2), v VECTOR(3));
--> 0`));

  test('defaults are constants of the type or the current time', () =>
    checkReplay(`
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INT DEFAULT 'one');
--> 2000 Column x expect type: Int32(Int32Type), actual: String(StringType { size_type: Utf8 })
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x TINYINT DEFAULT 300);
--> 2000 Failed to parse value: Fail to parse number 300, ParseIntError { kind: PosOverflow }
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INT DEFAULT 1 + 1);
--> 1001 Unsupported default constraint for column: 'x', reason: expr '1 + 1' not supported
CREATE TABLE a (ts TIMESTAMP TIME INDEX DEFAULT now(), x INT DEFAULT -5, y DOUBLE DEFAULT 0.5, z STRING NOT NULL DEFAULT '');
--> 0`));

  test('numbers of vector indexes are in their ranges', () =>
    checkReplay(`
CREATE TABLE a (ts TIMESTAMP TIME INDEX, v VECTOR(3) VECTOR INDEX WITH (connectivity = 1));
--> 2000 Invalid SQL, error: VECTOR INDEX connectivity must be in the range [2, 2048].
CREATE TABLE a (ts TIMESTAMP TIME INDEX, v VECTOR(3) VECTOR INDEX WITH (connectivity = 'many'));
--> 2000 Invalid SQL, error: invalid VECTOR INDEX connectivity: many, expected positive integer
CREATE TABLE a (ts TIMESTAMP TIME INDEX, v VECTOR(3) VECTOR INDEX WITH (expansion_add = 0));
--> 2000 Invalid SQL, error: VECTOR INDEX expansion_add must be greater than 0
CREATE TABLE a (ts TIMESTAMP TIME INDEX, v VECTOR(3) VECTOR INDEX WITH (metric = 'manhattan'));
--> ?
CREATE TABLE b (ts TIMESTAMP TIME INDEX, v VECTOR(3) VECTOR INDEX WITH (metric = 'dot', connectivity = 2048));
--> 0`));

  test('options are read by the table and by its regions', () =>
    checkReplay(`
CREATE TABLE a (ts TIMESTAMP TIME INDEX) WITH (ttl = 'soon');
--> 1004 Failed to parse table option, key: ttl, value: soon
CREATE TABLE a (ts TIMESTAMP TIME INDEX) WITH ('append_mode' = 'true', 'merge_mode' = 'last_non_null');
--> 1004 Invalid region options, only last_row merge_mode is allowed when append_mode is enabled
CREATE TABLE a (ts TIMESTAMP TIME INDEX) WITH ('compaction.twcs.time_window' = '1h');
--> 1004 Invalid region options, missing key compaction.type in options
CREATE TABLE a (ts TIMESTAMP TIME INDEX, j JSON2);
--> 1004 Invalid SQL, error: JSON2 column \`j\` requires append_mode='true'
CREATE TABLE a (ts TIMESTAMP TIME INDEX, j JSON2) WITH (append_mode = 'true', ttl = '1 week');
--> 0`));

  test('a storage is a matter of the server, but the table is there', () =>
    checkReplay(`
CREATE TABLE a (ts TIMESTAMP TIME INDEX) WITH (storage = 'cold');
--> ?
DROP TABLE a;
--> 0`));

  test('partition rules cover every point once', () =>
    checkReplay(`
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INT PRIMARY KEY) PARTITION ON COLUMNS (x) (x < 5, x > 5);
--> 1004 Checkpoint \`x=5\` is not covered
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INT PRIMARY KEY) PARTITION ON COLUMNS (x) (x < 5, x >= 5 AND x < 9);
--> 1004 Checkpoint \`x=9\` is not covered
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INT PRIMARY KEY) PARTITION ON COLUMNS (x) (x <= 5, x >= 5);
--> 1004 Checkpoint \`x=5\` is overlapped
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INT, y STRING, PRIMARY KEY (x, y)) PARTITION ON COLUMNS (x, y) (x < 5, x >= 5 AND y < 'm', x >= 5 AND y >= 'm');
--> 0
CREATE TABLE b (ts TIMESTAMP TIME INDEX, x INT UNSIGNED PRIMARY KEY) PARTITION ON COLUMNS (x) (x < -5, x >= -5);
--> ?`));

  test('like another table', () =>
    checkReplay(`
CREATE TABLE a (ts TIMESTAMP TIME INDEX, x INT);
--> 0
CREATE TABLE b LIKE a;
--> 0
INSERT INTO b VALUES (1, 2);
--> 1
CREATE TABLE b LIKE a;
--> 4000 Table already exists: \`greptime.public.b\`
CREATE TABLE c LIKE d;
--> 4001 Table not found: d`));

  test('an external table needs a place, its columns may be unknown', () =>
    checkReplay(`
CREATE EXTERNAL TABLE e WITH (format = 'csv');
--> 1004 Missing required field: location
CREATE EXTERNAL TABLE e WITH (location = 'e.xml', format = 'xml');
--> 1004 Unsupported format protocol: XML
CREATE EXTERNAL TABLE e WITH (location = 'e.csv', format = 'csv');
--> 0
SELECT anything FROM e;
--> ?`));
});

describe('tables of the metric engine', () => {
  const physical = `
CREATE TABLE p (ts TIMESTAMP TIME INDEX, v DOUBLE) ENGINE = metric WITH (physical_metric_table = '');
--> 0`;

  test('a logical table has tags, one time and one value', () =>
    checkReplay(`${physical}
CREATE TABLE l (ts TIMESTAMP TIME INDEX, v DOUBLE, host STRING PRIMARY KEY) ENGINE = metric WITH (on_physical_table = 'p');
--> 0
CREATE TABLE m (ts TIMESTAMP TIME INDEX, v DOUBLE, host INT PRIMARY KEY) ENGINE = metric WITH (on_physical_table = 'p');
--> 1004 Column type mismatch. Expect String(StringType { size_type: Utf8 }), got Int32(Int32Type)
CREATE TABLE m (ts TIMESTAMP TIME INDEX, w DOUBLE, host STRING PRIMARY KEY) ENGINE = metric WITH (on_physical_table = 'p');
--> 1004 Adding field column w to physical table
CREATE TABLE m (ts TIMESTAMP TIME INDEX, v DOUBLE) ENGINE = metric WITH (on_physical_table = 'q');
--> 4001 Table not found: greptime.public.q
INSERT INTO p (ts, v) VALUES (1, 2.0);
--> 1001 Write request to physical region is forbidden
INSERT INTO l (ts, v, host) VALUES (1, 2.0, 'h');
--> 1
DROP TABLE p;
--> 1004 Physical region is busy, there are still some logical regions using it
DROP TABLE l;
--> 0
DROP TABLE p;
--> 0`));

  test('a logical table takes new tags alone', () =>
    checkReplay(`${physical}
CREATE TABLE l (ts TIMESTAMP TIME INDEX, v DOUBLE, host STRING PRIMARY KEY) ENGINE = metric WITH (on_physical_table = 'p');
--> 0
ALTER TABLE l ADD COLUMN zone STRING PRIMARY KEY;
--> 0
ALTER TABLE l SET 'ttl' = '1d';
--> 1004 Alter logical tables invalid arguments: Only support add columns operation
ALTER TABLE p ADD COLUMN zone STRING PRIMARY KEY;
--> 4003 Column zone already exists in table p
ALTER TABLE p ADD COLUMN rack STRING PRIMARY KEY;
--> 1001 Alter request to physical region is forbidden`));
});

describe('DROP and TRUNCATE', () => {
  test('all names are looked up before the first is dropped', () =>
    checkReplay(`
CREATE TABLE a (ts TIMESTAMP TIME INDEX);
--> 0
DROP TABLE a, b;
--> 4001 Table not found: greptime.public.b
DROP TABLE IF EXISTS a, b;
--> 0
TRUNCATE TABLE a;
--> 4001 Table not found: greptime.public.a
DROP VIEW IF EXISTS a;
--> 0`));

  test('a table is no view', () =>
    checkReplay(`
CREATE TABLE a (ts TIMESTAMP TIME INDEX);
--> 0
DROP VIEW a;
--> 1004 Invalid view "greptime.public.a": not a view
TRUNCATE a;
--> 0`));

  test('in an open world a missing table may be elsewhere', () =>
    checkReplay(
      `
DROP TABLE a;
--> ?
TRUNCATE a;
--> ?
ALTER TABLE a ADD COLUMN x INT;
--> ?
INSERT INTO a VALUES (1);
--> ?
CREATE TABLE a (ts TIMESTAMP TIME INDEX);
--> 0`,
      { world: 'open' },
    ));
});
