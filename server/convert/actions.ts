import { CodeActionKind, type CodeAction } from 'vscode-languageserver';
import type { Action } from '../../analysis/index.ts';
import type { Client } from '../client.ts';
import type { Session } from '../session.ts';
import { toLspDiagnostic } from './diagnostics.ts';
import { toWorkspaceEdit } from './edits.ts';

export function toCodeAction(session: Session, action: Action, client: Client): CodeAction {
  return {
    title: action.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toLspDiagnostic(session, action.diagnostic, client)],
    isPreferred: action.safe,
    edit: toWorkspaceEdit(session, action.edits, client),
  };
}
