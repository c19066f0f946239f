import { decimalOf } from '../plan/coercion.ts';
import { type DataType, isDecimal, isFloat, isInteger, isInterval, timestamp } from '../types.ts';
import { NANOS_PER_DAY, addMonths, isDay } from './calendar.ts';
import { cast } from './casts.ts';
import { fitsI128, powerOfTen } from './decimals.ts';
import { INT64_RANGE, fits, floorDivide, integerRange, wrap } from './integers.ts';
import { addIntervals, negateInterval, shiftLocal } from './intervals.ts';
import { narrow } from './numbers.ts';
import { arrowError, divideByZero, overflow, unmodelled } from './outcome.ts';
import type { IntervalValue, Scalar, ScalarValue } from './scalar.ts';
import { NANOS_PER } from './timestamps.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/** `a op b` for values that are not NULL, giving the type the planner foresees. Mirrors arrow-arith's `numeric.rs`. */
export function compute(op: ArithmeticOperator, left: Scalar, right: Scalar, type: DataType): Scalar {
  if (isDecimal(type)) return { type, value: onDecimals(op, inDecimals(left), inDecimals(right), type) };
  if (isTemporalPair(left.type, right.type)) return { type, value: onTimes(op, left, right) };
  const [a, b] = [cast(left, type).value, cast(right, type).value];
  if (isFloat(type)) return { type, value: narrow(onFloats(op, a as number, b as number), type) };
  return isInteger(type) ? { type, value: onIntegers(op, a as bigint, b as bigint, type) } : unmodelled('this arithmetic');
}

/** Sums and products wrap around; division is careful. */
function onIntegers(op: ArithmeticOperator, a: bigint, b: bigint, type: DataType): bigint {
  switch (op) {
    case '+':
      return wrap(a + b, type);
    case '-':
      return wrap(a - b, type);
    case '*':
      return wrap(a * b, type);
    case '/': {
      if (b === 0n) return divideByZero();
      const quotient = a / b;
      return fits(quotient, integerRange(type)!) ? quotient : overflow(`${a} / ${b}`);
    }
    case '%':
      return b === 0n ? divideByZero() : a % b;
  }
}

function onFloats(op: ArithmeticOperator, a: number, b: number): number {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
  }
}

/** An operand of a decimal operation: decimals stay, integers become decimals of their width. */
function inDecimals(scalar: Scalar): Scalar {
  if (isDecimal(scalar.type)) return scalar;
  return isInteger(scalar.type) ? cast(scalar, decimalOf(scalar.type)) : unmodelled('a decimal beside this type');
}

function onDecimals(op: ArithmeticOperator, left: Scalar, right: Scalar, type: DataType): bigint {
  const [s1, s2] = [left.type.scale!, right.type.scale!];
  const [a, b] = [left.value as bigint, right.value as bigint];
  const aligned = Math.max(s1, s2);
  const grown = (value: bigint, scale: number): bigint =>
    checked(value * powerOfTen(aligned - scale), `${value} * ${powerOfTen(aligned - scale)}`);
  switch (op) {
    case '+':
    case '-': {
      const [x, y] = [grown(a, s1), grown(b, s2)];
      return checked(op === '+' ? x + y : x - y, `${x} ${op} ${y}`);
    }
    case '*':
      return checked(a * b, `${a} * ${b}`);
    case '/': {
      const shift = type.scale! - s1 + s2;
      const [up, down] = shift >= 0 ? [powerOfTen(shift), 1n] : [1n, powerOfTen(-shift)];
      const divisor = checked(b * down, `${b} * ${down}`);
      const dividend = checked(a * up, `${a} * ${up}`);
      return divisor === 0n ? divideByZero() : dividend / divisor;
    }
    case '%': {
      const [x, y] = [grown(a, s1), grown(b, s2)];
      return y === 0n ? divideByZero() : x % y;
    }
  }
}

function checked(value: bigint, what: string): bigint {
  return fitsI128(value) ? value : overflow(what);
}

function isTemporalPair(left: DataType, right: DataType): boolean {
  return [left, right].some(type => type.kind === 'timestamp' || type.kind === 'date' || type.kind === 'duration' || isInterval(type));
}

function onTimes(op: ArithmeticOperator, left: Scalar, right: Scalar): ScalarValue {
  const [a, b] = [left.type, right.type];
  if (a.kind === 'interval' && b.kind === 'interval') {
    const second = right.value as IntervalValue;
    return addIntervals(left.value as IntervalValue, op === '-' ? negateInterval(second) : second);
  }
  if (b.kind === 'interval') return shift(left, op === '-' ? negateInterval(right.value as IntervalValue) : (right.value as IntervalValue));
  if (a.kind === 'interval') return shift(right, left.value as IntervalValue);
  if (a.kind === 'date' && isInteger(b)) return shift(left, { months: 0, days: Number(right.value) * (op === '-' ? -1 : 1), nanos: 0n });
  if (b.kind === 'date' && isInteger(a)) return shift(right, { months: 0, days: Number(left.value), nanos: 0n });
  if (op !== '-') return unmodelled('this arithmetic of times');
  if (a.kind === 'date' && b.kind === 'date') return (left.value as bigint) - (right.value as bigint);
  return difference(left, right);
}

/** A timestamp or date moved by an interval. */
function shift({ type, value }: Scalar, by: IntervalValue): bigint {
  if (type.kind === 'date') return shiftDate(value as bigint, by);
  if (type.kind !== 'timestamp' || type.zone !== undefined) return unmodelled('an interval beside this type');
  const unit = NANOS_PER[type.unit!];
  const nanos = shiftLocal((value as bigint) * unit, by);
  const moved = nanos === undefined ? undefined : floorDivide(nanos, unit)[0];
  return moved !== undefined && fits(moved, INT64_RANGE) ? moved : arrowError('Compute', 'Timestamp out of range');
}

/** Dates know no clock: only whole days of the nanoseconds count. */
function shiftDate(days: bigint, { months, days: more, nanos }: IntervalValue): bigint {
  const shifted = months === 0 ? Number(days) : addMonths(Number(days), months);
  if (shifted === undefined) return unmodelled('a date beyond the calendar');
  const sum = BigInt(shifted) + BigInt(more) + nanos / NANOS_PER_DAY;
  return isDay(sum) ? sum : unmodelled('a date beyond the calendar');
}

/** The time between two instants, in the coarser unit. */
function difference(left: Scalar, right: Scalar): bigint {
  const common = left.type.kind === 'date' || right.type.kind === 'date' ? timestamp('ns') : coarserOf(left.type, right.type);
  const [a, b] = [cast(left, common).value as bigint, cast(right, common).value as bigint];
  return fits(a - b, INT64_RANGE) ? a - b : overflow(`${a} - ${b}`);
}

function coarserOf(a: DataType, b: DataType): DataType {
  return NANOS_PER[a.unit!] >= NANOS_PER[b.unit!] ? a : b;
}

/** `- x` for a value that is not NULL. */
export function negate({ type, value }: Scalar): Scalar {
  if (isFloat(type)) return { type, value: -(value as number) };
  if (type.kind === 'interval') return { type, value: negateInterval(value as IntervalValue) };
  if (isDecimal(type)) return { type, value: -(value as bigint) };
  const range = integerRange(type);
  if (range === undefined || range.min === 0n) return unmodelled('the negative of this type');
  const negative = -(value as bigint);
  return fits(negative, range) ? { type, value: negative } : overflow(`- ${value as bigint}`);
}

/** `& | ^` on integers of the common type. */
export function computeBits(op: '&' | '|' | '^', left: Scalar, right: Scalar, type: DataType): Scalar {
  if (!isInteger(type)) return unmodelled('bits of this type');
  const [a, b] = [cast(left, type).value as bigint, cast(right, type).value as bigint];
  return { type, value: wrap(op === '&' ? a & b : op === '|' ? a | b : a ^ b, type) };
}
