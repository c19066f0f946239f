import { describe, test } from 'vitest';
import { highlights, references } from '../../analysis/index.ts';
import { checkMarks } from './feature.ts';

function check(marked: string, options: { readonly declaration: boolean } = { declaration: true }): void {
  checkMarks(marked, ({ snapshot, place }) => references(snapshot, place, options));
}

describe('references', () => {
  test('of a table are found in every file, in TQL and in strings too', () =>
    check(`
-- file: 01_tables.sql
CREATE TABLE cpu (host STRING, val DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
--           ^^^
-- file: 02_flows.sql
CREATE FLOW f SINK TO out AS SELECT cpu.host FROM public.cpu;
--                                  ^^^
--                                                       ^^^
-- file: 03_queries.sql
TQL EVAL (0, 10, '5s') rate(c$0pu{host="a"}[5m]);
--                          ^^^^^
ADMIN flush_table('cpu');
--                 ^^^
INSERT INTO "cpu" VALUES ('a', 1, 0);
--          ^^^^^
SELECT 'cpu' AS cpu_text;
`));

  test('of a column follow it through subqueries and CTEs', () =>
    check(`
CREATE TABLE mem (ho$0st STRING, ts TIMESTAMP TIME INDEX);
--                ^^^^^^
WITH a AS (SELECT host FROM mem) SELECT host FROM (SELECT a.host FROM a) AS b;
--                ^^^^
--                                      ^^^^
--                                                          ^^^^
SELECT host AS other FROM mem ORDER BY host;
--     ^^^^
--                                     ^^^^
`));

  test('of a column stop at an alias', () =>
    check(`
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
WITH a AS (SELECT host AS host FROM mem) SELECT ho$0st FROM a;
--                        ^^^^
--                                              ^^^^^^
`));

  test('of a column go on through a star and a renamed table', () =>
    check(`
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
--                ^^^^
CREATE VIEW v AS SELECT * FROM mem;
SELECT ho$0st FROM v;
--     ^^^^^^
ALTER TABLE mem RENAME memory;
SELECT host FROM memory;
--     ^^^^
`));

  test('of a sink column include the alias that names it', () =>
    check(`
CREATE TABLE mem (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host, sum(v) AS total, date_bin(INTERVAL '1 minute', ts) AS w FROM mem GROUP BY host, w;
--                                                  ^^^^^
SELECT tot$0al FROM out;
--     ^^^^^^^
`));

  test('without declarations leave those out', () =>
    check(
      `
CREATE TABLE me$0m (host STRING, ts TIMESTAMP TIME INDEX);
SELECT host FROM mem;
--               ^^^
`,
      { declaration: false },
    ));

  test('of another table of the same name in another database are not meant', () =>
    check(`
CREATE DATABASE other;
CREATE TABLE mem (ts TIMESTAMP TIME INDEX);
--           ^^^
CREATE TABLE other.mem (ts TIMESTAMP TIME INDEX);
SELECT ts FROM me$0m;
--             ^^^^^
USE other;
SELECT ts FROM mem;
`));

  test('of a keyword are none', () => check('SEL$0ECT 1;'));
});

describe('highlights', () => {
  const marks = (marked: string): void =>
    checkMarks(marked, ({ snapshot, place }) => highlights(snapshot, place).map(found => ({ ...found, uri: place.uri, text: found.kind })));

  test('tell reading from writing', () =>
    marks(`
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^ write
INSERT INTO mem VALUES ('a', 0);
--          ^^^ write
SELECT host FROM m$0em;
--               ^^^^^ read
`));

  test('of an alias stay in its statement', () =>
    marks(`
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
SELECT m.host FROM mem AS $0m;
--     ^ read
--                        ^^^ write
SELECT m.host FROM mem AS m;
`));

  test('of a function stay in its statement', () =>
    marks(`
SELECT ab$0s(1), abs(2);
--     ^^^^^ text
--               ^^^ text
SELECT abs(3);
`));
});
