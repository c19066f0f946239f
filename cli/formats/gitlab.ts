import { createHash } from 'node:crypto';
import type { Severity } from '../../analysis/index.ts';
import { locate } from '../lines.ts';
import type { Report } from './report.ts';

const SEVERITIES: Readonly<Record<Severity, 'info' | 'minor' | 'major' | 'critical' | 'blocker'>> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

/** A GitLab Code Quality report. Its fingerprints must differ within a report, so they speak of the path too. */
export function gitlab(report: Report): string {
  const issues = report.found.map(({ diagnostic, path, lines, fingerprint }) => ({
    description: diagnostic.message,
    check_name: `${diagnostic.rule} ${diagnostic.name}`,
    fingerprint: createHash('sha256').update(`${path}\n${fingerprint}`).digest('hex'),
    severity: SEVERITIES[diagnostic.severity],
    location: { path, lines: { begin: locate(lines, diagnostic.start).line, end: locate(lines, diagnostic.end).line } },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}
