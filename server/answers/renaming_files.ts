import type { RenameFilesParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { pathWithin, placeOf, uriOf } from '../../config/index.ts';
import type { Server } from '../entry.ts';
import { Lines } from '../lines.ts';
import { toRange } from '../text.ts';

/** A configuration file that names a SQL file by its path goes along when the file is renamed. */
export async function editsForRenaming({ session }: Server, { files }: RenameFilesParams): Promise<WorkspaceEdit | null> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { oldUri, newUri } of files) {
    const config = session.projectOf(oldUri)?.config;
    const [from, to] = config === undefined ? [] : [pathWithin(config.root, placeOf(oldUri)), pathWithin(config.root, placeOf(newUri))];
    if (config?.file === undefined || from === undefined || to === undefined) continue;
    const uri = uriOf(config.file);
    const lines = session.document(uri)?.lines ?? Lines.of((await session.host.readFile(uri)) ?? '');
    const written = JSON.stringify(from);
    for (let at = lines.text.indexOf(written); at !== -1; at = lines.text.indexOf(written, at + 1)) {
      (changes[uri] ??= []).push({ range: toRange(lines, at, at + written.length, session.encoding), newText: JSON.stringify(to) });
    }
  }
  return Object.keys(changes).length === 0 ? null : { changes };
}
