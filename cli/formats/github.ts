import { type Severity } from '../../analysis/index.ts';
import { locate } from '../lines.ts';
import type { Report } from './report.ts';

const COMMANDS: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};
const ORDER: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Workflow commands of GitHub Actions. It shows only the first ten of each kind, so the gravest come first. */
export function github(report: Report): string {
  const sorted = report.found.toSorted((a, b) => ORDER.indexOf(a.diagnostic.severity) - ORDER.indexOf(b.diagnostic.severity));
  const annotations = sorted.map(({ diagnostic, path, lines }) => {
    const { start, end, severity, message, rule, name, status } = diagnostic;
    const from = locate(lines, start);
    const to = locate(lines, end);
    const title = `${rule} ${name}${status === undefined ? '' : ` ${status.code}(${status.name})`}`;
    // GitHub takes columns only within one line.
    const columns = from.line === to.line ? `,col=${from.column},endColumn=${to.column}` : '';
    const place = `file=${property(path)},line=${from.line},endLine=${to.line}${columns}`;
    return `::${COMMANDS[severity]} ${place},title=${property(title)}::${data(message)}\n`;
  });
  const skipped = report.skipped.map(({ path, reason }) => `::error file=${property(path)}::${data(`skipped, ${reason}`)}\n`);
  return [...annotations, ...skipped].join('');
}

/** Escaped so that nothing in it can start a command of its own. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
