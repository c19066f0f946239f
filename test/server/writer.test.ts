import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { prepare } from '../../server/prepared.ts';
import { WholeWriter } from '../../server/writer.ts';

function recorder(error?: Error): { readonly pieces: string[]; readonly output: Writable } {
  const pieces: string[] = [];
  const output = new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece.toString());
      done(error);
    },
  });
  return { pieces, output };
}

test('a message is written in one piece, and its length counts bytes', async () => {
  const { pieces, output } = recorder();
  const writer = new WholeWriter(output);
  const messages = ['eins', 'zwölf'].map(method => ({ jsonrpc: '2.0', method }));
  await Promise.all(messages.map(message => writer.write(message)));
  expect(pieces).toEqual([
    'Content-Length: 33\r\n\r\n{"jsonrpc":"2.0","method":"eins"}',
    'Content-Length: 35\r\n\r\n{"jsonrpc":"2.0","method":"zwölf"}',
  ]);
});

test('who writes where nobody reads is told', async () => {
  const failures: unknown[] = [];
  const writer = new WholeWriter(recorder(new Error('gone')).output);
  writer.onError(([error]) => failures.push(error.message));
  await expect(writer.write({ jsonrpc: '2.0' })).rejects.toThrow('gone');
  expect(failures).toContain('gone');
});

test('what was prepared is written as it was prepared, in place of what is there', async () => {
  const { pieces, output } = recorder();
  const writer = new WholeWriter(output);
  const params = prepare({ uri: 'a', diagnostics: ['ö', 'x'] }, () => ['{"uri":"a","diagnostics":[', ['"ö"', '"x"'].join(), ']}']);
  const message = { jsonrpc: '2.0', method: 'm', params };
  await writer.write(message);
  const body = JSON.stringify(message);
  expect(pieces).toEqual([`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`]);
});
