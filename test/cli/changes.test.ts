import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findings, folder, put, run, text } from './run.ts';

const TABLE = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\n';
const FLOW = 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;\n';
const OTHER = FLOW.replace('f ', 'g ').replace('out', 'tab').replace('mem', 'elsewhere');

/** A repository whose files are committed. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = folder(files);
  git(root, 'init', '--quiet', '--initial-branch=main');
  commit(root);
  return root;
}

function git(root: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
}

function commit(root: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'state');
}

describe('--changed', () => {
  test('reports the files that differ, new ones too, and replays all', async () => {
    const root = repository({ '1.sql': TABLE, '2 ü.sql': OTHER });
    expect(await findings(root, ['--changed'])).toEqual([]);
    put(root, '3.sql', FLOW.replace('mem', 'nowhere'));
    put(root, '4.sql', 'CREATE FLOW h SINK TO log AS SELECT host FROM mem;\n');
    expect(await findings(root, ['--changed'])).toEqual(['3.sql:1:47 warning flow-missing-source']);
    put(root, '2 ü.sql', `-- touched\n${OTHER}`);
    expect(await findings(root, ['--changed'])).toEqual([
      '2 ü.sql:2:47 warning flow-missing-source',
      '3.sql:1:47 warning flow-missing-source',
    ]);
  });

  test('and what a change does to files that did not change', async () => {
    const root = repository({ 'greptime-sql.json': '{"catalog": "closed"}', '1.sql': TABLE, '2.sql': FLOW, '3.sql': OTHER });
    put(root, '1.sql', TABLE.replace('mem', 'renamed'));
    expect(await findings(root, ['--changed'])).toEqual(['2.sql:1:47 error flow-missing-source']);
    rmSync(join(root, '1.sql'));
    expect(await findings(root, ['--changed'])).toEqual(['2.sql:1:47 error flow-missing-source']);
  });

  test('in a repository without a commit everything is new', async () => {
    const root = folder({ '2.sql': OTHER });
    git(root, 'init', '--quiet');
    expect(await findings(root, ['--changed'])).toHaveLength(1);
  });
});

describe('--since', () => {
  test('counts from where the branches parted', async () => {
    const root = repository({ '1.sql': TABLE });
    git(root, 'checkout', '--quiet', '-b', 'work');
    put(root, '2.sql', OTHER);
    commit(root);
    git(root, 'checkout', '--quiet', 'main');
    put(root, '3.sql', FLOW.replace('mem', 'nowhere'));
    commit(root);
    git(root, 'checkout', '--quiet', 'work');
    expect(await findings(root, ['--since', 'main'])).toEqual(['2.sql:1:47 warning flow-missing-source']);
    expect(await run(root, ['lint', '--since', 'nothing'])).toEqual({
      exit: 2,
      out: '',
      err: 'greptime-sql: git knows no revision nothing\n',
    });
    expect((await run(root, ['lint', '--since', '--output=x'])).err).toContain('git knows no revision --output=x');
  });
});

describe('--staged', () => {
  test('looks at what is staged, whatever lies in the folder', async () => {
    const root = repository({ '1.sql': TABLE, '2.sql': FLOW });
    put(root, '2.sql', FLOW.replace('mem', 'staged'));
    git(root, 'add', '2.sql');
    put(root, '2.sql', FLOW);
    put(root, '3.sql', 'CREATE TABLE staged (host STRING, ts TIMESTAMP TIME INDEX);\n');
    expect(await findings(root, ['--staged'])).toEqual(['2.sql:1:47 warning flow-missing-source']);
    expect((await run(root, ['lint', '--staged', '--fix'])).err).toContain('they do not go together');
  });

  test('a file that is staged and gone from the folder counts', async () => {
    const root = repository({ '1.sql': TABLE });
    put(root, '2.sql', OTHER);
    git(root, 'add', '2.sql');
    rmSync(join(root, '2.sql'));
    expect(await findings(root, ['2.sql', '--staged'])).toEqual(['2.sql:1:47 warning flow-missing-source']);
  });
});

describe('format', () => {
  test('--check names files, --diff shows, --write writes', async () => {
    const root = repository({ 'a.sql': 'select  1;\n', 'b.sql': 'SELECT 1;\n' });
    expect(await run(root, ['format'])).toEqual({
      exit: 1,
      out: 'a.sql\n',
      err: '1 of 2 files would be laid out anew: --write does it, --diff shows it\n',
    });
    expect(await run(root, ['format', '--diff'])).toEqual({
      exit: 1,
      out: '--- a/a.sql\n+++ b/a.sql\n@@ -1 +1 @@\n-select  1;\n+SELECT 1;\n',
      err: '',
    });
    expect(await run(root, ['format', '--changed'])).toEqual({ exit: 0, out: '', err: '' });
    expect(await run(root, ['format', '--write'])).toEqual({ exit: 0, out: '1 of 2 files laid out anew\n', err: '' });
    expect(text(root, 'a.sql')).toBe('SELECT 1;\n');
    expect((await run(root, ['format', '--check'])).exit).toBe(0);
  });

  test('obeys the configuration, reads standard input, says what it leaves', async () => {
    const root = folder({ 'greptime-sql.json': '{"format": {"keywordCase": "lower"}}' });
    expect((await run(root, ['format', '--stdin'], { input: () => Promise.resolve('SELECT 1') })).out).toBe('select 1\n');
    put(root, 'a.sql', 'SELECT 1;\nCREATE FLOW;\n');
    const { out, err } = await run(root, ['format', 'a.sql', '--diff']);
    expect(out).toContain('+select 1;');
    expect(err).toMatch(/^a\.sql:2:1: left as it is, /);
  });
});
