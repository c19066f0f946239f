import { openSession, type SessionSettings, type StatementReport } from '../catalog/index.ts';
import type { Protocol } from '../grammar/index.ts';
import { splitCase, type CaseQuery } from './case_file.ts';

export interface Replayed {
  /** What GreptimeDB would print, in the format of the recorded cases. */
  readonly text: string;
  /** Why statements are unknown, with the number of statements each. */
  readonly unknown: ReadonlyMap<string, number>;
  readonly statements: number;
}

/** Plays a case file, or any SQL whose statements end at line ends, against a fresh simulated server. */
export function replay(sql: string, settings: SessionSettings = {}): Replayed {
  const session = openSession(settings);
  const unknown = new Map<string, number>();
  let text = '';
  let statements = 0;
  for (const query of splitCase(sql)) {
    const protocol = protocolOf(query);
    const reports = session.run(query.sql, { protocol });
    statements += reports.length;
    for (const { why } of reports) if (why !== undefined) unknown.set(why, (unknown.get(why) ?? 0) + 1);
    text += `${query.printed}\n\n${printReports(reports)}\n\n`;
  }
  return { text, unknown, statements };
}

function protocolOf(query: CaseQuery): Protocol {
  const directive = query.directives.find(({ name }) => name === 'PROTOCOL');
  const name = directive?.argument.trim().toLowerCase();
  return name === 'mysql' || name === 'postgres' ? name : 'http';
}

function printReports(reports: readonly StatementReport[]): string {
  return reports.map(printReport).join('\n');
}

function printReport(report: StatementReport): string {
  switch (report.verdict) {
    case 'rejected':
      return `Error: ${report.status!.code}(${report.status!.name}), ${report.message}`;
    case 'unknown':
      return `-- unknown: ${report.why}`;
    default:
      return report.answer ?? '-- accepted: the rows are not simulated';
  }
}
