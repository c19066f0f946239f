import type { SelectItem, Span, Wildcard } from '../../grammar/index.ts';
import { foldInQuery } from '../names.ts';
import type { Bound, Field } from './bound.ts';
import { alias, column, fieldOf } from './build.ts';
import { type Context, demandTypes, planError } from './context.ts';
import { bindWhole } from './expressions.ts';
import { demandUnique, usingSets } from './joins.ts';
import type { PlanNode } from './plan.ts';
import { equalRelation, flatName, hasRepeats, sameField, type Schema } from './scope.ts';

/** The expressions of a SELECT list, wildcards expanded (`prepare_select_exprs`). */
export function bindItems(context: Context, input: PlanNode, items: readonly SelectItem[]): readonly Bound[] {
  const using = usingSets(input);
  const bound: Bound[] = [];
  for (const item of items) {
    if (item.kind === 'wildcard') bound.push(...expandWildcard(input, item));
    else bound.push(bindItem(context, input, item, using));
  }
  return bound;
}

function bindItem(context: Context, input: PlanNode, item: Exclude<SelectItem, Wildcard>, using: readonly Schema[]): Bound {
  context.recorder?.scope?.(item, input.fields);
  const bound = bindWhole(context, input.fields, item.expr, using);
  if (item.alias === undefined) return bound;
  const name = foldInQuery(item.alias);
  return bound.kind === 'column' && bound.outer !== true && bound.field.name === name ? bound : alias(bound, name, item.span);
}

function expandWildcard(input: PlanNode, item: Wildcard): readonly Bound[] {
  const { span } = item;
  if (item.qualifier === undefined) {
    if (input.kind === 'empty') planError('SELECT * with no tables specified is not valid', { reason: 'wildcard', span });
    return withoutMerged(input).map(field => column(field, span));
  }
  const relation = item.qualifier.parts.map(foldInQuery);
  const fields = input.fields.filter(field => equalRelation(field.relation, relation));
  if (fields.length === 0)
    planError(`Invalid qualifier ${relation.join('.')}`, { reason: 'wildcard_qualifier', span, detail: { name: relation.join('.') } });
  return fields.map(field => column(field, span));
}

/** Of columns merged by USING only the one whose relation sorts first stays (`exclude_using_columns`). */
function withoutMerged(input: PlanNode): Schema {
  const skipped: Field[] = [];
  for (const set of usingSets(input)) {
    const sorted = [...set].sort((a, b) => (flatName(a) < flatName(b) ? -1 : 1));
    sorted.forEach((field, index) => {
      if (sorted.slice(0, index).some(earlier => earlier.name === field.name)) skipped.push(field);
    });
  }
  return skipped.length === 0 ? input.fields : input.fields.filter(field => !skipped.some(skip => sameField(skip, field)));
}

/** A projection: names must differ and every type must be known (`project`). */
export function project(input: PlanNode, exprs: readonly Bound[], span: Span): PlanNode {
  demandDistinctNames(exprs);
  demandTypes(exprs);
  const fields = exprs.map(fieldOf);
  demandUnique(fields, span);
  return { kind: 'project', fields, input, exprs };
}

function demandDistinctNames(exprs: readonly Bound[]): void {
  if (!hasRepeats(exprs)) return;
  const seen = new Map<string, number>();
  exprs.forEach((expr, position) => {
    const before = seen.get(expr.name);
    if (before === undefined) {
      seen.set(expr.name, position);
      return;
    }
    planError(
      `Projections require unique expression names but the expression "${exprs[before]!.display}" at position ${before} and "${expr.display}" at position ${position} have the same name. Consider aliasing ("AS") one of them.`,
      { reason: 'duplicate_output', span: expr.span, detail: { name: expr.name } },
    );
  });
}
