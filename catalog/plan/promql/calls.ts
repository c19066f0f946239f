import type { PromCall, PromExpr } from '../../../grammar/index.ts';
import { functionRow } from '../../data/functions.ts';
import { FLOAT64, INT32, STRING } from '../../types.ts';
import { unknown } from '../../verdict.ts';
import type { Field } from '../bound.ts';
import { literalOf, type PromLiteral } from './literals.ts';
import {
  emptyMetric,
  fieldNamed,
  fieldsNamed,
  GREPTIME_VALUE,
  type PromContext,
  refuse,
  type Series,
  TIME,
  unsupported,
  valueField,
} from './series.ts';
import { isLabelName, isRegex } from './labels.ts';

/** Functions of a range that take the timestamps and the values; those of `EXTRAPOLATED` the time and the range's length too. */
const OVER_RANGE = new Set([
  'idelta',
  'irate',
  'resets',
  'changes',
  'deriv',
  'avg_over_time',
  'min_over_time',
  'max_over_time',
  'sum_over_time',
  'count_over_time',
  'last_over_time',
  'absent_over_time',
  'present_over_time',
  'stddev_over_time',
  'stdvar_over_time',
  'quantile_over_time',
  'predict_linear',
  'double_exponential_smoothing',
]);
const EXTRAPOLATED = new Set(['rate', 'increase', 'delta']);
const DATE_PARTS: { readonly [name: string]: string } = {
  minute: 'minute',
  hour: 'hour',
  month: 'month',
  year: 'year',
  day_of_month: 'day',
  day_of_week: 'dow',
  day_of_year: 'doy',
};
/** Functions that only rearrange or relabel: their values keep their names. */
const KEEPING = new Set(['sort', 'sort_desc', 'sort_by_label', 'sort_by_label_desc', 'timestamp']);
const BUILT_IN: { readonly [name: string]: string } = { rad: 'radians', deg: 'degrees', sgn: 'signum' };
const NATIVE_HISTOGRAM = /^histogram_(?:avg|count|fraction|stddev|stdvar|sum)$/;
const REFUSED = new Set([
  'end',
  'first_over_time',
  'histogram_quantiles',
  'info',
  'max_of',
  'min_of',
  'mad_over_time',
  'ts_of_first_over_time',
  'ts_of_last_over_time',
  'ts_of_max_over_time',
  'ts_of_min_over_time',
  'start',
  'step',
]);

type Plan = (expr: PromExpr, timestamps?: boolean) => Series;

/** A call: the time, the computed values, the labels (`prom_call_expr_to_plan`). */
export function planCall(prom: PromContext, node: PromCall, plan: Plan): Series {
  const name = node.name.value;
  switch (name) {
    case 'histogram_quantile':
      return histogram(prom, node, plan);
    case 'vector':
      return emptyMetric(TIME, GREPTIME_VALUE);
    case 'scalar':
      return scalar(prom, node, plan);
    case 'absent':
      return absent(node, plan);
    case 'range':
      return unknown('range(), which the planner takes for the function of SQL');
    default:
      return applied(prom, node, plan);
  }
}

function applied(prom: PromContext, node: PromCall, plan: Plan): Series {
  const name = node.name.value;
  const literals: PromLiteral[] = [];
  let inputExpr: PromExpr | undefined;
  for (const arg of node.args) {
    const literal = literalOf(arg);
    if (literal !== undefined) literals.push(literal);
    else if (inputExpr === undefined) inputExpr = arg;
    else return unknown('a function of two vectors');
  }
  const input = inputExpr === undefined ? emptyMetric(TIME, GREPTIME_VALUE, undefined) : plan(inputExpr, name === 'timestamp');
  if (REFUSED.has(name)) unsupported(prom, name, node.name.span);
  if (NATIVE_HISTOGRAM.test(name)) return unknown('native histograms');
  if (name === 'label_join' || name === 'label_replace') return relabelled(prom, node, input);
  const values = KEEPING.has(name) ? fieldsNamed(input, input.values) : computed(prom, node, input, literals);
  const { range: _range, ...kept } = input;
  return {
    ...kept,
    fields: [fieldNamed(input, input.time), ...values, ...fieldsNamed(input, input.tags)],
    values: values.map(field => field.name),
  };
}

function computed(prom: PromContext, node: PromCall, input: Series, literals: readonly PromLiteral[]): readonly Field[] {
  const name = node.name.value;
  const part = DATE_PARTS[name];
  if (part !== undefined) return [valueField(`date_part(Utf8("${part}"),${input.time})`, INT32)];
  switch (name) {
    case 'time':
      return [valueField(specialTime(input.time))];
    case 'pi':
      return [valueField('pi()')];
    case 'days_in_month':
      return [
        valueField(
          `date_part(Utf8("day"),date_trunc(Utf8("month"),${input.time}) + IntervalYearMonth("1") - IntervalDayTime("IntervalDayTime { days: 1, milliseconds: 0 }"))`,
          INT32,
        ),
      ];
    default:
      return fieldsNamed(input, input.values).map(field => valueField(callText(prom, node, input, field.name, literals)));
  }
}

function callText(prom: PromContext, node: PromCall, input: Series, value: string, literals: readonly PromLiteral[]): string {
  const name = node.name.value;
  const others = literals.map(literal => literal.text);
  const timestamps = `${input.time}_range`;
  if (EXTRAPOLATED.has(name)) {
    const range = input.range ?? refuse(prom, 'Expect a range selector, but not found', node.span);
    return `prom_${name}(${[timestamps, value, input.time, ...others, `Int64(${range})`].join(',')})`;
  }
  if (OVER_RANGE.has(name)) return `prom_${name}(${[timestamps, value, ...others].join(',')})`;
  if (name === 'round') return `prom_round(${[value, ...(others.length === 0 ? ['Float64(0)'] : others)].join(',')})`;
  const builtIn = BUILT_IN[name] ?? name;
  if (functionRow('scalar', builtIn) === undefined) return unsupported(prom, name, node.name.span);
  return `${builtIn}(${[value, ...others].join(',')})`;
}

/** The seconds of the time index, as `time()` and `timestamp()` compute them. */
function specialTime(time: string): string {
  return `${time} / Float64(1000)`;
}

/** The time and a value; which labels of the selector go with them is not known. */
function absent(node: PromCall, plan: Plan): Series {
  const why = 'the columns of absent()';
  const [vector] = node.args;
  if (vector === undefined || !PLAIN.has(vector.kind)) return unknown(why);
  const input = plan(vector);
  const value = input.values[0];
  if (value === undefined || input.doubt !== undefined || input.range !== undefined) return unknown(why);
  return { ...emptyMetric(input.time, value), vague: why };
}
/** Expressions that leave one time index behind. */
const PLAIN: ReadonlySet<PromExpr['kind']> = new Set(['prom_selector', 'prom_aggregation', 'prom_call']);

/** Buckets fold over the label `le`; without it the result is empty. */
function histogram(prom: PromContext, node: PromCall, plan: Plan): Series {
  const [phi, vector] = node.args;
  if (phi === undefined || vector === undefined || literalOf(phi)?.value === undefined) {
    return refuse(prom, 'Invalid function argument for histogram_quantile', node.span);
  }
  const input = plan(vector);
  if (!input.tags.includes('le'))
    return { ...input, fields: [], tags: [], values: [], doubt: 'a histogram without le inside another expression' };
  const { range: _range, ...kept } = input;
  return {
    ...kept,
    fields: input.fields.filter(field => field.name !== 'le'),
    tags: input.tags.filter(tag => tag !== 'le'),
    values: input.values.slice(0, 1),
  };
}

function scalar(prom: PromContext, node: PromCall, plan: Plan): Series {
  const input = plan(node.args[0]!);
  if (input.values.length !== 1) refuse(prom, 'Multi fields calculation is not supported in scalar', node.span, 'Unsupported');
  const name = `scalar(${input.values[0]!})`;
  const { range: _range, ...kept } = input;
  const relation = input.table;
  return { ...kept, fields: [{ ...fieldNamed(input, input.time) }, valueField(name, FLOAT64, relation)], tags: [], values: [name] };
}

/** label_join and label_replace: the values, the new label, then the other labels. */
function relabelled(prom: PromContext, node: PromCall, input: Series): Series {
  const texts = node.args
    .slice(1)
    .map(arg => (arg.kind === 'prom_string' ? arg.value : unknown('a label function with computed arguments')));
  const target = texts[0] ?? unknown('a label function without a label');
  const changed = node.name.value === 'label_join' ? joinsLabels(prom, node, texts) : replacesLabel(prom, node, input, texts);
  const time = fieldNamed(input, input.time);
  const values = fieldsNamed(
    input,
    input.values.filter(name => !changed || name !== target),
  );
  if (!changed) return { ...input, fields: [time, ...values, ...fieldsNamed(input, input.tags)] };
  const tags = input.tags.filter(tag => tag !== target);
  const label: Field = { name: target, type: STRING, nullable: true };
  return { ...input, fields: [time, ...values, label, ...fieldsNamed(input, tags)], tags: [...tags, target] };
}

function joinsLabels(prom: PromContext, node: PromCall, texts: readonly string[]): boolean {
  if (texts.length < 3) refuse(prom, 'Invalid function argument for label_join', node.span);
  return true;
}

function replacesLabel(prom: PromContext, node: PromCall, input: Series, texts: readonly string[]): boolean {
  const [target, replacement, source, regex] = texts as readonly [string, string, string, string];
  if (!isLabelName(target)) refuse(prom, `Invalid destination label name in label_replace(): ${target}`, node.args[1]!.span);
  if (!isRegex(regex)) refuse(prom, `Invalid regular expression in label_replace(): ${regex}`, node.args[4]!.span);
  const known = input.tags.includes(source);
  if (known ? regex === '' : replacement === '') return false;
  if (input.tags.includes(target)) refuse(prom, 'vector cannot contain metrics with the same labelset', node.span);
  return true;
}
