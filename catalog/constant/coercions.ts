import type { Bound, BoundCall } from '../plan/bound.ts';
import { comparable } from '../plan/coercion.ts';
import { foldTypes } from '../plan/common_types.ts';
import { type DataType, INTERVAL, isString, timestamp } from '../types.ts';

/**
 * The types the analyser casts the arguments of a call to, as far as such a cast of a constant can fail; undefined where it leaves
 * an argument alone or we do not know. The optimizer folds these casts, whatever stands in the other arguments.
 */
export function argumentTypes(bound: BoundCall): readonly (DataType | undefined)[] {
  const { args, type } = bound;
  switch (bound.function) {
    case 'coalesce':
    case 'greatest':
    case 'least':
    case 'nvl':
      return args.map(() => type);
    case 'make_array':
      return args.map(() => type.element);
    case 'in_list':
    case 'between':
      return comparedTypes(args);
    case 'case':
      return caseTypes(bound);
    case 'date_bin':
      return args.map((arg, index) => (!isString(arg.type) ? undefined : index === 0 ? INTERVAL : timestamp('ns')));
    case 'date_part':
    case 'date_trunc':
      return args.map((arg, index) => (index === 1 && isString(arg.type) ? timestamp('ns') : undefined));
    default:
      return [];
  }
}

/** GreptimeDB converts what stands beside timestamps and booleans by rules of its own. */
function comparedTypes(args: readonly Bound[]): readonly (DataType | undefined)[] {
  const subject = args[0]!.type;
  if (subject.kind === 'timestamp' || subject.kind === 'boolean') return [];
  const common = foldTypes(
    args.map(arg => arg.type),
    comparable,
  );
  return args.map(() => common);
}

/** The branches meet in the type of the whole; conditions beside an operand meet in the type they are compared in. */
function caseTypes({ args, options, type }: BoundCall): readonly (DataType | undefined)[] {
  const from = options?.['operand'] === 'true' ? 1 : 0;
  const to = args.length - (options?.['otherwise'] === 'true' ? 1 : 0);
  const isCondition = (index: number): boolean => index < to && (index < from || (index - from) % 2 === 0);
  const conditions = from === 1 ? comparedTypes(args.filter((_, index) => isCondition(index)))[0] : undefined;
  return args.map((_, index) => (isCondition(index) ? conditions : type));
}
