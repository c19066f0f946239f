import type { DerivedTable, Query } from '../../../grammar/index.ts';
import { foldInQuery } from '../../../catalog/index.ts';
import { inStatement, type Refactoring, type Site } from './refactoring.ts';

/** Moves a subquery in FROM to the WITH clause of its query. */
export function extractCte(site: Site): Refactoring | undefined {
  const { node, path, text } = site;
  const derived = path.findLast(inner => inner.kind === 'derived') as DerivedTable | undefined;
  const query = node.kind === 'query' ? node : node.kind === 'create_view' ? node.query : node.kind === 'insert' ? node.query : undefined;
  if (
    derived === undefined ||
    query === undefined ||
    derived.lateral ||
    derived.tails.length > 0 ||
    (derived.alias?.columns.length ?? 0) > 0
  )
    return undefined;
  const taken = new Set((query.with?.ctes ?? []).map(cte => foldInQuery(cte.name)));
  const alias = derived.alias === undefined ? undefined : text.slice(derived.alias.name.span.start, derived.alias.name.span.end);
  const name = alias ?? 'extracted';
  if (taken.has(name.toLowerCase())) return undefined;
  const body = text.slice(derived.query.span.start, derived.query.span.end);
  return {
    title: `Move the subquery to WITH ${name}`,
    kind: 'extract',
    edits: inStatement(site, declaration(query, `${name} AS (${body})`), { ...derived.span, text: name }),
  };
}

function declaration(query: Query, cte: string): { readonly start: number; readonly end: number; readonly text: string } {
  const last = query.with?.ctes.at(-1);
  if (last !== undefined) return { start: last.span.end, end: last.span.end, text: `,\n${cte}` };
  const { start } = query.span;
  return { start, end: start, text: `WITH ${cte}\n` };
}
