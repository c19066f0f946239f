import { expect } from 'vitest';
import { apply, arrowTypeName, freshWorld, planQuery, planTql, type Planning, type World } from '../../catalog/index.ts';
import { parseRequest } from '../../grammar/index.ts';

/** The tables that the pictures of plans read. */
export const TABLES = `
CREATE TABLE cpu (host STRING, busy DOUBLE, cores INT, up BOOLEAN, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE disk (host STRING, used BIGINT UNSIGNED, born DATE, spare DECIMAL(10, 2), seen TIMESTAMP(9) TIME INDEX, PRIMARY KEY (host));
CREATE TABLE load (host STRING, rack STRING, val DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host, rack));
CREATE TABLE pair (host STRING PRIMARY KEY, a DOUBLE, b DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE TABLE words (host STRING PRIMARY KEY, said STRING, ts TIMESTAMP TIME INDEX);
CREATE VIEW idle AS SELECT host, 100 - busy AS free FROM cpu;`;

export function worldOf(sql: string, before: World = freshWorld({})): World {
  return parseRequest(sql, 'http').statements.reduce((world, { statement }) => {
    const { verdict, after } = apply(world, statement);
    expect(verdict.kind, verdict.kind === 'rejected' ? verdict.message : sql).toBe('accepted');
    return after;
  }, before);
}

/** Plans a query, and judges it as a whole: constants that have no value count too. */
export function planIn(world: World, sql: string): Planning {
  const { statements, faults } = parseRequest(sql, 'http');
  if (faults[0] !== undefined) throw new Error(faults[0].message);
  const { statement } = statements[0]!;
  const { node } = statement;
  if (node?.kind !== 'query' && node?.kind !== 'tql') throw new Error(`${sql} is no query`);
  const { verdict } = apply(world, statement);
  if (verdict.kind !== 'accepted') return verdict;
  return node.kind === 'query' ? planQuery(world, node) : planTql(world, node);
}

/** What becomes of a query: its columns as `name Type`, its refusal as `code text` on one line, or `?`. */
export function drawPlan(planning: Planning): string {
  switch (planning.kind) {
    case 'planned':
      return planning.fields.map(({ name, type }) => `${name} ${arrowTypeName(type)}`).join(' | ');
    case 'rejected':
      return `${planning.status.code} ${planning.message.replaceAll(/\s*\n\s*/g, ' ⏎ ')}`;
    case 'unknown':
      return '?';
  }
}

/** Checks a picture: queries, and behind each a line `--> …` with what becomes of it. */
export function checkPlans(picture: string, world: World = worldOf(TABLES)): void {
  const actual = picture
    .trim()
    .split(/\n?-->.*\n?/)
    .filter(query => query.trim() !== '')
    .map(query => `${query.trim()}\n--> ${drawPlan(planIn(world, query.trim()))}`)
    .join('\n');
  expect(actual).toBe(picture.trim().replaceAll(/^ +/gm, ''));
}
