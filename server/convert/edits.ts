import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdits } from '../../analysis/index.ts';
import type { Client } from '../client.ts';
import type { Session } from '../session.ts';
import { rangeIn } from './ranges.ts';

/** Edits in files, with the versions they were made for where the client checks them. */
export function toWorkspaceEdit(session: Session, edits: FileEdits, client: Client): WorkspaceEdit {
  const byFile = [...edits].map(([uri, changes]) => ({
    uri,
    changes: changes.map(({ start, end, text }): TextEdit => ({ range: rangeIn(session, uri, start, end), newText: text })),
  }));
  if (!client.documentChanges) return { changes: Object.fromEntries(byFile.map(({ uri, changes }) => [uri, changes])) };
  return {
    documentChanges: byFile.map(({ uri, changes }): TextDocumentEdit => ({
      textDocument: { uri, version: session.document(uri)?.version ?? null },
      edits: changes,
    })),
  };
}
