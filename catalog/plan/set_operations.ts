import type { QueryBody, SetOperation, Span, Values } from '../../grammar/index.ts';
import { arrowTypeName } from '../type_names.ts';
import { type DataType, NULL } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Bound, Field } from './bound.ts';
import { cast } from './build.ts';
import { branchType, foldTypes, valueType } from './common_types.ts';
import { type Context, demandTypes, notImplemented, planError, postponeFault } from './context.ts';
import { judgeConversion } from './conversions.ts';
import { bindWhole } from './expressions.ts';
import type { PlanNode } from './plan.ts';
import { planNested } from './query.ts';
import { planSelect } from './select.ts';
import { print } from '../../grammar/index.ts';
import { scanNamed } from './relations.ts';
import { foldInQuery } from '../names.ts';

/** A query body without its ORDER BY (`set_expr_to_plan`). */
export function planBody(context: Context, body: QueryBody): PlanNode {
  switch (body.kind) {
    case 'select':
      return planSelect(context, body, []);
    case 'values':
      return planValues(context, body);
    case 'set_operation':
      return planSetOperation(context, body);
    case 'parenthesised_query':
      return planNested(context, body.query);
    case 'table':
      return scanNamed(context, body.name, body.name.parts.map(foldInQuery));
    case 'insert':
    case 'delete':
      return notImplemented(`Query ${print(body)} not implemented yet`, { reason: 'plan', span: body.span });
    default:
      return unknown(`a query body of the kind ${body.kind}`);
  }
}

function planSetOperation(context: Context, node: SetOperation): PlanNode {
  const left = planBody(context, node.left);
  const right = planBody(context, node.right);
  const { quantifier, span } = node;
  if (quantifier?.endsWith('BY NAME') === true) return unknown('set operations BY NAME');
  const distinct = quantifier !== 'ALL';
  if (node.op === 'UNION') return union(context, [left, right], { distinct, span });
  if (node.op === 'MINUS') return notImplemented('MINUS ALL not implemented', { reason: 'plan', span });
  return intersectOrExcept(context, node.op, left, right, span);
}

/** Names come from the first branch, types from all (`union`, `coerce_union_schema`). */
export function union(
  context: Context,
  inputs: readonly [PlanNode, PlanNode],
  options: { readonly distinct: boolean; readonly span: Span },
): PlanNode {
  const [left, right] = inputs;
  if (left.fields.length !== right.fields.length)
    planError('UNION queries have different number of columns', { reason: 'union_columns', span: options.span });
  const fields = left.fields.map((field, index) => unionField(context, field, right.fields[index]!, options.span));
  const plan: PlanNode = { kind: 'union', fields, inputs };
  return options.distinct ? { kind: 'distinct', fields, input: plan, on: [] } : plan;
}

function unionField(context: Context, left: Field, right: Field, span: Span): Field {
  const type = branchType(left.type, right.type);
  if (type === undefined) {
    const message = `Incompatible inputs for Union: Previous inputs were of type ${arrowTypeName(left.type)}, but got incompatible type ${arrowTypeName(right.type)} on column '${right.name}'`;
    postponeFault(context, { message: `Error during planning: ${message}`, reason: 'type_mismatch', span });
  } else judgeConversion(context, [left.type, right.type], type, span);
  return { name: left.name, type: type ?? left.type, nullable: left.nullable || right.nullable };
}

function intersectOrExcept(_context: Context, op: 'INTERSECT' | 'EXCEPT', left: PlanNode, right: PlanNode, span: Span): PlanNode {
  if (left.fields.length !== right.fields.length) {
    planError(`${op} queries have different number of columns`, { reason: 'union_columns', span });
  }
  return { kind: 'set', fields: left.fields, op, left, right };
}

/** VALUES: columns are called `column1`, `column2`, …; each has the common type of its rows. */
function planValues(context: Context, node: Values): PlanNode {
  const rows = node.rows.map(row => row.values.map(value => bindWhole(context, [], value)));
  const width = rows[0]!.length;
  rows.forEach((row, index) => {
    if (row.length !== width) {
      const { span } = node.rows[index]!;
      planError(`Inconsistent data length across values list: got ${row.length} values in row ${index} but expected ${width}`, {
        reason: 'values_width',
        span,
      });
    }
  });
  demandTypes(rows.flat());
  const fields = Array.from({ length: width }, (_, index): Field => ({
    name: `column${index + 1}`,
    type: valuesType(rows, index),
    nullable: true,
  }));
  return { kind: 'values', fields, rows: rows.map(row => row.map((value, index) => converted(value, fields[index]!.type))) };
}

function converted(value: Bound, type: DataType): Bound {
  return value.type === type || value.type.kind === 'null' ? value : cast(value, type, { tries: false, span: value.span });
}

function valuesType(rows: readonly (readonly Bound[])[], column: number): Field['type'] {
  const types = rows.map(row => row[column]!.type);
  const type = foldTypes(types, valueType);
  if (type === undefined) {
    const at = types.findIndex((_, index) => foldTypes(types.slice(0, index + 1), valueType) === undefined);
    const message = `Inconsistent data type across values list at row ${at} column ${column}. Was ${arrowTypeName(types[0]!)} but found ${arrowTypeName(types[at]!)}`;
    return planError(message, { reason: 'type_mismatch', span: rows[at]![column]!.span });
  }
  return type ?? NULL;
}
