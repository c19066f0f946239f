import { describe, expect, test } from 'vitest';
import { refactorings } from '../../analysis/index.ts';
import type { CheckOptions } from '../check.ts';
import { applied, plain, scene, type Scene } from './feature.ts';

function offered(own: Scene): ReturnType<typeof refactorings> {
  return refactorings(own.snapshot, own.place.uri, { start: own.place.offset, end: own.place.offset });
}

function titles(marked: string, options: CheckOptions = {}): readonly string[] {
  return offered(scene(marked, options)).map(({ title }) => title);
}

function after(marked: string, title: string, options: CheckOptions = {}): string {
  const own = scene(marked, options);
  const found = offered(own).find(made => made.title === title);
  if (found === undefined)
    throw new Error(
      `not offered: ${offered(own)
        .map(made => made.title)
        .join(', ')}`,
    );
  return plain(applied(own, found.edits));
}

const MEM = 'CREATE TABLE mem (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX);\n';

describe('the sink table', () => {
  test('is written out', () => {
    const text = after(
      `${MEM}CREATE FLOW $0f SINK TO out AS SELECT host, sum(v) AS total, date_bin(INTERVAL '1 minute', ts) AS w FROM mem GROUP BY host, w;`,
      'Write out the sink table out',
    );
    expect(text).toContain(
      'CREATE TABLE IF NOT EXISTS "out" (\n  "host" STRING NULL,\n  "total" DOUBLE NULL,\n  "w" TIMESTAMP(3) NOT NULL,\n  "update_at" TIMESTAMP(3) NULL,\n  TIME INDEX ("w"),\n  PRIMARY KEY ("host")\n)',
    );
    expect(text).toContain(');\nCREATE FLOW f SINK TO out');
  });
  test('is not, when it is there', () => {
    expect(
      titles(`${MEM}CREATE TABLE out (host STRING, update_at TIMESTAMP TIME INDEX);\nCREATE FLOW $0f SINK TO out AS SELECT host FROM mem;`),
    ).not.toContain('Write out the sink table out');
  });
});

describe('a missing source', () => {
  test('is created from its use', () => {
    expect(
      after(
        "CREATE FLOW $0f SINK TO out AS SELECT host, sum(v) AS total, date_bin('1 minute'::INTERVAL, ts) AS w FROM mem WHERE idc = 'a' GROUP BY host, w;",
        'Create the table mem before this',
      ),
    ).toContain(
      'CREATE TABLE mem (\n  host STRING,\n  v DOUBLE,\n  ts TIMESTAMP,\n  idc STRING,\n  TIME INDEX (ts),\n  PRIMARY KEY (host, idc)\n);\nCREATE FLOW f',
    );
  });
  test('gets a time index though nothing uses one', () => {
    expect(after('SELECT host FROM m$0em;', 'Create the table mem before this')).toBe(
      'CREATE TABLE mem (\n  host STRING,\n  ts TIMESTAMP,\n  TIME INDEX (ts),\n  PRIMARY KEY (host)\n);\nSELECT host FROM mem;',
    );
  });
  test('is not, when it is there', () => expect(titles(`${MEM}SELECT host FROM m$0em;`)).not.toContain('Create the table mem before this'));
});

describe('queries', () => {
  test('* is written out', () => {
    expect(after(`${MEM}SELECT $0* FROM mem;`, 'Write out the columns of *')).toBe(`${MEM}SELECT host, v, ts FROM mem;`);
    expect(after(`${MEM}SELECT a.$0* FROM mem AS a, mem AS b;`, 'Write out the columns of *')).toBe(
      `${MEM}SELECT a.host, a.v, a.ts FROM mem AS a, mem AS b;`,
    );
    expect(titles('SELECT $0* FROM nowhere;', { settings: { catalog: 'open' } })).toEqual([]);
  });
  test('a computed column gets an alias', () => {
    expect(after(`${MEM}SELECT host, su$0m(v) FROM mem GROUP BY host;`, 'Call it sum_v')).toBe(
      `${MEM}SELECT host, sum(v) AS sum_v FROM mem GROUP BY host;`,
    );
    expect(after(`${MEM}SELECT dat$0e_bin(INTERVAL '1 minute', ts), 1 AS time_window FROM mem;`, 'Call it time_window_2')).toContain(
      'ts) AS time_window_2, 1',
    );
    expect(titles(`${MEM}SELECT su$0m(v) AS s FROM mem;`)).not.toContain('Call it sum_v');
  });
  test('a column gets its table', () => {
    expect(after(`${MEM}SELECT ho$0st FROM mem AS m;`, 'Write m.host')).toBe(`${MEM}SELECT m.host FROM mem AS m;`);
    expect(titles(`${MEM}SELECT m.ho$0st FROM mem AS m;`)).not.toContain('Write m.host');
  });
  test('a subquery moves to WITH', () => {
    expect(after(`${MEM}SELECT host FROM (SELECT host FROM $0mem) AS q;`, 'Move the subquery to WITH q')).toBe(
      `${MEM}WITH q AS (SELECT host FROM mem)\nSELECT host FROM q;`,
    );
    expect(after('WITH a AS (SELECT 1 AS x) SELECT x FROM (SELECT x $0FROM a) AS q;', 'Move the subquery to WITH q')).toBe(
      'WITH a AS (SELECT 1 AS x),\nq AS (SELECT x FROM a) SELECT x FROM q;',
    );
    expect(titles(`${MEM}CREATE FLOW f SINK TO o AS SELECT host FROM (SELECT host FROM $0mem) AS q;`)).not.toContain(
      'Move the subquery to WITH q',
    );
  });
  test('intervals change their form', () => {
    expect(after("SELECT INTERVAL '1 $0hour';", "Write '…'::INTERVAL")).toBe("SELECT '1 hour'::INTERVAL;");
    expect(after("SELECT '1 $0hour'::INTERVAL;", "Write INTERVAL '…'")).toBe("SELECT INTERVAL '1 hour';");
    expect(titles("SELECT '1 $0hour';")).toEqual(['Call it value_1']);
  });
  test('names get quotes and lose them', () => {
    expect(after(`${MEM}SELECT Ho$0st FROM mem;`, 'Write "host"')).toContain('SELECT "host" FROM');
    expect(after(`${MEM}SELECT "ho$0st" FROM mem;`, 'Write host')).toContain('SELECT host FROM');
    expect(titles('SELECT 1 AS "Up$0per";')).toEqual([]);
  });
});

describe('flows', () => {
  test('get an interval, in its legal place', () => {
    expect(
      after(
        `${MEM}CREATE FLOW $0f SINK TO o EXPIRE AFTER '1 h'::INTERVAL COMMENT 'x' AS SELECT host, sum(v) AS s, date_bin(INTERVAL '1 minute', ts) AS w FROM mem GROUP BY host, w;`,
        "Add EVAL INTERVAL '1 minute'",
      ),
    ).toContain("EXPIRE AFTER '1 h'::INTERVAL\nEVAL INTERVAL '1 minute' COMMENT 'x' AS");
  });
  test('get a time window', () => {
    expect(
      after(
        `${MEM}CREATE FLOW $0f SINK TO o EVAL INTERVAL '1 m' AS SELECT host, sum(v) AS s FROM mem GROUP BY host;`,
        'Group by time windows of one minute',
      ),
    ).toContain("SELECT host, sum(v) AS s, date_bin('1 minute'::INTERVAL, ts) AS time_window FROM mem GROUP BY host, time_window;");
  });
  test('that wait are made again behind their source', () => {
    expect(
      after(
        `-- file: 01.sql\nCREATE FLOW $0late SINK TO o WITH (defer_on_missing_source = true) AS SELECT host FROM mem;\n-- file: 02.sql\n${MEM}SELECT 1;`,
        'Create late again behind its source',
      ),
    ).toContain(
      'TIME INDEX);\n\nDROP FLOW late;\nCREATE FLOW late SINK TO o WITH (defer_on_missing_source = true) AS SELECT host FROM mem;\nSELECT 1;',
    );
    expect(titles('CREATE FLOW $0late SINK TO o WITH (defer_on_missing_source = true) AS SELECT host FROM mem;')).not.toContain(
      'Create late again behind its source',
    );
  });
});

test('what would harm somebody is not offered', () => {
  // The table that is created later would be there already.
  expect(titles('SELECT host FROM m$0em;\nCREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);')).not.toContain(
    'Create the table mem before this',
  );
});
