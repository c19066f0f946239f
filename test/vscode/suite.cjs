// Runs inside VS Code's extension host: desktop VS Code, or the stand-in that shows VS Code's own server in a browser.
const assert = require('node:assert/strict');
const vscode = require('vscode');

const say = line => console.log(process.env.CODE_SHIM ? `##t|${line}` : line);

async function until(look, what, limit = 20_000) {
  const start = Date.now();
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() - start > limit) throw new Error(`timed out: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

let document;
const steps = {
  async 'opens a file of GreptimeDB SQL'() {
    const [folder] = vscode.workspace.workspaceFolders;
    document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, '02_flows.sql'));
    await vscode.window.showTextDocument(document);
    await vscode.extensions.getExtension('greptime-sql.greptime-sql').activate();
  },
  async 'reports the missing source at the table, with the text and code of GreptimeDB'() {
    const found = await until(() => {
      const all = vscode.languages.getDiagnostics(document.uri);
      return all.length > 0 && all;
    }, 'a diagnostic');
    assert.deepEqual(
      found.map(({ code, range, severity }) => [typeof code === 'object' ? code.value : code, document.getText(range), severity]),
      [['flow-missing-source', 'nowhere', vscode.DiagnosticSeverity.Warning]],
    );
    assert.match(found[0].message, /^Invalid SQL, error: missing source tables for flow 'late'; use WITH \(defer_on_missing_source = true\).* \[1004 InvalidArguments\]$/);
  },
  async 'hovers over the flow'() {
    const cards = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, new vscode.Position(0, 13));
    assert.match(cards.flatMap(card => card.contents.map(part => part.value ?? part)).join('\n'), /flow late/);
  },
  async 'applies the fix, which clears the finding'() {
    const at = document.positionAt(document.getText().indexOf('nowhere'));
    const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, new vscode.Range(at, at));
    const fix = actions.find(({ title }) => title === 'Let the flow wait for its source');
    assert.ok(fix, `offered: ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until(() => vscode.languages.getDiagnostics(document.uri).length === 0, 'no diagnostic');
    assert.match(document.getText(), /WITH \(defer_on_missing_source = true\) AS SELECT/);
  },
  async 'leaves the SQL of other databases alone'() {
    const other = await vscode.workspace.openTextDocument({ language: 'sql', content: 'SELECT id FROM users WHERE nonsense ::: 1;\n' });
    await vscode.window.showTextDocument(other);
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.deepEqual(vscode.languages.getDiagnostics(other.uri), []);
  },
};

exports.run = async function run() {
  say(`VS Code ${vscode.version}`);
  for (const [title, step] of Object.entries(steps)) {
    try {
      await step();
      say(`ok ${title}`);
    } catch (error) {
      say(`not ok ${title}: ${error.stack ?? error}`);
      throw error;
    }
  }
};
