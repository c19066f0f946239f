import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { folder } from '../cli/run.ts';
import { readFrames, type Message } from '../fuzz/client.ts';
import { describeWith } from '../shared.ts';

const SERVER = join(import.meta.dirname, '..', '..', 'dist', 'server.cjs');
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

interface Running {
  readonly child: ChildProcess;
  readonly send: (message: object) => void;
  readonly raw: (bytes: string | Buffer) => void;
  readonly answer: (id: number) => Promise<Message>;
  readonly exit: Promise<number | null>;
  readonly errors: () => string;
}

function start(...args: readonly string[]): Running {
  const child = spawn(process.execPath, [SERVER, '--stdio', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  started.push(child);
  let errors = '';
  child.stderr.on('data', chunk => (errors += String(chunk)));
  child.stdin.on('error', () => {});
  const waiting = new Map<number, (message: Message) => void>();
  readFrames(child.stdout, message => {
    if (typeof message.id === 'number' && message.method === undefined) waiting.get(message.id)?.(message);
  });
  const raw = (bytes: string | Buffer): void => void child.stdin.write(bytes);
  return {
    child,
    raw,
    send(message) {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      raw(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    },
    answer: id => new Promise(resolve => void waiting.set(id, resolve)),
    exit: new Promise(resolve => child.on('exit', code => resolve(code))),
    errors: () => errors,
  };
}

async function initialized(processId: number | null = null, ...args: readonly string[]): Promise<Running> {
  const server = start(...args);
  const answer = server.answer(1);
  server.send({ id: 1, method: 'initialize', params: { processId, rootUri: null, capabilities: {} } });
  expect((await answer).error).toBeUndefined();
  server.send({ method: 'initialized', params: {} });
  return server;
}

/** A process that has just ended: its id belongs to nobody. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise(resolve => child.on('exit', resolve));
  return child.pid!;
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

describeWith('dist/server.cjs (npm run build)', existsSync(SERVER), 'the server as a process', () => {
  test('ends when its input ends', async () => {
    const server = await initialized();
    server.child.stdin!.end();
    expect(await server.exit).toBe(1);
  });

  test('ends with 0 after shutdown and exit', async () => {
    const server = await initialized();
    const answer = server.answer(2);
    server.send({ id: 2, method: 'shutdown' });
    expect((await answer).result).toBeNull();
    server.send({ method: 'exit' });
    expect(await server.exit).toBe(0);
    expect(server.errors()).toBe('');
  });

  test('lives on after what it is told before it is initialized', async () => {
    const server = start();
    server.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri: 'file:///w/a.sql', languageId: 'greptime-sql', version: 1, text: 'SELECT 1;' } },
    });
    // What it set out to do, it has done by now.
    await Promise.race([server.exit, new Promise(resolve => setTimeout(resolve, 1_500))]);
    const answer = server.answer(1);
    server.send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    expect(await Promise.race([server.exit, answer])).toMatchObject({ id: 1 });
  }, 20_000);

  test('ends when the client that it was told of is gone, though its input is open', async () => {
    const server = await initialized(await endedProcess());
    expect(await server.exit).toBe(1);
  }, 20_000);

  test('ends when --clientProcessId is gone', async () => {
    const server = start(`--clientProcessId=${await endedProcess()}`);
    expect(await server.exit).toBe(1);
  }, 20_000);

  test('does not outlive a client that is killed', async () => {
    const script = `const { spawn } = require('node:child_process');
      const server = spawn(process.execPath, [${JSON.stringify(SERVER)}, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
      console.log(server.pid); setInterval(() => {}, 1000);`;
    const client = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    started.push(client);
    const id = await new Promise<number>(resolve => client.stdout.once('data', data => resolve(Number(String(data)))));
    expect(isAlive(id)).toBe(true);
    client.kill('SIGKILL');
    for (let i = 0; i < 100 && isAlive(id); i++) await new Promise(resolve => setTimeout(resolve, 100));
    expect(isAlive(id)).toBe(false);
  }, 30_000);

  test.each([
    ['no JSON', 'Content-Length: 3\r\n\r\n{"a'],
    ['JSON that is no message', 'Content-Length: 2\r\n\r\n[]'],
    ['a message of another protocol', 'Content-Length: 17\r\n\r\n{"jsonrpc":"1.0"}'],
    ['an answer nobody asked for', 'Content-Length: 37\r\n\r\n{"jsonrpc":"2.0","id":77,"result":{}}'],
    ['bytes that are no text', Buffer.concat([Buffer.from('Content-Length: 4\r\n\r\n'), Buffer.from([0xff, 0xfe, 0x00, 0x80])])],
    [
      'a notification with nothing in it',
      `Content-Length: 73\r\n\r\n${JSON.stringify({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: null }).padEnd(73)}`,
    ],
    ['a frame that comes byte by byte', ''],
  ])(
    'lives on after %s',
    async (what, bytes) => {
      const server = await initialized();
      if (bytes !== '') server.raw(bytes);
      const answer = server.answer(2);
      const body = JSON.stringify({
        jsonrpc: '2.0',
        id: 2,
        method: 'textDocument/hover',
        params: { textDocument: { uri: 'file:///none.sql' }, position: { line: 0, character: 0 } },
      });
      const frame = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
      if (what.endsWith('byte by byte')) for (const byte of Buffer.from(frame)) server.raw(Buffer.from([byte]));
      else server.raw(frame);
      expect((await answer).result).toBeNull();
    },
    20_000,
  );

  test('does its work though the client refuses what it is asked', async () => {
    const server = start();
    const root = folder({ 'a.sql': 'CREATE TABLE here (a INT, ts TIMESTAMP TIME INDEX);\n' });
    readFrames(server.child.stdout!, message => {
      if (message.method !== undefined && message.id !== undefined)
        server.send({ id: message.id, error: { code: -32601, message: 'never heard of it' } });
    });
    const answer = server.answer(1);
    const capabilities = {
      window: { workDoneProgress: true },
      workspace: {
        configuration: true,
        didChangeWatchedFiles: { dynamicRegistration: true },
        didChangeConfiguration: { dynamicRegistration: true },
        diagnostics: { refreshSupport: true },
      },
      textDocument: { diagnostic: {} },
    };
    server.send({ id: 1, method: 'initialize', params: { processId: null, rootUri: pathToFileURL(root).href, capabilities } });
    await answer;
    server.send({ method: 'initialized', params: {} });
    server.send({ method: 'workspace/didChangeConfiguration', params: { settings: null } });
    // Refused or not, it read the workspace.
    for (let id = 100; ; id++) {
      const found = server.answer(id);
      server.send({ id, method: 'workspace/symbol', params: { query: 'here' } });
      if (((await found).result as readonly unknown[]).length > 0) break;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    const last = server.answer(2);
    server.send({ id: 2, method: 'shutdown' });
    expect((await last).result).toBeNull();
  }, 20_000);
});
