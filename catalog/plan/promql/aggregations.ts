import type { PromAggregation, PromExpr } from '../../../grammar/index.ts';
import { type DataType, FLOAT64, INT64 } from '../../types.ts';
import { unknown } from '../../verdict.ts';
import type { Field } from '../bound.ts';
import { sumType } from '../returns.ts';
import { literalOf } from './literals.ts';
import { columnText, fieldNamed, fieldsNamed, type PromContext, refuse, type Series, unsupported, valueField } from './series.ts';

interface Aggregate {
  readonly function: string;
  readonly type: (value: DataType) => DataType;
}
const same = (value: DataType): DataType => value;
const float = (): DataType => FLOAT64;

/** The DataFusion aggregates behind PromQL's (`create_aggregate_exprs`). */
const AGGREGATES: { readonly [op: string]: Aggregate } = {
  sum: { function: 'sum', type: value => sumType(value) ?? unknown('the sum of a value that is no number') },
  avg: { function: 'avg', type: float },
  min: { function: 'min', type: same },
  max: { function: 'max', type: same },
  count: { function: 'count', type: () => INT64 },
  count_values: { function: 'count', type: () => INT64 },
  group: { function: 'max', type: float },
  stddev: { function: 'stddev_pop', type: float },
  stdvar: { function: 'var_pop', type: float },
  quantile: { function: 'quantile', type: float },
};

export function planAggregation(prom: PromContext, node: PromAggregation, plan: (expr: PromExpr) => Series): Series {
  const op = node.op.value;
  const input = plan(node.args.at(-1)!);
  if (op === 'topk' || op === 'bottomk') return ranked(prom, node, input);
  const keys = groupKeys(input, node);
  const aggregate = AGGREGATES[op] ?? refuse(prom, `Unexpected token: ${op}`, node.op.span);
  if (op === 'group' && input.values.length !== 1)
    refuse(prom, 'Multi fields calculation is not supported in group()', node.span, 'Unsupported');
  const parameter = op === 'quantile' ? `${numberOf(prom, node)},` : '';
  const computed = fieldsNamed(input, input.values).map(field => {
    const shown = op === 'group' ? 'Float64(1)' : parameter + columnText(field);
    return valueField(`${aggregate.function}(${shown})`, aggregate.type(field.type));
  });
  const grouped: Series = {
    ...withoutRange(input),
    fields: [...keys.tags, keys.time, ...computed],
    tags: keys.tags.map(field => field.name),
    values: computed.map(field => field.name),
  };
  return op === 'count_values' ? countedValues(prom, node, input, grouped) : grouped;
}

/** Grouping by labels that exist, in the order written; `without` keeps the others in alphabetical order. */
function groupKeys(input: Series, node: PromAggregation): { readonly tags: readonly Field[]; readonly time: Field } {
  const time = fieldNamed(input, input.time);
  const { grouping } = node;
  if (grouping === undefined) return { tags: [], time };
  const labels = grouping.labels.map(label => label.value);
  if (!grouping.without) {
    const tags = labels.flatMap(label => input.fields.find(field => field.name === label) ?? []);
    return { tags, time };
  }
  const rest = input.fields
    .map(field => field.name)
    .filter(name => !labels.includes(name) && name !== input.time && !input.values.includes(name));
  return { tags: fieldsNamed(input, rest.sort(byCodePoint)), time };
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withoutRange({ range: _range, ...series }: Series): Series {
  return series;
}

function numberOf(prom: PromContext, node: PromAggregation): string {
  const literal = node.args.length < 2 ? undefined : literalOf(node.args[0]!);
  return literal?.value === undefined ? unknown(`the parameter of ${prom.context.world.session.protocol} ${node.op.value}`) : literal.text;
}

/** topk and bottomk filter by rank and show values, labels, time. */
function ranked(prom: PromContext, node: PromAggregation, input: Series): Series {
  if (input.values.length !== 1) unsupported(prom, 'topk or bottomk on multi-value input', node.span);
  return { ...withoutRange(input), fields: fieldsNamed(input, [...input.values, ...input.tags, input.time]) };
}

/** count_values("label", v) groups by the value too, and shows it as a label. */
function countedValues(prom: PromContext, node: PromAggregation, input: Series, grouped: Series): Series {
  if (input.values.length !== 1) unsupported(prom, 'count_values on multi-value input', node.span);
  const [label] = node.args;
  if (label?.kind !== 'prom_string') return unknown('the label of count_values');
  const value = fieldNamed(input, input.values[0]!);
  const fields = [
    ...fieldsNamed(grouped, [...grouped.values, ...grouped.tags, grouped.time]),
    { ...valueField(label.value, value.type), label: true as const },
  ];
  return { ...grouped, fields, doubt: 'count_values inside another expression' };
}
