import { foldInQuery } from '../../../catalog/index.ts';
import type { IdentifierExpr, Select } from '../../../grammar/index.ts';
import { namesOf } from '../../facts.ts';
import { writeIdent } from '../completion/item.ts';
import { inStatement, type Refactoring, type Site } from './refactoring.ts';

/** Puts the table in front of a column. */
export function qualify(site: Site): Refactoring | undefined {
  const column = site.path.findLast(node => node.kind === 'identifier') as IdentifierExpr | undefined;
  const select = site.path.findLast(node => node.kind === 'select') as Select | undefined;
  const scope = select === undefined ? undefined : namesOf(site.step).scopes.get(select);
  if (column === undefined || scope === undefined) return undefined;
  const name = foldInQuery(column.ident);
  const owners = scope.sources.filter(({ outputs }) => outputs?.some(output => output.name === name));
  const [owner] = owners;
  if (owner?.exposed === undefined || owners.length > 1) return undefined;
  const { start } = column.span;
  const prefix = writeIdent(owner.exposed);
  return { title: `Write ${prefix}.${name}`, kind: 'rewrite', edits: inStatement(site, { start, end: start, text: `${prefix}.` }) };
}
