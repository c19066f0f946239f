import { type DataType, isDecimal } from '../types.ts';
import { parseInteger } from './integers.ts';
import { arrowError } from './outcome.ts';

export const MAX_PRECISION = 38;

/** More digits than any decimal has. */
export const BEYOND_DIGITS = 77;
const POWERS = Array.from({ length: BEYOND_DIGITS }, (_, exponent) => 10n ** BigInt(exponent));

export function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/** `decimal` of Arrow's messages. */
export function decimalPrefix(type: DataType): string {
  return type.kind === 'decimal256' ? 'Decimal256' : 'Decimal128';
}

/** An unscaled value with its point: `-0.05`. */
export function printDecimal(unscaled: bigint, scale: number): string {
  if (scale <= 0) return (unscaled * powerOfTen(-scale)).toString();
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Arrow's `validate_decimal_precision`. */
export function checkPrecision(unscaled: bigint, type: DataType): bigint {
  const precision = type.precision!;
  const scale = type.scale!;
  const limit = powerOfTen(precision) - 1n;
  if (unscaled > limit) {
    const [value, max] = [printDecimal(unscaled, scale), printDecimal(limit, scale)];
    return arrowError(
      'Invalid argument',
      `${value} is too large to store in a ${decimalPrefix(type)} of precision ${precision}. Max is ${max}`,
    );
  }
  if (unscaled < -limit) {
    const [value, min] = [printDecimal(unscaled, scale), printDecimal(-limit, scale)];
    return arrowError(
      'Invalid argument',
      `${value} is too small to store in a ${decimalPrefix(type)} of precision ${precision}. Min is ${min}`,
    );
  }
  return unscaled;
}

/** Division that rounds half away from zero. */
export function divideRounding(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  const remainder = value % by;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  if (twice < (by < 0n ? -by : by)) return quotient;
  return value < 0n !== by < 0n ? quotient - 1n : quotient + 1n;
}

/** The same number with another scale, rounded half away from zero when digits get lost. */
export function rescale(unscaled: bigint, from: number, to: number): bigint {
  return to >= from ? unscaled * powerOfTen(to - from) : divideRounding(unscaled, powerOfTen(from - to));
}

const MAX_I128 = (1n << 127n) - 1n;

export function fitsI128(value: bigint): boolean {
  return value <= MAX_I128 && value >= -MAX_I128 - 1n;
}

/**
 * A text as Arrow reads it into an unscaled decimal (`parse_string_to_decimal_native`), before its precision is checked.
 * Blanks around are allowed, exponents are not; a lone sign or point counts as zero where the scale adds a digit.
 */
export function parseDecimal(text: string, scale: number): bigint | undefined {
  const parts = text.trim().split('.');
  if (parts.length > 2) return undefined;
  const head = parts[0]!;
  const negative = head.startsWith('-');
  const integers = negative || head.startsWith('+') ? head.slice(1) : head;
  const decimals = parts[1] ?? '';
  if (!startsWithDigit(integers) || !startsWithDigit(decimals)) return undefined;
  const magnitude =
    decimals.length > scale ? roundedDigits(integers, decimals, scale) : parseInteger(integers + decimals.padEnd(scale, '0'));
  if (magnitude === undefined) return undefined;
  const value = negative ? -magnitude : magnitude;
  return fitsI128(value) ? value : undefined;
}

function startsWithDigit(text: string): boolean {
  return text === '' || (text >= '0' && text < ':');
}

function roundedDigits(integers: string, decimals: string, scale: number): bigint | undefined {
  const fraction = parseInteger(decimals);
  const whole = integers === '' ? 0n : parseInteger(integers);
  if (fraction === undefined || whole === undefined) return undefined;
  return whole * powerOfTen(scale) + divideRounding(fraction, powerOfTen(decimals.length - scale));
}

/** The decimal an integer type counts as beside a decimal (`coerce_numeric_type_to_decimal`). */
export function decimalDigits(type: DataType): readonly [precision: number, scale: number] | undefined {
  if (isDecimal(type)) return [type.precision!, type.scale!];
  const digits = INTEGER_DIGITS[type.kind];
  return digits === undefined ? undefined : [digits, 0];
}
const INTEGER_DIGITS: { readonly [kind: string]: number } = {
  int8: 3,
  uint8: 3,
  int16: 5,
  uint16: 5,
  int32: 10,
  uint32: 10,
  int64: 20,
  uint64: 20,
};
