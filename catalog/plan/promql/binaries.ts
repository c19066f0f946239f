import type { PromBinary, PromExpr, PromSelector } from '../../../grammar/index.ts';
import { typeOf } from '../../../grammar/promql/checks.ts';
import { type DataType, FLOAT64 } from '../../types.ts';
import { unknown } from '../../verdict.ts';
import type { Field } from '../bound.ts';
import { sameRelation } from '../scope.ts';
import { literalOf } from './literals.ts';
import { binaryText, binaryType, isComparison, isSetOperator } from './operators.ts';
import {
  behind,
  columnText,
  emptyMetric,
  fieldNamed,
  fieldsNamed,
  type PromContext,
  type Series,
  tableOf,
  TIME,
  VALUE,
  valueField,
} from './series.ts';
import { planSet } from './sets.ts';

type Plan = (expr: PromExpr) => Series;

/** Two constants, a constant and a series, a set operation, or a join on time and labels (`prom_binary_expr_to_plan`). */
export function planBinary(prom: PromContext, node: PromBinary, plan: Plan): Series {
  const left = literalOf(node.left);
  const right = literalOf(node.right);
  if (left !== undefined && right !== undefined) return emptyMetric(TIME, VALUE);
  const filters = isComparison(node.op) && !node.returnsBool;
  if (left !== undefined || right !== undefined) {
    const input = settled(plan(left === undefined ? node.left : node.right));
    if (filters) return input;
    return projected(input, field => [
      text(node.op, left?.text ?? field.name, right?.text ?? field.name),
      left === undefined ? binaryType(node.op, field.type, FLOAT64) : binaryType(node.op, FLOAT64, field.type),
    ]);
  }
  const shared = sharedJoin(node, plan);
  if (shared !== undefined) return shared;
  const a = settled(plan(node.left));
  const b = settled(plan(node.right));
  if (isSetOperator(node.op)) return planSet(prom, node, a, b);
  return joined(node, a, b, filters);
}

function settled(series: Series): Series {
  return series.doubt === undefined ? series : unknown(series.doubt);
}

function text(op: string, left: string, right: string): string {
  return binaryText(op, left, right) ?? unknown(`the PromQL operator ${op}`);
}

/** Labels, time, then each value computed and named after its expression (`projection_for_each_field_column`). */
export function projected(input: Series, compute: (field: Field, index: number) => readonly [text: string, type: DataType]): Series {
  const values = input.values.map((name, index) => {
    const [printed, type] = compute(fieldNamed(input, name), index);
    return valueField(printed, type);
  });
  return { ...input, fields: [...fieldsNamed(input, [...input.tags, input.time]), ...values], values: values.map(field => field.name) };
}

const LEFT: readonly string[] = ['lhs'];
const RIGHT: readonly string[] = ['rhs'];

/** The join of two series: the right one lends labels and time, unless both have one name and it has no labels. */
function joined(node: PromBinary, a: Series, b: Series, filters: boolean): Series {
  const clash = sameTable(a, b);
  const leftName = clash ? LEFT : tableOf(a);
  const rightName = clash ? RIGHT : tableOf(b);
  const leftFields = behind(a, leftName);
  const rightFields = behind(b, rightName);
  const lender = clash && b.tags.length === 0 ? a : b;
  const lentName = lender === a ? leftName : rightName;
  const lentFields = lender === a ? leftFields : rightFields;
  const width = Math.min(a.values.length, b.values.length);
  const pairs = lender.values.map((_, index) => {
    if (index >= width) unknown('a join of series with different numbers of values');
    return [named(leftFields, a.values[index]!), named(rightFields, b.values[index]!)] as const;
  });
  if (filters) return keptSide(node, { a, b, leftFields, rightFields });
  const values = pairs.map(([x, y]) => valueField(text(node.op, columnText(x), columnText(y)), binaryType(node.op, x.type, y.type)));
  const { table: _table, range: _range, ...kept } = lender;
  const table = clash || lender.table !== undefined ? { table: lentName } : {};
  return {
    ...kept,
    ...table,
    fields: [...[...lender.tags, lender.time].map(name => named(lentFields, name)), ...values],
    values: values.map(field => field.name),
  };
}

function sameTable(a: Series, b: Series): boolean {
  const [x, y] = [tableOf(a), tableOf(b)];
  return x.length === y.length && sameRelation(x, y);
}

function named(fields: readonly Field[], name: string): Field {
  return fields.find(field => field.name === name) ?? unknown(`the column ${name} of a PromQL series`);
}

interface Sides {
  readonly a: Series;
  readonly b: Series;
  readonly leftFields: readonly Field[];
  readonly rightFields: readonly Field[];
}

/** A comparison filters: the left side stays, or the vector where the left side is a scalar; its columns lose their qualifiers. */
function keptSide(node: PromBinary, { a, b, leftFields, rightFields }: Sides): Series {
  const right = typeOf(node.left) === 'scalar' && typeOf(node.right) === 'vector';
  const side = right ? b : a;
  const fields = [side.time, ...side.values, ...side.tags].map(name => {
    const { relation: _relation, qualifier: _qualifier, ...field } = named(right ? rightFields : leftFields, name);
    return field;
  });
  const { table: _table, range: _range, ...kept } = side;
  return { ...kept, fields };
}

interface Leaves {
  readonly selectors: PromSelector[];
}

/**
 * Arithmetic over several metrics without matching clauses is planned as one join of the metrics: values are named after the tables,
 * however deep the operators nest.
 */
function sharedJoin(node: PromBinary, plan: Plan): Series | undefined {
  const leaves: Leaves = { selectors: [] };
  if (!collectLeaves(node, leaves) || leaves.selectors.length < 3) return undefined;
  const series = leaves.selectors.map(selector => plan(selector));
  const last = series.at(-1)!;
  const tables = new Set(series.map(one => tableOf(one).join('.')));
  const uniform = series.every(
    one => one.table !== undefined && one.values.length === 1 && sameLabels(one, last) && one.time === last.time,
  );
  if (!uniform || tables.size < 2) return undefined;
  const sameSelector = leaves.selectors.every((one, index) =>
    leaves.selectors.every(
      (other, at) =>
        at === index ||
        tableOf(series[at]!).join('.') !== tableOf(series[index]!).join('.') ||
        one.matchers.length + other.matchers.length === 0,
    ),
  );
  if (!sameSelector) return unknown('a join of several selections of one metric');
  let next = 0;
  const print = (expr: PromExpr): readonly [string, DataType] => {
    const literal = literalOf(expr);
    if (literal !== undefined) return [literal.text, FLOAT64];
    if (expr.kind === 'prom_paren') return print(expr.expr);
    if (expr.kind === 'prom_binary') {
      const [left, leftType] = print(expr.left);
      const [right, rightType] = print(expr.right);
      return [text(expr.op, left, right), binaryType(expr.op, leftType, rightType)];
    }
    const one = series[next++]!;
    const field = fieldNamed(one, one.values[0]!);
    return [columnText(field), field.type];
  };
  const [printed, type] = print(node);
  return { ...last, fields: [...fieldsNamed(last, [...last.tags, last.time]), valueField(printed, type)], values: [printed] };
}

function sameLabels(a: Series, b: Series): boolean {
  return a.tags.length === b.tags.length && a.tags.every(tag => b.tags.includes(tag));
}

function collectLeaves(expr: PromExpr, leaves: Leaves): boolean {
  if (literalOf(expr) !== undefined) return true;
  if (expr.kind === 'prom_paren') return collectLeaves(expr.expr, leaves);
  if (expr.kind === 'prom_selector') return expr.range === undefined && expr.offset === undefined && leaves.selectors.push(expr) > 0;
  if (
    expr.kind !== 'prom_binary' ||
    isSetOperator(expr.op) ||
    isComparison(expr.op) ||
    expr.matching !== undefined ||
    expr.grouping !== undefined
  )
    return false;
  return collectLeaves(expr.left, leaves) && collectLeaves(expr.right, leaves);
}
