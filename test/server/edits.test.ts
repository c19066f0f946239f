import { describe, expect, test } from 'vitest';
import type { CodeAction, Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { positionOf, start, type Conversation } from './conversation.ts';

const URI = 'file:///w/1.sql';
const textDocument = { uri: URI };
const options = { tabSize: 2, insertSpaces: true };
const MESSY = 'create table MEM (host   string, ts timestamp time index);\n\nselect  host\nfrom mem;\nselect   1';

function applied(text: string, edits: readonly TextEdit[] | null): string {
  const starts = text.split('\n').reduce<number[]>((all, line) => [...all, all.at(-1)! + line.length + 1], [0]);
  const offset = ({ line, character }: Position): number => starts[line]! + character;
  return (edits ?? [])
    .toSorted((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((whole, { range, newText }) => whole.slice(0, offset(range.start)) + newText + whole.slice(offset(range.end)), text);
}

const capabilities = { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } };

async function open(text: string, others = ''): Promise<Conversation> {
  const conversation = await start(`-- file: greptime-sql.json\n{"catalog": "closed"}\n-- file: 1.sql\n${text}${others}`, { capabilities });
  await conversation.open(URI);
  await conversation.ready();
  return conversation;
}

function rangeOf(text: string, part: string): Range {
  const at = text.indexOf(part);
  return { start: positionOf(text, at), end: positionOf(text, at + part.length) };
}

describe('formatting', () => {
  test('lays a document out, and then has nothing left to do', async () => {
    const { ask, change } = await open(MESSY);
    const edits = await ask<TextEdit[]>('textDocument/formatting', { textDocument, options });
    const text = applied(MESSY, edits);
    expect(text).toBe('CREATE TABLE MEM (\n  host STRING,\n  ts TIMESTAMP TIME INDEX\n);\n\nSELECT host FROM mem;\nSELECT 1\n');
    await change(URI, text);
    expect(await ask('textDocument/formatting', { textDocument, options })).toEqual([]);
  });

  test('of a range leaves the rest alone', async () => {
    const { ask } = await open(MESSY);
    const edits = await ask<TextEdit[]>('textDocument/rangeFormatting', { textDocument, range: rangeOf(MESSY, 'host\nfrom'), options });
    expect(applied(MESSY, edits)).toBe(MESSY.replace('select  host\nfrom mem;', 'SELECT host FROM mem;'));
  });

  test('of several ranges is that of each', async () => {
    const { ask, initialized } = await open(MESSY);
    expect(initialized.capabilities.documentRangeFormattingProvider).toEqual({ rangesSupport: true });
    const ranges = ['from', 'mem;', 'MEM'].map(part => rangeOf(MESSY, part));
    const edits = await ask<TextEdit[]>('textDocument/rangesFormatting', { textDocument, ranges, options });
    expect(applied(MESSY, edits)).toMatch(/^CREATE TABLE MEM [^]*\n\nSELECT host FROM mem;\nselect {3}1$/);
  });

  test('on a typed semicolon lays out the statement that it ends', async () => {
    const text = 'select   1;\nselect   2;';
    const { ask, initialized } = await open(text);
    expect(initialized.capabilities.documentOnTypeFormattingProvider).toEqual({ firstTriggerCharacter: ';' });
    const edits = await ask<TextEdit[]>('textDocument/onTypeFormatting', {
      textDocument,
      position: { line: 0, character: 11 },
      ch: ';',
      options,
    });
    expect(applied(text, edits)).toBe('SELECT 1;\nselect   2;');
  });

  test('touches no text that cannot be read, and no file that is not judged', async () => {
    const { ask, open: show } = await open('selec   1 from;\n');
    expect(await ask('textDocument/formatting', { textDocument, options })).toEqual([]);
    await show('file:///elsewhere/1.sql', { text: 'select   1;' });
    expect(await ask('textDocument/formatting', { textDocument: { uri: 'file:///elsewhere/1.sql' }, options })).toBeNull();
  });
});

describe('Fix All', () => {
  const BROKEN = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\nSELECT host,, ts FROM mem;\nSELECT hots FROM mem;\n';
  const fixes = ({ ask }: Conversation, context: object): Promise<readonly CodeAction[]> =>
    ask('textDocument/codeAction', { textDocument, range: rangeOf(BROKEN, 'CREATE'), context: { diagnostics: [], ...context } });

  test('is offered to who asks for it, and leaves less to find', async () => {
    const conversation = await open(BROKEN);
    await conversation.until(URI, found => found.length === 2);
    const [all, ...others] = await fixes(conversation, { only: ['source.fixAll'] });
    expect([all!.kind, others]).toEqual(['source.fixAll.greptime-sql', []]);
    const text = applied(BROKEN, all!.edit!.changes![URI]!);
    expect(text).toBe(BROKEN.replace(',,', ','));
    await conversation.change(URI, text);
    await conversation.until(URI, found => found.length === 1);
  });

  test('is offered to nobody else, and where nothing can be fixed to nobody', async () => {
    const conversation = await open(BROKEN);
    expect((await fixes(conversation, {})).map(({ kind }) => kind)).not.toContain('source.fixAll.greptime-sql');
    expect((await fixes(conversation, { only: ['refactor'] })).map(({ kind }) => kind)).not.toContain('source.fixAll.greptime-sql');
    await conversation.change(URI, 'SELECT 1;');
    expect(await fixes(conversation, { only: ['source.fixAll'] })).toEqual([]);
  });
});

describe('renaming files', () => {
  const MEM = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);';
  const FLOW = 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;';
  const FILES = `\n-- file: 2.sql\n${FLOW}`;
  const isMissing = (found: readonly { readonly message: string }[]): boolean =>
    found.some(({ message }) => message.includes('missing source tables'));

  /** As an editor does it: it asks, moves the file, and tells. */
  async function move({ ask, tell, files }: Conversation, from: string, to: string): Promise<WorkspaceEdit | null> {
    const params = { files: [{ oldUri: from, newUri: to }] };
    const edit = await ask<WorkspaceEdit | null>('workspace/willRenameFiles', params);
    for (const [uri, text] of [...files])
      if (uri === from || uri.startsWith(`${from}/`)) {
        files.delete(uri);
        files.set(uri.replace(from, to), text);
      }
    await tell('workspace/didRenameFiles', params);
    return edit;
  }

  test('of a file changes the order of execution', async () => {
    const conversation = await open(MEM, FILES);
    await conversation.tell('textDocument/didClose', { textDocument });
    expect(await move(conversation, URI, 'file:///w/3.sql')).toBeNull();
    await conversation.until('file:///w/2.sql', isMissing);
    await move(conversation, 'file:///w/3.sql', URI);
    await conversation.until('file:///w/2.sql', found => !isMissing(found));
  });

  test('of a folder takes its files along', async () => {
    const conversation = await open('SELECT 1;', `\n-- file: a/1.sql\n${MEM}\n-- file: b/1.sql\n${FLOW}`);
    await move(conversation, 'file:///w/a', 'file:///w/c');
    await conversation.until('file:///w/b/1.sql', isMissing);
    await move(conversation, 'file:///w/c', 'file:///w/a');
    await conversation.until('file:///w/b/1.sql', found => !isMissing(found));
  });

  test('is announced for SQL files, and told of folders too', async () => {
    const { initialized } = await open('SELECT 1;');
    const sql = { scheme: 'file', pattern: { glob: '**/*.sql' } };
    expect(initialized.capabilities.workspace?.fileOperations).toEqual({
      willRename: { filters: [sql] },
      didRename: { filters: [sql, { scheme: 'file', pattern: { glob: '**/*', matches: 'folder' } }] },
    });
  });
});
