import { evaluationContext } from '../constant/context.ts';
import { evaluate } from '../constant/evaluate.ts';
import { arrowTypeName } from '../type_names.ts';
import { type DataType, isDecimal, isFloat } from '../types.ts';
import type { World } from '../world.ts';
import type { Bound } from './bound.ts';
import { BUG_REPORT } from './operators.ts';
import { columnsOf, sameExpr } from './rewrite.ts';

/** What an aggregate is called with. */
export interface Accumulated {
  /** The ordered expressions of WITHIN GROUP come first. */
  readonly args: readonly Bound[];
  readonly distinct: boolean;
  readonly orderBy: readonly Bound[];
}

/**
 * What an aggregate function finds wrong when it is set up: after the plan is made, before it sees a row
 * (`AggregateUDFImpl::accumulator`). Nothing is said of arguments that have no type.
 */
export function accumulatorFault(world: World, name: string, { args, distinct, orderBy }: Accumulated): string | undefined {
  const [first, second, third] = args;
  if (args.some(arg => arg.fault !== undefined) || first === undefined) return undefined;
  switch (name) {
    case 'count_hash':
      return args.length > 1 ? 'This feature is not implemented: count_hash with multiple arguments' : undefined;
    case 'count':
      return distinct && args.length > 1 ? 'This feature is not implemented: COUNT DISTINCT with multiple arguments' : undefined;
    case 'avg':
      return first.type.kind === 'null' ? 'Execution error: AvgAccumulator for (Null --> Float64)' : undefined;
    case 'array_agg':
      return orderFault(first, distinct, orderBy);
    case 'string_agg':
      if (second !== undefined && columnsOf(second).length > 0)
        return 'This feature is not implemented: The second argument of the string_agg function must be a string literal';
      return orderFault(first, distinct, orderBy);
    case 'approx_distinct':
      return isCountable(first.type)
        ? undefined
        : `This feature is not implemented: Support for 'approx_distinct' for data type ${arrowTypeName(first.type)} is not implemented`;
    case 'nth_value':
      return second === undefined ? undefined : nthFault(second);
    case 'approx_percentile_cont':
      return percentileFault(world, 'APPROX_PERCENTILE_CONT', second) ?? sizeFault(third);
    case 'approx_percentile_cont_with_weight':
      return percentileFault(world, 'APPROX_PERCENTILE_CONT', third);
    case 'percentile_cont':
      return percentileFault(world, 'PERCENTILE_CONT', second);
    default:
      return undefined;
  }
}

/** DISTINCT goes with an order only where the order is that of the values. */
function orderFault(value: Bound, distinct: boolean, orderBy: readonly Bound[]): string | undefined {
  const strange = orderBy.some(key => key.kind === 'column' && value.kind === 'column' && !sameExpr(key, value));
  return distinct && strange
    ? 'Execution error: In an aggregate with DISTINCT, ORDER BY expressions must appear in argument list'
    : undefined;
}

const UNCOUNTABLE: ReadonlySet<string> = new Set(['boolean', 'interval', 'list', 'struct']);

function isCountable(type: DataType): boolean {
  return !isFloat(type) && !isDecimal(type) && !UNCOUNTABLE.has(type.kind);
}

function nthFault(nth: Bound): string | undefined {
  if (nth.kind !== 'literal') return undefined;
  const { value } = nth.value;
  if (value === 0n) return `Internal error: Assertion failed: n != 0: Nth value indices are 1 based. 0 is invalid index.\n${BUG_REPORT}`;
  if (typeof value === 'bigint') return undefined;
  if (value !== null && typeof value !== 'string') return undefined;
  return `This feature is not implemented: nth_value not supported for n: ${value ?? 'NULL'}`;
}

function percentileFault(world: World, title: string, percentile: Bound | undefined): string | undefined {
  if (percentile === undefined) return undefined;
  if (columnsOf(percentile).length > 0) return `Error during planning: Percentile value for '${title}' must be a literal`;
  const outcome = evaluate(percentile, evaluationContext(world));
  if (outcome.kind !== 'value') return undefined;
  const { value, type } = outcome.value;
  if (value === null)
    return `Error during planning: Percentile value for '${title}' must be Float32 or Float64 literal (got data type Float64)`;
  if (isDecimal(type) || (typeof value !== 'number' && typeof value !== 'bigint')) return undefined;
  const number = Number(value);
  const plain = Math.abs(number) > 1e-6 && Math.abs(number) < 1e15;
  return plain && (number < 0 || number > 1)
    ? `Error during planning: Percentile value must be between 0.0 and 1.0 inclusive, ${number} is invalid`
    : undefined;
}

function sizeFault(size: Bound | undefined): string | undefined {
  if (size === undefined) return undefined;
  const title = "Tdigest max_size value for 'APPROX_PERCENTILE_CONT' must be";
  if (columnsOf(size).length > 0) return `Error during planning: ${title} a literal`;
  return size.kind === 'literal' && typeof size.value.value === 'bigint' && size.value.value <= 0n
    ? `Error during planning: ${title} UInt > 0 literal (got data type ${arrowTypeName(size.type)}).`
    : undefined;
}
