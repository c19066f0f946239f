import type { Severity } from '../../analysis/index.ts';
import { linesIn, type Found } from '../findings.ts';
import { pathOfUri } from '../configuration.ts';
import { lineAt, locate, type Lines } from '../lines.ts';
import { visible } from './escape.ts';
import { painter, type Paint } from './paint.ts';
import type { Report } from './report.ts';

const COLOURS: Readonly<Record<Severity, 'red' | 'yellow' | 'blue' | 'cyan'>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'cyan',
};

/** For people: place, severity, message, the source line with carets, rule and the server's status. */
export function human(report: Report): string {
  const paint = painter(report.colour);
  const blocks = report.found.map(found => block(found, paint));
  for (const { path, reason } of report.skipped) blocks.push(`${paint('bold', visible(path))}: skipped, ${visible(reason)}`);
  return [...blocks, summary(report)].join('\n\n') + '\n';
}

function block(found: Found, paint: Paint): string {
  const { diagnostic, path, lines } = found;
  const { start, end, severity, message, rule, name } = diagnostic;
  const place = locate(lines, start);
  const status = diagnostic.status === undefined ? '' : ` ${diagnostic.status.code}(${diagnostic.status.name})`;
  const head = `${paint('bold', `${visible(path)}:${place.line}:${place.column}`)} ${paint(COLOURS[severity], severity)} ${visible(message)}  ${paint('dim', `${rule} ${name}${status}`)}`;
  const related = diagnostic.related.map(({ uri, span, message: text }) => {
    const other = locate(linesIn(found, uri), span.start);
    const where = uri === diagnostic.uri ? path : pathOfUri(uri, found.cwd);
    return `  ${visible(where)}:${other.line}:${other.column} ${visible(text)}`;
  });
  const fixes = found.fixes().map(({ title, safe }) => `  fix${safe ? '' : ' (unsafe)'}: ${visible(title)}`);
  return [head, ...excerpt(lines, start, end, carets => paint(COLOURS[severity], carets)), ...related, ...fixes].join('\n');
}

const LONGEST = 160;
const CONTEXT = 40;

/** The line with carets under the finding; long lines are cut around it. */
function excerpt(lines: Lines, start: number, end: number, paint: (carets: string) => string): readonly string[] {
  const { line, column } = locate(lines, start);
  const text = lineAt(lines, line);
  const from = column - 1 > LONGEST - CONTEXT ? column - 1 - CONTEXT : 0;
  const shown = text.slice(from, from + LONGEST);
  const before = shown.slice(0, column - 1 - from);
  const marked = shown.slice(before.length, before.length + Math.max(1, end - start));
  const gutter = String(line);
  const carets = paint('^'.repeat(Math.max(1, widthOf(marked))));
  return [`  ${gutter} | ${visible(shown)}`, `  ${' '.repeat(gutter.length)} | ${' '.repeat(widthOf(before))}${carets}`];
}

/** How many columns of a terminal a text takes: marks that combine take none, wide characters two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/^\p{M}|\u200d|[\ufe00-\ufe0f]$/u.test(character)) continue;
    width +=
      /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}$/u.test(
        character,
      ) && character > '\u00ff'
        ? 2
        : 1;
  }
  return width;
}

function summary({ found, files, baselined, hasBaseline }: Report): string {
  const fileCount = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  const known = hasBaseline && baselined.length > 0 ? ` (${baselined.length} more in the baseline)` : '';
  if (found.length === 0) return `${fileCount}, nothing to report${known}`;
  return `${fileCount}, ${counted(found)}${known}`;
}

/** `2 errors, 1 warning` */
export function counted(found: readonly Found[]): string {
  return (['error', 'warning', 'information', 'hint'] as const)
    .map(severity => [severity, found.filter(({ diagnostic }) => diagnostic.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count === 1 || severity === 'information' ? '' : 's'}`)
    .join(', ');
}
