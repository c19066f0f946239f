import { type DataType, isDecimal, isFloat, isInteger } from '../../types.ts';
import { compute } from '../arithmetic.ts';
import { cast } from '../casts.ts';
import { BEYOND_DIGITS, divideRounding, fitsI128, powerOfTen } from '../decimals.ts';
import { displayFloat, roundHalfAway } from '../floats.ts';
import { INT64_RANGE, fits, integerRange } from '../integers.ts';
import { narrow } from '../numbers.ts';
import { arrowError, executionError, unmodelled } from '../outcome.ts';
import type { Scalar, ScalarValue } from '../scalar.ts';
import { type FunctionTable, type ScalarFunction, floatOf, integerOf, strict } from './function.ts';

/** A function of one float, given in the precision of the planned type. */
function ofFloat(run: (x: number) => number): ScalarFunction {
  return strict(([x], type) => narrow(run(floatOf(x!)), type));
}

export const MATH: FunctionTable = {
  abs: strict(([x]) => absolute(x!)),
  ceil: strict(([x], type) => rounded(x!, type, 'ceil')),
  floor: strict(([x], type) => rounded(x!, type, 'floor')),
  round: strict((args, type) => roundTo(args, type)),
  trunc: strict((args, type) => truncate(args, type)),
  signum: ofFloat(x => (x === 0 ? 0 : Math.sign(x))),
  sqrt: ofFloat(Math.sqrt),
  cbrt: ofFloat(Math.cbrt),
  exp: ofFloat(Math.exp),
  ln: ofFloat(Math.log),
  log2: ofFloat(Math.log2),
  log10: ofFloat(Math.log10),
  log: strict(([a, b], type) => narrow(b === undefined ? Math.log10(floatOf(a!)) : logarithm(floatOf(a!), floatOf(b)), type)),
  cot: ofFloat(x => 1 / Math.tan(x)),
  atan2: strict(([y, x], type) => narrow(Math.atan2(floatOf(y!), floatOf(x!)), type)),
  radians: ofFloat(x => x * (Math.PI / 180)),
  degrees: ofFloat(x => x * (180 / Math.PI)),
  sin: ofFloat(Math.sin),
  cos: ofFloat(Math.cos),
  tan: ofFloat(Math.tan),
  asin: ofFloat(Math.asin),
  acos: ofFloat(Math.acos),
  atan: ofFloat(Math.atan),
  sinh: ofFloat(Math.sinh),
  cosh: ofFloat(Math.cosh),
  tanh: ofFloat(Math.tanh),
  pi: strict(() => Math.PI),
  power: strict(([base, exponent], type) =>
    isFloat(type) ? narrow(floatOf(base!) ** floatOf(exponent!), type) : unmodelled('powers of decimals'),
  ),
  isnan: strict(([x]) => Number.isNaN(floatOf(x!))),
  iszero: strict(([x]) => floatOf(x!) === 0),
  nanvl: strict(([x, y], type) => narrow(Number.isNaN(floatOf(x!)) ? floatOf(y!) : floatOf(x!), type)),
  factorial: strict(([n]) => factorial(integerOf(n!))),
  gcd: strict(([a, b]) => divisor(integerOf(a!), integerOf(b!))),
  lcm: strict(([a, b]) => multiple(integerOf(a!), integerOf(b!))),
  mod: strict(([a, b], type) => compute('%', a!, b!, type).value),
  clamp: strict(([x, low, high], type) => clamp(x!, type, { low: low!, high: high! })),
  clamp_min: strict(([x, low], type) => clamp(x!, type, { low: low! })),
  clamp_max: strict(([x, high], type) => clamp(x!, type, { high: high! })),
};

/** Powers of two and ten have whole logarithms, others what division leaves of them. */
function logarithm(base: number, x: number): number {
  if (base === 2) return Math.log2(x);
  return base === 10 ? Math.log10(x) : Math.log(x) / Math.log(base);
}

function absolute({ type, value }: Scalar): ScalarValue {
  if (isFloat(type)) return Math.abs(value as number);
  const size = (value as bigint) < 0n ? -(value as bigint) : (value as bigint);
  const range = integerRange(type);
  if (range !== undefined && !fits(size, range))
    return arrowError('Compute', `Int${type.kind.slice(3)}Array overflow on abs(${value as bigint})`);
  return isInteger(type) || isDecimal(type) ? size : unmodelled('abs of this type');
}

/** Decimals keep their precision, which the rounded value may exceed. */
function rounded(x: Scalar, type: DataType, direction: 'ceil' | 'floor'): ScalarValue {
  if (!isDecimal(x.type)) return narrow(Math[direction](floatOf(x)), type);
  const one = powerOfTen(x.type.scale!);
  const value = x.value as bigint;
  const part = ((value % one) + one) % one;
  const whole = part === 0n ? value : direction === 'floor' ? value - part : value - part + one;
  const limit = powerOfTen(x.type.precision!);
  if (whole >= limit || whole <= -limit) return arrowError('Compute', `Decimal overflow while applying ${direction}`);
  return whole;
}

/** `round(x)`, `round(x, places)`: half away from zero. */
function roundTo([x, places]: readonly Scalar[], type: DataType): ScalarValue {
  const digits = places === undefined ? 0 : Number(integerOf(places));
  if (isDecimal(x!.type)) {
    const from = x!.type.scale!;
    const to = type.scale!;
    const cut = Math.min(digits, from);
    // Left of all digits: nothing remains.
    if (from - cut > BEYOND_DIGITS) return 0n;
    const kept = divideRounding(x!.value as bigint, powerOfTen(from - cut));
    const value = to >= cut ? kept * powerOfTen(to - cut) : unmodelled('a rounding to another scale');
    return fitsI128(value) ? value : unmodelled('overflow of a rounding');
  }
  if (!isFloat(type)) return unmodelled('round of this type');
  const factor = 10 ** digits;
  return narrow(roundHalfAway(narrow(floatOf(x!) * factor, type)) / factor, type);
}

function truncate([x, places]: readonly Scalar[], type: DataType): ScalarValue {
  if (!isFloat(type)) return unmodelled('trunc of this type');
  const digits = places === undefined ? 0 : Number(integerOf(places));
  if (Math.abs(digits) > 308) return unmodelled('trunc beyond every digit');
  const factor = 10 ** digits;
  return narrow(digits === 0 ? Math.trunc(floatOf(x!)) : Math.trunc(floatOf(x!) * factor) / factor, type);
}

function factorial(n: bigint): bigint {
  let product = 1n;
  for (let i = 2n; i <= n; i++) {
    product *= i;
    if (!fits(product, INT64_RANGE)) return executionError(`Overflow happened on FACTORIAL(${n})`);
  }
  return product;
}

function sizeOf(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [sizeOf(a), sizeOf(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return fits(x, INT64_RANGE) ? x : arrowError('Compute', `Signed integer overflow in GCD(${a}, ${b})`);
}

function multiple(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return 0n;
  const product = (sizeOf(a) / divisor(a, b)) * sizeOf(b);
  return fits(product, INT64_RANGE) ? product : arrowError('Compute', `Signed integer overflow in LCM(${a}, ${b})`);
}

/** GreptimeDB's clamp: all arguments meet in one type. */
function clamp(x: Scalar, type: DataType, limits: { readonly low?: Scalar; readonly high?: Scalar }): ScalarValue {
  if (!isFloat(type) && !isInteger(type)) return unmodelled('clamp of this type');
  const value = cast(x, type).value as bigint | number;
  const low = limits.low === undefined ? undefined : (cast(limits.low, type).value as bigint | number);
  const high = limits.high === undefined ? undefined : (cast(limits.high, type).value as bigint | number);
  if (low !== undefined && high !== undefined && low > high) return executionError(`min '${shown(low)}' > max '${shown(high)}'`);
  if (low !== undefined && value < low) return low;
  return high !== undefined && value > high ? high : value;
}

function shown(value: bigint | number): string {
  return typeof value === 'number' ? displayFloat(value) : value.toString();
}
