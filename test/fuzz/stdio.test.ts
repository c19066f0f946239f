import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { describeWith } from '../shared.ts';
import { fewer, hunt, share, TIMEOUT } from './budget.ts';
import { readFrames } from './client.ts';
import { ownTexts } from './corpus.ts';
import { randomStep, type World } from './messages.ts';
import type { Random } from './random.ts';
import { bytesAsText, cutsOf } from './texts.ts';

/** What is written to a server's input. Behind a piece that is no frame nobody knows where the next one begins. */
interface Piece {
  readonly bytes: Buffer;
  readonly isFrame: boolean;
}

const SERVER = join(import.meta.dirname, '..', '..', 'dist', 'server.cjs');
const cuts = ownTexts().map(cutsOf);
const LAST = 4_000_000;
/** Long enough for a machine that has other things to do. */
const PATIENCE = 30_000;

function frame(body: string | Buffer, header = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`): Buffer {
  return Buffer.concat([Buffer.from(header), Buffer.from(body)]);
}

function message(content: object): Buffer {
  return frame(JSON.stringify({ jsonrpc: '2.0', ...content }));
}

const INITIALIZE = { method: 'initialize', params: { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } } };

/** Numbers that no place in a text has. */
const HUGE = [-1, 0.5, 2 ** 31, 2 ** 53, 1e300, -(2 ** 40)];

function honest(random: Random, world: World, id: number): Piece {
  const step = randomStep(random, world);
  if (step.kind === 'text') return { bytes: frame(step.body), isFrame: true };
  const bytes = message({ ...(step.kind === 'request' ? { id } : {}), method: step.method, params: step.params });
  return { bytes, isFrame: true };
}

/** A frame whose content or order is wrong. */
function odd(random: Random, id: number): Piece {
  const textDocument = { uri: 'file:///w/a.sql' };
  const position = { line: random.pick(HUGE), character: random.pick(HUGE) };
  const bodies: readonly (string | Buffer)[] = [
    '',
    '{',
    '[]',
    'null',
    '{"jsonrpc":"2.0"}',
    `[${JSON.stringify({ jsonrpc: '2.0', id, method: 'shutdown' })}]`,
    bytesAsText(random),
    Buffer.from([0xff, 0xfe, 0, 0x80]),
    JSON.stringify({ jsonrpc: '2.0', id: 77, result: {} }),
    JSON.stringify({ jsonrpc: '2.0', id, ...INITIALIZE }),
    JSON.stringify({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: random.pick([id, 'x', null]) } }),
    JSON.stringify({
      jsonrpc: '2.0',
      id,
      method: random.pick(['textDocument/hover', 'textDocument/completion', 'textDocument/rename']),
      params: { textDocument, position, newName: 'x' },
    }),
    JSON.stringify({
      jsonrpc: '2.0',
      method: 'textDocument/didChange',
      params: {
        textDocument: { ...textDocument, version: random.pick(HUGE) },
        contentChanges: [{ range: { start: position, end: position }, text: 'x' }],
      },
    }),
    '['.repeat(2_000),
    '{"jsonrpc":"2.0","id":1e400,"method":"x"}',
  ];
  const body = random.pick(bodies);
  const header = random.pick([
    undefined,
    undefined,
    `content-length: ${Buffer.byteLength(body)}\r\n\r\n`,
    `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
  ]);
  return { bytes: header === undefined ? frame(body) : frame(body, header), isFrame: true };
}

/** No frame, or half of one. */
function broken(random: Random): Piece {
  const header = random.pick([
    '\r\n\r\n',
    'Content-Length\r\n\r\n',
    'Content-Length: \r\n\r\n',
    'Content-Length: x\r\n\r\n',
    'Content-Length: -5\r\n\r\n',
    'Content-Length: 1e9\r\n\r\n',
    'Content-Length: 99999999999\r\n\r\n',
    'Content-Len',
    'Content-Length: 5\n\n{}',
    'GET / HTTP/1.1\r\n\r\n',
    'Content-Length: 3\r\nContent-Length: 9\r\n\r\n',
    bytesAsText(random),
  ]);
  return { bytes: frame(random.pick(['', '{}', '{"jsonrpc":"2.0","id":1,"method":"shutdown"}']), header), isFrame: false };
}

function conversation(random: Random): readonly Piece[] {
  const world: World = { documents: new Map(), cuts };
  const isBroken = random.chance(0.4);
  const pieces: Piece[] = random.chance(0.85)
    ? [
        { bytes: message({ id: 1, ...INITIALIZE }), isFrame: true },
        { bytes: message({ method: 'initialized', params: {} }), isFrame: true },
      ]
    : [];
  const many = 2 + random.below(25);
  for (let at = 0; at < many; at++) {
    const kind = random.below(10);
    pieces.push(isBroken && kind === 0 ? broken(random) : kind < 4 ? odd(random, 100 + at) : honest(random, world, 100 + at));
  }
  return pieces;
}

/** Writes it all in pieces of any size, then asks for the end. */
function play(pieces: readonly Piece[], size: number): Promise<string | undefined> {
  const isWhole = pieces.every(piece => piece.isFrame);
  const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  let isAnswered = false;
  server.stderr.on('data', chunk => (errors += String(chunk)));
  server.stdin.on('error', () => {});
  const all = Buffer.concat([...pieces.map(piece => piece.bytes), message({ id: LAST, method: 'shutdown' })]);
  for (let at = 0; at < all.length; at += size) server.stdin.write(all.subarray(at, at + size));
  readFrames(server.stdout, ({ id, method }) => {
    if (id !== LAST || method !== undefined) return;
    isAnswered = true;
    server.stdin.write(message({ method: 'exit' }));
  });
  if (!isWhole) server.stdin.end();
  return new Promise(resolve => {
    const late = setTimeout(() => server.kill('SIGKILL'), PATIENCE);
    server.on('exit', (code, signal) => {
      clearTimeout(late);
      if (signal !== null)
        resolve(
          isAnswered
            ? 'the server does not end: exit'
            : isWhole
              ? 'the server does not answer: shutdown'
              : 'the server does not end: its input has ended',
        );
      else if (/Uncaught|Unhandled|\n {4}at /.test(errors)) resolve(`the server fell: ${errors.slice(0, 600)}`);
      else if (isWhole && !isAnswered) resolve(`the server left before it was asked to: code ${code} ${errors.slice(0, 300)}`);
      else resolve(undefined);
    });
  });
}

interface Input {
  readonly pieces: readonly Piece[];
  readonly size: number;
}

describeWith('dist/server.cjs (npm run build)', existsSync(SERVER), 'the server over its standard streams', () => {
  test('answers while frames are frames, and ends when they are not', { timeout: TIMEOUT }, async () => {
    await hunt<Input>({
      name: 'bytes over stdio',
      inputs: Math.max(4, share(0.0002)),
      make: random => ({ pieces: conversation(random), size: random.pick([1_000_000, 1_000_000, 97, 4_096]) }),
      law: ({ pieces, size }) => play(pieces, size),
      shrink: function* smaller(input) {
        for (const pieces of fewer(input.pieces)) yield { ...input, pieces };
      },
      show: ({ pieces, size }) => JSON.stringify([size, ...pieces.map(piece => piece.bytes.toString('latin1'))]),
    });
  });
});
