import { urlOf } from '../../analysis/index.ts';
import { locate } from '../lines.ts';
import { markdown } from './escape.ts';
import { counted } from './human.ts';
import type { Report } from './report.ts';

/** Rows of a job's summary; what is more is counted. */
const MOST_ROWS = 500;

/** A table for the summary of a job or a comment. */
export function markdownReport(report: Report): string {
  const { found, files, skipped, baselined } = report;
  const fileCount = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  const known = baselined.length > 0 ? ` (${baselined.length} more in the baseline)` : '';
  const lines = [
    '### greptime-sql',
    '',
    found.length === 0 ? `${fileCount}, nothing to report${known}.` : `${fileCount}: ${counted(found)}${known}.`,
    '',
  ];
  if (found.length > 0) {
    lines.push('| place | severity | finding | rule |', '| --- | --- | --- | --- |');
    for (const { diagnostic, path, lines: text } of found.slice(0, MOST_ROWS)) {
      const { line, column } = locate(text, diagnostic.start);
      const rule = `[${diagnostic.rule} ${diagnostic.name}](${urlOf(diagnostic.page)})`;
      lines.push(`| ${markdown(`${path}:${line}:${column}`)} | ${diagnostic.severity} | ${markdown(diagnostic.message)} | ${rule} |`);
    }
    if (found.length > MOST_ROWS) lines.push('', `… and ${found.length - MOST_ROWS} more.`);
    lines.push('');
  }
  for (const { path, reason } of skipped) lines.push(`- ${markdown(path)} was skipped: ${markdown(reason)}`, '');
  return lines.join('\n');
}
