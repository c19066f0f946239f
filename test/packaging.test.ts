import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from './shared.ts';

const root = join(import.meta.dirname, '..');
const { VSCODE_TOOLS: tools = '' } = process.env;
const { version, contributes, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  icon: string;
  contributes: { configuration: { properties: Record<string, object> }; jsonValidation: { url: string }[] };
};

function run(program: string, args: readonly string[], cwd: string): { readonly status: number | null; readonly seen: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  return { status, seen: stdout + stderr };
}

test('the version stands in one place, and the changelog knows it', () => {
  expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toContain(`## ${version}`);
});

test('the icon is a picture of the size that marketplaces want', () => {
  const png = readFileSync(join(root, manifest.icon));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([256, 256]);
});

test('what the manifest names is there', () => {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  const named = [...text.matchAll(/"(?:\.\/)?((?:client\/assets|schemas|syntaxes)\/[^"*]+)"/g)].map(match => match[1]!);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(path => !existsSync(join(root, path)))).toEqual([]);
});

describeWith('vsce (.ci/vscode)', existsSync(join(tools, 'node_modules/@vscode/vsce')), 'the packages', () => {
  let home: string;
  let packages: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'greptime-sql-packages-'));
    packages = join(home, 'packages');
    const made = run(process.execPath, [join(root, 'dist/scripts/package.js'), packages], root);
    if (made.status !== 0) throw new Error(made.seen);
  }, 120_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('keep their budgets', () => {
    expect(statSync(join(packages, `greptime-sql-${version}.vsix`)).size).toBeLessThan(1_200_000);
    expect(statSync(join(packages, `greptime-sql-${version}.tgz`)).size).toBeLessThan(1_200_000);
  });

  test('the npm package, unpacked, lints, serves, and is imported', async () => {
    const modules = join(home, 'node_modules');
    mkdirSync(modules);
    expect(run('tar', ['xzf', join(packages, `greptime-sql-${version}.tgz`), '-C', modules], home).status).toBe(0);
    expect(run('mv', ['package', 'greptime-sql'], modules).status).toBe(0);
    writeFileSync(join(home, 'late.sql'), 'CREATE FLOW late SINK TO out_late AS SELECT host FROM nowhere;\n');
    const linted = run(process.execPath, [join(modules, 'greptime-sql/dist/cli.cjs'), 'lint', '--closed', 'late.sql'], home);
    expect(linted.seen).toMatch(/late\.sql:1:55.*missing source tables.*flow-missing-source/s);
    expect(linted.status).toBe(1);
    writeFileSync(
      join(home, 'use.mjs'),
      "import { openSession } from 'greptime-sql';\nconst [report] = openSession().run('CREATE DATABASE d');\nconsole.log(report.verdict);\nconst { default: eslint } = await import('greptime-sql/eslint');\nconsole.log(eslint.meta.name);\n",
    );
    const used = run(process.execPath, ['use.mjs'], home);
    expect(used.seen).toMatch(/^accepted\n/);
    expect(await announced([join(modules, 'greptime-sql/dist/cli.cjs'), 'lsp', '--stdio'])).toMatch(/"hoverProvider":true/);
  }, 60_000);

  test('the extension, unpacked, has its programs and nothing that is not its own', async () => {
    const folder = join(home, 'vsix');
    mkdirSync(folder);
    expect(run('python3', ['-m', 'zipfile', '-e', join(packages, `greptime-sql-${version}.vsix`), folder], home).status).toBe(0);
    const extension = join(folder, 'extension');
    for (const gone of ['node_modules', 'test', 'analysis', 'dist/packages', 'dist/extension'])
      expect(existsSync(join(extension, gone)), gone).toBe(false);
    writeFileSync(join(home, 'late.sql'), 'CREATE FLOW late SINK TO out_late AS SELECT host FROM nowhere;\n');
    expect(run(process.execPath, [join(extension, 'dist/cli.cjs'), 'lint', '--closed', 'late.sql'], home).status).toBe(1);
    expect(await announced([join(extension, 'dist/server.cjs'), '--stdio'])).toMatch(/"hoverProvider":true/);
    expect(JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'))).not.toHaveProperty('type');
  });
});

/** What a server that was just unpacked answers to a client's first words. */
function announced(args: readonly string[]): Promise<string> {
  const server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const text = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { processId: process.pid, rootUri: null, capabilities: {} },
  });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  return new Promise(resolve => {
    let seen = '';
    const end = (): void => {
      server.kill();
      resolve(seen);
    };
    const late = setTimeout(end, 15_000);
    server.stdout.on('data', (data: Buffer) => {
      seen += data.toString();
      if (!seen.includes('"serverInfo"')) return;
      clearTimeout(late);
      end();
    });
  });
}

test('settings of the extension come from the configuration that everybody reads', () => {
  expect(Object.keys(contributes.configuration.properties)).toEqual(
    expect.arrayContaining(['greptime-sql.targetVersion', 'greptime-sql.catalog', 'greptime-sql.rules', 'greptime-sql.format.keywordCase']),
  );
});
