import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import { actions } from '../../analysis/index.ts';
import { toCodeAction } from '../convert/actions.ts';
import { spanIn } from '../convert/ranges.ts';
import type { Server } from '../entry.ts';

export function actionsIn({ session, client }: Server, { textDocument, range }: CodeActionParams): CodeAction[] {
  const { uri } = textDocument;
  if (session.file(uri) === undefined) return [];
  const found = actions(session.snapshot(uri), uri, spanIn(session, textDocument, range), session.diagnostics(uri));
  return found.map(action => toCodeAction(session, action, client));
}
