import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../cli/diff.ts';
import { folder, put, text } from './run.ts';

describe('a difference', () => {
  test('of one text is empty', () => expect(unifiedDiff('a', 'x\n', 'x\n')).toBe(''));

  test('is drawn with three lines around it', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `${index}\n`);
    expect(unifiedDiff('a', lines.join(''), lines.with(10, 'ten\n').join(''))).toBe(`--- a/a
+++ b/a
@@ -8,7 +8,7 @@
 7
 8
 9
-10
+ten
 11
 12
 13
`);
  });

  test('far changes are hunks of their own', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `${index}\n`);
    const changed = lines.with(5, 'five\n').with(30, 'thirty\n').join('');
    expect(unifiedDiff('a', lines.join(''), changed).match(/^@@/gm)).toHaveLength(2);
  });

  test('a missing line end is said', () =>
    expect(unifiedDiff('a', 'x', 'x\n')).toBe('--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n'));

  test('patch makes the one text from the other', () => {
    if (spawnSync('git', ['--version']).status !== 0) return;
    const root = folder();
    const line = constantFrom('a\n', 'b\n', 'c\n', '\n', 'd\r\n');
    assert(
      property(array(line, { maxLength: 30 }), array(line, { maxLength: 30 }), constantFrom('', 'end'), (before, after, end) => {
        const [old, now] = [before.join(''), after.join('') + end];
        if (old === now || old === '' || now === '') return;
        put(root, 'f', old);
        put(root, 'p', unifiedDiff('f', old, now));
        const { status, stderr } = spawnSync('git', ['apply', '--unidiff-zero', '--whitespace=nowarn', 'p'], {
          cwd: root,
          encoding: 'utf8',
          env: { ...process.env, GIT_CEILING_DIRECTORIES: join(root, '..') },
        });
        expect([status, stderr]).toEqual([0, '']);
        expect(text(root, 'f')).toBe(now);
      }),
      { numRuns: 60 },
    );
  });

  test('of two long texts without a line in common is found soon', () => {
    const before = Array.from({ length: 20_000 }, (_, index) => `old ${index}\n`).join('');
    const after = Array.from({ length: 20_000 }, (_, index) => `new ${index}\n`).join('');
    expect(unifiedDiff('a', before, after).split('\n').length).toBe(40_004);
  });
});
