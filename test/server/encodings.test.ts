import { describe, expect, test } from 'vitest';
import type { Hover, Position, Range, SemanticTokens, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { start, type Conversation } from './conversation.ts';

/** How long a text is, counted without the server's help. */
const WIDTHS = {
  'utf-8': (text: string) => Buffer.byteLength(text),
  'utf-16': (text: string) => text.length,
  'utf-32': (text: string) => [...text].length,
} as const;
type Encoding = keyof typeof WIDTHS;

const URI = 'file:///w/a.sql';
const LINES = [
  "CREATE TABLE mem (host STRING COMMENT '😀 é', used DOUBLE, ts TIMESTAMP TIME INDEX);",
  "/* 😀😀 */ SELECT 'naïve 😀', hots, used FROM mem;",
];
const TEXT = LINES.join('\n');

async function speak(encoding: Encoding): Promise<Conversation> {
  const capabilities = { general: { positionEncodings: [encoding] }, textDocument: { rename: { prepareSupport: true }, diagnostic: {} } };
  const conversation = await start(`-- file: greptime-sql.json\n{"catalog": "closed"}\n-- file: a.sql\n${TEXT}`, { capabilities });
  await conversation.open(URI);
  await expect
    .poll(() => conversation.ask('textDocument/hover', { textDocument: { uri: URI }, position: { line: 0, character: 14 } }))
    .not.toBeNull();
  return conversation;
}

function placeOf(encoding: Encoding, line: number, offset: number): Position {
  return { line, character: WIDTHS[encoding](LINES[line]!.slice(0, offset)) };
}

/** The range of a word in a line. */
function rangeOf(encoding: Encoding, line: number, word: string): Range {
  const at = LINES[line]!.indexOf(word);
  return { start: placeOf(encoding, line, at), end: placeOf(encoding, line, at + word.length) };
}

describe.each(Object.keys(WIDTHS) as Encoding[])('behind emoji and accents, in %s,', encoding => {
  const textDocument = { uri: URI };

  test('the encoding is announced', async () => {
    expect((await speak(encoding)).initialized.capabilities.positionEncoding).toBe(encoding);
  });

  test('diagnostics stand under their word', async () => {
    const { ask } = await speak(encoding);
    const { items } = await ask<{ items: { code: string; range: Range }[] }>('textDocument/diagnostic', { textDocument });
    expect(items.map(({ code, range }) => [code, range])).toEqual([['column-not-found', rangeOf(encoding, 1, 'hots')]]);
  });

  test('hover finds the word and gives its range', async () => {
    const { ask } = await speak(encoding);
    const range = rangeOf(encoding, 1, 'used');
    expect((await ask<Hover>('textDocument/hover', { textDocument, position: range.start })).range).toEqual(range);
    expect((await ask<Hover>('textDocument/hover', { textDocument, position: range.end })).range).toEqual(range);
  });

  test('renaming edits the words', async () => {
    const { ask } = await speak(encoding);
    const position = rangeOf(encoding, 1, 'used').start;
    const { changes } = await ask<WorkspaceEdit>('textDocument/rename', { textDocument, position, newName: 'amount' });
    expect(changes![URI]).toEqual([0, 1].map(line => ({ range: rangeOf(encoding, line, 'used'), newText: 'amount' })) satisfies TextEdit[]);
  });

  test('semantic tokens cover their words', async () => {
    const { ask } = await speak(encoding);
    const { data } = await ask<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    const ranges = decoded(data);
    for (const [line, word] of [
      [0, "'😀 é'"],
      [0, 'used'],
      [1, '/* 😀😀 */'],
      [1, "'naïve 😀'"],
      [1, 'mem'],
    ] as const)
      expect(ranges, word).toContainEqual(rangeOf(encoding, line, word));
  });

  test('an edit behind them changes what it should', async () => {
    const { ask, tell } = await speak(encoding);
    const contentChanges = [{ range: rangeOf(encoding, 1, 'hots'), text: 'host' }];
    await tell('textDocument/didChange', { textDocument: { uri: URI, version: 2 }, contentChanges });
    expect(await ask('textDocument/diagnostic', { textDocument })).toMatchObject({ items: [] });
  });
});

test.each([[undefined], [[]], [['utf-7']], [['utf-8', 'utf-16']]])('a client that says %j counts in UTF-16', async positionEncodings => {
  const { initialized } = await start('', { capabilities: positionEncodings === undefined ? {} : { general: { positionEncodings } } });
  expect(initialized.capabilities.positionEncoding).toBe('utf-16');
});

function decoded(data: readonly number[]): readonly Range[] {
  const ranges: Range[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down, right, width] = data.slice(at, at + 3) as [number, number, number];
    character = down === 0 ? character + right : right;
    line += down;
    ranges.push({ start: { line, character }, end: { line, character: character + width } });
  }
  return ranges;
}
