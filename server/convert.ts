import {
  CodeActionKind, DiagnosticSeverity, DiagnosticTag, MarkupKind,
  type CodeAction, type Diagnostic as LspDiagnostic, type Hover, type MarkupContent, type Range, type TextEdit,
} from 'vscode-languageserver';
import { toMarkdown, toPlainText, type Action, type Card, type Diagnostic, type Severity } from '../analysis/index.ts';
import type { Session } from './session.ts';
import { linesOf, toRange } from './text.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function rangeIn(session: Session, uri: string, start: number, end: number): Range {
  const file = session.file(uri);
  if (file === undefined) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return toRange(linesOf(file), start, end, session.encoding);
}

export function toLspDiagnostic(session: Session, diagnostic: Diagnostic, client: { readonly related: boolean }): LspDiagnostic {
  const status = diagnostic.status === undefined ? '' : ` [${diagnostic.status.code} ${diagnostic.status.name}]`;
  const tags = diagnostic.tags.map(tag => (tag === 'unnecessary' ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated));
  return {
    range: rangeIn(session, diagnostic.uri, diagnostic.start, diagnostic.end),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.name,
    source: 'greptime-sql',
    message: diagnostic.message + status,
    ...(tags.length === 0 ? {} : { tags }),
    ...(client.related && diagnostic.related.length > 0
      ? {
          relatedInformation: diagnostic.related.map(({ uri, span, message }) => ({
            location: { uri, range: rangeIn(session, uri, span.start, span.end) },
            message,
          })),
        }
      : {}),
  };
}

export function toHover(session: Session, uri: string, card: Card | undefined, markdown: boolean): Hover | null {
  if (card === undefined) return null;
  const contents: MarkupContent = markdown ? { kind: MarkupKind.Markdown, value: toMarkdown(card) } : { kind: MarkupKind.PlainText, value: toPlainText(card) };
  return { contents, range: rangeIn(session, uri, card.span.start, card.span.end) };
}

export function toCodeAction(session: Session, action: Action, client: { readonly related: boolean }): CodeAction {
  const changes: Record<string, TextEdit[]> = {};
  for (const [uri, edits] of action.edits) {
    changes[uri] = edits.map(({ start, end, text }) => ({ range: rangeIn(session, uri, start, end), newText: text }));
  }
  return {
    title: action.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toLspDiagnostic(session, action.diagnostic, client)],
    isPreferred: action.safe,
    edit: { changes },
  };
}
