import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { folder } from '../cli/run.ts';
import { readFrames } from '../fuzz/client.ts';
import { describeWith } from '../shared.ts';

/** The programs under newer releases of Node than the one that runs the tests: `NEWER_NODES` lists them (`.ci/nodes`). */
const nodes = (process.env['NEWER_NODES'] ?? '')
  .split(delimiter)
  .filter(Boolean)
  .map(path => [/node\d+/.exec(path)?.[0] ?? path, path] as const);
const ROOT = join(import.meta.dirname, '..', '..');
const DIST = join(ROOT, 'dist');
const FILES = { 'a.sql': 'CREATE TABLE t (a INT, ts TIMESTAMP TIME INDEX);\nSELECT b FROM t;\n' };

function run(node: string, cwd: string, args: readonly string[]): readonly [number | null, string, string] {
  const { status, stdout, stderr } = spawnSync(node, args, { cwd, encoding: 'utf8', timeout: 60_000 });
  return [status, stdout, stderr];
}

function said(message: object): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Everything a server answers to a short conversation, and how it ends. */
async function served(node: string): Promise<{ readonly found: unknown; readonly code: number | null; readonly errors: string }> {
  const textDocument = { uri: 'file:///w/a.sql' };
  const server = spawn(node, [join(DIST, 'server.cjs'), '--stdio']);
  let errors = '';
  let found: unknown;
  let hasShutDown = false;
  server.stderr.on('data', chunk => (errors += String(chunk)));
  readFrames(server.stdout, ({ id, method, result }) => {
    if (id === 2 && method === undefined) found = result;
    if (id === 3 && method === undefined) hasShutDown = true;
    // Findings wait for the files to be read.
    if (hasShutDown && found !== undefined) server.stdin.write(said({ method: 'exit' }));
  });
  server.stdin.write(
    [
      { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } } },
      { method: 'initialized', params: {} },
      {
        method: 'textDocument/didOpen',
        params: { textDocument: { ...textDocument, languageId: 'greptime-sql', version: 1, text: FILES['a.sql'] } },
      },
      { id: 2, method: 'textDocument/diagnostic', params: { textDocument } },
      { id: 3, method: 'shutdown' },
    ]
      .map(said)
      .join(''),
  );
  const code = await new Promise<number | null>(resolve => server.on('exit', resolve));
  return { found, code, errors };
}

const ESLINT = `
import { ESLint } from ${JSON.stringify(pathToFileURL(join(ROOT, 'node_modules/eslint/lib/api.js')).href)};
import plugin from ${JSON.stringify(pathToFileURL(join(DIST, 'eslint.js')).href)};
const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [{ ...plugin.configs.recommended, languageOptions: { root: process.cwd() } }] });
console.log(JSON.stringify((await eslint.lintFiles(['a.sql'])).flatMap(({ messages }) => messages.map(({ ruleId, line }) => [ruleId, line]))));
`;

describeWith('NEWER_NODES (. .ci/nodes FOLDER)', nodes.length > 0 && existsSync(join(DIST, 'cli.cjs')), 'newer releases of Node', () => {
  test.each(nodes)('%s is another release', (_name, node) => {
    expect(run(node, ROOT, ['--version'])[1]).toMatch(/^v(22|24)\./);
  });

  test.each(nodes)('%s runs the linter', (_name, node) => {
    const root = folder(FILES);
    const args = [join(DIST, 'cli.cjs'), 'lint', '.'];
    expect(run(node, root, args)).toEqual(run(process.execPath, root, args));
    expect(run(node, root, args)[0]).toBe(1);
  });

  test.each(nodes)('%s runs the server', async (_name, node) => {
    const answered = await served(node);
    expect(answered).toEqual(await served(process.execPath));
    expect(answered).toMatchObject({ code: 0, errors: '', found: { items: [{ range: { start: { line: 1 } } }] } });
  });

  test.each(nodes)('%s runs the ESLint plugin', (_name, node) => {
    const root = folder(FILES);
    const [status, out, err] = run(node, root, ['--input-type=module', '--eval', ESLINT]);
    expect([status, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual([['greptime-sql/column-not-found', 2]]);
  });
});
