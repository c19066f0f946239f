import { placeFix, urlOf, type Severity } from '../../analysis/index.ts';
import { type Found } from '../findings.ts';
import { locate, type Lines } from '../lines.ts';
import type { Report } from './report.ts';

const SEVERITIES: Readonly<Record<Severity, 'ERROR' | 'WARNING' | 'INFO'>> = {
  error: 'ERROR',
  warning: 'WARNING',
  information: 'INFO',
  hint: 'INFO',
};

/** Reviewdog's diagnostic format. Its columns count bytes of UTF-8. */
export function rdjson(report: Report): string {
  const document = {
    source: { name: 'greptime-sql', url: urlOf('README.md') },
    diagnostics: report.found.map(found => {
      const { diagnostic, path, lines } = found;
      const suggestions = suggestionsOf(found);
      return {
        message: diagnostic.message,
        location: { path, range: rangeOf(lines, diagnostic.start, diagnostic.end) },
        severity: SEVERITIES[diagnostic.severity],
        code: { value: diagnostic.rule, url: urlOf(diagnostic.page) },
        ...(suggestions.length === 0 ? {} : { suggestions }),
      };
    }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A suggestion is one replacement in the finding's own file; fixes of more places do not fit. */
function suggestionsOf({ fixes, snapshot, diagnostic, lines }: Found): readonly object[] {
  return fixes().flatMap(fix => {
    const edits = placeFix(snapshot, { diagnostic, fix });
    const own = edits.get(diagnostic.uri) ?? [];
    const [edit] = own;
    return edits.size === 1 && own.length === 1 && edit !== undefined
      ? [{ range: rangeOf(lines, edit.start, edit.end), text: edit.text }]
      : [];
  });
}

function rangeOf(lines: Lines, start: number, end: number): object {
  const at = (offset: number): object => {
    const { line, column } = locate(lines, offset);
    return { line, column: Buffer.byteLength(lines.text.slice(offset - column + 1, offset)) + 1 };
  };
  return { start: at(start), end: at(end) };
}
