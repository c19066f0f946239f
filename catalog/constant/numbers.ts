import { arrowTypeName } from '../type_names.ts';
import { type DataType, isDecimal, isFloat, isInteger } from '../types.ts';
import { checkPrecision, decimalPrefix, divideRounding, fitsI128, powerOfTen, printDecimal } from './decimals.ts';
import { debugFloat, roundHalfAway } from './floats.ts';
import { fits, integerRange } from './integers.ts';
import { arrowError, overflow, unmodelled } from './outcome.ts';

/** A number as another numeric type, by arrow-cast's rules: what does not fit is refused, fractions are cut, decimals round half away from zero. */
export function castNumber(value: bigint | number, from: DataType, to: DataType): bigint | number {
  if (isDecimal(from)) return fromDecimal(value as bigint, from, to);
  if (isFloat(from)) return fromFloat(value as number, from, to);
  return fromInteger(value as bigint, to);
}

/** `Can't cast value 300 to type Int8`. */
export function cannotHold(value: string, to: DataType): never {
  return arrowError('Cast', `Can't cast value ${value} to type ${arrowTypeName(to)}`);
}

function fromInteger(value: bigint, to: DataType): bigint | number {
  if (isFloat(to)) return narrow(Number(value), to);
  if (isInteger(to)) return fits(value, integerRange(to)!) ? value : cannotHold(value.toString(), to);
  const scale = to.scale!;
  if (scale < 0) return checkPrecision(divideRounding(value, powerOfTen(-scale)), to);
  const unscaled = value * powerOfTen(scale);
  if (to.kind === 'decimal' && !fitsI128(unscaled)) return overflow(`${value} * ${powerOfTen(scale)}`);
  return checkPrecision(unscaled, to);
}

function fromFloat(value: number, from: DataType, to: DataType): bigint | number {
  if (isFloat(to)) return narrow(value, to);
  const debug = debugFloat(value, from.kind === 'float32');
  if (isInteger(to)) {
    if (!Number.isFinite(value)) return cannotHold(debug, to);
    const whole = BigInt(Math.trunc(value));
    return fits(whole, integerRange(to)!) ? whole : cannotHold(debug, to);
  }
  const scaled = roundHalfAway(value * 10 ** to.scale!);
  const unscaled = Number.isFinite(scaled) ? BigInt(scaled) : undefined;
  if (unscaled === undefined || !fitsI128(unscaled)) return cannotReach(debug, to);
  return checkPrecision(unscaled, to);
}

function cannotReach(value: string, to: DataType): never {
  return arrowError('Cast', `Cannot cast to ${decimalPrefix(to)}(${to.precision}, ${to.scale}). Overflowing on ${value}`);
}

function fromDecimal(value: bigint, from: DataType, to: DataType): bigint | number {
  const scale = from.scale!;
  if (isFloat(to)) return narrow(decimalToFloat(value, scale), to);
  if (isInteger(to)) {
    const whole = scale < 0 ? value * powerOfTen(-scale) : value / powerOfTen(scale);
    return fits(whole, integerRange(to)!) ? whole : arrowError('Cast', `value of ${whole} is out of range ${arrowTypeName(to)}`);
  }
  const target = to.scale!;
  if (target < scale) return checkPrecision(divideRounding(value, powerOfTen(scale - target)), to);
  const unscaled = value * powerOfTen(target - scale);
  if (to.kind === 'decimal' && !fitsI128(unscaled)) return cannotReach(value.toString(), to);
  return checkPrecision(unscaled, to);
}

/** Arrow divides the unscaled value as a float by a power of ten. */
export function decimalToFloat(unscaled: bigint, scale: number): number {
  return scale < 0 ? Number(printDecimal(unscaled, scale)) : Number(unscaled) / 10 ** scale;
}

export function narrow(value: number, to: DataType): number {
  if (to.kind === 'float64') return value;
  return to.kind === 'float32' ? Math.fround(value) : unmodelled('half precision floats');
}
