import { flowFacts } from '../../flow_facts.ts';
import { showCreate } from '../virtual.ts';
import { inFront, type Refactoring, type Site } from './refactoring.ts';

/** Writes out the CREATE TABLE of the sink that GreptimeDB would make by itself. */
export function materialiseSink(site: Site): Refactoring | undefined {
  const facts = flowFacts(site.step);
  if (facts?.madeSink !== true || facts.sink === undefined) return undefined;
  const { database, name } = facts.sink;
  const sql = showCreate(site.step.outcome.after, 'table', `${database}.${name}`);
  return sql === undefined
    ? undefined
    : { title: `Write out the sink table ${name}`, kind: 'rewrite', edits: inFront(site, sql.replace(/\n\n+/g, '\n').replace(/\n;/, ';')) };
}
