import type { Query, QueryBody, Select, SelectItem, Span, Tql } from '../grammar/index.ts';
import { fieldsOf, namesOf } from './facts.ts';
import type { Output } from './names/scope.ts';
import type { Step } from './simulate.ts';

/** The SELECT that gives a query its column names: the leftmost one of a set operation. */
export function leadingSelect(query: Query): Select | undefined {
  let body: QueryBody | undefined = query.body;
  while (body !== undefined) {
    switch (body.kind) {
      case 'select':
        return body;
      case 'set_operation':
        body = body.left;
        break;
      case 'parenthesised_query':
        body = body.query.body;
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

/** A column of a query's result and the item that makes it. */
export interface OutputItem {
  readonly name: string | undefined;
  readonly item: SelectItem;
  readonly output: Output;
}

/** The columns a query yields with the items that make them; names the planner makes are taken from the plan. */
export function outputItems(step: Step, query: Query): readonly OutputItem[] {
  const select = leadingSelect(query);
  const outputs = namesOf(step).outputs.get(query);
  if (select === undefined || outputs === undefined) return select === undefined ? [] : itemsAlone(select);
  const fields = fieldsOf(step, query);
  const found: OutputItem[] = [];
  let at = 0;
  for (const item of select.items) {
    const width = item.kind === 'wildcard' ? starWidth(outputs, at) : 1;
    for (let i = 0; i < width; i++, at++) found.push({ name: outputs[at]?.name ?? fields?.[at]?.name, item, output: outputs[at] ?? {} });
  }
  return found;
}

/** How many starred columns stand from `at` on. Two stars side by side are taken for one: both are stars. */
function starWidth(outputs: readonly Output[], at: number): number {
  let end = at;
  while (outputs[end]?.starred === true) end++;
  return end - at;
}

function itemsAlone(select: Select): readonly OutputItem[] {
  return select.items.flatMap(item => {
    if (item.kind === 'wildcard') return [];
    const { alias, expr } = item;
    const ident = alias ?? (expr.kind === 'identifier' ? expr.ident : expr.kind === 'compound_identifier' ? expr.parts.at(-1) : undefined);
    return [{ name: ident?.value, item, output: {} }];
  });
}

/** Where the name of a column of a query's result is written: its alias, the column itself, or the whole item that computes it. */
export function outputSpan(step: Step, body: Query | Tql, name: string): Span | undefined {
  if (body.kind === 'tql') return undefined;
  const found = outputItems(step, body).find(output => output.name === name)?.item;
  if (found === undefined) return undefined;
  if (found.kind === 'wildcard') return found.span;
  return found.alias?.span ?? found.expr.span;
}
