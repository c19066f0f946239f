import { EventEmitter, languages, Uri, ViewColumn, window, workspace, type Position, type TextDocumentContentProvider } from 'vscode';
import type { Link } from './link.ts';
import { VIRTUAL_SCHEME } from './protocol.ts';

/** Read-only documents that the server writes. Those that are shown follow the workspace. */
export class Documents implements TextDocumentContentProvider {
  private readonly link: Link;
  private readonly changes = new EventEmitter<Uri>();
  readonly onDidChange = this.changes.event;

  constructor(link: Link) {
    this.link = link;
    link.onChange(() => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === VIRTUAL_SCHEME) this.changes.fire(uri);
    });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const document = await this.link.document({ uri: uri.toString(true) });
    return document?.text ?? '-- There is nothing to show any more: the file or the statement is gone.\n';
  }
}

export type DocumentKind = 'catalog' | 'predicted' | 'show-create';

const SUFFIXES: Readonly<Record<DocumentKind, string>> = {
  catalog: ' (catalog).sql',
  predicted: ' (predicted).result',
  'show-create': ' (show create).sql',
};

/** Opens such a document beside the file it is about. */
export async function showDocument(kind: DocumentKind, about: Uri, position?: Position): Promise<void> {
  const query = new URLSearchParams({ uri: about.toString() });
  if (position !== undefined) {
    query.set('line', String(position.line));
    query.set('character', String(position.character));
  }
  const name = about.path.slice(about.path.lastIndexOf('/') + 1).replace(/\.(greptime\.)?sql$/, '');
  const uri = Uri.from({ scheme: VIRTUAL_SCHEME, path: `/${kind}/${name}${SUFFIXES[kind]}`, query: query.toString() });
  const document = await workspace.openTextDocument(uri);
  await languages.setTextDocumentLanguage(document, kind === 'predicted' ? 'plaintext' : 'greptime-sql');
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true, preserveFocus: true });
}
