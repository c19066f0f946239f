import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeWith } from '../shared.ts';

/**
 * What a person sees in an editor who opens `02_flows.sql` of the workspace, asks about `cpu_usage`, goes to where it is made, writes
 * `cpu_usage` in the place of `nowhere` with the help of completion, and renames it.
 */
export interface Answers {
  readonly diagnostics: readonly { readonly line: number; readonly column: number; readonly message: string }[];
  readonly hover: string;
  readonly definition: { readonly file: string; readonly line: number; readonly column: number };
  readonly completion: readonly string[];
  /** The line after the edit, as it stands when no diagnostic is left. */
  readonly cleared: string;
}

/** A place of its own for one run: the workspace, a home without settings, and the settings that docs/editors.md gives. */
export interface Desk {
  readonly home: string;
  readonly workspace: string;
  readonly settings: string;
  readonly environment: NodeJS.ProcessEnv;
}

export interface Editor {
  readonly name: string;
  /** Whether what the driver needs is there. */
  readonly isThere: boolean;
  /** The headline in docs/editors.md under which its settings stand. */
  readonly settings: string;
  readonly drive: (desk: Desk) => Answers | Promise<Answers>;
}

/** All editors have to give the same answers. */
export function testEditor({ name, isThere, settings, drive }: Editor): void {
  describeWith(name, isThere, `the language server in ${name}`, () => {
    test('shows, explains, completes, finds and renames', async () => {
      const desk = setUp(settings);
      try {
        const { diagnostics, hover, definition, completion, cleared } = await drive(desk);
        expect(diagnostics).toEqual([{ line: 7, column: 6, message: expect.stringContaining(FINDING) as string }]);
        expect(hover.replaceAll('\\', '')).toContain('table public.cpu_usage');
        expect(hover).toContain('used DOUBLE NULL');
        expect(hover).toContain('read by flow busy');
        expect(definition).toEqual({ file: '01_tables.sql', line: 2, column: 14 });
        expect(completion.map(word => word.trim())).toEqual(['cpu_limits', 'cpu_usage']);
        expect(cleared).toBe('FROM cpu_usage GROUP BY host, minute;');
        for (const file of FILES)
          expect(readFileSync(join(desk.workspace, file), 'utf8'), file).toBe(
            fixture(file).replaceAll('cpu_usage', 'cpu_load').replaceAll('nowhere', 'cpu_load'),
          );
      } finally {
        rmSync(desk.home, { recursive: true, force: true });
      }
    });
  });
}

const ROOT = join(import.meta.dirname, '..', '..');
const FINDING = "missing source tables for flow 'late'";
const FILES = ['01_tables.sql', '02_flows.sql', '03_queries.sql'];
const fixture = (file: string): string => readFileSync(join(import.meta.dirname, 'workspace', file), 'utf8');

function setUp(headline: string): Desk {
  const home = mkdtempSync(join(tmpdir(), 'greptime-sql-editor-'));
  const workspace = join(home, 'workspace');
  cpSync(join(import.meta.dirname, 'workspace'), workspace, { recursive: true });
  const bin = join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'greptime-sql'), `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'dist', 'cli.cjs')}' "$@"\n`);
  chmodSync(join(bin, 'greptime-sql'), 0o755);
  const { language, text } = documented(headline);
  const settings = join(home, `settings.${language}`);
  writeFileSync(settings, text);
  const environment = { ...process.env, HOME: home, PATH: `${bin}:${process.env['PATH']}`, SETTINGS: settings, LC_ALL: 'C.UTF-8' };
  for (const name of ['CONFIG', 'DATA', 'STATE', 'CACHE']) delete (environment as NodeJS.ProcessEnv)[`XDG_${name}_HOME`];
  return { home, workspace, settings, environment };
}

/** The first block of code under a headline of docs/editors.md: what is tested is what users are told to write. */
function documented(headline: string): { readonly language: string; readonly text: string } {
  const docs = readFileSync(join(ROOT, 'docs', 'editors.md'), 'utf8');
  const [, section] = docs.split(new RegExp(`^#+ ${headline}$`, 'm'));
  const [, language, text] = /^```(\w+)\n(.*?)^```$/ms.exec(section ?? '') ?? [];
  if (language === undefined || text === undefined) throw new Error(`docs/editors.md has no settings under "${headline}"`);
  return { language, text };
}

/** Runs an editor that ends by itself and prints its answers as JSON in the last line. */
export function printed(command: string, args: readonly string[], { workspace, environment }: Desk, more: NodeJS.ProcessEnv = {}): Answers {
  const { stdout, stderr } = spawnSync(command, args, {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...environment, ...more },
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  const line = stdout.trimEnd().split('\n').at(-1)!;
  if (!line.startsWith('{')) throw new Error(`no answers from ${command}:\n${stdout}\n${stderr}`);
  const answers = JSON.parse(line) as Answers & { readonly problem?: string };
  if (answers.problem !== undefined) throw new Error(`${command}: ${answers.problem}`);
  return answers;
}

/** The first line of what a command says of its version; empty where it cannot be run. */
export function versionOf(command: string): string {
  return spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout?.split('\n')[0] ?? '';
}
