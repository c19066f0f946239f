import { describe, expect, test } from 'vitest';
import { DiagnosticSeverity, type Diagnostic, type TextEdit } from 'vscode-languageserver';
import { start } from './conversation.ts';

const FLOW = 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;';
const URI = 'file:///w/1.sql';
const CONFIG = 'file:///w/greptime-sql.json';
const ERROR = { rules: { 'flow-missing-source': 'error' } };
const OFF = { rules: { 'flow-missing-source': 'off' } };

const has = (severity: DiagnosticSeverity) => (found: readonly Diagnostic[]) => found.length === 1 && found[0]!.severity === severity;
const [isError, isWarning, isHint] = [has(DiagnosticSeverity.Error), has(DiagnosticSeverity.Warning), has(DiagnosticSeverity.Hint)];
const isClean = (found: readonly Diagnostic[]): boolean => found.length === 0;

function folder(config: object | string | undefined): string {
  const file = config === undefined ? '' : `-- file: greptime-sql.json\n${typeof config === 'string' ? config : JSON.stringify(config)}\n`;
  return `${file}-- file: 1.sql\n${FLOW}`;
}

describe("a client's settings", () => {
  test.each([
    ['bare', ERROR],
    ['under our name', { 'greptime-sql': ERROR }],
  ])('come when it introduces itself: %s', async (_how, initializationOptions) => {
    const { until } = await start(folder(undefined), { initializationOptions });
    await until(URI, isError);
  });

  test('are asked for where it answers', async () => {
    const { until } = await start(folder(undefined), { capabilities: { workspace: { configuration: true } }, configuration: () => ERROR });
    await until(URI, isError);
  });

  test('are asked for again when they change', async () => {
    let settings: object = ERROR;
    const { until, tell } = await start(folder(undefined), {
      capabilities: { workspace: { configuration: true } },
      configuration: () => settings,
    });
    await until(URI, isError);
    settings = { rules: { GT001: 'hint' } };
    await tell('workspace/didChangeConfiguration', { settings: null });
    await until(URI, isHint);
  });

  test('are taken as told where it is not asked', async () => {
    const { until, tell } = await start(folder(undefined), { initializationOptions: ERROR });
    await until(URI, isError);
    await tell('workspace/didChangeConfiguration', { settings: { 'greptime-sql': { rules: { 'flow-missing-source': 'hint' } } } });
    await until(URI, isHint);
  });

  test('that make no sense are none', async () => {
    const initializationOptions = {
      catalog: 'shut',
      targetVersion: {},
      rules: { 'flow-missing-source': 'loud', 'no-such-rule': 'error' },
      format: 5,
    };
    const { until } = await start(folder(undefined), { initializationOptions });
    await until(URI, isWarning);
  });

  test('decide about layout before the editor does', async () => {
    const { open, ask } = await start(folder(undefined), { initializationOptions: { format: { keywordCase: 'lower' } } });
    await open(URI);
    const edits = await ask<readonly TextEdit[]>('textDocument/formatting', {
      textDocument: { uri: URI },
      options: { tabSize: 4, insertSpaces: true },
    });
    expect(edits.map(({ newText }) => newText).join('')).toContain('create');
  });
});

describe('a configuration file', () => {
  test('has the last word, and what it does not say the client does not say either', async () => {
    const silent = await start(`${folder(OFF)}\n-- file: 2.sql\nCREATE FLOW f;`, { initializationOptions: ERROR });
    await silent.until('file:///w/2.sql', found => found.length > 0);
    expect(silent.pushed.has(URI)).toBe(false);
    const { until } = await start(folder({}), { initializationOptions: ERROR });
    await until(URI, isWarning);
  });

  test('of an inner folder comes before that of an outer one', async () => {
    const inner = `-- file: in/greptime-sql.json\n${JSON.stringify(ERROR)}\n-- file: in/1.sql\n${FLOW}`;
    const { until } = await start(`${folder(undefined)}\n-- file: greptime-sql.json\n{}\n${inner}`);
    await until('file:///w/in/1.sql', isError);
    await until(URI, isWarning);
  });

  test('decides about layout, whatever client and editor say', async () => {
    const marked = `-- file: greptime-sql.json\n{"format": {"keywordCase": "lower"}}\n-- file: 1.sql\nSELECT 1`;
    const { open, ask, ready } = await start(marked, { initializationOptions: { format: { keywordCase: 'upper' } } });
    await open(URI);
    await ready();
    const edits = await ask<readonly TextEdit[]>('textDocument/formatting', {
      textDocument: { uri: URI },
      options: { tabSize: 4, insertSpaces: true },
    });
    expect(edits.map(({ newText }) => newText).join('')).toContain('select');
  });

  test('that is being edited is judged as it stands, and in force when it is saved', async () => {
    const { open, change, tell, until, files } = await start(folder({}));
    await until(URI, isWarning);
    await open(CONFIG, { languageId: 'json' });
    await change(CONFIG, '{"catalog": "shut"}');
    const [problem] = await until(CONFIG, found => found.length === 1);
    expect(problem).toMatchObject({
      severity: DiagnosticSeverity.Error,
      source: 'greptime-sql',
      range: { start: { line: 0, character: 12 } },
    });
    await change(CONFIG, JSON.stringify(ERROR));
    await until(CONFIG, isClean);
    await until(URI, isWarning);
    files.set(CONFIG, JSON.stringify(ERROR));
    await tell('textDocument/didSave', { textDocument: { uri: CONFIG } });
    await until(URI, isError);
  });

  test('that is closed unsaved is again what is on disk', async () => {
    const { open, change, tell, until } = await start(folder({}));
    await open(CONFIG, { languageId: 'json' });
    await change(CONFIG, '{"catalog": "shut"}');
    await until(CONFIG, found => found.length === 1);
    await tell('textDocument/didClose', { textDocument: { uri: CONFIG } });
    await until(CONFIG, isClean);
  });

  test('that changes on disk is in force as soon as the client says so', async () => {
    const { tell, until, files } = await start(folder({}), {
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    await until(URI, isWarning);
    files.set(CONFIG, JSON.stringify(ERROR));
    await tell('workspace/didChangeWatchedFiles', { changes: [{ uri: CONFIG, type: 2 }] });
    await until(URI, isError);
    files.delete(CONFIG);
    await tell('workspace/didChangeWatchedFiles', { changes: [{ uri: CONFIG, type: 3 }] });
    await until(URI, isWarning);
  });

  test('with a fault counts as far as it can be read, and the fault is shown though nobody opened it', async () => {
    const { until } = await start(folder({ catalog: 'shut', ...ERROR }));
    await until(URI, isError);
    expect(await until(CONFIG, found => found.length === 1)).toMatchObject([{ range: { start: { line: 0, character: 11 } } }]);
  });

  test('with a fault is reported to who asks of the workspace', async () => {
    const { ask, ready } = await start(folder('{"catalog": "shut"}'), { capabilities: { textDocument: { diagnostic: {} } } });
    await ready();
    const { items } = await ask<{ items: readonly { uri: string; items: readonly object[] }[] }>('workspace/diagnostic', {
      previousResultIds: [],
    });
    expect(items.map(({ uri, items: found }) => [uri, found.length])).toEqual([
      [URI, 1],
      [CONFIG, 1],
    ]);
  });

  test('that cannot be read at all leaves the defaults', async () => {
    const { open, until } = await start(folder('{"rules": {'));
    await open(CONFIG, { languageId: 'json' });
    await until(CONFIG, found => found.length > 0);
    await until(URI, isWarning);
  });
});
