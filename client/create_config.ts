import { Uri, window, workspace } from 'vscode';
import { chooseFolder } from './folders.ts';

const NAMES = ['greptime-sql.json', 'greptime-sql.jsonc', 'greptime-sql.yaml', 'greptime-sql.yml'];

/** A file that says what holds anyway: a place to begin. The schema for it comes with the extension. */
const TEXT = `{
  "catalog": "open",
  "files": ["**/*.sql"],
  "rules": {}
}
`;

/** Opens the folder's configuration file, written first where there is none. */
export async function createConfig(): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  let file = await firstThatExists(NAMES.map(name => Uri.joinPath(folder, name)));
  if (file === undefined) {
    file = Uri.joinPath(folder, NAMES[0]!);
    await workspace.fs.writeFile(file, new TextEncoder().encode(TEXT));
  }
  await window.showTextDocument(file);
}

async function firstThatExists(files: readonly Uri[]): Promise<Uri | undefined> {
  for (const file of files) {
    try {
      await workspace.fs.stat(file);
      return file;
    } catch {
      continue;
    }
  }
  return undefined;
}
