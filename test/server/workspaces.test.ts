import { describe, expect, test } from 'vitest';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { Host } from '../../server/host.ts';
import { memoryHost, start, type Conversation } from './conversation.ts';

const MEM = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);';
const FLOW = 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;';
const FOLDERS = { workspace: { workspaceFolders: true } };
const OTHER = 'CREATE FLOW g SINK TO out2 AS SELECT ts FROM mem;';
const CLOSED = '{"catalog": "closed"}';

const isClean = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.length === 0;
const isMissing = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ message }) => message.includes('missing source tables'));

/** What the server knows by its name, across the workspace. */
async function symbols({ ask }: Conversation, query: string): Promise<readonly string[]> {
  const found = await ask<readonly { location: { uri: string } }[]>('workspace/symbol', { query });
  return found.map(({ location }) => location.uri);
}

describe('without a workspace', () => {
  test.each([
    ['no folders and no root', { roots: null, rootUri: null }],
    ['an empty list of folders', { roots: [] }],
  ])('a file sees its neighbours, and not those of other folders: %s', async (_what, options) => {
    const { open, until } = await start(`-- file: a/1.sql\n${MEM}\n-- file: a/2.sql\n${FLOW}\n-- file: 2.sql\n${FLOW}`, options);
    await open('file:///w/2.sql');
    await open('file:///w/a/2.sql');
    await until('file:///w/a/2.sql', isClean);
    await until('file:///w/2.sql', isMissing);
  });

  test('the configuration around a file counts', async () => {
    const marked = `-- file: a/greptime-sql.json\n{"rules": {"flow-missing-source": "error"}}\n-- file: a/b/1.sql\n${FLOW}\n-- file: c/1.sql\n${FLOW}`;
    const { open, until } = await start(marked, { roots: null });
    await open('file:///w/a/b/1.sql');
    await open('file:///w/c/1.sql');
    await until('file:///w/a/b/1.sql', found => found[0]?.severity === DiagnosticSeverity.Error);
    await until('file:///w/c/1.sql', found => found[0]?.severity === DiagnosticSeverity.Warning);
  });

  test('nothing is read before a file is open', async () => {
    const conversation = await start(`-- file: 1.sql\n${MEM}`, { roots: null });
    expect(await symbols(conversation, 'mem')).toEqual([]);
    await conversation.open('file:///w/2.sql', { text: FLOW });
    await expect.poll(() => symbols(conversation, 'mem')).toEqual(['file:///w/1.sql']);
  });
});

test('a reading that fails is told, and does not keep the next from trying', async () => {
  let isBroken = true;
  const broken = (files: Map<string, string>): Host => {
    const host = memoryHost(files);
    return { ...host, list: (...asked) => (isBroken ? Promise.reject(new Error('no disk')) : host.list(...asked)) };
  };
  const conversation = await start(`-- file: 1.sql\n${MEM}`, { host: broken });
  await expect.poll(() => conversation.logged.join('\n')).toContain('no disk');
  expect(await symbols(conversation, 'mem')).toEqual([]);
  isBroken = false;
  await conversation.tell('workspace/didChangeConfiguration', { settings: {} });
  await expect.poll(() => symbols(conversation, 'mem')).toEqual(['file:///w/1.sql']);
});

test('an older client names one root', async () => {
  const conversation = await start(`-- file: 1.sql\n${MEM}`, { roots: null, rootUri: 'file:///w' });
  await expect.poll(() => symbols(conversation, 'mem')).toEqual(['file:///w/1.sql']);
});

test('a folder of another file system is read', async () => {
  const files = new Map([
    ['memfs:/w/1.sql', MEM],
    ['memfs:/w/2.sql', FLOW],
  ]);
  const conversation = await start('', { roots: ['memfs:/w'], host: () => memoryHost(files) });
  await expect.poll(() => symbols(conversation, 'mem')).toEqual(['memfs:/w/1.sql']);
});

describe('with several folders', () => {
  const FILES = `-- file: a/1.sql\n${MEM}\n-- file: a/2.sql\n${FLOW}\n-- file: b/1.sql\n${FLOW}`;
  const A = 'file:///w/a';
  const B = 'file:///w/b';
  const told = (added: readonly string[], removed: readonly string[]): object => {
    const folders = (uris: readonly string[]): object[] => uris.map(uri => ({ uri, name: uri }));
    return { event: { added: folders(added), removed: folders(removed) } };
  };

  test('each is judged by itself', async () => {
    const { until, pushed } = await start(FILES, { roots: [A, B] });
    await until(`${B}/1.sql`, isMissing);
    expect(pushed.has(`${A}/2.sql`)).toBe(false);
  });

  test('one that is added is judged, and one that is removed has no findings any more', async () => {
    const conversation = await start(FILES, { roots: [A], capabilities: FOLDERS });
    const { tell, until, pushed, initialized } = conversation;
    expect(initialized.capabilities.workspace?.workspaceFolders).toEqual({ supported: true, changeNotifications: true });
    await expect.poll(() => symbols(conversation, 'mem')).toEqual([`${A}/1.sql`]);
    expect(pushed.size).toBe(0);
    await tell('workspace/didChangeWorkspaceFolders', told([B], []));
    await until(`${B}/1.sql`, isMissing);
    await tell('workspace/didChangeWorkspaceFolders', told([], [B]));
    await until(`${B}/1.sql`, isClean);
    await tell('workspace/didChangeWorkspaceFolders', told([], [A]));
    await expect.poll(() => symbols(conversation, 'mem')).toEqual([]);
  });

  test('a file stays open while its folder is removed, and sees its neighbours', async () => {
    const conversation = await start(FILES, { roots: [B, A], capabilities: FOLDERS });
    const { open, change, tell, until } = conversation;
    await open(`${A}/2.sql`);
    await tell('workspace/didChangeWorkspaceFolders', told([], [A]));
    await change(`${A}/2.sql`, FLOW.replace('mem', 'other'));
    await until(`${A}/2.sql`, isMissing);
    await change(`${A}/2.sql`, `${FLOW} `);
    await until(`${A}/2.sql`, isClean);
    expect(await symbols(conversation, 'mem')).toEqual([`${A}/1.sql`]);
  });
});

describe('a text that no folder has', () => {
  test.each(['untitled:Untitled-1', 'vscode-vfs://github/x/2.sql'])('is judged, and is nothing to the files: %s', async uri => {
    const conversation = await start(`-- file: greptime-sql.json\n${CLOSED}\n-- file: 1.sql\n${FLOW}`);
    const { open, until } = conversation;
    await open('file:///w/1.sql');
    await until('file:///w/1.sql', isMissing);
    await open(uri, { text: `${MEM}\n${FLOW.replace('mem', 'other')}` });
    await until(uri, isMissing);
    await conversation.change('file:///w/1.sql', `${FLOW} `);
    await until('file:///w/1.sql', isMissing);
  });

  test('an older version of a file is not judged', async () => {
    const { open, until } = await start(`-- file: 1.sql\n${FLOW}`);
    await open('git:/w/1.sql?%7B%7D', { text: FLOW });
    await open('file:///w/1.sql');
    await until('file:///w/1.sql', isMissing);
    await until('git:/w/1.sql?%7B%7D', isClean);
  });

  test('that was never saved sees the files, and forgets them with its window', async () => {
    const { open, tell, until } = await start(`-- file: 1.sql\n${MEM}`);
    await open('untitled:Untitled-1', { text: FLOW });
    await until('untitled:Untitled-1', isClean);
    await open('untitled:Untitled-2', { text: FLOW.replace('mem', 'other') });
    await until('untitled:Untitled-2', isMissing);
    await tell('textDocument/didClose', { textDocument: { uri: 'untitled:Untitled-2' } });
    await until('untitled:Untitled-2', isClean);
  });
});

describe('a file that is open', () => {
  const FILES = `-- file: 1.sql\n${MEM}\n-- file: 2.sql\n${FLOW}`;

  test('twice is what was opened last', async () => {
    const { open, until } = await start(FILES);
    await open('file:///w/2.sql', { text: FLOW.replace('mem', 'other') });
    await until('file:///w/2.sql', isMissing);
    await open('file:///w/2.sql');
    await until('file:///w/2.sql', isClean);
  });

  test('and closed with unsaved changes is again what is on disk', async () => {
    const { open, change, tell, until } = await start(FILES);
    await open('file:///w/1.sql');
    await change('file:///w/1.sql', MEM.replace('mem', 'other'));
    await until('file:///w/2.sql', isMissing);
    await tell('textDocument/didClose', { textDocument: { uri: 'file:///w/1.sql' } });
    await until('file:///w/2.sql', isClean);
  });

  test("is the editor's, whatever happens on disk", async () => {
    const { open, files, tell, change, until, ready } = await start(FILES, { capabilities: WATCHES });
    await ready();
    await open('file:///w/1.sql');
    await open('file:///w/2.sql');
    files.delete('file:///w/1.sql');
    await tell('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///w/1.sql', type: DELETED }] });
    await change('file:///w/2.sql', `${FLOW}\nSELECT nothing FROM mem;`);
    expect((await until('file:///w/2.sql', found => found.length > 0)).map(({ code }) => code)).toEqual(['column-not-found']);
  });
});

const WATCHES = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
const [CREATED, CHANGED, DELETED] = [1, 2, 3];

describe('a client that watches files', () => {
  const FILES = `-- file: 1.sql\n${MEM}\n-- file: 2.sql\n${FLOW}`;
  const watched = (...changes: readonly (readonly [name: string, type: number | undefined])[]): object => ({
    changes: changes.map(([name, type]) => ({ uri: `file:///w/${name}`, type })),
  });

  test('is asked to', async () => {
    const { requested } = await start('', { capabilities: WATCHES });
    await expect.poll(() => JSON.stringify(requested)).toContain('workspace/didChangeWatchedFiles');
    expect(JSON.stringify(requested)).toContain('**/*.sql');
  });

  test('tells of files that come, change, move and go', async () => {
    const { files, tell, until } = await start(FILES, { capabilities: WATCHES });
    const hear = (...changes: Parameters<typeof watched>): Promise<void> => tell('workspace/didChangeWatchedFiles', watched(...changes));
    files.set('file:///w/3.sql', OTHER.replace('mem', 'late'));
    await hear(['3.sql', CREATED]);
    await until('file:///w/3.sql', isMissing);
    files.set('file:///w/3.sql', OTHER);
    await hear(['3.sql', CHANGED]);
    await until('file:///w/3.sql', isClean);
    files.set('file:///w/4.sql', MEM);
    files.delete('file:///w/1.sql');
    await hear(['1.sql', DELETED], ['4.sql', CREATED]);
    await until('file:///w/2.sql', isMissing);
    await until('file:///w/3.sql', isMissing);
    files.delete('file:///w/2.sql');
    await hear(['2.sql', DELETED]);
    await until('file:///w/2.sql', isClean);
  });

  test('is not read behind its back', async () => {
    const { files, open, change, tell, until, ready } = await start(FILES, { capabilities: WATCHES });
    await open('file:///w/2.sql');
    await ready();
    files.delete('file:///w/1.sql');
    await tell('textDocument/didSave', { textDocument: { uri: 'file:///w/2.sql' } });
    await change('file:///w/2.sql', `${FLOW}\nSELECT nothing FROM mem;`);
    expect((await until('file:///w/2.sql', found => found.length > 0)).map(({ code }) => code)).toEqual(['column-not-found']);
  });
});

test('for a client that watches nothing, all is read anew when it saves', async () => {
  const { files, open, tell, until, ready } = await start(`-- file: 1.sql\n${MEM}\n-- file: 2.sql\n${FLOW}`);
  await open('file:///w/2.sql');
  await ready();
  files.delete('file:///w/1.sql');
  await tell('textDocument/didSave', { textDocument: { uri: 'file:///w/2.sql' } });
  await until('file:///w/2.sql', isMissing);
});
