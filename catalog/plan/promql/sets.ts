import type { PromBinary } from '../../../grammar/index.ts';
import { STRING } from '../../types.ts';
import { unknown } from '../../verdict.ts';
import type { Field } from '../bound.ts';
import { type PromContext, refuse, type Series, unsupported } from './series.ts';

/** `and`, `unless` keep the left side; `or` shows the columns of both (`set_op_on_non_field_columns`, `or_operator`). */
export function planSet(prom: PromContext, node: PromBinary, left: Series, right: Series): Series {
  if (node.op === 'or') return either(prom, node, left, right);
  if (node.grouping !== undefined) return unsupported(prom, 'group_left and group_right of a set operation', node.span);
  const [a, b] = [masked(node, left.tags), masked(node, right.tags)];
  if (a.length !== b.length || !a.every(tag => b.includes(tag))) return unknown('a set operation over different labels');
  if (left.values.length !== 1)
    return refuse(prom, `Multi fields calculation is not supported in ${node.op.toUpperCase()}`, node.span, 'Unsupported');
  return left;
}

function masked({ matching }: PromBinary, tags: readonly string[]): readonly string[] {
  if (matching === undefined) return tags;
  const labels = matching.labels.map(label => label.value);
  return tags.filter(tag => (matching.by === 'on') === labels.includes(tag));
}

/** The left side's time, then every other column of both in alphabetical order; the right side's value takes the left one's place. */
function either(prom: PromContext, node: PromBinary, left: Series, right: Series): Series {
  if (left.values.length !== 1 || right.values.length !== 1) {
    return left.values.length === right.values.length
      ? refuse(prom, 'Multi fields calculation is not supported in OR', node.span, 'Unsupported')
      : unknown('an OR over different numbers of values');
  }
  const [value] = left.values;
  const names = new Set([...left.fields, ...right.fields].map(field => field.name));
  names.delete(left.time);
  names.delete(right.time);
  if (value !== right.values[0]) names.delete(right.values[0]!);
  const ordered = [left.time, ...[...names].sort((a, b) => (a < b ? -1 : 1))];
  const fields = ordered.map((name): Field => left.fields.find(field => field.name === name) ?? { name, type: STRING, nullable: true });
  const tags = [...new Set([...left.tags, ...right.tags])];
  const { range: _range, ...kept } = left;
  return { ...kept, fields, tags };
}
