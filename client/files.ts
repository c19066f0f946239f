import { FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { REQUESTS, type FileParams, type FolderParams } from './protocol.ts';

/** Folders nobody keeps SQL of his own in. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git', 'target', 'dist']);
const DEEPEST = 32;

/** Lets the server read files that only VS Code can: those of virtual workspaces, and all of them when the server is a worker. */
export function lendFiles(client: BaseLanguageClient): void {
  client.onRequest(REQUESTS.listFiles, ({ folder }: FolderParams) => list(folderAt(folder), 0));
  client.onRequest(REQUESTS.readFile, ({ uri }: FileParams) => read(Uri.parse(uri)));
}

/** The top of a virtual file system may come without a slash, which VS Code could not join names to. */
function folderAt(address: string): Uri {
  const uri = Uri.parse(address);
  return uri.path === '' ? uri.with({ path: '/' }) : uri;
}

async function read(uri: Uri): Promise<string | null> {
  try {
    const bytes = await workspace.fs.readFile(uri);
    return bytes.subarray(0, 8000).includes(0) ? null : new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}

/** Every file under a folder, by its URI: the server picks. */
async function list(folder: Uri, depth: number): Promise<string[]> {
  let entries: [string, FileType][];
  try {
    entries = await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
  const found = entries.map(([name, type]): string[] | Promise<string[]> => {
    const uri = Uri.joinPath(folder, name);
    if (type === FileType.Directory) return depth < DEEPEST && !SKIPPED.has(name) ? list(uri, depth + 1) : [];
    return (type & FileType.File) !== 0 ? [uri.toString()] : [];
  });
  return (await Promise.all(found)).flat();
}
