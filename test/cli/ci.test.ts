import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folder, put, run, text } from './run.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const CLI = join(REPOSITORY, 'dist', 'cli.cjs');
const TABLE = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\n';
const FLOW = 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;\n';
const MISSING = FLOW.replace('f ', 'g ').replace('out', 'tab').replace('mem', 'missing');

/** A folder with `greptime-sql` on its path, as `npm install --global` or npx would have it. */
function project(files: Readonly<Record<string, string>>): { readonly root: string; readonly path: string } {
  const root = folder(files);
  const bin = join(folder(), 'bin');
  mkdirSync(bin);
  symlinkSync(CLI, join(bin, 'greptime-sql'));
  // npx runs what is installed under the name that follows its own options.
  put(bin, 'npx', '#!/bin/sh\nwhile [ "${1#-}" != "$1" ]; do shift; done\nname=${1%%@*}; shift\nexec "$name" "$@"\n');
  chmodSync(join(bin, 'npx'), 0o755);
  return { root, path: `${bin}${delimiter}${process.env['PATH']}` };
}

function shell(script: string, cwd: string, path: string, env: Readonly<Record<string, string>> = {}): SpawnSyncReturns<string> {
  return spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd, encoding: 'utf8', env: { ...process.env, PATH: path, ...env } });
}

function commit(root: string): void {
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], { cwd: root });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'state');
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly { readonly id: string; readonly env: Readonly<Record<string, string>>; readonly run: string }[];
  };
}

describe('action.yml', () => {
  const action = parse(readFileSync(join(REPOSITORY, 'action.yml'), 'utf8')) as Action;
  const [step] = action.runs.steps;

  /** Runs the step as a runner does: inputs become variables, outputs and the summary are files. */
  function act(
    inputs: Readonly<Record<string, string>>,
    { root, path }: { readonly root: string; readonly path: string },
  ): { readonly status: number; readonly stdout: string; readonly summary: string; readonly outputs: string } {
    const files = folder({ output: '', summary: '' });
    const values = (name: string): string => inputs[name] ?? action.inputs[name]!.default;
    const env = Object.fromEntries(
      Object.entries(step!.env).map(([key, value]) => [
        key,
        value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => values(name)),
      ]),
    );
    const { status, stdout } = shell(step!.run, root, path, {
      ...env,
      GITHUB_OUTPUT: join(files, 'output'),
      GITHUB_STEP_SUMMARY: join(files, 'summary'),
    });
    return { status: status!, stdout, summary: text(files, 'summary'), outputs: text(files, 'output') };
  }

  test('runs without Docker, and uses every input as a variable only', () => {
    expect(action.runs.using).toBe('composite');
    expect(step!.run).not.toContain('${{');
    expect(
      Object.values(step!.env)
        .map(value => /inputs\.([\w-]+)/.exec(value)![1])
        .toSorted(),
    ).toEqual(
      Object.keys(action.inputs)
        .filter(name => name !== 'working-directory')
        .toSorted(),
    );
    for (const { value } of Object.values(action.outputs)) expect(value).toMatch(/steps\.lint\.outputs\.(findings|exit-code)/);
  });

  test('annotates, writes the summary, a SARIF file and outputs', () => {
    const made = project({ 'sql files/a.sql': TABLE + MISSING });
    const { status, stdout, summary, outputs } = act({ paths: 'sql files\n', 'sarif-file': 'out.sarif' }, made);
    expect(status).toBe(1);
    expect(stdout).toContain('::warning file=sql files/a.sql,line=2,');
    expect(summary).toContain('1 file: 1 warning.');
    expect(outputs).toBe('findings=1\nexit-code=1\n');
    expect(JSON.parse(text(made.root, 'out.sarif'))).toMatchObject({ version: '2.1.0' });
  });

  test('obeys fail-on, config and since', () => {
    const made = project({ 'a.sql': MISSING, 'ci.json': '{"rules": {"GT001": "off"}}' });
    expect(act({ 'fail-on': 'error' }, made).status).toBe(0);
    expect(act({ config: 'ci.json' }, made)).toMatchObject({ status: 0, outputs: 'findings=0\nexit-code=0\n' });
    commit(made.root);
    put(made.root, 'b.sql', TABLE);
    expect(act({ since: 'main' }, made)).toMatchObject({ status: 0 });
    expect(act({ paths: 'nope' }, made)).toMatchObject({ status: 2, outputs: 'findings=0\nexit-code=2\n' });
  });

  test('runs what the project has installed before anything else', () => {
    const made = project({ 'a.sql': TABLE });
    put(made.root, 'node_modules/.bin/greptime-sql', '#!/bin/sh\necho own "$@"\n');
    chmodSync(join(made.root, 'node_modules/.bin/greptime-sql'), 0o755);
    expect(act({}, made).stdout).toMatch(/^own lint --format github/);
  });

  test('what stands in an input is not run', () => {
    const made = project({ 'a.sql': TABLE });
    act({ paths: '$(touch hacked)\n"; touch hacked; "', since: '; touch hacked', 'fail-on': 'hint"; touch hacked' }, made);
    expect(existsSync(join(made.root, 'hacked'))).toBe(false);
  });
});

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly types: readonly string[];
  readonly require_serial: boolean;
}

describe('.pre-commit-hooks.yaml', () => {
  const hooks = parse(readFileSync(join(REPOSITORY, '.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[];
  const hook = (id: string): Hook => hooks.find(each => each.id === id)!;

  test('hooks are of Node, for SQL, one process at a time', () => {
    for (const { language, types, require_serial: isSerial } of hooks) expect([language, types, isSerial]).toEqual(['node', ['sql'], true]);
    const manifest = JSON.parse(text(REPOSITORY, 'package.json')) as { bin: object; scripts: Record<string, string> };
    expect(manifest.bin).toEqual({ 'greptime-sql': 'dist/cli.cjs' });
    // pre-commit installs the repository straight from git, where no bundle is: npm makes it by this script.
    expect(manifest.scripts['prepare']).toBe('node scripts/prepare.mjs');
  });

  test('lint: the files that changed, in the light of the whole project', () => {
    const { root, path } = project({ 'greptime-sql.json': '{"catalog": "closed"}', '1.sql': TABLE, '2.sql': FLOW, '3.sql': MISSING });
    const lint = (...files: readonly string[]): SpawnSyncReturns<string> =>
      shell(`${hook('greptime-sql-lint').entry} ${files.join(' ')}`, root, path);
    expect(lint('2.sql').status).toBe(0);
    const { status, stdout } = lint('2.sql', '3.sql');
    expect(status).toBe(1);
    expect(stdout).toContain('3.sql:1:47 error');
  });

  test('fix and format change files', () => {
    const { root, path } = project({
      'a.sql': `${TABLE}CREATE FLOW f SINK TO out COMMENT 'c' EXPIRE AFTER '1 hour' AS SELECT host FROM mem;\n`,
      'b.sql': 'select 1;\n',
    });
    expect(shell(`${hook('greptime-sql-fix').entry} a.sql`, root, path).status).toBe(0);
    expect(text(root, 'a.sql')).toContain("EXPIRE AFTER '1 hour' COMMENT 'c'");
    expect(shell(`${hook('greptime-sql-format').entry} b.sql`, root, path).status).toBe(0);
    expect(text(root, 'b.sql')).toBe('SELECT 1;\n');
  });
});

describe('docs/ci.md', () => {
  const blocks = (language: string): readonly string[] =>
    [...text(REPOSITORY, 'docs/ci.md').matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(match => match[1]!);
  const yaml = blocks('yaml').map(block => parse(block) as Record<string, unknown>);

  test('the GitHub workflow gives the action inputs it has', () => {
    const action = parse(readFileSync(join(REPOSITORY, 'action.yml'), 'utf8')) as Action;
    const { jobs } = yaml.find(block => 'jobs' in block) as { jobs: { sql: { steps: readonly { uses: string; with?: object }[] } } };
    const used = jobs.sql.steps.find(({ uses }) => uses.startsWith('greptime-sql/'))!;
    for (const name of Object.keys(used.with!)) expect(Object.keys(action.inputs)).toContain(name);
  });

  test('the pre-commit configuration names hooks that are there', () => {
    const hooks = parse(readFileSync(join(REPOSITORY, '.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[];
    const { repos } = yaml.find(block => 'repos' in block) as { repos: readonly { hooks: readonly { id: string }[] }[] };
    for (const { id } of repos[0]!.hooks) expect(hooks.map(hook => hook.id)).toContain(id);
  });

  test('the GitLab job runs and leaves the reports it names', () => {
    const { sql } = yaml.find(block => 'sql' in block) as {
      sql: { script: readonly string[]; artifacts: { reports: { codequality: string; junit: string } } };
    };
    const { root, path } = project({ 'migrations/a.sql': MISSING });
    const { status, stdout } = shell(sql.script.join('\n'), root, path);
    expect(status).toBe(1);
    expect(stdout).toContain('migrations/a.sql:1:47 warning');
    expect(JSON.parse(text(root, sql.artifacts.reports.codequality))).toHaveLength(1);
    expect(text(root, sql.artifacts.reports.junit)).toContain('<testsuites');
  });

  test('every command runs', () => {
    const { root, path } = project({ 'migrations/a.sql': TABLE });
    commit(root);
    execFileSync('git', ['update-ref', 'refs/remotes/origin/main', 'HEAD'], { cwd: root });
    put(root, 'bin/reviewdog', '#!/bin/sh\ncat > reviewed.json\n');
    chmodSync(join(root, 'bin/reviewdog'), 0o755);
    for (const block of blocks('sh'))
      expect([block, shell(block, root, `${join(root, 'bin')}${delimiter}${path}`).status]).toEqual([block, 0]);
    expect(JSON.parse(text(root, 'reviewed.json'))).toMatchObject({ diagnostics: [] });
    expect(text(root, 'plan.md')).toContain('Nothing changes.');
  });
});

test('the problem matcher reads what --format gcc writes', async () => {
  const { problemMatcher } = JSON.parse(text(REPOSITORY, 'problem-matcher.json')) as {
    problemMatcher: readonly { severity?: string; pattern: readonly [Record<string, string & number>] }[];
  };
  const root = folder({
    'a b.sql': MISSING,
    'bin.sql': 'a\0',
    'greptime-sql.json': '{"overrides": [{"files": ["c.sql"], "rules": {"GT001": "hint"}}]}',
    'c.sql': FLOW,
  });
  const lines = (await run(root, ['lint', '--format', 'gcc'])).out.trimEnd().split('\n');
  const read = lines.map(line => {
    const {
      severity,
      pattern: [pattern],
    } = problemMatcher.find(({ pattern: [each] }) => new RegExp(each!['regexp'] as string).test(line))!;
    const match = new RegExp(pattern!['regexp'] as string).exec(line)!;
    return [
      match[pattern!['file'] as number],
      match[pattern!['line'] as number],
      match[pattern!['column'] as number],
      severity ?? match[pattern!['severity'] as number],
      match[pattern!['code'] as number],
    ];
  });
  expect(read).toEqual([
    ['a b.sql', '1', '47', 'warning', 'GT001'],
    ['c.sql', '1', '47', 'notice', 'GT001'],
    ['bin.sql', '1', '1', 'error', undefined],
  ]);
});
