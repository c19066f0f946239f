import { foldInQuery } from '../../../catalog/index.ts';
import type { Select, Wildcard } from '../../../grammar/index.ts';
import { namesOf } from '../../facts.ts';
import { writeIdent } from '../completion/item.ts';
import { inStatement, type Refactoring, type Site } from './refactoring.ts';

/** Writes the columns that a `*` stands for, each behind its table where there are several. */
export function expandStar(site: Site): Refactoring | undefined {
  const star = site.path.findLast(node => node.kind === 'wildcard') as Wildcard | undefined;
  const select = site.path.findLast(node => node.kind === 'select') as Select | undefined;
  const scope = select === undefined ? undefined : namesOf(site.step).scopes.get(select);
  if (star === undefined || scope === undefined || !select!.items.includes(star)) return undefined;
  const wanted = star.qualifier === undefined ? undefined : foldInQuery(star.qualifier.parts.at(-1)!);
  const sources = scope.sources.filter(source => wanted === undefined || source.exposed === wanted);
  const columns: string[] = [];
  for (const { exposed, outputs } of sources) {
    if (outputs === undefined) return undefined;
    for (const { name } of outputs) {
      if (name === undefined) return undefined;
      columns.push(scope.sources.length > 1 && exposed !== undefined ? `${writeIdent(exposed)}.${writeIdent(name)}` : writeIdent(name));
    }
  }
  if (columns.length === 0) return undefined;
  return { title: 'Write out the columns of *', kind: 'rewrite', edits: inStatement(site, { ...star.span, text: columns.join(', ') }) };
}
