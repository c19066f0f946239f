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
/** The source that the problem matcher names. */
const OF_TASK = 'greptime-sql lint';
function findingsOf(uri: vscode.Uri): readonly string[] {
  const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source !== OF_TASK);
  return found.map(({ code }) => String(typeof code === 'object' ? code.value : code));
}
function contributed(): readonly string[] {
  const { contributes } = extension().packageJSON as { contributes: { commands: { command: string }[] } };
  return contributes.commands.map(({ command }) => command);
}
/** The commands that steps have run. */
const ran = new Set<string>();
function run(command: string): Thenable<unknown> {
  ran.add(command);
  return vscode.commands.executeCommand(command);
}
/** The exit code of a task, once it has ended. */
async function exitOf(task: vscode.Task): Promise<number | undefined> {
  const ended = new Promise<number | undefined>(resolve => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      listener.dispose();
      resolve(exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}
/** What the problem matcher made of a report about the file. */
function reported(): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === OF_TASK);
}
/** The text of the read-only document that a command opens. */
async function shownBy(command: string, path: string): Promise<string> {
  await run(command);
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
    const known = contributed().filter(command => all.includes(command));
    equal(known, inBrowser ? contributed().filter(command => command !== 'greptime-sql.exportSarif') : contributed(), 'commands');
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
    await run('greptime-sql.fixAll');
    await until(() => broken.getText().includes('"select"'), `quotes in ${broken.getText()}`, 5000);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  },
  async 'opens the flow graph'() {
    await run('greptime-sql.showGraph');
    await until(
      () => vscode.window.tabGroups.all.some(group => group.tabs.some(tab => tab.label === 'Flow Graph')),
      'a tab with the flow graph',
    );
  },
  async 'offers a task where programs can be run'() {
    const offered = (await vscode.tasks.fetchTasks({ type: 'greptime-sql' })).filter(({ name }) => name === 'lint workspace');
    equal(offered.length, inBrowser ? 0 : 1, 'tasks');
    for (const task of offered) equal(await exitOf(task), 1, 'exit code');
    // The server has listed them already.
    equal(reported(), [], 'problems of the task');
  },
  async 'reads the report of a task with the problem matcher'() {
    const task = (await vscode.tasks.fetchTasks({ type: 'greptime-sql' })).find(({ name }) => name === 'judge as CI does');
    if (inBrowser || task === undefined) {
      ok(inBrowser, 'a task of tasks.json');
      return;
    }
    equal(await exitOf(task), 1, 'exit code');
    await until(() => reported().length > 0, 'problems of the task');
    equal(
      reported().map(({ range: { start }, severity, code }) => [start.line, start.character, severity, code]),
      // It says --closed: then nothing else may make the table.
      [[2, 54, vscode.DiagnosticSeverity.Error, 'flow-missing-source']],
    );
    matches(reported()[0]!.message, /^Invalid SQL, error: missing source tables for flow 'late';/);
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
  async 'restarts: findings go, and come again'() {
    const { uri } = vscode.window.activeTextEditor!.document;
    const counts: number[] = [];
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some(changed => changed.toString() === uri.toString())) counts.push(findingsOf(uri).length);
    });
    await run('greptime-sql.restart');
    await until(() => counts.includes(0) && counts.at(-1)! > 0, 'a finding after the restart');
    listener.dispose();
    const cards = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at('late'));
    ok(cards.length > 0, 'hovers again');
  },
  async 'creates a configuration, which is checked while it is written'() {
    await run('greptime-sql.createConfig');
    const made = vscode.window.activeTextEditor!.document;
    equal(made.uri.path.split('/').at(-1), 'greptime-sql.json');
    matches(made.getText(), /"catalog": "open"/);
    const edit = new vscode.WorkspaceEdit();
    const start = made.positionAt(made.getText().indexOf('open'));
    edit.replace(made.uri, new vscode.Range(start, start.translate(0, 'open'.length)), 'ajar');
    ok(await vscode.workspace.applyEdit(edit), 'the edit is applied');
    const found = await until(() => vscode.languages.getDiagnostics(made.uri)[0], 'a finding in the configuration');
    equal(made.getText(found.range), '"ajar"');
  },
  async 'has run every command that it contributes'() {
    // It asks where to write: workbench.test.ts answers its dialog.
    ran.add('greptime-sql.exportSarif');
    equal(
      contributed().filter(command => !ran.has(command)),
      [],
    );
  },
};
