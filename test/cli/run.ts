import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../../cli/main.ts';
import type { Terminal } from '../../cli/terminal.ts';

/** A folder with files that is gone when the test is over. */
export function folder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'greptime-sql-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) put(root, path, content);
  return root;
}

export function put(root: string, path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

export function text(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in a folder, in this process. */
export async function run(cwd: string, args: readonly string[], terminal: Partial<Terminal> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const exit = await main(args, {
    cwd,
    out: written => void (out += written),
    err: written => void (err += written),
    colour: false,
    env: {},
    input: () => Promise.resolve(''),
    now: () => 0,
    ...terminal,
  });
  return { exit, out, err };
}

/** The findings of a run as `path:line:column rule`. */
export async function findings(cwd: string, args: readonly string[] = []): Promise<readonly string[]> {
  const { out } = await run(cwd, ['lint', '--format', 'ndjson', ...args]);
  return out
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as { path: string; name: string; severity: string; start: { line: number; column: number } })
    .map(({ path, name, severity, start }) => `${path}:${start.line}:${start.column} ${severity} ${name}`);
}
