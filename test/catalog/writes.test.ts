import { describe, test } from 'vitest';
import { checkReplay } from './replay.ts';

const table = `
CREATE TABLE t (ts TIMESTAMP TIME INDEX, host STRING PRIMARY KEY, x INT, y DOUBLE NOT NULL);
--> 0`;

describe('INSERT of literals', () => {
  test('counts and nulls', () =>
    checkReplay(`${table}
INSERT INTO t VALUES (1, 'a', 2, 3.5), ('2024-02-29 12:00:00', 'b', NULL, -1);
--> 2
INSERT INTO t VALUES (1, 'a', 2);
--> 1004 Invalid SQL, error: column count mismatch, columns: 4, values: 3
INSERT INTO t (ts, y) VALUES (1, 2, 3);
--> 1004 Invalid SQL, error: column count mismatch, columns: 2, values: 3
INSERT INTO t (ts, y) VALUES (1, NULL);
--> 1004 Invalid request to region, reason: column y is not null but input has null
INSERT INTO t (ts, z) VALUES (1, 2, 3);
--> 1004 Invalid SQL, error: column count mismatch, columns: 2, values: 3
INSERT INTO t (y, x) VALUES (NULL, 'one');
--> 2000 Column x expect type: Int32(Int32Type), actual: String(StringType { size_type: Utf8 })
INSERT INTO t (x, z) VALUES ('one', 1);
--> 2000 Column x expect type: Int32(Int32Type), actual: String(StringType { size_type: Utf8 })
INSERT INTO t (y) VALUES (NULL);
--> 1004 Invalid request to region, reason: column ts does not have default value
INSERT INTO u VALUES (1);
--> 4001 Table not found: greptime.public.u
REPLACE INTO t (ts, y) VALUES (1, 1);
--> 1`));

  test('values fit their columns', () =>
    checkReplay(`${table}
INSERT INTO t (ts, y) VALUES ('30 February', 1);
--> 2000 Failed to parse value: Failed to parse 30 February to Timestamp value
INSERT INTO t (ts, y, host) VALUES (1, 1, 5);
--> 2000 Failed to parse value: Fail to parse number 5, invalid column type: String(StringType { size_type: Utf8 })
INSERT INTO t (ts, y, x) VALUES (1, 1, 3000000000);
--> 2000 Failed to parse value: Fail to parse number 3000000000, ParseIntError { kind: PosOverflow }
INSERT INTO t (ts, y, x) VALUES (-1, - 0.5, -2147483648), (+1, 1, +2147483647);
--> 2
INSERT INTO t (ts, y, x) VALUES (1, 1, -2147483649);
--> 2000 Failed to parse value: Fail to parse number -2147483649, ParseIntError { kind: NegOverflow }
INSERT INTO t (ts, y, host) VALUES (1, 1, "double quoted");
--> 1
INSERT INTO t (ts, y, x) VALUES (DEFAULT, 1, 1);
--> 1004 Column ts has no default value`));

  test('a sign is part of the number', () =>
    checkReplay(`
CREATE TABLE n (ts TIMESTAMP TIME INDEX, a TINYINT, b BIGINT, u TINYINT UNSIGNED, d DATE);
--> 0
INSERT INTO n VALUES (-1, -128, -9223372036854775808, +255, -1);
--> 1
INSERT INTO n (ts, a) VALUES (1, -129);
--> 2000 Failed to parse value: Fail to parse number -129, ParseIntError { kind: NegOverflow }
INSERT INTO n (ts, u) VALUES (1, -1);
--> 2000 Failed to parse value: Fail to parse number -1, ParseIntError { kind: InvalidDigit }`));

  test('names that need folding stay in doubt', () =>
    checkReplay(`${table}
INSERT INTO T (ts, y) VALUES (1, 1);
--> ?
INSERT INTO t (TS, y) VALUES (1, 1);
--> ?
INSERT INTO "t" ("ts", y) VALUES (1, 1);
--> 1`));

  test('MySQL sessions read numbers from text', () =>
    checkReplay(
      `${table}
INSERT INTO t (ts, y, x) VALUES (1, '2.5', '7');
--> 1
INSERT INTO t (ts, y, x) VALUES (1, 1, 'seven');
--> 1004 Unable to convert seven to datatype Int32(Int32Type)`,
      { protocol: 'mysql' },
    ));

  test('rows that live for an instant are not counted', () =>
    checkReplay(`
CREATE TABLE i (ts TIMESTAMP TIME INDEX) WITH (ttl = 'instant');
--> 0
INSERT INTO i VALUES (1), (2);
--> 0`));
});

describe('INSERT that is planned', () => {
  test('types come from the columns, counts are compared', () =>
    checkReplay(`${table}
INSERT INTO t VALUES (now(), 'a', 1, 2), (0, 'b', 1 + 1, 2.5);
--> 2
INSERT INTO t VALUES (now(), 'a');
--> 3000 Failed to plan SQL: Error during planning: Column count doesn't match insert query!
INSERT INTO t SELECT * FROM t;
--> ok
INSERT INTO t (ts, y) SELECT ts FROM t;
--> 3000 Failed to plan SQL: Error during planning: Column count doesn't match insert query!
INSERT INTO information_schema.tables SELECT 1;
--> 1001 Cannot change read-only table: tables`));
});

describe('DELETE', () => {
  test('the condition resolves, appended rows stay', () =>
    checkReplay(`${table}
DELETE FROM t WHERE host = 'a';
--> ok
DELETE FROM u;
--> 4001 Failed to plan SQL: Table not found: greptime.public.u
CREATE TABLE log (ts TIMESTAMP TIME INDEX) WITH (append_mode = 'true');
--> 0
DELETE FROM log;
--> 1004 Invalid request to region, reason: DELETE is not allowed under append mode`));
});

describe('COPY', () => {
  test('tables exist, formats are known', () =>
    checkReplay(`${table}
COPY t TO 't.csv' WITH (format = 'csv');
--> ok
COPY u FROM 't.csv' WITH (format = 'csv');
--> 4001 Table not found: greptime.public.u
COPY t TO 't.xls' WITH (format = 'xls');
--> 1004 Unsupported format protocol: XLS
COPY t TO 't.parquet' WITH (start_time = 'noon');
--> 1004 Invalid COPY parameter, key: start_time, value: noon
COPY t FROM '../t.parquet';
--> ?
COPY DATABASE public TO 'backup';
--> 1004 Invalid COPY DATABASE location, must end with '/': backup
COPY DATABASE public TO 'backup/';
--> ok
COPY DATABASE PUBLIC TO 'backup/';
--> ?
COPY (SELECT host FROM t) TO 'hosts.parquet';
--> ok`));

  test('what CSV files are asked for has to parse', () =>
    checkReplay(`${table}
COPY t TO 't.csv' WITH (format = 'csv', delimiter = '9', headers = 'false', has_header = 'false');
--> ok
COPY t TO 't.parquet' WITH (delimiter = 'tab');
--> ok
COPY t TO 't.csv' WITH (format = 'csv', delimiter = 'tab');
--> 1004 Failed to parse format delimiter with value: tab
COPY t TO 't.csv' WITH (format = 'csv', headers = 'yes');
--> 1004 Failed to parse format headers with value: yes
COPY t TO 't.csv' WITH (format = 'csv', headers = 'true', has_header = 'false');
--> 1004 Failed to parse format headers with value: headers=true, has_header=false
COPY t FROM 't.json' WITH (format = 'json', schema_infer_max_record = 'all');
--> 1004 Failed to parse format schema_infer_max_record with value: all
COPY t FROM 't.csv' WITH (format = 'csv', skip_bad_records = '1');
--> 1004 Failed to parse format skip_bad_records with value: 1
COPY t FROM 't.csv' WITH (format = 'csv', headers = 'false', strict_headers = 'true');
--> 1004 Failed to parse format strict_headers with value: strict_headers=true requires headers=true
COPY t TO 't.json' WITH (format = 'json', timestamp_format = '%Y');
--> ok`));
});
