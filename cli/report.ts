import { styleText } from 'node:util';
import type { Diagnostic, Severity, Workspace } from '../analysis/index.ts';

export interface Report {
  readonly diagnostics: readonly Diagnostic[];
  readonly workspace: Workspace;
  readonly shown: ReadonlyMap<string, string>;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly colour: boolean;
}

/** One function per `--format`. */
export const FORMATS: Readonly<Record<string, (report: Report) => string>> = { human, json };

/** For people: place, severity, message, the source line with carets, rule and the server's status. */
function human(report: Report): string {
  const paint = painter(report.colour);
  const blocks = report.diagnostics.map(diagnostic => {
    const text = textOf(report.workspace, diagnostic.uri);
    const place = locate(text, diagnostic.start);
    const path = report.shown.get(diagnostic.uri) ?? diagnostic.uri;
    const status = diagnostic.status === undefined ? '' : ` ${diagnostic.status.code}(${diagnostic.status.name})`;
    const head = `${paint('bold', `${path}:${place.line}:${place.column}`)} ${paint(COLOURS[diagnostic.severity], diagnostic.severity)} ${visible(diagnostic.message)}`;
    const foot = paint('dim', `${diagnostic.rule} ${diagnostic.name}${status}`);
    const related = diagnostic.related.map(({ uri, span, message }) => {
      const other = locate(textOf(report.workspace, uri), span.start);
      return `  ${report.shown.get(uri) ?? uri}:${other.line}:${other.column} ${visible(message)}`;
    });
    const fixes = diagnostic.fixes.map(fix => `  fix: ${fix.title}`);
    return [`${head}  ${foot}`, ...excerpt(text, diagnostic, place.line), ...related, ...fixes].join('\n');
  });
  for (const { path, reason } of report.skipped) blocks.push(`${path}: skipped, ${reason}`);
  return [...blocks, summary(report)].join('\n\n') + '\n';
}

const COLOURS: Readonly<Record<Severity, 'red' | 'yellow' | 'blue' | 'cyan'>> = { error: 'red', warning: 'yellow', information: 'blue', hint: 'cyan' };

function painter(colour: boolean): (style: Parameters<typeof styleText>[0], text: string) => string {
  return colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}

const LONGEST_LINE = 160;

/** The line with carets under the finding; long lines are cut around it. */
function excerpt(text: string, { start, end }: Diagnostic, line: number): readonly string[] {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', lineStart);
  const lineEnd = newline === -1 ? text.length : newline;
  const from = start - lineStart > LONGEST_LINE - 40 ? start - 40 : lineStart;
  const shownLine = text.slice(from, Math.min(lineEnd, from + LONGEST_LINE)).replace(/\r$/, '');
  const gutter = String(line);
  const carets = '^'.repeat(Math.max(1, Math.min(end, from + shownLine.length) - start));
  return [`  ${gutter} | ${visible(shownLine)}`, `  ${' '.repeat(gutter.length)} | ${' '.repeat(start - from)}${carets}`];
}

/** A text without characters that steer a terminal. */
function visible(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\u{fffd}').replaceAll('\t', ' ');
}

function summary({ diagnostics, workspace }: Report): string {
  const count = (severity: Severity): number => diagnostics.filter(diagnostic => diagnostic.severity === severity).length;
  const files = `${workspace.files.length} ${workspace.files.length === 1 ? 'file' : 'files'}`;
  if (diagnostics.length === 0) return `${files}, nothing to report`;
  const parts = (['error', 'warning', 'information', 'hint'] as const)
    .map(severity => [severity, count(severity)] as const)
    .filter(([, found]) => found > 0)
    .map(([severity, found]) => `${found} ${severity}${found === 1 || severity === 'information' ? '' : 's'}`);
  return `${files}, ${parts.join(', ')}`;
}

/** For machines: a list of findings with places, offsets and fixes. */
function json(report: Report): string {
  const findings = report.diagnostics.map(diagnostic => {
    const text = textOf(report.workspace, diagnostic.uri);
    const { start, end, fixes, related, uri, tags, statement, ...rest } = diagnostic;
    return {
      path: report.shown.get(uri) ?? uri,
      ...rest,
      start: { ...locate(text, start), offset: start },
      end: { ...locate(text, end), offset: end },
      related: related.map(({ uri: other, span, message }) => ({
        path: report.shown.get(other) ?? other,
        message,
        start: { ...locate(textOf(report.workspace, other), span.start), offset: span.start },
      })),
      fixes: fixes.map(({ title, safe }) => ({ title, safe })),
      tags,
      statement,
    };
  });
  return `${JSON.stringify({ version: 1, files: report.workspace.files.length, findings, skipped: report.skipped }, null, 2)}\n`;
}

function textOf(workspace: Workspace, uri: string): string {
  return workspace.files.find(file => file.uri === uri)?.text ?? '';
}

/** Line and column as people count them, both from 1; columns count UTF-16 units, as editors do. */
export function locate(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}
