import { expect } from 'vitest';
import type { Protocol } from '../../grammar/index.ts';
import { openSession, type StatementReport } from '../../catalog/session.ts';

/** What the simulated server prints for the last of a few statements, sent one by one. */
export function answerOf(sql: string, options: { readonly protocol?: Protocol } = {}): string {
  const last = reportOf(sql, options);
  if (last.verdict === 'rejected') return `Error: ${last.status!.code}(${last.status!.name}), ${last.message}`;
  return last.verdict === 'unknown' ? `unknown: ${last.why}` : (last.answer ?? 'no answer');
}

export function reportOf(sql: string, options: { readonly protocol?: Protocol } = {}): StatementReport {
  const session = openSession();
  const statements = sql.split(/;\s*\n/).filter(statement => statement.trim() !== '');
  const reports = statements.flatMap(statement => session.run(statement, options));
  for (const { verdict, message, why } of reports.slice(0, -1)) expect(verdict, message ?? why).toBe('accepted');
  return reports.at(-1)!;
}
