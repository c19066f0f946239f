import type { Span } from '../../grammar/index.ts';
import { arrowTypeName } from '../type_names.ts';
import { INT64, isInteger, isString, timestamp } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Bound, Field } from './bound.ts';
import { planError } from './context.ts';

/** The type of what `generate_series` and `range` yield, by their first argument. */
export function seriesType(args: readonly Bound[]): Field['type'] {
  const first = args[0]!.type;
  if (first.kind === 'timestamp') return first;
  if (first.kind === 'date') return timestamp('ns');
  if (isString(first)) return unknown('a series of texts');
  return INT64;
}

/** What the table functions say to arguments that make no series (`GenerateSeriesFuncImpl::call`). */
export function judgeSeries(name: string, args: readonly Bound[], span: Span): void {
  const [first] = args;
  if (first === undefined || args.some(arg => arg.fault !== undefined)) return;
  const complain = (message: string, at = 0): never => planError(message, { reason: 'plan', span: args[at]?.span ?? span });
  const { kind } = first.type;
  if (kind === 'timestamp' || kind === 'date') {
    if (args.length !== 3) complain(`${name} function with ${kind}s requires exactly 3 arguments`);
    return;
  }
  if (kind !== 'null' && !isInteger(first.type))
    complain(`Argument #1 must be an INTEGER, TIMESTAMP, DATE or NULL, got ${arrowTypeName(first.type)}`);
  args.forEach((arg, at) => {
    if (arg.kind === 'literal' && arg.type !== INT64 && arg.type.kind !== 'null')
      complain(`Argument #${at + 1} must be an INTEGER or NULL, got Literal(${arg.name}, None)`, at);
  });
  const step = args[2];
  if (step?.kind === 'literal' && step.value.value === 0n) complain('Step cannot be zero', 2);
}
