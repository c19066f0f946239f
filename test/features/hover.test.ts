import { describe, expect, test } from 'vitest';
import { hover, toMarkdown, toPlainText } from '../../analysis/index.ts';
import type { CheckOptions } from '../check.ts';
import { scene } from './feature.ts';

function card(marked: string, options: CheckOptions = {}): string {
  const { snapshot, place } = scene(marked, options);
  const found = hover(snapshot, place);
  return found === undefined ? '' : toPlainText(found);
}

const MEM = "CREATE TABLE mem (host STRING, v DOUBLE DEFAULT 0, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (ttl = '7d');\n";
const FLOW =
  "CREATE FLOW f SINK TO out EXPIRE AFTER '1 hour'::INTERVAL EVAL INTERVAL '10 s' AS SELECT host, sum(v) AS total, date_bin(INTERVAL '5 minutes', ts) AS w FROM mem GROUP BY host, w;\n";

describe('hover of a flow', () => {
  test('tells its state, mode, sources, sink, window and times', () => {
    const text = card(`-- file: 01.sql\n${MEM}-- file: 02.sql\n${FLOW.replace('FLOW f', 'FLOW $0f')}`);
    expect(text).toContain('state active: all its sources existed when it was created');
    expect(text).toContain('mode batching');
    expect(text).toContain('source public.mem: defined in 01.sql');
    expect(text).toContain('sink public.out: created by this flow');
    expect(text).toContain('time window: date_bin');
    expect(text).toContain('5 min');
    expect(text).toContain('runs every 10 s');
    expect(text).toContain('ignores rows older than 3600 s');
    expect(text).toContain('rows of public.mem are deleted after 7 d');
  });

  test('shows what GreptimeDB prints of it', () => {
    const text = card(`${MEM}${FLOW}DROP FLOW $0f;`);
    expect(text).toContain("CREATE FLOW IF NOT EXISTS f\nSINK TO public.out\nEXPIRE AFTER '3600 s'\nEVAL INTERVAL '10 s'\nAS SELECT host");
    expect(text).toMatch(/\| sink_table_name +\| greptime.public.out/);
    expect(text).toContain('w TIMESTAMP(3) NOT NULL -- TIME INDEX');
  });

  test('tells why it waits', () => {
    expect(card('CREATE FLOW $0f SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM nowhere;')).toContain(
      'pending: nowhere did not exist when it was created',
    );
  });

  test('tells why it is refused', () => {
    expect(card('CREATE FLOW $0f SINK TO out AS SELECT host FROM nowhere;')).toContain('GreptimeDB answers 1004(InvalidArguments)');
  });

  test('tells that nothing is known', () => {
    expect(card('CREATE FLOW $0f SINK TO out AS SELECT host FROM nowhere;', { settings: { catalog: 'open' } })).toContain(
      'a source table may exist elsewhere',
    );
  });
});

describe('hover of names', () => {
  test('of a table shows its columns, options, readers and writers', () => {
    const text = card(`${MEM}${FLOW}SELECT host FROM me$0m;`);
    expect(text).toContain('table public.mem');
    expect(text).toContain('host STRING NULL -- PRIMARY KEY\nv DOUBLE NULL\nts TIMESTAMP(3) NOT NULL -- TIME INDEX');
    expect(text).toContain('- ttl = 7days');
    expect(text).toContain('- read by flow f');
    expect(card(`${MEM}${FLOW}SELECT total FROM o$0ut;`)).toContain('- written by flow f');
  });

  test('of a column shows its type, role and default, and what fills it', () => {
    expect(card(`${MEM}SELECT $0v FROM mem;`)).toBe('v DOUBLE NULL\n\n- column of public.mem\n- default 0');
    expect(card(`${MEM}SELECT m.h$0ost FROM mem AS m;`)).toContain('host STRING NULL\n\n- column of public.mem, PRIMARY KEY');
    expect(card(`${MEM}${FLOW}SELECT tot$0al FROM out;`)).toContain('flow f fills it with sum(v)');
  });

  test('of a view, a system table, a database', () => {
    expect(card(`${MEM}CREATE VIEW w AS SELECT host FROM mem;\nSELECT host FROM $0w;`)).toContain('view public.w\n\nhost STRING NULL');
    expect(card('SELECT * FROM information_schema.fl$0ows;')).toContain('system table information_schema.flows');
    expect(card(`CREATE DATABASE d;\nCREATE TABLE d.t (ts TIMESTAMP TIME INDEX);\nUSE $0d;`)).toBe('database d\n\n- table t');
  });

  test('of an alias, a CTE and an output column', () => {
    expect(card(`${MEM}SELECT $0m.host FROM mem AS m;`)).toContain('alias m\n\ntable public.mem');
    expect(card('WITH c AS (SELECT 1 AS a) SELECT a FROM $0c;')).toBe('common table expression c\n\nc AS (SELECT 1 AS a)');
    expect(card('WITH c AS (SELECT 1 AS a) SELECT $0a FROM c;')).toBe('a BIGINT\n\n1');
  });

  test('of functions', () => {
    expect(card('SELECT ab$0s(1);')).toBe('abs(x: numeric) → typeof(x)\n\nAbsolute value of x.\n\n- scalar function, math');
    expect(card(`${MEM}TQL EVAL (0, 10, '5s') ra$0te(mem[5m]);`)).toContain('rate(');
  });

  test('of unknown names is nothing', () => {
    expect(card('SELECT a FROM no$0where;')).toBe('');
    expect(card('SELECT no_such_fun$0ction(1);')).toBe('');
  });
});

describe('hover of words', () => {
  test('of options and their values', () => {
    expect(card(`CREATE TABLE t (ts TIMESTAMP TIME INDEX) WITH (append_m$0ode = 'true');`)).toContain(
      'append_mode = true\n\nKeeps duplicate rows',
    );
    expect(card('CREATE FLOW f SINK TO o WITH (defer_on_missing_source = tr$0ue) AS SELECT 1 FROM x;')).toContain(
      'stored, listed, never checked and never run',
    );
  });

  test('of types', () => {
    expect(card('CREATE TABLE t (a BIG$0INT, ts TIMESTAMP TIME INDEX);')).toBe('type BIGINT\n\n- BIGINT(n)? is BIGINT');
    expect(card("SELECT '1'::TIMES$0TAMP;")).toContain('TIMESTAMP is TIMESTAMP(3)');
  });

  test('of intervals, in seconds', () => {
    expect(card("SELECT INTERVAL '1 h$0our 5 minutes';")).toContain('3900 s');
    expect(card(`${MEM}${FLOW.replace("'1 hour'", "'1 $0hour'")}`)).toContain('EXPIRE AFTER: 3600 s');
    expect(card(`${MEM}TQL EVAL (0, 10, '5s') rate(mem[5$0m]);`)).toContain('300 s');
    expect(card("SELECT INTERVAL '1 mon$0th';")).toBe('');
  });

  test('of the clauses of a flow shows their order', () => {
    expect(card(`${MEM}${FLOW.replace('EXPIRE AFTER', 'EXP$0IRE AFTER')}`)).toContain('[EXPIRE AFTER interval]\n[EVAL INTERVAL interval]');
    expect(card('CREATE FLOW f SI$0NK TO')).toContain('If it does not exist, GreptimeDB makes it');
    expect(card(`${MEM}SELECT max(v) RANGE '5s' FROM mem ALI$0GN '5s';`)).toContain('The times a RANGE query gives values for');
  });

  test('of other keywords, numbers and blanks is nothing', () => {
    expect(card('SEL$0ECT 1;')).toBe('');
    expect(card('SELECT 1$0;')).toBe('');
  });
});

test('markdown shows names from files as text, never as markup', () => {
  const { snapshot, place } = scene('WITH "a[b](c)*" AS (SELECT 1 AS x) SELECT x FROM "a[$0b](c)*";');
  expect(toMarkdown(hover(snapshot, place)!)).toContain('common table expression a\\[b\\](c)\\*');
});
