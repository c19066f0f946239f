import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readText } from '../../cli/disk.ts';
import { writeChanges, type Change } from '../../cli/fixing.ts';
import { FILES } from '../../server/files.ts';
import { folder, put, run, text } from './run.ts';

const MISSING = 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;\n';

/** One sentence, its place, exit code 2. */
async function trouble(root: string, args: readonly string[]): Promise<string> {
  const { exit, out, err } = await run(root, args);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).not.toMatch(/\n\s+at /);
  return err;
}

describe('what we are given is wrong', () => {
  test.each([
    ['a missing path', {}, ['lint', 'nope'], 'cannot find nope: no such file or folder'],
    ['a missing configuration', {}, ['lint', '--config', 'no.json'], 'cannot find the configuration no.json: no such file'],
    [
      'broken JSON',
      { 'greptime-sql.json': '{\n  "rules" {}\n}' },
      ['lint'],
      'greptime-sql.json:2:11: this is not JSON: a colon is expected',
    ],
    ['an empty configuration', { 'greptime-sql.json': '' }, ['lint'], 'greptime-sql.json:1:1: this is not JSON: the file is empty'],
    [
      'an unknown key',
      { 'greptime-sql.json': '{\n  "catalogue": "open"\n}' },
      ['lint'],
      'greptime-sql.json:2:3: unknown key "catalogue"; did you mean "catalog"?',
    ],
    [
      'an unknown rule',
      { 'greptime-sql.json': '{"rules": {"flow-mising-source": "off"}}' },
      ['lint'],
      'greptime-sql.json:1:12: unknown rule "flow-mising-source"; did you mean "flow-missing-source"?',
    ],
    [
      'an unknown level',
      { 'greptime-sql.json': '{"rules": {"GT001": "warn"}}' },
      ['lint'],
      'greptime-sql.json:1:21: "GT001" must be one of "off", "hint", "information", "warning", "error"',
    ],
    [
      'an unknown option of a rule',
      { 'greptime-sql.json': '{"rules": {"GT001": {"options": {"x": 1}}}}' },
      ['lint'],
      'greptime-sql.json:1:34: unknown key "x"',
    ],
    [
      'a wrong word',
      { 'greptime-sql.yaml': 'catalog: openn\n' },
      ['lint'],
      'greptime-sql.yaml:1:10: "catalog" must be one of "open", "closed"; did you mean "open"?',
    ],
    [
      'a wrong kind',
      { 'greptime-sql.json': '{"files": "*.sql"}' },
      ['lint'],
      'greptime-sql.json:1:11: "files" must be a list of texts, not a text',
    ],
    ['broken YAML', { 'greptime-sql.yml': 'rules: [\n' }, ['lint'], 'greptime-sql.yml:2:1: this is not YAML: '],
    [
      'a base that is missing',
      { 'greptime-sql.json': '{"extends": "./base.json"}' },
      ['lint'],
      'greptime-sql.json:1:13: cannot find ./base.json, which "extends" names',
    ],
    [
      'a base of itself',
      { 'greptime-sql.json': '{"extends": "./greptime-sql.json"}' },
      ['lint'],
      'greptime-sql.json:1:13: "extends" goes in a circle: ./greptime-sql.json',
    ],
    [
      'a circle of bases',
      { 'greptime-sql.json': '{"extends": "./b.json"}', 'b.json': '{"extends": "c.yaml"}', 'c.yaml': 'extends: [greptime-sql.json]\n' },
      ['lint'],
      'c.yaml:1:11: "extends" goes in a circle: greptime-sql.json',
    ],
    ['a missing snapshot', { 'greptime-sql.json': '{"snapshots": ["s.json"]}' }, ['lint'], 'cannot read the snapshot s.json: no such file'],
    [
      'a wrong snapshot',
      { 'greptime-sql.json': '{"snapshots": ["s.json"]}', 's.json': '{\n "greptime-sql": "snapshot", "version": 2, "objects": []}' },
      ['lint'],
      's.json:2:41: this is no snapshot: "version" must be 1',
    ],
    [
      'another file as a snapshot',
      { 'greptime-sql.json': '{"snapshots": ["s.json"]}', 's.json': '[]' },
      ['lint'],
      's.json:1:1: this is no snapshot: the snapshot must be an object, not a list',
    ],
    ['an unknown release', {}, ['lint', '--target-version', '0.9'], 'unknown release 0.9: there are 1.1, 1.2'],
    ['an unknown format', {}, ['lint', '--format', 'sari'], 'unknown format sari; did you mean sarif?'],
    ['a format without its file', {}, ['lint', '--format', 'sarif='], '--format sarif= lacks the file to write to'],
    [
      'a missing baseline',
      { 'a.sql': MISSING },
      ['lint', '--baseline', 'b.json'],
      'cannot find the baseline b.json: --update-baseline writes it',
    ],
    [
      'a wrong baseline',
      { 'b.json': '{"version": 1}' },
      ['lint', '--baseline', 'b.json'],
      'b.json:1:1: this is no baseline: the baseline lacks "greptime-sql"',
    ],
    ['a folder that is no repository', { 'a.sql': MISSING }, ['lint', '--changed'], 'this is no git repository'],
    [
      'options that exclude each other',
      { 'a.sql': MISSING },
      ['lint', '--changed', '--staged'],
      '--changed, --since and --staged exclude each other',
    ],
    ['--diff alone', { 'a.sql': MISSING }, ['lint', '--diff'], '--diff shows what --fix or --unsafe-fixes would write: add one of them'],
    ['an unknown rule to explain', {}, ['explain', 'GT0001'], 'there is no rule GT0001; did you mean GT001?'],
    ['a second init', { 'greptime-sql.yaml': '' }, ['init'], 'greptime-sql.yaml is there already'],
    ['a replay of nothing', {}, ['replay', 'x.sql'], 'cannot read x.sql: no such file or folder'],
    [
      'a report into a folder that is not there',
      { 'a.sql': MISSING },
      ['lint', '--format', 'json=no/out.json'],
      'no/out.json: no such file or folder',
    ],
  ])('%s', async (_name, files, args, sentence) => {
    expect(await trouble(folder(files as unknown as Record<string, string>), args)).toContain(sentence);
  });

  test('commander words an unknown command and option', async () => {
    expect(await trouble(folder(), ['lnt'])).toContain("unknown command 'lnt'\n(Did you mean lint?)");
    expect(await trouble(folder(), ['lint', '--fixx'])).toContain("unknown option '--fixx'\n(Did you mean --fix?)");
    expect(await trouble(folder(), ['lint', '--max-warnings', 'x'])).toContain('It is not a whole number.');
  });

  test('every problem of a configuration is named', async () => {
    const err = await trouble(folder({ 'greptime-sql.json': '{"x": 1, "y": 2}' }), ['lint']);
    expect(err.split('\n').filter(line => line.startsWith('greptime-sql: greptime-sql.json:'))).toHaveLength(2);
  });
});

describe('bad input', () => {
  test('an empty file, and one of blanks and comments, is clean', async () => {
    expect(await run(folder({ 'a.sql': '', 'b.sql': ' \n-- nothing\n' }), ['lint'])).toEqual({
      exit: 0,
      out: '2 files, nothing to report\n',
      err: '',
    });
  });

  test('a binary file is skipped and said so; its neighbours are judged', async () => {
    const { exit, out } = await run(folder({ 'a.sql': Buffer.from([0, 1, 2, 3]), 'b.sql': MISSING }), ['lint']);
    expect(exit).toBe(2);
    expect(out).toContain('a.sql: skipped, it is a binary file');
    expect(out).toContain('b.sql:1:47 warning');
  });

  test('a line of a megabyte is cut around the finding', async () => {
    const line = `SELECT '${'x'.repeat(1_000_000)}';CREATE FLOW f SINK TO out AS SELECT host FROM mem;`;
    const { exit, out } = await run(folder({ 'a.sql': line }), ['lint']);
    expect(exit).toBe(1);
    expect(out.length).toBeLessThan(2000);
    expect(out).toContain(' SINK TO out AS SELECT host FROM mem;\n');
  });

  test('an unterminated string is one finding', async () => {
    const { exit, out } = await run(folder({ 'a.sql': "CREATE TABLE t (ts TIMESTAMP TIME INDEX);\nSELECT 'open;\nSELECT 2;\n" }), [
      'lint',
      '--format',
      'ndjson',
    ]);
    expect(exit).toBe(1);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({ start: { line: 2, column: 8 } });
  });

  test('a file that vanishes while being read is skipped', async () => {
    const root = folder({ 'a.sql': MISSING });
    symlinkSync(join(root, 'gone.sql'), join(root, 'b.sql'));
    // A dangling link is found when it is named, and not there when it is read.
    const { exit, err } = await run(root, ['lint', 'b.sql']);
    expect({ exit, err }).toEqual({ exit: 2, err: 'greptime-sql: cannot find b.sql: no such file or folder\n' });
  });

  test('a configuration that is a link to a device is not read: it has no end', async () => {
    const root = folder({ 'a.sql': 'SELECT 1;\n' });
    symlinkSync('/dev/zero', join(root, 'greptime-sql.json'));
    const { exit, err } = await run(root, ['lint']);
    expect({ exit, err }).toEqual({ exit: 2, err: `greptime-sql: cannot read ${join(root, 'greptime-sql.json')}: it is no file\n` });
    expect(await FILES.readFile(pathToFileURL(join(root, 'greptime-sql.json')).href)).toBeUndefined();
    expect(readText('/dev/zero')).toEqual({ reason: 'it is no file' });
  });

  test('a file that is gone when it is read is said to have vanished', () => {
    expect(readText(join(folder(), 'a.sql'))).toEqual({ reason: 'it vanished while being read', isMissing: true });
  });

  test('links that go in a circle are not followed', async () => {
    const root = folder({ 'sub/a.sql': 'SELECT 1;\n' });
    symlinkSync(root, join(root, 'sub/loop'));
    expect((await run(root, ['lint'])).out).toBe('1 file, nothing to report\n');
  });

  test('control characters reach no terminal', async () => {
    const { out } = await run(folder({ 'a.sql': 'SELECT \u001b]0;title\u0007 FROM \u202e;\n' }), ['lint']);
    expect(out).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});

describe('writing', () => {
  test('stops before the first file when one of them changed meanwhile', () => {
    const root = folder({ 'a.sql': 'one', 'b.sql': 'two' });
    const change = (path: string, before: string): Change => ({ path, before, after: 'new', hasMark: false });
    expect(() => writeChanges([change('a.sql', 'one'), change('b.sql', 'something else')], root)).toThrow(
      'b.sql changed meanwhile: nothing was written, run it again',
    );
    expect([text(root, 'a.sql'), text(root, 'b.sql')]).toEqual(['one', 'two']);
    writeChanges([change('a.sql', 'one'), change('b.sql', 'two')], root);
    expect([text(root, 'a.sql'), text(root, 'b.sql')]).toEqual(['new', 'new']);
  });

  test('leaves nothing beside the file, and its mode as it was', async () => {
    const root = folder({ 'a.sql': 'select 1;\n' });
    chmodSync(join(root, 'a.sql'), 0o640);
    expect(await run(root, ['format', '--write'])).toEqual({ exit: 0, out: '1 of 1 file laid out anew\n', err: '' });
    expect(readdirSync(root)).toEqual(['a.sql']);
    expect(text(root, 'a.sql')).toBe('SELECT 1;\n');
  });

  test('a target that cannot be written leaves it as it was', async () => {
    const root = folder({ 'a.sql': MISSING });
    mkdirSync(join(root, 'out.json'));
    expect(await trouble(root, ['lint', '--format', 'json=out.json'])).toContain('out.json');
    expect(readdirSync(root).toSorted()).toEqual(['a.sql', 'out.json']);
    rmSync(join(root, 'out.json'), { recursive: true });
  });

  test('a link stays a link', async () => {
    const root = folder({ 'real/a.sql': 'select 1;\n' });
    symlinkSync(join(root, 'real/a.sql'), join(root, 'b.sql'));
    await run(root, ['format', '--write', 'b.sql']);
    expect(text(root, 'real/a.sql')).toBe('SELECT 1;\n');
    put(root, 'real/a.sql', 'select 2;\n');
    expect(text(root, 'b.sql')).toBe('select 2;\n');
  });
});
