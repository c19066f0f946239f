import { describe, expect, test } from 'vitest';
import { definition, implementation, typeDefinition, type Place, type Snapshot } from '../../analysis/index.ts';
import { checkMarks, scene, type Found } from './feature.ts';

type Feature = typeof definition;

function check(feature: Feature, marked: string): void {
  checkMarks(marked, ({ snapshot, place }) => targets(feature, snapshot, place));
}

function targets(feature: Feature, snapshot: Snapshot, place: Place): readonly Found[] {
  return feature(snapshot, place).map(({ target }) => target);
}

describe('definition', () => {
  test('of a table is its name in the CREATE TABLE that is in force', () =>
    check(
      definition,
      `
-- file: 01_tables.sql
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^
-- file: 02_flows.sql
CREATE FLOW f SINK TO out AS SELECT host FROM me$0m;
-- file: 03_later.sql
DROP TABLE mem;
CREATE TABLE mem (other STRING, ts TIMESTAMP TIME INDEX);
`,
    ));

  test('of a table that comes later is the later CREATE TABLE', () =>
    check(
      definition,
      `
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM me$0m;
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^
`,
    ));

  test('of a flow that comes later is the first one, whether or not a later one says the same', () => {
    const flow = `CREATE FLOW f SINK TO out EXPIRE AFTER '60 s' AS SELECT max(v) AS most, date_bin('1 minute'::INTERVAL, ts) AS w FROM mem GROUP BY w;`;
    for (const again of [flow, flow.replace('60 s', '90 s')]) {
      check(
        definition,
        `
DROP FLOW IF EXISTS f$0;
CREATE TABLE mem (v DOUBLE, ts TIMESTAMP TIME INDEX);
${flow}
--          ^
DROP FLOW f;
${again}
`,
      );
    }
  });

  test('of a column is where the table declares it', () =>
    check(
      definition,
      `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
--                ^^^^
SELECT m.ho$0st FROM mem AS m;
`,
    ));

  test('of an added column is its ALTER TABLE', () =>
    check(
      definition,
      `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
ALTER TABLE mem ADD COLUMN idc STRING;
--                         ^^^
SELECT id$0c FROM mem;
`,
    ));

  test('of a table that a flow makes is the SINK TO', () =>
    check(
      definition,
      `
CREATE TABLE mem (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO per_host AS SELECT host, sum(v) AS total, date_bin(INTERVAL '1 minute', ts) AS w FROM mem GROUP BY host, w;
--                    ^^^^^^^^
SELECT total FROM per_ho$0st;
`,
    ));

  test('of a column that a flow makes is the item of its query', () =>
    check(
      definition,
      `
CREATE TABLE mem (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO per_host AS SELECT host, sum(v) AS total, date_bin(INTERVAL '1 minute', ts) AS w FROM mem GROUP BY host, w;
--                                                       ^^^^^
SELECT tot$0al FROM per_host;
`,
    ));

  test('of a view column is the item of its query', () =>
    check(
      definition,
      `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE VIEW v AS SELECT host AS machine FROM mem;
--                              ^^^^^^^
SELECT mach$0ine FROM v;
`,
    ));

  test('of an alias, a CTE and an output column is inside the statement', () => {
    check(
      definition,
      `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
SELECT m$0.host FROM mem AS m;
--                          ^
`,
    );
    check(
      definition,
      `
WITH recent AS (SELECT 1 AS a) SELECT a FROM rec$0ent;
--   ^^^^^^
`,
    );
    check(
      definition,
      `
WITH recent AS (SELECT 1 AS a) SELECT $0a FROM recent;
--                          ^
`,
    );
  });

  test('of a metric in TQL is its table, of a label its column', () => {
    check(
      definition,
      `
CREATE TABLE cpu (host STRING, val DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
--           ^^^
TQL EVAL (0, 10, '5s') sum(cp$0u{host="a"});
`,
    );
    check(
      definition,
      `
CREATE TABLE cpu (host STRING, val DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
--                ^^^^
TQL EVAL (0, 10, '5s') sum(cpu{ho$0st="a"});
`,
    );
  });

  test('of a flow is its CREATE FLOW', () =>
    check(
      definition,
      `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW late SINK TO out AS SELECT host FROM mem;
--          ^^^^
SHOW CREATE FLOW la$0te;
`,
    ));

  test('of a system table is a document of what it holds', () => {
    const { snapshot, place } = scene('SELECT * FROM information_schema.fl$0ows;');
    expect(definition(snapshot, place).map(({ target }) => target.uri)).toEqual(['greptime-sql:/table/information_schema.flows.sql']);
  });

  test('of a keyword, a number and an unknown table is nothing', () => {
    check(definition, 'SEL$0ECT 1;');
    check(definition, 'SELECT 1$0;');
    check(definition, 'SELECT a FROM no$0where;');
  });
});

describe('type definition', () => {
  test('of a flow is its sink table', () =>
    check(
      typeDefinition,
      `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE TABLE out (host STRING, update_at TIMESTAMP TIME INDEX);
--           ^^^
CREATE FLOW f SINK TO out AS SELECT host FROM mem;
DROP FLOW $0f;
`,
    ));

  test('of a column and of an alias is the table', () => {
    check(
      typeDefinition,
      `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^
SELECT ho$0st FROM mem;
`,
    );
    check(
      typeDefinition,
      `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^
SELECT $0m.host FROM mem AS m;
`,
    );
  });

  test('of a CTE is nothing', () => check(typeDefinition, 'WITH c AS (SELECT 1 AS a) SELECT a FROM $0c;'));
});

describe('implementation', () => {
  test('of a table are the flows that write to it', () =>
    check(
      implementation,
      `
-- file: 01.sql
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE TABLE o$0ut (host STRING, update_at TIMESTAMP TIME INDEX);
-- file: 02.sql
CREATE FLOW f SINK TO out AS SELECT host FROM mem;
--          ^
CREATE FLOW g SINK TO out AS SELECT host FROM mem;
--          ^
`,
    ));

  test('of a column is the item of the query that fills it', () =>
    check(
      implementation,
      `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE TABLE out (machine STRING, update_at TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host AS machine FROM mem;
--                                          ^^^^^^^
SELECT mach$0ine FROM out;
`,
    ));

  test('of a table nobody writes to is nothing', () => check(implementation, 'CREATE TABLE me$0m (host STRING, ts TIMESTAMP TIME INDEX);'));
});

test('of a flow that nobody creates there is none, whatever asks', () => {
  const { snapshot, place } = scene("ADMIN FLUSH_FLOW('no$0where');");
  for (const feature of [definition, typeDefinition, implementation]) expect(feature(snapshot, place)).toEqual([]);
});
