import * as vscode from 'vscode';
import { equal, matches, ok, until } from './check.ts';

const inBrowser = typeof process !== 'object' || process.versions?.node === undefined;
const extension = (): vscode.Extension<unknown> => vscode.extensions.getExtension('greptime-sql.greptime-sql')!;
const fileIn = (name: string): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);

let document: vscode.TextDocument;
/** Every finding that was ever shown, also for a moment only. */
const blamed: string[] = [];

async function show(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileIn(name)));
}
function findingsOf(uri: vscode.Uri): readonly string[] {
  return vscode.languages.getDiagnostics(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));
}
/** The text of the read-only document that a command opens. */
async function shownBy(command: string, path: string): Promise<string> {
  await vscode.commands.executeCommand(command);
  const made = await until(
    () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'greptime-sql' && uri.path.startsWith(path)),
    `a document ${path}`,
  );
  return until(() => made.getText() !== '' && made.getText(), `text in ${path}`);
}
const at = (text: string, behind = 0): vscode.Position => document.positionAt(document.getText().indexOf(text) + behind);

/** One session with the extension, step by step. The workspace is that of `vscode.test.ts`. */
export const STEPS: Readonly<Record<string, () => Promise<void>>> = {
  async 'opens a file of GreptimeDB SQL'() {
    vscode.languages.onDidChangeDiagnostics(() => {
      if (document !== undefined) blamed.push(...vscode.languages.getDiagnostics(document.uri).map(({ message }) => message));
    });
    document = (await show('02_flows.sql')).document;
    await extension().activate();
  },
  async 'reports the missing source at the table, with the text and code of GreptimeDB'() {
    const found = await until(
      () => vscode.languages.getDiagnostics(document.uri).find(({ message }) => message.includes("flow 'late'")),
      'the diagnostic',
    );
    equal([document.getText(found.range), found.severity], ['nowhere', vscode.DiagnosticSeverity.Warning]);
    equal(findingsOf(document.uri).includes('flow-missing-source'), true);
    matches(
      found.message,
      /^Invalid SQL, error: missing source tables for flow 'late'; use WITH \(defer_on_missing_source = true\).* \[1004 InvalidArguments\]$/,
    );
  },
  async 'never blames what another file creates, not even while files are read'() {
    equal(
      blamed.filter(message => message.includes('per_minute')),
      [],
    );
  },
  async 'hovers over the flow'() {
    const cards = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at('late'));
    matches(cards.flatMap(card => card.contents.map(part => (typeof part === 'string' ? part : part.value))).join('\n'), /flow late/);
  },
  async 'registers its commands'() {
    const all = await vscode.commands.getCommands(true);
    const own = (extension().packageJSON as { contributes: { commands: { command: string }[] } }).contributes.commands.map(
      ({ command }) => command,
    );
    const known = own.filter(command => all.includes(command));
    equal(known, inBrowser ? own.filter(command => command !== 'greptime-sql.exportSarif') : own, 'commands');
  },
  async 'writes out the catalog as of the cursor'() {
    const editor = await show('02_flows.sql');
    editor.selection = new vscode.Selection(at('late'), at('late'));
    const text = await shownBy('greptime-sql.showCatalog', '/catalog/');
    matches(text, /before statement 2 of 02_flows\.sql/);
    matches(text, /CREATE TABLE IF NOT EXISTS "mem"/);
    matches(text, /CREATE FLOW IF NOT EXISTS/);
  },
  async 'predicts what GreptimeDB would print'() {
    await show('02_flows.sql');
    const text = await shownBy('greptime-sql.showPredicted', '/predicted/');
    matches(text, /Affected Rows: 0/);
    matches(text, /Error: 1004\(InvalidArguments\)|-- unknown/);
  },
  async 'previews SHOW CREATE of the thing under the cursor'() {
    const editor = await show('02_flows.sql');
    editor.selection = new vscode.Selection(at('per_minute', 1), at('per_minute', 1));
    matches(await shownBy('greptime-sql.showCreate', '/show-create/'), /CREATE FLOW IF NOT EXISTS "?per_minute/);
  },
  async 'completes the name of a table from another file'() {
    const found = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at('FROM mem', 'FROM me'.length),
    );
    const labels = found.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    ok(labels.includes('mem'), `offered: ${labels.slice(0, 20).join(', ')}`);
  },
  async 'goes to the definition in another file'() {
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at('FROM mem', 'FROM m'.length),
    );
    equal(
      found.map(link => ('targetUri' in link ? link.targetUri : link.uri).path.split('/').at(-1)),
      ['01_tables.sql'],
    );
  },
  async 'renames a table in every file'() {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      at('FROM mem', 'FROM m'.length),
      'memory',
    );
    const files = edit.entries().map(([uri, edits]) => `${uri.path.split('/').at(-1)}: ${edits.map(({ newText }) => newText).join()}`);
    equal(files.toSorted(), ['01_tables.sql: memory', '02_flows.sql: memory']);
  },
  async 'lays out its own files, and no others'() {
    const options = { tabSize: 2, insertSpaces: true };
    const own = await until(async () => {
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        'vscode.executeFormatDocumentProvider',
        document.uri,
        options,
      );
      return edits !== undefined && edits.length > 0;
    }, 'a layout');
    ok(own, 'a layout of our file');
    const { uri } = await vscode.workspace.openTextDocument(fileIn('postgres.sql'));
    equal(
      (await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', uri, options)) ?? [],
      [],
    );
  },
  async 'fixes all that is safe to fix'() {
    const broken = await vscode.workspace.openTextDocument({
      language: 'greptime-sql',
      content: 'CREATE TABLE quoted (select STRING, ts TIMESTAMP TIME INDEX);\n',
    });
    await vscode.window.showTextDocument(broken);
    await until(() => findingsOf(broken.uri).length > 0, 'a finding');
    await vscode.commands.executeCommand('greptime-sql.fixAll');
    await until(() => broken.getText().includes('"select"'), `quotes in ${broken.getText()}`, 5000);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  },
  async 'opens the flow graph'() {
    await vscode.commands.executeCommand('greptime-sql.showGraph');
    await until(
      () => vscode.window.tabGroups.all.some(group => group.tabs.some(tab => tab.label === 'Flow Graph')),
      'a tab with the flow graph',
    );
  },
  async 'offers a task where programs can be run'() {
    const offered = await vscode.tasks.fetchTasks({ type: 'greptime-sql' });
    equal(
      offered.map(({ name }) => name),
      inBrowser ? [] : ['lint workspace'],
      'tasks',
    );
  },
  async 'applies the fix, which clears the finding'() {
    await show('02_flows.sql');
    const place = at('nowhere');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(place, place),
    );
    const fix = actions.find(({ title }) => title === 'Let the flow wait for its source');
    ok(fix?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
    ok(await vscode.workspace.applyEdit(fix.edit), 'the edit is applied');
    await until(() => !findingsOf(document.uri).includes('flow-missing-source'), 'the finding is gone');
    matches(document.getText(), /WITH \(defer_on_missing_source = true\) AS SELECT/);
  },
  async 'leaves the SQL of other databases alone'() {
    const { document: other } = await show('postgres.sql');
    await new Promise(resolve => setTimeout(resolve, 500));
    equal(findingsOf(other.uri), []);
    equal(other.languageId, 'sql');
  },
  async 'judges what the user calls GreptimeDB SQL'() {
    const named = await vscode.workspace.openTextDocument({ language: 'greptime-sql', content: 'SELECT 1 FORM t WHERE;\n' });
    await vscode.window.showTextDocument(named);
    await until(() => findingsOf(named.uri).length > 0, 'a finding in the untitled document');
  },
  async restarts() {
    await vscode.commands.executeCommand('greptime-sql.restart');
    await until(() => findingsOf(document.uri).length >= 0, 'an answer');
    const cards = await until(async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at('late'));
      return found.length > 0 && found;
    }, 'a hover after the restart');
    ok(cards.length > 0, 'hovers again');
  },
  async 'creates a configuration, which VS Code checks by our schema'() {
    await vscode.commands.executeCommand('greptime-sql.createConfig');
    const made = vscode.window.activeTextEditor!.document;
    equal(made.uri.path.split('/').at(-1), 'greptime-sql.json');
    matches(made.getText(), /"catalog": "open"/);
  },
};
