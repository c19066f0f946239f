import type { Severity } from '../../analysis/index.ts';
import { locate } from '../lines.ts';
import { visible } from './escape.ts';
import type { Report } from './report.ts';

const SEVERITIES: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** A line a finding, as compilers write them: quickfix lists of editors and problem matchers read it. */
export function gcc(report: Report): string {
  const found = report.found.map(({ diagnostic, path, lines }) => {
    const { line, column } = locate(lines, diagnostic.start);
    return `${visible(path)}:${line}:${column}: ${SEVERITIES[diagnostic.severity]}: ${visible(diagnostic.message)} [${diagnostic.rule} ${diagnostic.name}]\n`;
  });
  const skipped = report.skipped.map(({ path, reason }) => `${visible(path)}:1:1: error: skipped, ${visible(reason)}\n`);
  return [...found, ...skipped].join('');
}
