import { describe, expect, test } from 'vitest';
import { isLike } from '../../catalog/answers/like.ts';
import { answerOf } from './conversation.ts';

const WORLD = `
CREATE TABLE meters (ts TIMESTAMP TIME INDEX, room STRING, watts DOUBLE, PRIMARY KEY (room)) WITH (comment = 'in the cellar');
CREATE DATABASE lab;
CREATE TABLE lab.probes (ts TIMESTAMP TIME INDEX, pin INT PRIMARY KEY) PARTITION ON COLUMNS (pin) (pin < 5, pin >= 5);
CREATE FLOW waiting SINK TO later WITH (defer_on_missing_source = true) AS SELECT a FROM not_there WHERE a > 1;
CREATE FLOW busy SINK TO usage AS SELECT ts, watts FROM meters WHERE watts > 1;
`;
const ask = (sql: string): string => answerOf(`${WORLD}\n${sql}`);

describe('SELECT over information_schema', () => {
  test('the definition of a pending flow', () =>
    expect(
      ask(`SELECT flow_definition, source_table_ids, source_table_names, flownode_ids, options LIKE '%"defer_on_missing_source":"true"%' AS deferred
      FROM INFORMATION_SCHEMA.FLOWS WHERE flow_name = 'waiting'`),
    ).toMatchInlineSnapshot(`
        "+-----------------------------------------+------------------+--------------------+--------------+----------+
        | flow_definition                         | source_table_ids | source_table_names | flownode_ids | deferred |
        +-----------------------------------------+------------------+--------------------+--------------+----------+
        | CREATE FLOW IF NOT EXISTS waiting       | []               |                    | {}           | true     |
        | SINK TO public.later                    |                  |                    |              |          |
        | WITH (defer_on_missing_source = 'true') |                  |                    |              |          |
        | AS SELECT a FROM not_there WHERE a > 1  |                  |                    |              |          |
        +-----------------------------------------+------------------+--------------------+--------------+----------+"
      `));

  test('the sources of an active flow', () =>
    expect(
      ask(
        "SELECT flow_name, source_table_names, sink_table_name, expire_after, comment FROM information_schema.flows WHERE flow_name = 'busy'",
      ),
    ).toMatchInlineSnapshot(`
      "+-----------+------------------------+-----------------------+--------------+---------+
      | flow_name | source_table_names     | sink_table_name       | expire_after | comment |
      +-----------+------------------------+-----------------------+--------------+---------+
      | busy      | greptime.public.meters | greptime.public.usage |              |         |
      +-----------+------------------------+-----------------------+--------------+---------+"
    `));

  test('a flow is updated no earlier than it is created, and later once it was changed', () => {
    const times =
      'SELECT created_time < updated_time AS later, created_time IS NOT NULL AS known FROM information_schema.flows WHERE flow_name = ';
    expect(ask(`${times}'busy'`)).toContain('| false | true  |');
    expect(ask(`COMMENT ON FLOW busy IS 'very';\n${times}'busy'`)).toContain('| true  | true  |');
  });

  test('tables with their comment', () =>
    expect(
      ask(
        "SELECT table_schema AS db, table_name, table_type, engine, table_comment FROM information_schema.tables WHERE table_name IN ('meters', 'probes')",
      ),
    ).toMatchInlineSnapshot(`
      "+--------+------------+------------+--------+---------------+
      | db     | table_name | table_type | engine | table_comment |
      +--------+------------+------------+--------+---------------+
      | lab    | probes     | BASE TABLE | mito   |               |
      | public | meters     | BASE TABLE | mito   | in the cellar |
      +--------+------------+------------+--------+---------------+"
    `));

  test('columns of a table in their order', () =>
    expect(ask("SELECT column_name, data_type, semantic_type, is_nullable FROM information_schema.columns WHERE table_name = 'probes'"))
      .toMatchInlineSnapshot(`
      "+-------------+--------------+---------------+-------------+
      | column_name | data_type    | semantic_type | is_nullable |
      +-------------+--------------+---------------+-------------+
      | ts          | timestamp(3) | TIMESTAMP     | NO          |
      | pin         | int          | TAG           | YES         |
      +-------------+--------------+---------------+-------------+"
    `));

  test('partitions', () =>
    expect(
      ask(
        "SELECT partition_name, partition_expression, partition_description FROM information_schema.partitions WHERE table_name = 'probes' ORDER BY 1",
      ),
    ).toMatchInlineSnapshot(`
      "+----------------+----------------------+-----------------------+
      | partition_name | partition_expression | partition_description |
      +----------------+----------------------+-----------------------+
      | p0             | pin                  | pin < 5               |
      | p1             | pin                  | pin >= 5              |
      +----------------+----------------------+-----------------------+"
    `));

  test('groups are counted', () =>
    expect(
      ask(
        "SELECT table_schema, count(*) AS n FROM information_schema.columns WHERE table_schema IN ('lab', 'public') GROUP BY table_schema ORDER BY n DESC",
      ),
    ).toMatchInlineSnapshot(`
      "+--------------+---+
      | table_schema | n |
      +--------------+---+
      | public       | 7 |
      | lab          | 2 |
      +--------------+---+"
    `));

  test('names of expressions come from the planner', () =>
    expect(ask("SELECT upper(schema_name) FROM information_schema.schemata WHERE schema_name = 'lab'")).toContain(
      'upper(information_schema.schemata.schema_name)',
    ));

  test('no row prints no header', () =>
    expect(ask("SELECT flow_name FROM information_schema.flows WHERE flow_name = 'gone'")).toBe('++\n++'));
});

describe('there is no answer', () => {
  test.each([
    ['to what a counter decides', "SELECT flow_id FROM information_schema.flows WHERE flow_name = 'busy'"],
    ['to what a clock decides', "SELECT created_time FROM information_schema.flows WHERE flow_name = 'busy'"],
    ['to a filter over it', 'SELECT table_name FROM information_schema.tables WHERE table_id > 1030'],
    ['in the order of a hash map', "SELECT table_name FROM information_schema.tables WHERE table_schema = 'information_schema'"],
    ['in the order of its keys', "SELECT options FROM information_schema.flows WHERE flow_name = 'waiting'"],
    ['for tables that another part of the server may have made', 'SELECT table_name FROM information_schema.tables ORDER BY table_name'],
    ['for joins', 'SELECT a.table_name FROM information_schema.tables a JOIN information_schema.views b ON a.table_name = b.table_name'],
    ['for tables of other things', 'SELECT index_size FROM information_schema.region_statistics'],
  ])('%s', (_why, sql) => expect(ask(sql)).toBe('no answer'));
});

test('LIKE', () => {
  expect(isLike('flow_pending', 'flow%')).toBe(true);
  expect(isLike('flow_pending', 'flow\\_p%g')).toBe(true);
  expect(isLike('flowXpending', 'flow\\_p%')).toBe(false);
  expect(isLike('abcbd', 'a%b_')).toBe(true);
  expect(isLike('ABC', 'a__')).toBe(false);
  expect(isLike('ABC', 'a__', true)).toBe(true);
});
