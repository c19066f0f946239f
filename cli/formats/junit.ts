import { type Found } from '../findings.ts';
import { locate } from '../lines.ts';
import { xml } from './escape.ts';
import { byFile, type Report } from './report.ts';

/** JUnit XML: a suite for each file; a file without findings is a test that passes. */
export function junit(report: Report): string {
  const byPath = byFile(report.found);
  const suites = report.files.map(path => suite(path, byPath.get(path) ?? []));
  const errors = report.skipped.map(
    ({ path, reason }) => `  <testsuite name="${xml(path)}" tests="1" failures="0" errors="1">
    <testcase name="readable" classname="${xml(path)}"><error message="${xml(`skipped, ${reason}`)}"/></testcase>
  </testsuite>\n`,
  );
  const tests = report.found.length + report.files.filter(path => !byPath.has(path)).length + report.skipped.length;
  const counts = `tests="${tests}" failures="${report.found.length}" errors="${report.skipped.length}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="greptime-sql" ${counts}>\n${[...suites, ...errors].join('')}</testsuites>\n`;
}

function suite(path: string, found: readonly Found[]): string {
  const name = xml(path);
  if (found.length === 0) {
    return `  <testsuite name="${name}" tests="1" failures="0" errors="0">\n    <testcase name="clean" classname="${name}"/>\n  </testsuite>\n`;
  }
  const cases = found.map(({ diagnostic, lines }) => {
    const { line, column } = locate(lines, diagnostic.start);
    const title = xml(`${diagnostic.rule} ${diagnostic.name} (${line}:${column})`);
    const failure = `<failure type="${diagnostic.severity}" message="${xml(diagnostic.message)}">${xml(`${path}:${line}:${column}`)}</failure>`;
    return `    <testcase name="${title}" classname="${name}">${failure}</testcase>\n`;
  });
  return `  <testsuite name="${name}" tests="${found.length}" failures="${found.length}" errors="0">\n${cases.join('')}  </testsuite>\n`;
}
