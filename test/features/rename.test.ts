import { describe, expect, test } from 'vitest';
import { prepareRename, rename } from '../../analysis/index.ts';
import type { CheckOptions } from '../check.ts';
import { applied, plain, scene } from './feature.ts';

function check(marked: string, name: string, wanted: string, options: CheckOptions = {}): void {
  const own = scene(marked, options);
  const made = rename(own.snapshot, own.place, name);
  if (made === undefined || 'refused' in made) throw new Error(`refused: ${made?.refused ?? 'nothing there'}`);
  expect(plain(applied(own, made.edits))).toBe(plain(wanted));
}

function refusal(marked: string, name: string, options: CheckOptions = {}): string | undefined {
  const { snapshot, place } = scene(marked, options);
  const made = rename(snapshot, place, name);
  return made === undefined ? undefined : 'refused' in made ? made.refused : 'not refused';
}

describe('rename', () => {
  test('a table, in every file and in TQL', () =>
    check(
      `
-- file: 01.sql
CREATE TABLE cp$0u (host STRING, val DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
-- file: 02.sql
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '5m'::interval, now(), '1m') sum by (host) (cpu{host="a"}) AS total;
SELECT cpu.host, c.val FROM cpu, cpu AS c WHERE cpu.ts = c.ts;
ADMIN flush_table('cpu');
`,
      'load',
      `
-- file: 01.sql
CREATE TABLE load (host STRING, val DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
-- file: 02.sql
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '5m'::interval, now(), '1m') sum by (host) (load{host="a"}) AS total;
SELECT load.host, c.val FROM load, load AS c WHERE load.ts = c.ts;
ADMIN flush_table('load');
`,
    ));

  test('a column gets an alias where a flow or view hands it on under its own name', () =>
    check(
      `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE VIEW v AS SELECT host FROM mem;
CREATE FLOW f SINK TO out AS SELECT mem.host, max(ts) AS ts FROM mem GROUP BY host, date_bin(INTERVAL '1 minute', ts);
SELECT ho$0st FROM mem ORDER BY host;
SELECT host FROM v;
`,
      'machine',
      `
CREATE TABLE mem (machine STRING, ts TIMESTAMP TIME INDEX);
CREATE VIEW v AS SELECT machine AS host FROM mem;
CREATE FLOW f SINK TO out AS SELECT mem.machine AS host, max(ts) AS ts FROM mem GROUP BY machine, date_bin(INTERVAL '1 minute', ts);
SELECT machine FROM mem ORDER BY machine;
SELECT host FROM v;
`,
    ));

  test('a column of a sink renames the alias that makes it, or adds one', () => {
    check(
      `
CREATE TABLE mem (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host, sum(v) AS total, date_bin(INTERVAL '1 minute', ts) AS w FROM mem GROUP BY host, w;
SELECT tot$0al FROM out;
`,
      'amount',
      `
CREATE TABLE mem (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host, sum(v) AS amount, date_bin(INTERVAL '1 minute', ts) AS w FROM mem GROUP BY host, w;
SELECT amount FROM out;
`,
    );
    check(
      `
CREATE TABLE mem (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host, sum(v), date_bin(INTERVAL '1 minute', ts) AS w FROM mem GROUP BY host, w;
SELECT ho$0st FROM out;
`,
      'machine',
      `
CREATE TABLE mem (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host AS machine, sum(v), date_bin(INTERVAL '1 minute', ts) AS w FROM mem GROUP BY host, w;
SELECT machine FROM out;
`,
    );
  });

  test('a column through a star takes the view with it', () =>
    check(
      `
CREATE TABLE mem (ho$0st STRING, ts TIMESTAMP TIME INDEX);
CREATE VIEW v AS SELECT * FROM mem;
SELECT host FROM v;
`,
      'machine',
      `
CREATE TABLE mem (machine STRING, ts TIMESTAMP TIME INDEX);
CREATE VIEW v AS SELECT * FROM mem;
SELECT machine FROM v;
`,
    ));

  test('a flow, a CTE, an alias and an output column', () => {
    check(
      "CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\nCREATE FLOW f$0 SINK TO out AS SELECT host FROM mem;\nADMIN flush_flow('f');\nDROP FLOW f;",
      'g',
      "CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\nCREATE FLOW g SINK TO out AS SELECT host FROM mem;\nADMIN flush_flow('g');\nDROP FLOW g;",
    );
    check('WITH c AS (SELECT 1 AS a) SELECT c.a FROM $0c;', 'd', 'WITH d AS (SELECT 1 AS a) SELECT d.a FROM d;');
    check('WITH c AS (SELECT 1 AS a) SELECT x.a FROM c AS $0x;', 'y', 'WITH c AS (SELECT 1 AS a) SELECT y.a FROM c AS y;');
    check('WITH c AS (SELECT 1 AS a$0) SELECT a FROM c ORDER BY a;', 'b', 'WITH c AS (SELECT 1 AS b) SELECT b FROM c ORDER BY b;');
  });

  test('keeps quotes, and adds them where the new name needs them', () => {
    check(
      'CREATE TABLE me$0m (ts TIMESTAMP TIME INDEX);\nSELECT ts FROM "mem";',
      'Memory',
      'CREATE TABLE Memory (ts TIMESTAMP TIME INDEX);\nSELECT ts FROM "memory";',
    );
    check(
      'CREATE TABLE mem (a$0 STRING, ts TIMESTAMP TIME INDEX);\nSELECT a FROM mem;',
      'two words',
      'CREATE TABLE mem ("two words" STRING, ts TIMESTAMP TIME INDEX);\nSELECT "two words" FROM mem;',
    );
    check('SELECT 1 AS a$0 ORDER BY a;', 'value', 'SELECT 1 AS value ORDER BY value;');
    check(
      'CREATE TABLE mem (a$0 STRING, ts TIMESTAMP TIME INDEX);\nSELECT a FROM mem;',
      'value',
      'CREATE TABLE mem ("value" STRING, ts TIMESTAMP TIME INDEX);\nSELECT "value" FROM mem;',
    );
  });

  test('a database', () =>
    check(
      'CREATE DATABASE metr$0ics;\nCREATE TABLE metrics.mem (ts TIMESTAMP TIME INDEX);\nUSE metrics;\nSELECT ts FROM mem;',
      'm',
      'CREATE DATABASE m;\nCREATE TABLE m.mem (ts TIMESTAMP TIME INDEX);\nUSE m;\nSELECT ts FROM mem;',
    ));
});

describe('rename refuses', () => {
  const TABLES = 'CREATE TABLE a (k STRING, v DOUBLE, ts TIMESTAMP TIME INDEX);\nCREATE TABLE b (k STRING, ts TIMESTAMP TIME INDEX);\n';

  test('what belongs to the server', () => {
    expect(refusal('SELECT ab$0s(1);', 'x')).toBe('the function abs belongs to the server');
    expect(refusal('SELECT * FROM information_schema.fl$0ows;', 'x')).toBe('information_schema.flows belongs to the server');
    expect(
      refusal(
        `${TABLES}CREATE FLOW f SINK TO out AS SELECT k, max(ts) AS m FROM a GROUP BY k, date_bin(INTERVAL '1 minute', ts);\nSELECT update$0_at FROM out;`,
        'x',
      ),
    ).toBe('the server adds the column update_at by itself');
  });

  test('what no file creates', () => {
    expect(refusal('SELECT a FROM elsew$0here;', 'x', { settings: { catalog: 'open' } })).toBe(
      'nothing in this workspace creates public.elsewhere',
    );
  });

  test('a name that is taken', () => {
    expect(refusal(`${TABLES}SELECT k FROM $0a;`, 'b')).toBe('public.b exists already');
    expect(refusal(`${TABLES}SELECT $0k FROM a;`, 'v')).toBe('a has a column v already');
  });

  test('a word that names columns of two tables', () => {
    expect(refusal(`${TABLES}SELECT 1 FROM a JOIN b USING ($0k);`, 'x')).toBe('this names both public.a.k and public.b.k');
    expect(refusal(`${TABLES}SELECT a.v FROM a JOIN b USING (k);\nSELECT $0k FROM a;`, 'x')).toBe(
      'one word names both k and b.k: rename that by hand',
    );
  });

  test('what would mean something else', () => {
    expect(refusal(`${TABLES}WITH $0c AS (SELECT 1 AS x) SELECT c.x, a.v FROM c, a;`, 'a')).toContain('would');
    expect(refusal(`${TABLES}SELECT v AS $0n FROM a ORDER BY n, k;`, 'k')).toContain('would mean something else');
  });

  test('what would give a column of a sink another name', () => {
    const flow = "CREATE FLOW f SINK TO out AS SELECT sum(v), date_bin(INTERVAL '1 minute', ts) AS w FROM a GROUP BY w;\n";
    expect(refusal(`${TABLES}${flow}SELECT $0v FROM a;`, 'x')).toContain('give it an alias first');
  });

  test('what would be refused in other words', () => {
    const sink = 'CREATE TABLE out (k STRING, ts TIMESTAMP TIME INDEX);\n';
    const flow = "CREATE FLOW f SINK TO out AS SELECT k, sum(v) AS more, date_bin(INTERVAL '1 minute', ts) AS ts FROM a GROUP BY k, ts;\n";
    expect(refusal(`${TABLES}${sink}${flow}SELECT $0k FROM out;`, 'x')).toContain('(create flow) would be judged differently');
  });

  test('nothing because of a refusal that stays as it is', () =>
    expect(refusal(`${TABLES}SELECT $0k, nothing FROM a;`, 'machine')).toBe('not refused'));

  test('a name PromQL cannot write', () => {
    expect(refusal(`${TABLES}TQL EVAL (0, 10, '5s') $0a;`, 'two words')).toBe('PromQL cannot write two words as a name');
  });

  test('an empty name', () => expect(refusal(`${TABLES}SELECT k FROM $0a;`, ' ')).toBe('a name cannot be empty'));
});

describe('prepare rename', () => {
  test('gives the word and its range', () => {
    const { snapshot, place } = scene('CREATE TABLE "Me$0m" (ts TIMESTAMP TIME INDEX);');
    expect(prepareRename(snapshot, place)).toEqual({ at: { uri: 'file:///test.sql', start: 13, end: 18 }, name: 'Mem' });
  });
  test('is silent where no name is', () => {
    const { snapshot, place } = scene('SELECT$0 1;');
    expect(prepareRename(snapshot, place)).toBeUndefined();
  });
});
