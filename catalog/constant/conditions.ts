import type { Bound, BoundCall } from '../plan/bound.ts';
import { comparable } from '../plan/coercion.ts';
import { foldTypes } from '../plan/common_types.ts';
import { BOOLEAN, type DataType } from '../types.ts';
import { cast } from './casts.ts';
import { compareValues } from './comparison.ts';
import type { Run } from './evaluate.ts';
import { Halt, duringPlanning, firstHalt, unmodelled } from './outcome.ts';
import type { Scalar, ScalarValue } from './scalar.ts';

/** AND and OR: one operand may decide although the other has no value. */
export function evaluateLogic(run: Run, op: 'and' | 'or', args: readonly Bound[]): Scalar | Halt {
  const decisive = op === 'or';
  const operands = chain(`op:${op}`, args).map(arg => run.attempt(arg));
  for (const operand of operands) if (!(operand instanceof Halt) && operand.value === decisive) return { type: BOOLEAN, value: decisive };
  return firstHalt(operands) ?? { type: BOOLEAN, value: operands.some(operand => (operand as Scalar).value === null) ? null : !decisive };
}

/** The operands of a chain of one operator, which hangs on its left side, in their order. */
function chain(name: string, args: readonly Bound[]): readonly Bound[] {
  const operands: Bound[] = [];
  let [left, right] = args as readonly [Bound, Bound];
  while (left.kind === 'call' && left.function === name && left.fault === undefined) {
    operands.push(right);
    [left, right] = left.args as readonly [Bound, Bound];
  }
  return [left, right, ...operands.toReversed()];
}

const TRUTHS: { readonly [name: string]: (value: ScalarValue) => boolean } = {
  is_null: value => value === null,
  is_not_null: value => value !== null,
  is_unknown: value => value === null,
  is_not_unknown: value => value !== null,
  is_true: value => value === true,
  is_not_true: value => value !== true,
  is_false: value => value === false,
  is_not_false: value => value !== false,
};

/** `IS NULL`, `IS TRUE` and their like. */
export function evaluateTruth(name: string, { value }: Scalar): Scalar {
  const test = TRUTHS[name] ?? unmodelled(name);
  if (!name.endsWith('null') && value !== null && typeof value !== 'boolean') return unmodelled('the truth of a value that is no boolean');
  return { type: BOOLEAN, value: test(value) };
}

/** CASE takes the first branch whose condition holds; the others are looked at only for failures of the optimizer. */
export function evaluateCase(run: Run, bound: BoundCall): Scalar {
  const { args, options, type } = bound;
  const hasOperand = options?.['operand'] === 'true';
  const hasOtherwise = options?.['otherwise'] === 'true';
  const attempts = run.attempts(bound);
  const from = hasOperand ? 1 : 0;
  const to = args.length - (hasOtherwise ? 1 : 0);
  const common = hasOperand ? commonType(args.filter((_, index) => index === 0 || ((index - from) % 2 === 0 && index < to))) : undefined;
  for (let i = from; i < to; i += 2) {
    const when = taken(attempts[i]!);
    const holds = common === undefined ? when.value === true : sameValue(taken(attempts[0]!), when, common);
    if (holds) return inType(taken(attempts[i + 1]!), type);
  }
  return hasOtherwise ? inType(taken(attempts[to]!), type) : { type, value: null };
}

/** COALESCE takes the first that is not NULL. */
export function evaluateCoalesce(run: Run, bound: BoundCall): Scalar {
  const { type } = bound;
  for (const attempt of run.attempts(bound)) {
    const scalar = taken(attempt);
    if (scalar.value !== null) return inType(scalar, type);
  }
  return { type, value: null };
}

/** `x IN (…)`: NULL when nothing matches but something is NULL. */
export function evaluateIn(run: Run, bound: BoundCall): Scalar | Halt {
  const { args, options, type } = bound;
  const attempts = run.attempts(bound);
  const halt = firstHalt(attempts);
  if (halt !== undefined) return halt;
  const [x, ...list] = attempts as readonly Scalar[];
  if (x!.value === null) return { type, value: null };
  const common = commonType(args);
  const found = list.some(item => sameValue(x!, item, common));
  if (!found && list.some(item => item.value === null)) return { type, value: null };
  return { type, value: found !== (options?.['negated'] === 'true') };
}

/** `x BETWEEN a AND b` is two comparisons. */
export function evaluateBetween(run: Run, bound: BoundCall): Scalar | Halt {
  const { args, options, type } = bound;
  const attempts = run.attempts(bound);
  const halt = firstHalt(attempts);
  if (halt !== undefined) return halt;
  const [x, low, high] = attempts as readonly [Scalar, Scalar, Scalar];
  const common = commonType(args);
  const above = order(x, low, common);
  const below = order(x, high, common);
  const negated = options?.['negated'] === 'true';
  if ((above !== null && above < 0) || (below !== null && below > 0)) return { type, value: negated };
  return { type, value: above === null || below === null ? null : !negated };
}

function taken(attempt: Scalar | Halt): Scalar {
  if (attempt instanceof Halt) throw attempt;
  return attempt;
}

function commonType(bounds: readonly Bound[]): DataType {
  return (
    foldTypes(
      bounds.map(bound => bound.type),
      comparable,
    ) ?? unmodelled('a comparison of these types')
  );
}

function inType(scalar: Scalar, type: DataType): Scalar {
  return duringPlanning(() => cast(scalar, type));
}

function order(a: Scalar, b: Scalar, type: DataType): number | null {
  if (a.value === null || b.value === null) return null;
  return compareValues(inType(a, type).value, inType(b, type).value, type);
}

function sameValue(a: Scalar, b: Scalar, type: DataType): boolean {
  return order(a, b, type) === 0;
}
