import { Uri, window, workspace } from 'vscode';

/** The workspace folder a command is about: the active file's, the only one, or the one that is picked. */
export async function chooseFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void window.showInformationMessage('Open a folder first.');
    return undefined;
  }
  const active = window.activeTextEditor?.document.uri;
  const own = active === undefined ? undefined : workspace.getWorkspaceFolder(active);
  if (own !== undefined) return own.uri;
  if (folders.length === 1) return folders[0]!.uri;
  return (await window.showWorkspaceFolderPick())?.uri;
}
