import { describe, expect, test } from 'vitest';
import { findings, folder, put, run, text } from './run.ts';

const MISSING = 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;\n';
const TABLE = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\n';
const ORDER =
  "CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\nCREATE FLOW f SINK TO out COMMENT 'c' EXPIRE AFTER '1 hour' AS SELECT host FROM mem;\n";

describe('exit codes', () => {
  test('clean is 0', async () => {
    expect(await run(folder({ 'a.sql': TABLE }), ['lint'])).toEqual({ exit: 0, out: '1 file, nothing to report\n', err: '' });
  });

  test('a finding is 1, shown with its line and carets', async () => {
    const { exit, out } = await run(folder({ 'a.sql': MISSING }), ['lint']);
    expect(exit).toBe(1);
    expect(out).toContain('a.sql:1:47 warning Invalid SQL, error: missing source tables');
    expect(out).toContain(`  1 | ${MISSING}    | ${' '.repeat(46)}^^^\n`);
  });

  test('--fail-on and --max-warnings decide what a finding costs', async () => {
    const root = folder({ 'a.sql': MISSING });
    expect((await run(root, ['lint', '--fail-on', 'error'])).exit).toBe(0);
    expect((await run(root, ['lint', '--fail-on', 'warning'])).exit).toBe(1);
    expect((await run(root, ['lint', '--fail-on', 'never', '--closed'])).exit).toBe(0);
    expect((await run(root, ['lint', '--max-warnings', '1'])).exit).toBe(0);
    expect((await run(root, ['lint', '--max-warnings', '0'])).exit).toBe(1);
    expect((await run(root, ['lint', '--max-warnings', '5', '--closed'])).exit).toBe(1);
  });

  test('--closed turns the missing source into an error', async () => {
    expect(await findings(folder({ 'a.sql': MISSING }), ['--closed'])).toEqual(['a.sql:1:47 error flow-missing-source']);
  });

  test('--stats says where the time went, on the error stream', async () => {
    const { err } = await run(folder({ 'a.sql': TABLE }), ['lint', '--stats']);
    expect(err).toContain('1 files, 1 statements: 1 accepted, 0 rejected, 0 unknown');
  });
});

describe('what is read', () => {
  test('files run in the order of their paths, numbers as numbers', async () => {
    expect(await findings(folder({ '10_flow.sql': MISSING, '2_table.sql': TABLE }))).toEqual([]);
    expect(await findings(folder({ '1_flow.sql': MISSING, '2_table.sql': TABLE }), ['--closed'])).toHaveLength(1);
  });

  test('a glob that the shell left alone', async () => {
    const root = folder({ 'sub/a.sql': MISSING, 'sub/b.txt': MISSING });
    expect(await findings(root, ['sub/*.sql'])).toHaveLength(1);
    expect(await run(root, ['lint', 'sub/*.ddl'])).toEqual({ exit: 2, out: '', err: 'greptime-sql: no file matches sub/*.ddl\n' });
  });

  test('what .greptimesqlignore, a dot or node_modules hides is left out', async () => {
    const root = folder({
      '.greptimesqlignore': '# old\n/old/\n!old/kept.sql\n*.tmp.sql\n',
      'old/a.sql': MISSING,
      'x.tmp.sql': MISSING,
      'node_modules/p/a.sql': MISSING,
      '.x/a.sql': MISSING,
    });
    expect((await run(root, ['lint'])).out).toBe('0 files, nothing to report\n');
  });

  test('with a configuration one file is judged in the light of all', async () => {
    const root = folder({
      'greptime-sql.json': '{"catalog": "closed"}',
      'a_table.sql': TABLE,
      'b_flow.sql': MISSING,
      'c_flow.sql': MISSING.replace('mem', 'other'),
    });
    expect(await findings(root, ['b_flow.sql'])).toEqual([]);
    expect(await findings(root, ['c_flow.sql'])).toEqual(expect.arrayContaining([expect.stringContaining('flow-missing-source')]));
  });

  test('a folder with a configuration of its own is a project of its own', async () => {
    const root = folder({
      'greptime-sql.json': '{"catalog": "closed"}',
      'a.sql': TABLE,
      'inner/greptime-sql.json': '{"catalog": "open"}',
      'inner/b.sql': MISSING,
    });
    expect(await findings(root)).toEqual(['inner/b.sql:1:47 warning flow-missing-source']);
  });
});

describe('standard input', () => {
  test('takes the place of a file', async () => {
    const root = folder({ 'greptime-sql.json': '{"catalog": "closed"}', '1.sql': TABLE, '2.sql': TABLE });
    const input = (): Promise<string> => Promise.resolve(MISSING);
    expect((await run(root, ['lint', '--stdin', '--stdin-filename', '2.sql'], { input })).exit).toBe(0);
    const { exit, out } = await run(root, ['lint', '-', '--stdin-filename', '0.sql', '--format', 'gcc'], { input });
    expect(exit).toBe(1);
    expect(out).toMatch(/^0\.sql:1:47: error: /);
  });

  test('--fix prints the fixed text, and what it was where there is nothing to fix', async () => {
    const root = folder();
    expect((await run(root, ['lint', '--stdin', '--fix'], { input: () => Promise.resolve(ORDER) })).out).toContain(
      "EXPIRE AFTER '1 hour' COMMENT 'c'",
    );
    expect((await run(root, ['lint', '--stdin', '--fix'], { input: () => Promise.resolve(TABLE) })).out).toBe(TABLE);
  });
});

describe('fixes', () => {
  test('--fix writes safe ones and reports the rest', async () => {
    const root = folder({ 'a.sql': ORDER, 'b.sql': MISSING.replace(/f SINK TO out/, 'g SINK TO out2').replace('mem', 'elsewhere') });
    const { exit, err } = await run(root, ['lint', '--fix']);
    expect(err).toBe('1 finding fixed in 1 file\n');
    expect(exit).toBe(1);
    expect(text(root, 'a.sql')).toContain("EXPIRE AFTER '1 hour' COMMENT 'c'");
    expect(text(root, 'b.sql')).not.toContain('defer');
  });

  test('--unsafe-fixes writes the others too', async () => {
    const root = folder({ 'a.sql': MISSING });
    expect((await run(root, ['lint', '--unsafe-fixes'])).exit).toBe(0);
    expect(text(root, 'a.sql')).toContain('defer_on_missing_source = true');
  });

  test('--diff shows what would be written and writes nothing', async () => {
    const root = folder({ 'a.sql': MISSING });
    const { exit, out } = await run(root, ['lint', '--unsafe-fixes', '--diff']);
    expect(exit).toBe(1);
    expect(out).toBe(`--- a/a.sql
+++ b/a.sql
@@ -1 +1 @@
-CREATE FLOW f SINK TO out AS SELECT host FROM mem;
+CREATE FLOW f SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM mem;
`);
    expect(text(root, 'a.sql')).toBe(MISSING);
  });

  test('a byte order mark and CRLF survive', async () => {
    const root = folder({ 'a.sql': `\uFEFF${ORDER.replaceAll('\n', '\r\n')}` });
    await run(root, ['lint', '--fix']);
    expect(text(root, 'a.sql')).toMatch(
      /^\uFEFFCREATE TABLE .*\r\nCREATE FLOW f SINK TO out EXPIRE AFTER '1 hour' COMMENT 'c' AS SELECT host FROM mem;\r\n$/s,
    );
  });

  test('a file that is not UTF-8 throughout is not written', async () => {
    const content = Buffer.concat([Buffer.from('-- caf'), Buffer.from([0xe9, 0x0a]), Buffer.from(ORDER)]);
    const root = folder({ 'a.sql': content });
    const { exit, err } = await run(root, ['lint', '--fix']);
    expect({ exit, err }).toEqual({
      exit: 2,
      err: 'greptime-sql: cannot fix a.sql: it is not UTF-8 throughout, and writing it would lose what is not\n',
    });
  });
});

describe('baseline', () => {
  test('hides what it knows, also when lines move, and nothing new', async () => {
    const root = folder({ 'a.sql': MISSING });
    expect(await run(root, ['lint', '--update-baseline'])).toMatchObject({
      exit: 0,
      err: '1 finding written to .greptime-sql-baseline.json\n',
    });
    put(root, 'a.sql', `-- moved\n\n${MISSING}`);
    expect(await run(root, ['lint', '--baseline', '.greptime-sql-baseline.json'])).toMatchObject({
      exit: 0,
      out: '1 file, nothing to report (1 more in the baseline)\n',
    });
    put(root, 'a.sql', MISSING + MISSING.replace('f ', 'g ').replace('out', 'out2').replace('mem', 'mem2'));
    expect((await run(root, ['lint', '--baseline', '.greptime-sql-baseline.json'])).out).toContain("for flow 'g'");
  });

  test('says what is gone, and keeps what it says of files that were not asked for', async () => {
    const root = folder({ 'a.sql': MISSING, 'b.sql': MISSING.replace('f ', 'g ').replace('out', 'out2') });
    await run(root, ['lint', '--update-baseline']);
    put(root, 'a.sql', TABLE.replace('mem', 'other'));
    expect((await run(root, ['lint', 'a.sql', '--baseline', '.greptime-sql-baseline.json'])).err).toBe(
      '1 finding of the baseline is gone: --update-baseline forgets it\n',
    );
    await run(root, ['lint', 'a.sql', '--update-baseline']);
    expect(Object.keys((JSON.parse(text(root, '.greptime-sql-baseline.json')) as { findings: object }).findings)).toEqual(['b.sql']);
  });
});

test('several reports in one run, each to its place', async () => {
  const root = folder({ 'a.sql': MISSING });
  const { out } = await run(root, ['lint', '--format', 'gcc', '--format', 'json=out.json']);
  expect(out).toMatch(/^a\.sql:1:47: warning: /);
  expect((JSON.parse(text(root, 'out.json')) as { findings: unknown[] }).findings).toHaveLength(1);
});

test('a suppression silences one statement', async () => {
  expect(
    await findings(folder({ 'a.sql': `-- greptime-sql-disable-next-line flow-missing-source -- made by ingestion\n${MISSING}` })),
  ).toEqual([]);
});

test('a long run says how far it is, where somebody watches, and clears that away', async () => {
  const files = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`${index}.sql`, 'SELECT 1;\n']));
  let clock = 0;
  const now = (): number => (clock += 400);
  const { err } = await run(folder(files), ['lint'], { isWatched: true, now });
  expect(err).toContain('\r\u001b[Kchecking 2 of 5 files');
  expect(err).toMatch(/\r\u001b\[K$/);
  expect((await run(folder(files), ['lint'], { now })).err).toBe('');
});
