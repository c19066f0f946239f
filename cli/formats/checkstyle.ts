import type { Severity } from '../../analysis/index.ts';
import { locate } from '../lines.ts';
import { xml } from './escape.ts';
import { byFile, type Report } from './report.ts';

const SEVERITIES: Readonly<Record<Severity, 'error' | 'warning' | 'info'>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'info',
};

/** Checkstyle's XML, which many dashboards read. */
export function checkstyle(report: Report): string {
  const files = [...byFile(report.found)].map(([path, found]) => {
    const errors = found.map(({ diagnostic, lines }) => {
      const { line, column } = locate(lines, diagnostic.start);
      const source = xml(`greptime-sql.${diagnostic.rule}.${diagnostic.name}`);
      return `    <error line="${line}" column="${column}" severity="${SEVERITIES[diagnostic.severity]}" message="${xml(diagnostic.message)}" source="${source}"/>\n`;
    });
    return `  <file name="${xml(path)}">\n${errors.join('')}  </file>\n`;
  });
  const skipped = report.skipped.map(
    ({ path, reason }) =>
      `  <file name="${xml(path)}">\n    <error line="1" severity="error" message="${xml(`skipped, ${reason}`)}" source="greptime-sql"/>\n  </file>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${[...files, ...skipped].join('')}</checkstyle>\n`;
}
