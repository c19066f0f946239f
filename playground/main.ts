import './page.css';
import '../web/graph/graph.css';
import { MonacoLspClient } from 'monaco-lsp';
import type { Graph, VirtualDocument } from '../client/protocol.ts';
import { mountGraph } from '../web/graph/view.ts';
import { EXAMPLES, LATEST, VERSIONS } from './content.ts';
import { download } from './download.ts';
import { readAddress, writeAddress } from './link.ts';
import { LANGUAGE, monaco } from './monaco.ts';
import { Problems } from './problems.ts';
import { Server } from './server.ts';
import { showOutput } from './output.ts';
import { setUpTabs } from './tabs.ts';

const byId = (id: string): HTMLElement => document.getElementById(id)!;
const select = (id: string): HTMLSelectElement => byId(id) as HTMLSelectElement;
const say = (text: string): void => void (byId('said').textContent = text);

const asked = await readAddress(location.hash);
const version = VERSIONS.find(known => known === asked.version) ?? LATEST;
const world = asked.world === 'open' ? 'open' : 'closed';
const uri = monaco.Uri.parse('inmemory://playground/playground.sql');

// ── settings ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
select('example').replaceChildren(...EXAMPLES.map(({ title }) => new Option(title)));
select('version').replaceChildren(...VERSIONS.map(known => new Option(known, known, false, known === version)));
select('world').value = world;
if (asked.sql !== undefined && !EXAMPLES.some(({ sql }) => sql === asked.sql))
  select('example').prepend(new Option('Yours', '', true, true));
else
  select('example').selectedIndex = Math.max(
    0,
    EXAMPLES.findIndex(({ sql }) => sql === asked.sql),
  );

// ── editor and server ─────────────────────────────────────────────────────────────────────────────────────────────────────
const server = new Server('server.worker.js', { targetVersion: version, catalog: world });
const client = new MonacoLspClient(server.transport);
const isDark = matchMedia('(prefers-color-scheme: dark)');
const model = monaco.editor.createModel(asked.sql ?? EXAMPLES[0]!.sql, LANGUAGE, uri);
const editor = monaco.editor.create(byId('editor'), {
  model,
  automaticLayout: true,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  wordWrap: 'on',
  fontSize: 13,
  theme: isDark.matches ? 'vs-dark' : 'vs',
  // Tab leaves the editor until somebody says otherwise: nobody is caught in it.
  tabFocusMode: true,
  ariaLabel: 'SQL for GreptimeDB',
  'semanticHighlighting.enabled': true,
  fixedOverflowWidgets: true,
});
isDark.addEventListener('change', () => monaco.editor.setTheme(isDark.matches ? 'vs-dark' : 'vs'));

// ── results ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
const problems = new Problems(byId('problems'), editor);
monaco.editor.onDidChangeMarkers(uris => {
  if (uris.some(changed => changed.toString() === uri.toString())) problems.show(monaco.editor.getModelMarkers({ resource: uri }));
});
const graph = mountGraph(byId('flows'), {
  open({ range }) {
    const { start, end } = range;
    const selection = {
      startLineNumber: start.line + 1,
      startColumn: start.character + 1,
      endLineNumber: end.line + 1,
      endColumn: end.character + 1,
    };
    editor.setSelection(selection);
    editor.revealRangeInCenterIfOutsideViewport(selection);
    editor.focus();
  },
  save: download,
});
const refresh = async (): Promise<void> => {
  const about = new URLSearchParams({ uri: uri.toString() });
  const [predicted, flows] = await Promise.all([
    server.request<VirtualDocument | null>('greptime-sql/document', { uri: `greptime-sql:/predicted/playground.result?${about}` }),
    server.request<Graph>('greptime-sql/graph', {}),
  ]);
  showOutput(byId('output').querySelector('pre')!, predicted?.text ?? '');
  graph.show(flows);
};
server.onStatus = () => void refresh();
setUpTabs(document.querySelector<HTMLElement>('[role=tablist]')!, () => {});

// ── actions ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
byId('format').addEventListener('click', () => void editor.getAction('editor.action.formatDocument')?.run());
byId('fix').addEventListener('click', () => void fixAll());
byId('share').addEventListener('click', () => void share());
select('example').addEventListener('change', () => {
  const chosen = EXAMPLES.find(({ title }) => title === select('example').value);
  if (chosen !== undefined) editor.executeEdits('example', [{ range: model.getFullModelRange(), text: chosen.sql }]);
});
for (const id of ['version', 'world']) select(id).addEventListener('change', () => void startAgain());

interface FileEdit {
  readonly range: { readonly start: { line: number; character: number }; readonly end: { line: number; character: number } };
  readonly newText: string;
}
interface Action {
  readonly edit?: {
    readonly changes?: Readonly<Record<string, readonly FileEdit[]>>;
    readonly documentChanges?: readonly { readonly edits?: readonly FileEdit[] }[];
  };
}

async function fixAll(): Promise<void> {
  const last = model.getLineCount();
  const actions = await server.request<readonly Action[] | null>('textDocument/codeAction', {
    textDocument: { uri: uri.toString() },
    range: { start: { line: 0, character: 0 }, end: { line: last, character: 0 } },
    context: { diagnostics: [], only: ['source.fixAll.greptime-sql'] },
  });
  const edit = actions?.find(action => action.edit !== undefined)?.edit;
  const edits = [...Object.values(edit?.changes ?? {}), ...(edit?.documentChanges ?? []).map(change => change.edits ?? [])].flat();
  if (edits.length === 0) {
    say('Nothing can be fixed without looking.');
    return;
  }
  editor.executeEdits(
    'fix all',
    edits.map(({ range: { start, end }, newText }) => ({
      range: new monaco.Range(start.line + 1, start.character + 1, end.line + 1, end.character + 1),
      text: newText,
    })),
  );
  say('Fixed.');
}

async function share(): Promise<void> {
  const hash = await writeAddress({ version, world, sql: model.getValue() });
  history.replaceState(undefined, '', hash);
  try {
    await navigator.clipboard.writeText(location.href);
    say('The address is copied.');
  } catch {
    say('The address bar has the address.');
  }
}

/** A server takes its settings when it starts: the page is loaded again with them. */
async function startAgain(): Promise<void> {
  location.hash = await writeAddress({ version: select('version').value, world: select('world').value, sql: model.getValue() });
  location.reload();
}

// For the tests, and for the curious at the console.
Object.assign(globalThis, { playground: { editor, client, monaco } });
