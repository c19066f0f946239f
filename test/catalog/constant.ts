import { expect } from 'vitest';
import { parseStatement, type Query } from '../../grammar/index.ts';
import { evaluationContext } from '../../catalog/constant/context.ts';
import { evaluate } from '../../catalog/constant/evaluate.ts';
import { printScalar } from '../../catalog/constant/print.ts';
import { planQuery } from '../../catalog/plan/query.ts';
import { openSession } from '../../catalog/session.ts';
import { freshWorld } from '../../catalog/worlds.ts';

/** What an expression comes to: its print, `NULL`, `unknown`, or the complaint with `!` (optimizer) or `?` (execution) in front. */
export function valueOf(sql: string): string {
  const { node, faults } = parseStatement(`SELECT ${sql}`);
  expect(faults.map(fault => fault.message)).toEqual([]);
  const world = freshWorld();
  const planning = planQuery(world, node as Query);
  if (planning.kind === 'rejected') return `! ${planning.message}`;
  if (planning.kind === 'unknown' || planning.plan.kind !== 'project') return 'unknown';
  const outcome = evaluate(planning.plan.exprs[0]!, evaluationContext(world));
  switch (outcome.kind) {
    case 'value':
      return outcome.value.value === null ? 'NULL' : (printScalar(outcome.value) ?? 'unprinted');
    case 'error':
      return `${outcome.when === 'planning' ? '!' : '?'} ${outcome.message}`;
    default:
      return 'unknown';
  }
}

/** Plays statements in a closed world and tells the last verdict: `accepted`, `unknown`, or code and message. */
export function verdictOf(...statements: readonly string[]): string {
  return verdictOver('http', ...statements);
}

export function verdictOver(protocol: 'http' | 'mysql', ...statements: readonly string[]): string {
  const session = openSession();
  let last = '';
  for (const sql of statements) {
    const report = session.run(sql, { protocol }).at(-1)!;
    last = report.verdict === 'rejected' ? `${report.status!.code} ${report.message}` : report.verdict;
  }
  return last;
}
