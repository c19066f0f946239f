import { describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { start } from './conversation.ts';

const MEM = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);';
const URI = 'file:///w/1.sql';
const HOVER = { textDocument: { uri: URI }, position: { line: 0, character: 14 } };

describe('progress', () => {
  const FILES = Array.from({ length: 130 }, (_, index) => `-- file: ${index}.sql\nSELECT ${index};`).join('\n');
  const capabilities = { window: { workDoneProgress: true } };

  test('is told while the files are read for the first time', async () => {
    const { ready, progress, requested } = await start(FILES, { capabilities });
    await ready();
    expect(requested.map(({ method }) => method)).toEqual(['window/workDoneProgress/create']);
    expect(progress.map(({ kind, message }) => [kind, message])).toEqual([
      ['begin', 'reading files'],
      ['report', '64 of 130 files'],
      ['report', '128 of 130 files'],
      ['report', '130 of 130 files'],
      ['end', undefined],
    ]);
    const parts = progress.flatMap(({ percentage }) => percentage ?? []);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    expect(parts.at(-1)).toBe(100);
  });

  test('is told once', async () => {
    const { ready, ask, tell, files, progress } = await start(FILES, { capabilities });
    await ready();
    const { length } = progress;
    files.set('file:///w/late.sql', MEM);
    await tell('textDocument/didSave', { textDocument: { uri: URI } });
    await expect.poll(() => ask('workspace/symbol', { query: 'mem' })).toHaveLength(1);
    expect(progress.length).toBe(length);
  });

  test.each([
    ['who does not show it', { capabilities: {} }],
    ['who has no folder', { capabilities, roots: null }],
  ])('is not told %s', async (_who, options) => {
    const { ready, progress, requested } = await start(FILES, options);
    await ready();
    expect([progress, requested]).toEqual([[], []]);
  });
});

describe('a request that is called off', () => {
  test('before its turn is not begun', async () => {
    const { client, open, ask, traced } = await start(`-- file: 1.sql\n${MEM}`, { trace: 'messages' });
    await open(URI);
    const source = new CancellationTokenSource();
    const asked = [client.sendRequest('textDocument/hover', HOVER), client.sendRequest('textDocument/definition', HOVER, source.token)];
    source.cancel();
    const [hover, definition] = await Promise.allSettled(asked);
    expect(hover).toHaveProperty('status', 'fulfilled');
    expect(definition).toMatchObject({ status: 'rejected', reason: { code: -32800 } });
    await ask('textDocument/references', { ...HOVER, context: { includeDeclaration: true } });
    expect(traced.map(({ message }) => message.split(' ')[0])).toEqual(['textDocument/hover', 'textDocument/references']);
  });
});

describe('what the server does', () => {
  test('is told to who traces it', async () => {
    const { ask, traced } = await start(`-- file: 1.sql\n${MEM}`, { trace: 'messages' });
    await ask('textDocument/hover', HOVER);
    expect(traced).toEqual([{ message: expect.stringMatching(/^textDocument\/hover took \d+ ms$/) as string }]);
  });

  test('is told with the file to who traces it verbosely', async () => {
    const { ask, traced } = await start(`-- file: 1.sql\n${MEM}`, { trace: 'verbose' });
    await ask('textDocument/hover', HOVER);
    expect(traced).toMatchObject([{ verbose: URI }]);
  });

  test('is told from when it is asked for until it is no longer', async () => {
    const { ask, tell, traced } = await start(`-- file: 1.sql\n${MEM}`, { trace: 'off' });
    await ask('textDocument/hover', HOVER);
    await tell('$/setTrace', { value: 'messages' });
    await ask('textDocument/definition', HOVER);
    await tell('$/setTrace', { value: 'off' });
    await ask('textDocument/hover', HOVER);
    expect(traced.map(({ message }) => message.split(' ')[0])).toEqual(['textDocument/definition']);
  });
});
