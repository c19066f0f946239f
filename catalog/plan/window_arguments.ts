import { castScalar } from '../constant/casts.ts';
import { evaluationContext } from '../constant/context.ts';
import { evaluate } from '../constant/evaluate.ts';
import { isInteger } from '../types.ts';
import type { World } from '../world.ts';
import type { Bound } from './bound.ts';
import type { Context } from './context.ts';
import { columnsOf } from './rewrite.ts';

/** Arguments that a window function reads before it sees a row must be constants, of a kind that serves (`partition_evaluator`). */
export function judgeWindowArguments(context: Context, name: string, args: readonly Bound[], span: Bound['span']): void {
  if (args.some(arg => arg.fault !== undefined)) return;
  const complaint = complaintOf(context.world, name, args);
  if (complaint === undefined) return;
  const { message, at } = complaint;
  context.late.push({
    ...(message.startsWith('This feature') ? { status: 'Unsupported' } : {}),
    message,
    reason: 'window_argument',
    span: args[at]?.span ?? span,
    physical: true,
  });
}

interface Complaint {
  readonly message: string;
  /** Which argument. */
  readonly at: number;
}

function complaintOf(world: World, name: string, args: readonly Bound[]): Complaint | undefined {
  switch (name) {
    case 'ntile':
      return notConstant(args, 0) ?? tileFault(world, args[0]);
    case 'lag':
    case 'lead':
      return notConstant(args, 1) ?? offsetFault(world, args[1]) ?? notConstant(args, 2) ?? defaultFault(world, args);
    case 'nth_value':
      return nthFault(world, args[1]);
    default:
      return undefined;
  }
}

function notConstant(args: readonly Bound[], at: number): Complaint | undefined {
  const arg = args[at];
  if (arg === undefined || columnsOf(arg).length === 0) return undefined;
  return {
    message: `This feature is not implemented: There is only support Literal types for field at idx: ${at} in Window Function`,
    at,
  };
}

/** The value of a constant argument, where we can tell. */
function valueOf(world: World, arg: Bound | undefined): ReturnType<typeof evaluate> | undefined {
  return arg === undefined ? undefined : evaluate(arg, evaluationContext(world));
}

function tileFault(world: World, arg: Bound | undefined): Complaint | undefined {
  const outcome = valueOf(world, arg);
  if (outcome?.kind !== 'value') return undefined;
  const { value } = outcome.value;
  if (value === null) return { message: 'Execution error: NTILE requires a positive integer, but finds NULL', at: 0 };
  return typeof value === 'bigint' && value <= 0n ? { message: 'Execution error: NTILE requires a positive integer', at: 0 } : undefined;
}

function offsetFault(world: World, arg: Bound | undefined): Complaint | undefined {
  const outcome = valueOf(world, arg);
  if (outcome?.kind !== 'value' || outcome.value.value === null || isInteger(outcome.value.type)) return undefined;
  return { message: 'Execution error: Expected an integer value', at: 1 };
}

/** What stands for the missing row is turned into the type of the values. */
function defaultFault(world: World, args: readonly Bound[]): Complaint | undefined {
  const outcome = valueOf(world, args[2]);
  if (outcome?.kind !== 'value') return undefined;
  const converted = castScalar(outcome.value, args[0]!.type);
  return converted.kind === 'error' ? { message: converted.message, at: 2 } : undefined;
}

function nthFault(world: World, arg: Bound | undefined): Complaint | undefined {
  const fault: Complaint = { message: 'Execution error: Expected a signed integer literal for the second argument of nth_value', at: 1 };
  if (arg === undefined || columnsOf(arg).length > 0) return fault;
  const outcome = valueOf(world, arg);
  if (outcome?.kind !== 'value' || outcome.value.value === null) return undefined;
  return isInteger(outcome.value.type) ? undefined : fault;
}
