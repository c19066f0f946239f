import { describe, expect, test } from 'vitest';
import type { Host } from '../../server/host.ts';
import { NOTIFICATIONS, type Status } from '../../server/protocol.ts';
import { ENTRIES, capabilitiesFor } from '../../server/requests.ts';
import { memoryHost, start } from './conversation.ts';

const MEM = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);';
const LATE = 'CREATE FLOW late SINK TO out AS SELECT host FROM nowhere;';

describe('a session that is told diagnostics', () => {
  test('shows a finding, and an edit clears it', async () => {
    const { open: show, change, until } = await start(`-- file: 01.sql\n${MEM}\n-- file: 02.sql\n${LATE}`);
    await show('file:///w/02.sql');
    const [found] = await until('file:///w/02.sql', diagnostics => diagnostics.length === 1);
    expect(found).toMatchObject({
      code: 'flow-missing-source',
      severity: 2,
      source: 'greptime-sql',
      codeDescription: { href: expect.stringContaining('flow-missing-source') as string },
    });
    await change('file:///w/02.sql', LATE.replace('nowhere', 'mem'));
    await until('file:///w/02.sql', diagnostics => diagnostics.length === 0);
  });

  test('hears of files that nobody opened', async () => {
    const { until } = await start(`-- file: 02.sql\n${LATE}`);
    await until('file:///w/02.sql', diagnostics => diagnostics.length === 1);
  });

  test('hears of another file when an edit here changes it', async () => {
    const { open: show, change, until } = await start(`-- file: 01.sql\n${MEM.replace('mem', 'other')}\n-- file: 02.sql\n${LATE}`);
    await show('file:///w/01.sql');
    await until('file:///w/02.sql', diagnostics => diagnostics.length === 1);
    await change('file:///w/01.sql', MEM.replace('mem', 'nowhere'));
    await until('file:///w/02.sql', diagnostics => diagnostics.length === 0);
  });

  test('has the version with each push of an open document', async () => {
    const { open: show, until, pushed } = await start(`-- file: 02.sql\n${LATE}`);
    await show('file:///w/02.sql');
    await until('file:///w/02.sql', () => pushed.get('file:///w/02.sql')?.version === 1);
  });

  test('takes many changes in one message', async () => {
    const { open: show, tell, until, ask } = await start(`-- file: a.sql\n${MEM}`);
    await show('file:///w/a.sql');
    const at = (line: number, character: number): object => ({ line, character });
    await tell('textDocument/didChange', {
      textDocument: { uri: 'file:///w/a.sql', version: 2 },
      contentChanges: [
        { range: { start: at(0, 0), end: at(0, 0) }, text: 'SELECT 1;\r\n' },
        { range: { start: at(1, 13), end: at(1, 16) }, text: 'memory' },
        { range: { start: at(0, 0), end: at(1, 0) }, text: '' },
      ],
    });
    await until('file:///w/a.sql', diagnostics => diagnostics.length === 0);
    const symbols = await ask<readonly { readonly name: string }[]>('textDocument/documentSymbol', {
      textDocument: { uri: 'file:///w/a.sql' },
    });
    expect(symbols[0]!.name).toBe('memory');
  });
});

describe('a session that pulls diagnostics', () => {
  const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
  interface Report {
    readonly kind: string;
    readonly resultId: string;
    readonly items?: readonly { readonly code: string }[];
  }

  test('gets them with an id, and `unchanged` for the same id', async () => {
    const { open: show, ask, change, pushed } = await start(`-- file: 02.sql\n${LATE}`, { capabilities });
    await show('file:///w/02.sql');
    const textDocument = { uri: 'file:///w/02.sql' };
    const first = await ask<Report>('textDocument/diagnostic', { textDocument });
    expect(first.items!.map(({ code }) => code)).toEqual(['flow-missing-source']);
    expect(await ask<Report>('textDocument/diagnostic', { textDocument, previousResultId: first.resultId })).toEqual({
      kind: 'unchanged',
      resultId: first.resultId,
    });
    await change('file:///w/02.sql', 'SELECT 1;');
    expect(await ask<Report>('textDocument/diagnostic', { textDocument, previousResultId: first.resultId })).toMatchObject({
      kind: 'full',
      items: [],
    });
    expect(pushed.size).toBe(0);
  });

  test('of the workspace waits for the next change, and can be called off', async () => {
    const { open: show, ask, change, client } = await start(`-- file: 01.sql\n${MEM}\n-- file: 02.sql\n${LATE}`, { capabilities });
    await show('file:///w/01.sql');
    await new Promise(resolve => void setTimeout(resolve, 50));
    const first = await ask<{ readonly items: readonly (Report & { readonly uri: string })[] }>('workspace/diagnostic', {
      previousResultIds: [],
    });
    expect(first.items.map(({ uri, items }) => [uri, items?.length])).toEqual([['file:///w/02.sql', 1]]);
    const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    const next = ask<typeof first>('workspace/diagnostic', { previousResultIds });
    await change('file:///w/01.sql', MEM.replace('mem', 'nowhere'));
    expect((await next).items.map(({ uri, kind, items }) => [uri, kind, items?.length])).toEqual([['file:///w/02.sql', 'full', 0]]);
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const waiting = client.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token);
    source.cancel();
    await expect(waiting).rejects.toThrow();
  });
});

describe('before the files are read', () => {
  const SHORT = LATE.replace('nowhere', 'mem');
  const document = { textDocument: { uri: 'file:///w/02.sql' } };
  /** A host whose files can be listed only after `lend`. */
  function slowly(): { readonly lend: () => void; readonly host: (files: Map<string, string>) => Host } {
    let lend = (): void => {};
    const lent = new Promise<void>(resolve => void (lend = resolve));
    const host = (files: Map<string, string>): Host => {
      const fast = memoryHost(files);
      return { ...fast, list: (...asked) => lent.then(() => fast.list(...asked)) };
    };
    return { lend, host };
  }

  test('nobody is told what the other files may refute', async () => {
    const { lend, host } = slowly();
    const {
      open: show,
      ask,
      pushed,
      until,
    } = await start(`-- file: 01.sql\n${MEM}\n-- file: 02.sql\n${SHORT}\n-- file: 03.sql\n${LATE}`, { host });
    await show('file:///w/02.sql');
    await new Promise(resolve => void setTimeout(resolve, 20));
    await ask('textDocument/documentSymbol', document);
    expect([...pushed]).toEqual([]);
    lend();
    await until('file:///w/03.sql', ({ length }) => length === 1);
    expect(pushed.get('file:///w/02.sql')?.diagnostics).toEqual([]);
  });

  test('who asks for diagnostics waits', async () => {
    const { lend, host } = slowly();
    const capabilities = { textDocument: { diagnostic: {} } };
    const { open: show, ask } = await start(`-- file: 01.sql\n${MEM}\n-- file: 02.sql\n${SHORT}`, { host, capabilities });
    await show('file:///w/02.sql');
    const asked = ask<{ readonly items: readonly object[] }>('textDocument/diagnostic', document);
    await ask('textDocument/documentSymbol', document);
    lend();
    expect((await asked).items).toEqual([]);
  });

  test('nothing is renamed', async () => {
    const { lend, host } = slowly();
    const { open: show, ask } = await start(`-- file: 01.sql\n${MEM}\n-- file: 02.sql\n${SHORT}`, { host });
    await show('file:///w/02.sql');
    const position = { line: 0, character: SHORT.indexOf('mem') };
    const asked = ask<{ readonly changes: object } | null>('textDocument/rename', { ...document, position, newName: 'memory' });
    await ask('textDocument/documentSymbol', document);
    lend();
    expect(Object.keys((await asked)?.changes ?? {})).toEqual(['file:///w/01.sql', 'file:///w/02.sql']);
  });
});

test('Neovim asks for too little, and is told', async () => {
  const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
  const clientInfo = { name: 'Neovim' };
  const marked = `-- file: 01.sql\n${MEM}\n-- file: 02.sql\n${LATE}`;
  const { open: show, change, until, initialized } = await start(marked, { capabilities, clientInfo });
  expect(initialized.capabilities.diagnosticProvider).toBeUndefined();
  await show('file:///w/01.sql');
  await show('file:///w/02.sql');
  await until('file:///w/02.sql', ({ length }) => length === 1);
  await change('file:///w/01.sql', MEM.replace('mem', 'nowhere'));
  await until('file:///w/02.sql', ({ length }) => length === 0);
});

describe('the list of requests', () => {
  const everything = {
    textDocument: {
      diagnostic: {},
      rename: { prepareSupport: true },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    },
    workspace: { textDocumentContent: {} },
  };

  test('and what we announce cannot disagree', async () => {
    const { initialized, client } = await start('', { capabilities: everything as never });
    const { capabilities } = initialized;
    for (const entry of ENTRIES) {
      for (const [key, value] of Object.entries(entry.capabilities(fullClient)))
        if (key !== 'workspace') expect(capabilities, entry.method).toHaveProperty(key, value);
    }
    const own = ['positionEncoding', 'textDocumentSync', 'workspace'];
    const listed = new Set(ENTRIES.flatMap(entry => Object.keys(entry.capabilities(fullClient))));
    expect(Object.keys(capabilities).filter(key => !own.includes(key) && !listed.has(key))).toEqual([]);
    const { workspaceFolders, fileOperations, ...workspace } = capabilities.workspace!;
    const { didRename, ...asked } = fileOperations!;
    expect([workspaceFolders, didRename === undefined]).toEqual([undefined, false]);
    expect({ ...workspace, fileOperations: asked }).toEqual(capabilitiesFor(fullClient).workspace);
    // Nobody gets "method not found" for what is in the list.
    const params = {
      textDocument: { uri: 'file:///w/none.sql' },
      position: { line: 0, character: 0 },
      positions: [],
      range: zero,
      ranges: [],
      query: '',
      context: { diagnostics: [], includeDeclaration: true },
      newName: 'x',
      previousResultId: '',
      previousResultIds: [],
      uri: 'greptime-sql:/table/a.b.sql',
      item: item,
      ch: ';',
      options: { tabSize: 2, insertSpaces: true },
      files: [],
      label: 'x',
      title: 'x',
      command: 'x',
    };
    for (const { method } of ENTRIES) {
      if (method === 'workspace/diagnostic') continue;
      await expect(client.sendRequest(method, params), method).resolves.toBeDefined();
    }
  });

  test('names features that have a fixture each', async () => {
    const { existsSync } = await import('node:fs');
    const { join } = await import('node:path');
    const missing = [...new Set(ENTRIES.map(({ feature }) => feature))].filter(
      feature => !existsSync(join(import.meta.dirname, '..', 'features', `${feature}.test.ts`)),
    );
    expect(missing).toEqual([]);
  });
});

const zero = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const item = { name: 'x', kind: 5, uri: 'file:///w/none.sql', range: zero, selectionRange: zero };
const fullClient = {
  renamePlaceholder: true,
  actionLiterals: true,
  virtual: true,
  snippets: true,
  pulls: true,
  own: {},
} as unknown as Parameters<typeof capabilitiesFor>[0];

describe('a client that shows how things stand', () => {
  const capabilities = { experimental: { greptimeSql: { status: true } } };
  async function statusOf(marked: string): Promise<Status> {
    const { client, open: show } = await start(marked, { capabilities });
    const told = new Promise<Status>(resolve => {
      client.onNotification(NOTIFICATIONS.status, (status: Status) => {
        if (!status.loading) resolve(status);
      });
    });
    await show('file:///w/01.sql');
    return told;
  }

  test('is told the configuration that is in force', async () => {
    expect(await statusOf(`-- file: greptime-sql.json\n{"catalog": "closed"}\n-- file: 01.sql\n${MEM}`)).toMatchObject({
      world: 'closed',
      config: 'file:///w/greptime-sql.json',
    });
  });

  test('is told of none where there is none', async () => {
    expect(await statusOf(`-- file: 01.sql\n${MEM}`)).not.toHaveProperty('config');
  });
});
