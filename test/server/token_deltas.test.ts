import { describe, expect, test } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { Random } from '../fuzz/random.ts';
import { start, type Conversation } from './conversation.ts';

const URI = 'file:///w/1.sql';
const textDocument = { uri: URI };
const TEXT =
  "-- flows\nCREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\nCREATE FLOW f SINK TO out AS\nSELECT 'x', host FROM mem;\n";
const PIECES = ['', ' ', '\n', ';', "'", '/*\n', '*/', 'SELECT 1;\n', 'host', '-- x\n', '😀', 'TQL EVAL (0, 1, "1s") mem;'];

async function open(): Promise<Conversation> {
  const conversation = await start(`-- file: 1.sql\n${TEXT}`);
  await conversation.open(URI);
  return conversation;
}

function full({ ask }: Conversation): Promise<SemanticTokens> {
  return ask('textDocument/semanticTokens/full', { textDocument });
}

function since({ ask }: Conversation, previousResultId: string): Promise<SemanticTokens | SemanticTokensDelta> {
  return ask('textDocument/semanticTokens/full/delta', { textDocument, previousResultId });
}

function patched(data: readonly number[], { edits }: SemanticTokensDelta): readonly number[] {
  return edits.toReversed().reduce((whole, edit) => whole.toSpliced(edit.start, edit.deleteCount, ...(edit.data ?? [])), [...data]);
}

describe('the difference to older tokens', () => {
  test('comes to all of them, after every edit', async () => {
    const random = new Random(1, 'token deltas', 0);
    const conversation = await open();
    let told = await full(conversation);
    for (let text = TEXT, edits = 0; edits < 60; edits++) {
      const at = random.below(text.length + 1);
      text = edits % 10 === 9 ? TEXT : text.slice(0, at) + random.pick(PIECES) + text.slice(at + random.below(4));
      await conversation.change(URI, text);
      const delta = (await since(conversation, told.resultId!)) as SemanticTokensDelta;
      const { data } = told;
      told = await full(conversation);
      expect(patched(data, delta), text).toEqual(told.data);
    }
  });

  test('is nothing where nothing changed', async () => {
    const conversation = await open();
    const { resultId } = await full(conversation);
    expect(await since(conversation, resultId!)).toMatchObject({ edits: [] });
  });

  test('is everything where nobody knows the older ones', async () => {
    const conversation = await open();
    const { data, resultId } = await full(conversation);
    expect(await since(conversation, 'nonsense')).toMatchObject({ data });
    expect(await since(conversation, resultId!)).toMatchObject({ data });
    const { resultId: last } = await full(conversation);
    await conversation.tell('textDocument/didClose', { textDocument });
    await conversation.open(URI);
    expect(await since(conversation, last!)).toMatchObject({ data });
  });
});
