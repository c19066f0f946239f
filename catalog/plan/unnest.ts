import type { Call, Span } from '../../grammar/index.ts';
import { NULL } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Scope } from './binding.ts';
import type { Bound, Field } from './bound.ts';
import { call, column, typedBy, yields } from './build.ts';
import { bindArguments } from './calls.ts';
import { notImplemented, planError } from './context.ts';
import type { PlanNode } from './plan.ts';
import { project } from './projection.ts';
import { findOutermost } from './rewrite.ts';

/** `unnest(list)`: one row per element, printed `UNNEST(…)`. */
export function bindUnnest(scope: Scope, node: Call): Bound {
  scope.context.traits.hasUnnest = true;
  const args = bindArguments(scope, node);
  const { span } = node;
  if (args.length !== 1) planError('unnest() requires exactly one argument', { reason: 'plan', span });
  const arg = args[0]!;
  if (arg.fault === undefined && arg.type.kind !== 'list' && arg.type.kind !== 'struct' && arg.type.kind !== 'null') {
    if (arg.type.kind === 'map' || arg.type.kind === 'dictionary') unknown(`unnest of a ${arg.type.kind}`);
    planError('unnest() can only be applied to array, struct and null', { reason: 'type_mismatch', span });
  }
  if (arg.fault === undefined && arg.type.kind === 'null') notImplemented('unnest() does not support null yet', { reason: 'plan', span });
  return call({
    function: 'unnest',
    args,
    typed: typedBy(args, () => yields(arg.type.kind === 'list' ? arg.type.element! : arg.type.kind === 'struct' ? arg.type : NULL, true)),
    name: `UNNEST(${arg.name})`,
    display: `UNNEST(${arg.display})`,
    span,
  });
}

/**
 * The last projection of a SELECT that unnests something: lists are unnested below it, an unnested struct becomes a column per field
 * (`try_process_unnest`).
 */
export function projectUnnested(input: PlanNode, items: readonly Bound[], span: Span): PlanNode {
  const unnests = findOutermost(items, isUnnest);
  if (unnests.length === 0) return project(input, items, span);
  const spread = items.flatMap(item => (isUnnest(item) && item.type.kind === 'struct' ? spreadStruct(item) : [item]));
  if (spread.some(item => !isUnnest(item) && findOutermost([item], part => isUnnest(part) && part.type.kind === 'struct').length > 0)) {
    return unknown('unnest of a struct inside an expression');
  }
  const below: PlanNode = { kind: 'unnest', fields: input.fields, input, exprs: unnests };
  return project(below, spread, span);
}

function isUnnest(expr: Bound): boolean {
  return expr.kind === 'call' && expr.function === 'unnest';
}

function spreadStruct(item: Bound): readonly Bound[] {
  const prefix = `__unnest_placeholder(${item.kind === 'call' ? item.args[0]!.name : item.name})`;
  return (item.type.fields ?? []).map(field =>
    column({ name: `${prefix}.${field.name}`, type: field.type, nullable: true } satisfies Field, item.span),
  );
}
