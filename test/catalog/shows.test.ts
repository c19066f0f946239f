import { describe, expect, test } from 'vitest';
import { answerOf } from './conversation.ts';

const METERS = `
CREATE TABLE meters (
  ts TIMESTAMP TIME INDEX,
  room STRING COMMENT 'which room',
  watts DOUBLE DEFAULT 0.5,
  note STRING DEFAULT 'it''s fine' FULLTEXT INDEX,
  PRIMARY KEY (room)
) WITH (ttl = '7d', 'append_mode' = 'true');
`;

describe('SHOW CREATE TABLE', () => {
  test('prints columns, keys, engine and options', () =>
    expect(
      answerOf(`${METERS}
SHOW CREATE TABLE meters`),
    ).toMatchInlineSnapshot(`
  "+--------+----------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------+
  | Table  | Create Table                                                                                                                                                                           |
  +--------+----------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------+
  | meters | CREATE TABLE IF NOT EXISTS "meters" (                                                                                                                                                  |
  |        |   "ts" TIMESTAMP(3) NOT NULL,                                                                                                                                                          |
  |        |   "room" STRING NULL COMMENT 'which room',                                                                                                                                             |
  |        |   "watts" DOUBLE NULL DEFAULT 0.5,                                                                                                                                                     |
  |        |   "note" STRING NULL DEFAULT 'it''s fine' FULLTEXT INDEX WITH(analyzer = 'English', backend = 'bloom', case_sensitive = 'false', false_positive_rate = '0.01', granularity = '10240'), |
  |        |   TIME INDEX ("ts"),                                                                                                                                                                   |
  |        |   PRIMARY KEY ("room")                                                                                                                                                                 |
  |        | )                                                                                                                                                                                      |
  |        |                                                                                                                                                                                        |
  |        | ENGINE=mito                                                                                                                                                                            |
  |        | WITH(                                                                                                                                                                                  |
  |        |   append_mode = 'true',                                                                                                                                                                |
  |        |   ttl = '7days'                                                                                                                                                                        |
  |        | )                                                                                                                                                                                      |
  +--------+----------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------+"
`));

  test('quotes as the session does', () =>
    expect(answerOf('CREATE TABLE t (ts TIMESTAMP TIME INDEX);\nSHOW CREATE TABLE t', { protocol: 'mysql' })).toMatchInlineSnapshot(`
      "+-------+----------------------------------+
      | Table | Create Table                     |
      +-------+----------------------------------+
      | t     | CREATE TABLE IF NOT EXISTS \`t\` ( |
      |       |   \`ts\` TIMESTAMP(3) NOT NULL,    |
      |       |   TIME INDEX (\`ts\`)              |
      |       | )                                |
      |       |                                  |
      |       | ENGINE=mito                      |
      |       |                                  |
      +-------+----------------------------------+"
    `));

  test('shows the time to live of the database', () =>
    expect(
      answerOf(`CREATE DATABASE lab WITH (ttl = '1h');
CREATE TABLE lab.t (ts TIMESTAMP TIME INDEX);
SHOW CREATE TABLE lab.t`),
    ).toContain("ttl = '1h'"));

  test('prints the foreign table of PostgreSQL', () =>
    expect(
      answerOf(`${METERS}
SHOW CREATE TABLE meters FOR POSTGRES_FOREIGN_TABLE`),
    ).toMatchInlineSnapshot(`
  "+--------+----------------------------------+
  | Table  | Create Table                     |
  +--------+----------------------------------+
  | meters | CREATE FOREIGN TABLE ft_meters ( |
  |        |   "ts" TIMESTAMP,                |
  |        |   "room" VARCHAR,                |
  |        |   "watts" FLOAT8,                |
  |        |   "note" VARCHAR                 |
  |        | )                                |
  |        | SERVER greptimedb                |
  |        | OPTIONS (table_name 'meters')    |
  +--------+----------------------------------+"
`));

  test('is for base tables', () => {
    expect(answerOf('SHOW CREATE TABLE numbers')).toBe(
      'Error: 1001(Unsupported), Show create table only for base table. greptime.public.numbers is TEMPORARY',
    );
    expect(answerOf('CREATE VIEW v AS SELECT 1 AS one;\nSHOW CREATE TABLE v')).toBe(
      'Error: 1001(Unsupported), Show create table only for base table. greptime.public.v is VIEW',
    );
    expect(answerOf('SHOW CREATE TABLE other.nothing')).toBe('Error: 4001(TableNotFound), Table not found: nothing');
  });
});

describe('SHOW CREATE VIEW, DATABASE and FLOW', () => {
  test('a view prints the statement that made it', () =>
    expect(answerOf('create view v (label) as select 1 + 1;\nSHOW CREATE VIEW v')).toMatchInlineSnapshot(`
      "+------+---------------------------------------+
      | View | Create View                           |
      +------+---------------------------------------+
      | v    | CREATE VIEW v (label) AS SELECT 1 + 1 |
      +------+---------------------------------------+"
    `));

  test('a view whose query the server rewrote is not foretold', () => {
    const meters = 'CREATE TABLE m (ts TIMESTAMP TIME INDEX, w INT);\n';
    for (const query of [
      "SELECT ts, max(w) RANGE '10s' FROM m ALIGN '5s'",
      'SELECT ts::TIMESTAMP FROM m',
      "SELECT ts + INTERVAL '1h' AS t FROM m",
      "SELECT ts + '1h'::INTERVAL AS t FROM m",
    ])
      expect(answerOf(`${meters}CREATE VIEW v AS ${query};\nSHOW CREATE VIEW v`)).toBe('no answer');
    expect(answerOf(`${meters}CREATE VIEW v AS SELECT ts + INTERVAL '1 hour' AS t FROM m;\nSHOW CREATE VIEW v`)).toContain(
      "INTERVAL '1 hour'",
    );
  });

  test('a flow whose query the parser rewrote is not foretold', () =>
    expect(
      answerOf(
        "CREATE FLOW f SINK TO s WITH (defer_on_missing_source = true) AS SELECT ts, max(w) RANGE '10s' FROM m ALIGN '5s';\nSHOW CREATE FLOW f",
      ),
    ).toBe('no answer'));

  test('a missing view is named without its database', () =>
    expect(answerOf('SHOW CREATE VIEW lab.v')).toBe('Error: 4001(TableNotFound), View not found: v'));

  test('a database prints its options', () =>
    expect(answerOf("CREATE DATABASE lab WITH (ttl = '2h', 'compaction.type' = 'twcs');\nSHOW CREATE DATABASE lab")).toMatchInlineSnapshot(`
      "+----------+-----------------------------------+
      | Database | Create Database                   |
      +----------+-----------------------------------+
      | lab      | CREATE DATABASE IF NOT EXISTS lab |
      |          | WITH(                             |
      |          |   'compaction.type' = 'twcs',     |
      |          |   ttl = '2h'                      |
      |          | )                                 |
      +----------+-----------------------------------+"
    `));

  test('a flow prints in its own order of clauses', () =>
    expect(
      answerOf(`${METERS}
CREATE FLOW hourly SINK TO usage EXPIRE AFTER '1 day' COMMENT 'per hour' AS
  select room, sum(watts), date_bin(INTERVAL '1 hour', ts) as hour from meters where watts != 0 group by room, hour;
SHOW CREATE FLOW hourly`),
    ).toMatchInlineSnapshot(`
  "+--------+----------------------------------------------------------------------------------------------------------------------+
  | Flow   | Create Flow                                                                                                          |
  +--------+----------------------------------------------------------------------------------------------------------------------+
  | hourly | CREATE FLOW IF NOT EXISTS hourly                                                                                     |
  |        | SINK TO public.usage                                                                                                 |
  |        | EXPIRE AFTER '86400 s'                                                                                               |
  |        | COMMENT 'per hour'                                                                                                   |
  |        | AS SELECT room, sum(watts), date_bin(INTERVAL '1 hour', ts) AS hour FROM meters WHERE watts <> 0 GROUP BY room, hour |
  +--------+----------------------------------------------------------------------------------------------------------------------+"
`));

  test('a flow is called as it was asked for', () =>
    expect(
      answerOf(`${METERS}
CREATE FLOW f SINK TO s AS SELECT ts, watts FROM meters;
SHOW CREATE FLOW greptime.f`),
    ).toContain('CREATE FLOW IF NOT EXISTS greptime.f'));

  test('a missing flow is named without its catalog', () => {
    expect(answerOf('SHOW CREATE FLOW greptime.f')).toBe('Error: 8001(FlowNotFound), Flow not found: f');
    expect(answerOf('SHOW CREATE FLOW a.b.c')).toBe(
      'Error: 1004(InvalidArguments), Invalid SQL, error: expect flow name to be <catalog>.<flow_name> or <flow_name>, actual: a.b.c',
    );
  });
});

describe('DESC', () => {
  test('shows keys, defaults and semantic types', () =>
    expect(
      answerOf(`${METERS}
DESC TABLE meters`),
    ).toMatchInlineSnapshot(`
  "+--------+----------------------+-----+------+-----------+---------------+
  | Column | Type                 | Key | Null | Default   | Semantic Type |
  +--------+----------------------+-----+------+-----------+---------------+
  | ts     | TimestampMillisecond | PRI | NO   |           | TIMESTAMP     |
  | room   | String               | PRI | YES  |           | TAG           |
  | watts  | Float64              |     | YES  | 0.5       | FIELD         |
  | note   | String               |     | YES  | it's fine | FIELD         |
  +--------+----------------------+-----+------+-----------+---------------+"
`));

  test('knows system tables', () =>
    expect(answerOf('DESC numbers')).toContain('| number | UInt32 | PRI | NO   |         | TAG           |'));

  test('names a missing table as it was written', () =>
    expect(answerOf('DESC TABLE Other.Nothing')).toBe('Error: 4001(TableNotFound), Table not found: other.nothing'));
});

describe('lists', () => {
  test('tables, views and system tables are sorted by name', () =>
    expect(
      answerOf(`${METERS}
CREATE VIEW a_view AS SELECT room FROM meters;
SHOW FULL TABLES`),
    ).toMatchInlineSnapshot(`
  "+------------------+-----------------+
  | Tables_in_public | Table_type      |
  +------------------+-----------------+
  | a_view           | VIEW            |
  | meters           | BASE TABLE      |
  | numbers          | LOCAL TEMPORARY |
  +------------------+-----------------+"
`));

  test('LIKE and WHERE see what is shown', () => {
    expect(
      answerOf(`${METERS}
SHOW TABLES LIKE 'm%'`),
    ).toContain('| meters');
    expect(answerOf("SHOW TABLES WHERE Tables = 'numbers'")).toContain('| numbers');
    expect(answerOf("SHOW DATABASES WHERE Database = 'public'")).toContain('| public');
    expect(answerOf("SHOW DATABASES WHERE database = 'public'")).toMatch(/^unknown/);
  });

  test('nothing prints as a result without columns, in each protocol its way', () => {
    expect(answerOf("SHOW TABLES LIKE 'nothing'")).toBe('++\n++');
    expect(answerOf("SHOW TABLES LIKE 'nothing'", { protocol: 'mysql' })).toBe('affected_rows: 0');
  });

  test('databases show their options', () =>
    expect(answerOf("CREATE DATABASE lab WITH (ttl = '1h', 'append_mode' = 'true');\nSHOW FULL DATABASES LIKE 'lab'"))
      .toMatchInlineSnapshot(`
      "+----------+----------------------+
      | Database | Options              |
      +----------+----------------------+
      | lab      | 'ttl'='1h'           |
      |          | 'append_mode'='true' |
      |          |                      |
      +----------+----------------------+"
    `));

  test('columns are sorted by name', () =>
    expect(
      answerOf(`${METERS}
SHOW FULL COLUMNS FROM meters`),
    ).toMatchInlineSnapshot(`
  "+-------+--------------+-----------+------+------------+-----------+------------+---------------+-------+----------------------+
  | Field | Type         | Collation | Null | Key        | Default   | Comment    | Privileges    | Extra | Greptime_type        |
  +-------+--------------+-----------+------+------------+-----------+------------+---------------+-------+----------------------+
  | note  | string       | utf8_bin  | YES  |            | it's fine |            | select,insert |       | String               |
  | room  | string       | utf8_bin  | YES  | PRI        |           | which room | select,insert |       | String               |
  | ts    | timestamp(3) |           | NO   | TIME INDEX |           |            | select,insert |       | TimestampMillisecond |
  | watts | double       |           | YES  |            | 0.5       |            | select,insert |       | Float64              |
  +-------+--------------+-----------+------+------------+-----------+------------+---------------+-------+----------------------+"
`));

  test('indexes are sorted by name', () =>
    expect(
      answerOf(`${METERS}
SHOW INDEX FROM meters`),
    ).toMatchInlineSnapshot(`
  "+--------+------------+---------------------+--------------+-------------+-----------+-------------+----------+--------+------+------------+---------+---------------+---------+------------+
  | Table  | Non_unique | Key_name            | Seq_in_index | Column_name | Collation | Cardinality | Sub_part | Packed | Null | Index_type | Comment | Index_comment | Visible | Expression |
  +--------+------------+---------------------+--------------+-------------+-----------+-------------+----------+--------+------+------------+---------+---------------+---------+------------+
  | meters | 1          | FULLTEXT_INDEX_note | 1            | note        | A         |             |          |        | YES  | FULLTEXT   |         |               | YES     |            |
  | meters | 0          | PRIMARY             | 1            | room        | A         |             |          |        | YES  | PRIMARY    |         |               | YES     |            |
  | meters | 1          | TIME INDEX          | 1            | ts          | A         |             |          |        |      | TIME       |         |               | YES     |            |
  +--------+------------+---------------------+--------------+-------------+-----------+-------------+----------+--------+------+------------+---------+---------------+---------+------------+"
`));

  test('flows are sorted by name', () =>
    expect(
      answerOf(`${METERS}
CREATE FLOW b SINK TO s1 AS SELECT ts, watts FROM meters;
CREATE FLOW a SINK TO s2 AS SELECT ts, room FROM meters;
SHOW FLOWS`),
    ).toMatchInlineSnapshot(`
  "+-------+
  | Flows |
  +-------+
  | a     |
  | b     |
  +-------+"
`));

  test('ids of regions are not known, that a region leads is', () => {
    expect(
      answerOf(`${METERS}
SHOW REGION FROM meters`),
    ).toBe('no answer');
    expect(
      answerOf(`${METERS}
SHOW REGION FROM meters WHERE Leader = 'No'`),
    ).toBe('++\n++');
  });
});

test('variables of the session', () => {
  expect(answerOf("SET time_zone = '+8:00';\nSHOW VARIABLES time_zone")).toContain('| +08:00    |');
  expect(answerOf('SHOW VARIABLES system_time_zone')).toContain('| UTC              |');
  expect(answerOf('CREATE DATABASE lab;\nUSE lab;\nSHOW SEARCH_PATH')).toContain('| lab         |');
});
