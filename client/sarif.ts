import { Uri, window, workspace } from 'vscode';
import { chooseFolder } from './folders.ts';
import type { CommandLine } from './tasks.ts';

/** Writes the findings of a folder to a SARIF file, as the command line does in CI. */
export async function exportSarif(commandLine: CommandLine): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(folder, 'greptime-sql.sarif'),
    filters: { SARIF: ['sarif', 'json'] },
  });
  if (target === undefined) return;
  const { code, out, trouble } = await commandLine.run(['lint', '--format', 'sarif', '.'], folder.fsPath);
  // 1 means: there are findings.
  if (code > 1) {
    void window.showErrorMessage(`The findings could not be exported: ${trouble.trim()}`);
    return;
  }
  await workspace.fs.writeFile(target, new TextEncoder().encode(out));
  window.setStatusBarMessage('GreptimeDB SQL: findings exported', 4000);
}
