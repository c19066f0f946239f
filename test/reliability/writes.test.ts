import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, put, text } from '../cli/run.ts';
import { describeWith } from '../shared.ts';

/** The command line as a process whose disk is full, or which is killed while it writes. */
const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

/** Longer than the disk below is large. */
const OLD = `${'-- a line that fills the disk, because nobody has room for it\n'.repeat(200)}select 1;\n`;
const NEW = OLD.replace('select', 'SELECT');

interface Ran {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

function run(cwd: string, args: readonly string[], disk = 'unlimited', preload?: string): Ran {
  const node = [process.execPath, ...(preload === undefined ? [] : ['--require', preload]), CLI, ...args];
  const { status, signal, stdout, stderr } = spawnSync('bash', ['-c', `ulimit -f ${disk} && exec "$@"`, 'bash', ...node], {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, signal, said: stdout + stderr };
}

/** What lies in a folder beside what was put there. */
function others(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    name => !['a.sql', '.greptime-sql-cache', 'killer.cjs'].includes(name),
  );
}

/** Ways to write something new: what is asked, and the file that it makes. */
const WRITERS: readonly (readonly [string, readonly string[], string])[] = [
  ['a report', ['lint', '--closed', '--format', 'sarif=report.sarif', '.'], 'report.sarif'],
  ['a baseline', ['lint', '--closed', '--baseline', 'known.json', '--update-baseline', '.'], 'known.json'],
];
const FINDINGS = Array.from({ length: 60 }, (_, index) => `SELECT nothing FROM gone_${index};\n`).join('');

describeWith('dist/cli.cjs (npm run build)', existsSync(CLI), 'a full disk', () => {
  test('format --write leaves the file as it was and says why', () => {
    const root = folder({ 'a.sql': OLD });
    const { status, said } = run(root, ['format', '--write', 'a.sql'], '4');
    expect(said).toMatch(/cannot write .*a\.sql/);
    expect(status).toBe(2);
    expect(text(root, 'a.sql')).toBe(OLD);
    expect(others(root)).toEqual([]);
    expect(run(root, ['format', '--write', 'a.sql']).status).toBe(0);
    expect(text(root, 'a.sql')).toBe(NEW);
  });

  test('lint --fix as well', () => {
    const broken = `${OLD}SELECT 1 FROM numbers WHERE (number > 1;\n`;
    const root = folder({ 'a.sql': broken });
    expect(run(root, ['lint', '--fix', '--unsafe-fixes', 'a.sql'], '4').status).toBe(2);
    expect(text(root, 'a.sql')).toBe(broken);
    run(root, ['lint', '--fix', '--unsafe-fixes', 'a.sql']);
    expect(text(root, 'a.sql')).toContain('(number > 1);');
  });

  test.each(WRITERS)('%s is not there at all', (_what, args, made) => {
    const root = folder({ 'a.sql': FINDINGS });
    const { status, said } = run(root, args, '1');
    expect(said).toContain('cannot write');
    expect(status).toBe(2);
    expect(others(root)).toEqual([]);
    run(root, args);
    expect(others(root)).toEqual([made]);
  });

  test('a result that cannot be kept is kept nowhere, and the run is a run', () => {
    const root = folder({ 'a.sql': FINDINGS });
    const plain = run(root, ['lint', '--closed', '.']);
    expect(run(root, ['lint', '--closed', '--cache', '.'], '1')).toEqual(plain);
    expect(others(root)).toEqual([]);
    expect(run(root, ['lint', '--closed', '--cache', '.'])).toEqual(plain);
    expect(others(root)).toHaveLength(1);
  });
});

/** Loaded before the program: it dies at a certain moment of its writing. */
const MOMENTS: Readonly<Record<string, string>> = {
  'when half is written': 'fs.writeFileSync = (path, data) => { write(path, String(data).slice(0, String(data).length / 2)); die(); };',
  'when all is written, and not in its place': 'fs.renameSync = die;',
  'when it is in its place': 'fs.renameSync = (from, to) => { rename(from, to); die(); };',
};

function killer(root: string, moment: string): string {
  put(
    root,
    'killer.cjs',
    `const fs = require('node:fs'); const { writeFileSync: write, renameSync: rename } = fs; const die = () => process.kill(process.pid, 'SIGKILL'); ${MOMENTS[moment]}`,
  );
  return join(root, 'killer.cjs');
}

describeWith('dist/cli.cjs (npm run build)', existsSync(CLI), 'a writer that is killed', () => {
  describe.each(Object.keys(MOMENTS))('%s', moment => {
    test('leaves the old file or the new one, and the next run ends the work', () => {
      const root = folder({ 'a.sql': OLD });
      expect(run(root, ['format', '--write', 'a.sql'], undefined, killer(root, moment)).signal).toBe('SIGKILL');
      expect([OLD, NEW]).toContain(text(root, 'a.sql'));
      expect(text(root, 'a.sql') === NEW).toBe(moment === 'when it is in its place');
      expect(run(root, ['format', '--write', 'a.sql']).status).toBe(0);
      expect(text(root, 'a.sql')).toBe(NEW);
    });

    test('leaves no result that is half kept', () => {
      const root = folder({ 'a.sql': FINDINGS });
      const plain = run(root, ['lint', '--closed', '.']);
      expect(run(root, ['lint', '--closed', '--cache', '.'], undefined, killer(root, moment)).signal).toBe('SIGKILL');
      expect(run(root, ['lint', '--closed', '--cache', '.'])).toEqual(plain);
      expect(run(root, ['lint', '--closed', '--cache', '.'])).toEqual(plain);
    });
  });
});
