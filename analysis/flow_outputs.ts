import type { CreateFlow, Ident, Query, QueryBody, Select, SelectItem } from '../grammar/index.ts';
import type { Edit } from './rule.ts';
import { written } from './spelling.ts';

/** The SELECT whose list names the output of a query: its own, or the first of a UNION. */
export function outputSelect(query: Query): Select | undefined {
  let body: QueryBody = query.body;
  for (;;) {
    if (body.kind === 'select') return body;
    if (body.kind === 'set_operation') body = body.left;
    else if (body.kind === 'parenthesised_query') body = body.query.body;
    else return undefined;
  }
}

/** The items of a flow's SELECT list; undefined for TQL and for anything with a star. */
export function outputItems(flow: CreateFlow): readonly Extract<SelectItem, { kind: 'item' }>[] | undefined {
  const select = flow.body.kind === 'query' ? outputSelect(flow.body) : undefined;
  if (select === undefined) return undefined;
  const items = select.items.filter(item => item.kind === 'item');
  return items.length === select.items.length ? items : undefined;
}

/** Gives an output column of a flow another name; undefined where the column is not found, or its alias is used elsewhere. */
export function renameOutput(flow: CreateFlow, from: string, to: string): Edit | undefined {
  const item = outputItems(flow)?.find(candidate => nameOf(candidate) === from);
  if (item === undefined) return undefined;
  if (item.alias === undefined) return { span: { start: item.expr.span.end, end: item.expr.span.end }, text: ` AS ${written(to)}` };
  return { span: item.alias.span, text: written(to) };
}

/** The name an item gives its column, where it is plain: the alias, or the column itself. */
export function nameOf(item: Extract<SelectItem, { kind: 'item' }>): string | undefined {
  if (item.alias !== undefined) return folded(item.alias);
  if (item.expr.kind === 'identifier') return folded(item.expr.ident);
  if (item.expr.kind === 'compound_identifier') return folded(item.expr.parts.at(-1)!);
  return undefined;
}

function folded(ident: Ident): string {
  return ident.quote === '' ? ident.value.toLowerCase() : ident.value;
}
