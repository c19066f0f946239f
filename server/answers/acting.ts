import { CodeActionKind, CodeActionTriggerKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver';
import { fixesIn, fixEverything, refactorings, RULES, suppressionsIn, type Action, type LintOptions } from '../../analysis/index.ts';
import { toLspDiagnostic } from '../convert/diagnostics.ts';
import { toWorkspaceEdit } from '../convert/edits.ts';
import { spanIn } from '../convert/ranges.ts';
import type { Server } from '../entry.ts';

/** Fixes everything of a file that can be fixed without a person looking. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.greptime-sql`;
export const ACTION_KINDS = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, CodeActionKind.RefactorExtract, FIX_ALL];

/** What can be done at a range. What costs more than a look is only sought when somebody asked for it. */
export function actionsIn(server: Server, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const { session, client } = server;
  const { uri } = textDocument;
  if (!client.actionLiterals || session.file(uri) === undefined) return [];
  const options: LintOptions = { rules: RULES, onBug: session.onBug };
  const snapshot = session.snapshot(uri);
  const span = spanIn(session, textDocument, range);
  const diagnostics = session.diagnostics(uri);
  const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic;
  const wants = (kind: string): boolean =>
    context.only === undefined ? kind !== FIX_ALL : context.only.some(only => kind === only || kind.startsWith(`${only}.`));
  const found: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    found.push(...fixesIn(snapshot, uri, span, diagnostics, options).map(action => toFix(server, action)));
    if (isAsked) found.push(...suppressionsIn(snapshot, uri, span, diagnostics).map(action => toFix(server, action)));
  }
  const refactors = CodeActionKind.RefactorRewrite;
  if ((isAsked || context.only !== undefined) && (wants(refactors) || wants(CodeActionKind.RefactorExtract))) {
    for (const { title, kind, edits } of refactorings(snapshot, uri, span)) {
      const own = kind === 'extract' ? CodeActionKind.RefactorExtract : refactors;
      if (wants(own)) found.push({ title, kind: own, edit: toWorkspaceEdit(session, edits, client) });
    }
  }
  if (wants(FIX_ALL) && context.only !== undefined) {
    const edits = fixEverything(snapshot, uri, options);
    if (edits.size > 0)
      found.push({ title: 'Fix everything that is safe to fix', kind: FIX_ALL, edit: toWorkspaceEdit(session, edits, client) });
  }
  return found;
}

function toFix({ session, client }: Server, { title, isSafe, diagnostic, edits }: Action): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toLspDiagnostic(session, diagnostic, client)],
    isPreferred: isSafe,
    edit: toWorkspaceEdit(session, edits, client),
  };
}
