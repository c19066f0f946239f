import { placeFix, urlOf } from '../../analysis/index.ts';
import { pathOfUri } from '../configuration.ts';
import { linesIn, type Found } from '../findings.ts';
import { locate } from '../lines.ts';
import type { Report } from './report.ts';

/** One document. `version` is the version of this form; fields are only ever added to it. */
export function json(report: Report): string {
  const document = {
    version: 1,
    tool: { name: 'greptime-sql', version: report.version },
    files: report.files.length,
    findings: report.found.map(plain),
    baselined: report.baselined.length,
    skipped: report.skipped,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A finding a line, for tools that read while we write. */
export function ndjson(report: Report): string {
  return report.found.map(found => `${JSON.stringify(plain(found))}\n`).join('');
}

function plain(found: Found): object {
  const { diagnostic, path, lines, fingerprint } = found;
  const { rule, name, severity, message, status, start, end, related, tags, statement, page } = diagnostic;
  const at = (offset: number): object => ({ ...locate(lines, offset), offset });
  return {
    path,
    rule,
    name,
    severity,
    message,
    ...(status === undefined ? {} : { status }),
    start: at(start),
    end: at(end),
    related: related.map(({ uri, span, message: text }) => ({
      path: pathOfUri(uri, found.cwd),
      message: text,
      start: { ...locate(linesIn(found, uri), span.start), offset: span.start },
    })),
    fixes: found.fixes().map(fix => ({
      title: fix.title,
      safe: fix.safe,
      edits: [...placeFix(found.snapshot, { diagnostic, fix })].flatMap(([uri, edits]) =>
        edits.map(edit => ({ path: pathOfUri(uri, found.cwd), ...edit })),
      ),
    })),
    tags,
    statement,
    fingerprint,
    url: urlOf(page),
  };
}
