import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { urlOf, type Diagnostic, type Severity } from '../../analysis/index.ts';
import type { ConfigProblem } from '../../config/index.ts';
import type { Client } from '../client.ts';
import type { Session } from '../session.ts';
import { Lines } from '../lines.ts';
import { toRange } from '../text.ts';
import { rangeIn } from './ranges.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
export const SOURCE = 'greptime-sql';

export function toLspDiagnostic(session: Session, diagnostic: Diagnostic, client: Client): LspDiagnostic {
  const { uri, start, end, status, severity, name, message, page, related } = diagnostic;
  const tags = diagnostic.tags.map(tag => (tag === 'unnecessary' ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated));
  return {
    range: rangeIn(session, uri, start, end),
    severity: SEVERITIES[severity],
    code: name,
    codeDescription: { href: urlOf(page) },
    source: SOURCE,
    message: status === undefined ? message : `${message} [${status.code} ${status.name}]`,
    ...(tags.length === 0 ? {} : { tags }),
    ...(client.related && related.length > 0
      ? {
          relatedInformation: related.map(({ uri: other, span, message: text }) => ({
            location: { uri: other, range: rangeIn(session, other, span.start, span.end) },
            message: text,
          })),
        }
      : {}),
  };
}

/** What is wrong with a configuration file. */
export function toConfigDiagnostic(session: Session, { text, message, span }: ConfigProblem): LspDiagnostic {
  return {
    range: toRange(Lines.of(text), span.start, span.end, session.encoding),
    severity: DiagnosticSeverity.Error,
    source: SOURCE,
    message,
  };
}
