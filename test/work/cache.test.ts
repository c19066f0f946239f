import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../cli/main.ts';
import type { Terminal } from '../../cli/terminal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greptime-sql-cache-'));
  writeFileSync(join(folder, 'a.sql'), 'CREATE TABLE t (host STRING, ts TIMESTAMP TIME INDEX);\nSELECT hots FROM t;\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function lint(...more: readonly string[]): Promise<{ readonly said: string; readonly exit: number }> {
  let said = '';
  const terminal: Terminal = {
    cwd: folder,
    out: text => void (said += text),
    err: text => void (said += text),
    colour: false,
    env: {},
    input: () => Promise.resolve(''),
    now: () => 0,
  };
  return { exit: await main(['lint', '--cache', ...more, '.'], terminal), said };
}

const kept = (): readonly string[] => readdirSync(join(folder, '.greptime-sql-cache'));

test('a run over the same files says the same again, from what was kept', async () => {
  const first = await lint();
  expect(first.exit).toBe(1);
  expect(kept()).toHaveLength(1);
  const path = join(folder, '.greptime-sql-cache', kept()[0]!);
  expect(readFileSync(path, 'utf8')).toContain('hots');
  expect(await lint()).toEqual(first);
  expect(kept()).toHaveLength(1);
});

test('another text, another option, another name: another result', async () => {
  await lint();
  writeFileSync(join(folder, 'a.sql'), 'CREATE TABLE t (host STRING, ts TIMESTAMP TIME INDEX);\nSELECT host FROM t;\n');
  expect((await lint()).exit).toBe(0);
  await lint('--closed');
  expect(kept()).toHaveLength(3);
});

test.each(['', 'garbage', '0\n{"out":"","err":"","exit":0}'])('what was damaged is as good as nothing: %j', async damage => {
  const first = await lint();
  writeFileSync(join(folder, '.greptime-sql-cache', kept()[0]!), damage);
  expect(await lint()).toEqual(first);
});

test('where nothing can be kept, a run is a run', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect((await lint('--cache-location', 'file/below')).exit).toBe(1);
});
