import { describe, expect, test } from 'vitest';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionList,
  Diagnostic,
  Hover,
  SymbolInformation,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { start, type Conversation } from './conversation.ts';

const URI = 'file:///w/1.sql';
const textDocument = { uri: URI };
const TEXT = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\nCREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\n';
const TABLE = { line: 0, character: 14 };

const STRONG: ClientCapabilities = {
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: {
      completionItem: { snippetSupport: true, documentationFormat: ['markdown'], insertReplaceSupport: true, labelDetailsSupport: true },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true },
    rename: { prepareSupport: true },
    definition: { linkSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    foldingRange: { lineFoldingOnly: true },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

/** The strongest client and the weakest over the same file. */
const CLIENTS = [
  { strength: 'strong', isStrong: true, capabilities: STRONG },
  { strength: 'weak', isStrong: false, capabilities: {} },
] as const;

describe.each(CLIENTS)('a $strength client', ({ isStrong, capabilities }) => {
  async function speak(text = TEXT): Promise<Conversation> {
    const conversation = await start(`-- file: greptime-sql.json\n{"catalog": "closed"}\n-- file: 1.sql\n${text}`, { capabilities });
    await conversation.open(URI);
    await conversation.ready();
    return conversation;
  }

  test('gets cards in its format', async () => {
    const { contents } = await (await speak()).ask<Hover>('textDocument/hover', { textDocument, position: TABLE });
    expect(contents).toHaveProperty('kind', isStrong ? 'markdown' : 'plaintext');
    expect(/```|\*\*/.test((contents as { readonly value: string }).value)).toBe(isStrong);
  });

  test('gets completions that it can insert', async () => {
    const { ask } = await speak('SELECT ');
    const { items } = await ask<CompletionList>('textDocument/completion', { textDocument, position: { line: 0, character: 7 } });
    const snippets = items.filter(({ insertTextFormat }) => insertTextFormat === 2);
    expect(snippets.length > 0).toBe(isStrong);
    const written = items.map(({ textEdit }) => textEdit!.newText);
    expect(written.length).toBeGreaterThan(3);
    expect(written.some(text => /\$\{?\d/.test(text))).toBe(isStrong);
    expect(items.every(({ textEdit }) => 'insert' in textEdit! === isStrong)).toBe(true);
    expect(items.some(({ labelDetails }) => labelDetails !== undefined)).toBe(isStrong);
  });

  test('gets documentation in its format', async () => {
    const { ask } = await speak('SELECT ab');
    const { items } = await ask<CompletionList>('textDocument/completion', { textDocument, position: { line: 0, character: 9 } });
    const item = items.find(({ label }) => label === 'abs')!;
    const resolved = await ask<{ documentation: { kind: string } }>('completionItem/resolve', item);
    expect(resolved.documentation.kind).toBe(isStrong ? 'markdown' : 'plaintext');
  });

  test('gets related places only if it shows them', async () => {
    const { until } = await speak('CREATE FLOW f SINK TO out AS SELECT ts FROM mem;\nCREATE TABLE mem (ts TIMESTAMP TIME INDEX);');
    const [found] = await until(URI, diagnostics => diagnostics.length === 1);
    expect(found!.relatedInformation !== undefined).toBe(isStrong);
  });

  test('gets edits with versions only if it checks them', async () => {
    const { ask } = await speak(TEXT.split('\n')[0]);
    const { changes, documentChanges } = await ask<WorkspaceEdit>('textDocument/rename', {
      textDocument,
      position: TABLE,
      newName: 'memory',
    });
    expect(documentChanges?.map(change => 'textDocument' in change && change.textDocument)).toEqual(
      isStrong ? [{ uri: URI, version: 1 }] : undefined,
    );
    expect(Object.keys(changes ?? {})).toEqual(isStrong ? [] : [URI]);
  });

  test('gets the outline as a tree or as a list', async () => {
    const { ask } = await speak();
    const symbols = await ask<readonly (SymbolInformation | { children: object[] })[]>('textDocument/documentSymbol', { textDocument });
    expect(symbols.every(symbol => 'children' in symbol)).toBe(isStrong);
    expect(symbols.every(symbol => 'location' in symbol)).toBe(!isStrong);
  });

  test('gets places as links or as locations', async () => {
    const { ask } = await speak();
    const [place] = await ask<readonly object[]>('textDocument/definition', { textDocument, position: TABLE });
    expect(Object.keys(place!).toSorted()).toEqual(
      isStrong ? ['originSelectionRange', 'targetRange', 'targetSelectionRange', 'targetUri'] : ['range', 'uri'],
    );
  });

  test('is offered to prepare a renaming only if it does', async () => {
    const { initialized } = await speak();
    expect(initialized.capabilities.renameProvider).toEqual(isStrong ? { prepareProvider: true } : true);
  });

  test('gets code actions whole, with nothing left to resolve, or none', async () => {
    const { initialized, ask, until } = await speak('SELECT 1 FRM mem;');
    const [diagnostic] = await until(URI, found => found.length > 0);
    const actions = await ask<readonly CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: (diagnostic as Diagnostic).range,
      context: { diagnostics: [diagnostic] },
    });
    expect(actions.length > 0).toBe(isStrong);
    expect(actions.every(({ edit }) => edit !== undefined)).toBe(true);
    expect(initialized.capabilities.codeActionProvider).toEqual(isStrong ? { codeActionKinds: expect.any(Array) as string[] } : undefined);
  });

  test('is asked for nothing that it cannot do', async () => {
    const { requested, tell, ready, traced, progress } = await speak();
    await tell('workspace/didChangeConfiguration', { settings: {} });
    await ready();
    expect([requested, traced, progress]).toEqual([[], [], []]);
  });
});
