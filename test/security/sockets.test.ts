import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder } from '../cli/run.ts';
import { readFrames } from '../fuzz/client.ts';
import { describeWith } from '../shared.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');

/** Loaded before a program: every way out of the machine says so and fails, and so does every way to run text as code. */
const WARDEN = `
const cry = what => { process.stderr.write('WARDEN ' + what + '\\n'); throw new Error(what); };
const net = require('node:net'), http = require('node:http'), https = require('node:https'), dns = require('node:dns'), tls = require('node:tls'), dgram = require('node:dgram'), http2 = require('node:http2'), vm = require('node:vm');
net.Socket.prototype.connect = () => cry('socket'); net.Server.prototype.listen = () => cry('listen'); net.connect = net.createConnection = () => cry('connect');
for (const module of [http, https]) module.request = module.get = () => cry('http');
http2.connect = () => cry('http2'); tls.connect = () => cry('tls'); dgram.createSocket = () => cry('dgram');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse']) { dns[name] = () => cry('dns'); dns.promises[name] = () => cry('dns'); }
globalThis.fetch = () => cry('fetch'); globalThis.WebSocket = function () { cry('websocket'); };
for (const name of ['runInThisContext', 'runInNewContext', 'compileFunction']) vm[name] = () => cry('vm');
globalThis.eval = () => cry('eval');
`;

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function wardenIn(root: string): string {
  const warden = join(root, 'warden.cjs');
  writeFileSync(warden, WARDEN);
  return warden;
}

function guarded(root: string, args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', wardenIn(root), ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, out: stdout, err: stderr };
}

function frame(message: object): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const FILES = {
  'greptime-sql.json': '{"catalog": "closed", "$schema": "https://example.org/schema.json"}',
  'a.sql': 'CREATE TABLE t (a INT, ts TIMESTAMP TIME INDEX);\nCREATE FLOW f SINK TO s AS SELECT a FROM gone;\n',
  // What a hostile workspace might hope that somebody runs.
  'greptime-sql.config.js': 'require("fs").writeFileSync(__dirname + "/ran", "x")',
  'node_modules/greptime-sql/index.js': 'require("fs").writeFileSync(__dirname + "/ran", "x")',
  'package.json': '{"main": "greptime-sql.config.js", "scripts": {"install": "touch ran"}}',
  '.eslintrc.js': 'require("fs").writeFileSync(__dirname + "/ran", "x")',
};

describeWith('dist/cli.cjs (npm run build)', existsSync(join(DIST, 'cli.cjs')), 'no program leaves the machine', () => {
  test('the warden catches who tries', () => {
    const root = folder(FILES);
    expect(guarded(root, ['-e', "fetch('http://127.0.0.1:1')"]).err).toContain('WARDEN fetch');
    expect(guarded(root, ['-e', "require('http').get('http://127.0.0.1:1')"]).err).toContain('WARDEN http');
    expect(guarded(root, ['-e', "require('net').connect(1)"]).err).toContain('WARDEN connect');
  });

  test.each([
    ['lint', '.'],
    ['lint', '--format', 'sarif', '.'],
    ['format', '--check', '.'],
    ['graph', '.'],
    ['plan', '.'],
    ['replay', 'a.sql'],
    ['explain', 'flow-missing-source'],
    ['rules'],
    ['--help'],
  ])(
    'greptime-sql %s %s %s',
    (...args) => {
      const root = folder(FILES);
      const { status, out, err } = guarded(root, [join(DIST, 'cli.cjs'), ...args.filter(Boolean)]);
      expect(err).not.toContain('WARDEN');
      expect(err).not.toContain('this is a bug');
      expect(status).not.toBeNull();
      expect(out + err).not.toBe('');
      expect(existsSync(join(root, 'ran'))).toBe(false);
    },
    70_000,
  );

  test('the server', async () => {
    const root = folder(FILES);
    const uri = `file://${root}/a.sql`;
    const textDocument = { uri };
    const messages = [
      {
        id: 1,
        method: 'initialize',
        params: { processId: null, rootUri: `file://${root}`, capabilities: { textDocument: { diagnostic: {} } } },
      },
      { method: 'initialized', params: {} },
      { method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'sql', version: 1, text: FILES['a.sql'] } } },
      { id: 2, method: 'textDocument/diagnostic', params: { textDocument } },
      { id: 3, method: 'textDocument/hover', params: { textDocument, position: { line: 0, character: 14 } } },
      { id: 4, method: 'shutdown' },
    ];
    const server = spawn(process.execPath, ['--require', wardenIn(root), join(DIST, 'server.cjs'), '--stdio'], { cwd: root });
    let err = '';
    server.stderr.on('data', chunk => (err += String(chunk)));
    const answered = new Set<unknown>();
    const ended = new Promise<number | null>(resolve => server.on('exit', resolve));
    readFrames(server.stdout, ({ id, method }) => {
      if (method === undefined) answered.add(id);
      // Findings wait for the files to be read.
      if (answered.size === 4) server.stdin.write(frame({ method: 'exit' }));
    });
    for (const message of messages) server.stdin.write(frame(message));
    expect(await ended).toBe(0);
    expect(err).toBe('');
    expect([...answered].toSorted()).toEqual([1, 2, 3, 4]);
    expect(existsSync(join(root, 'ran'))).toBe(false);
  }, 70_000);
});
