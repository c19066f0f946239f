import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openClient } from '../fuzz/client.ts';
import { OWN_SCRIPTS } from '../fuzz/scripts.ts';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

const EDITS = 10_000;
/** After so many edits everything that is made once is there. */
const WARM = 1_000;

/** The heap without garbage. Twice, because what is weakly held goes only after what held it. */
function heap(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

test('ten thousand edits leave the heap as it was', async () => {
  const client = openClient();
  await client.request('initialize', { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });
  client.send({ method: 'initialized', params: {} });
  const text = `${OWN_SCRIPTS.flat().join('\n')}\n`;
  const uri = 'file:///w/edited.sql';
  client.send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'greptime-sql', version: 1, text } } });
  const lines = text.split('\n').length - 1;
  let before = 0;
  for (let version = 2; version < EDITS + 2; version++) {
    // Every edit writes a statement that never was there before; the next one takes it away again.
    const line = Math.floor(version / 2) % lines;
    const start = { line, character: 0 };
    const written = `SELECT ${Math.floor(version / 2)} AS n FROM numbers; `;
    const change =
      version % 2 === 0
        ? { range: { start, end: start }, text: written }
        : { range: { start, end: { line, character: written.length } }, text: '' };
    client.send({ method: 'textDocument/didChange', params: { textDocument: { uri, version }, contentChanges: [change] } });
    if (version % 50 === 0) await client.request('textDocument/diagnostic', { textDocument: { uri } });
    if (version === WARM) before = heap();
  }
  await client.request('textDocument/diagnostic', { textDocument: { uri } });
  // What the client heard is the client's.
  (client.heard as unknown[]).length = 0;
  const after = heap();
  expect(after / before, `${before} bytes before, ${after} after`).toBeLessThan(1.2);
}, 240_000);
