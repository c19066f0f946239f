import { lowerAscii } from '../names.ts';
import { arrowTypeName } from '../type_names.ts';
import { BOOLEAN, type DataType, isBinary, isDecimal, isFloat, isInteger, isNumeric, isString } from '../types.ts';
import { decodeUtf8, encodeUtf8, littleEndian, printUtf8Fault } from './binaries.ts';
import { parseDecimal, checkPrecision, decimalPrefix } from './decimals.ts';
import { parseFloat64 } from './floats.ts';
import { fits, integerRange, parseInteger } from './integers.ts';
import { intervalFromText } from './intervals.ts';
import { castNumber } from './numbers.ts';
import { type Evaluation, Halt, arrowError, settle, unmodelled } from './outcome.ts';
import { printAsText } from './print.ts';
import type { Scalar, ScalarValue } from './scalar.ts';
import { castTemporal, isClockType } from './temporal.ts';
import { booleanFromText, dateFromText, timeFromText } from './texts.ts';
import { arrowTimestampValue, parseArrowTimestamp } from './timestamps.ts';
import { UTC, parseArrowZone } from './zones.ts';

export interface CastOptions {
  /** TRY_CAST: what does not convert becomes NULL. */
  readonly safe?: boolean;
}

/** Casts a constant as Arrow's `cast_with_options` does. Pairs of types that cannot be cast are the planner's business and unknown here. */
export function castScalar(scalar: Scalar, type: DataType, { safe = false }: CastOptions = {}): Evaluation {
  return settle(() => (safe ? tryCast(scalar, type) : cast(scalar, type)));
}

/** A cast inside an evaluation: failures halt it. */
export function cast({ type: from, value }: Scalar, to: DataType): Scalar {
  if (from === to) return { type: to, value };
  return { type: to, value: value === null ? null : castValue(value, from, to) };
}

/** TRY_CAST. */
export function tryCast(scalar: Scalar, type: DataType): Scalar {
  try {
    return cast(scalar, type);
  } catch (halt) {
    if (halt instanceof Halt && halt.outcome.kind === 'error') return { type, value: null };
    throw halt;
  }
}

function castValue(value: ScalarValue, from: DataType, to: DataType): ScalarValue {
  if (to.kind === 'list') return castToList(value, from, to);
  if (to.kind === 'dictionary') return castValue(value, from, to.element!);
  if (from.kind === 'dictionary') return castValue(value, from.element!, to);
  if (isString(to)) return castToText(value, from);
  if (isString(from)) return castFromText(value as string, to);
  if (isBinary(to)) return castToBinary(value, from, to);
  if (to.kind === 'boolean') return castToBoolean(value, from, to);
  if (from.kind === 'boolean') return isNumeric(to) ? castFromBoolean(value as boolean, to) : unsupported(from, to);
  if (isNumeric(from) && isNumeric(to)) return castNumber(value as bigint | number, from, to);
  if (isClockType(from) || isClockType(to)) return castTemporal(value, from, to);
  return unsupported(from, to);
}

function unsupported(from: DataType, to: DataType): never {
  return unmodelled(`a cast from ${arrowTypeName(from)} to ${arrowTypeName(to)}`);
}

function castToList(value: ScalarValue, from: DataType, to: DataType): ScalarValue {
  if (from.kind !== 'list') return [castValue(value, from, to.element!)];
  return (value as readonly ScalarValue[]).map(item => cast({ type: from.element!, value: item }, to.element!).value);
}

function castToText(value: ScalarValue, from: DataType): string {
  if (isString(from)) return value as string;
  if (!isBinary(from)) return printAsText({ type: from, value });
  const text = value instanceof Uint8Array ? decodeUtf8(value) : unmodelled('the bytes of a JSON document');
  return typeof text === 'string' ? text : arrowError('Invalid argument', `Encountered non UTF-8 data: ${printUtf8Fault(text)}`);
}

function castToBinary(value: ScalarValue, from: DataType, to: DataType): ScalarValue {
  if (isBinary(from)) return value;
  if (isInteger(from)) return littleEndian(value as bigint, Number(from.kind.replace(/\D/g, '')));
  return unsupported(from, to);
}

function castToBoolean(value: ScalarValue, from: DataType, to: DataType): ScalarValue {
  if (isInteger(from)) return value !== 0n;
  return isFloat(from) ? value !== 0 : unsupported(from, to);
}

function castFromBoolean(value: boolean, to: DataType): ScalarValue {
  return isFloat(to) ? Number(value) : isInteger(to) ? BigInt(value) : unsupported(BOOLEAN, to);
}

/** A text as another type. The complaint names the text and the type, except where the target has a parser of its own. */
export function castFromText(text: string, to: DataType): ScalarValue {
  if (isInteger(to)) {
    const value = parseInteger(text);
    return value !== undefined && fits(value, integerRange(to)!) ? value : cannotCast(text, to);
  }
  if (isFloat(to)) {
    const value = parseFloat64(text) ?? cannotCast(text, to);
    return to.kind === 'float64' ? value : to.kind === 'float32' ? Math.fround(value) : unmodelled('half precision floats');
  }
  if (isDecimal(to)) return decimalFromText(text, to);
  if (isBinary(to)) return encodeUtf8(text);
  switch (to.kind) {
    case 'boolean':
      return booleanFromText(text) ?? arrowError('Cast', `Cannot cast value '${lowerAscii(text.trim())}' to value of Boolean type`);
    case 'date':
      return BigInt(dateFromText(text) ?? cannotCast(text, to));
    case 'date64': {
      const days = dateFromText(text);
      return days === undefined || text.length > 10 ? unmodelled('a text as Date64') : BigInt(days) * 86_400_000n;
    }
    case 'time':
      return timeFromText(text, to) ?? cannotCast(text, to);
    case 'timestamp':
      return timestampFromText(text, to);
    case 'interval':
      return intervalFromText(text);
    default:
      return unmodelled(`a text as ${arrowTypeName(to)}`);
  }
}

function cannotCast(text: string, to: DataType): never {
  return arrowError('Cast', `Cannot cast string '${text}' to value of ${arrowTypeName(to)} type`);
}

/** Arrow names its default decimal, not the one asked for. */
function decimalFromText(text: string, to: DataType): bigint {
  const wide = to.kind === 'decimal256';
  const value = to.scale! < 0 ? unmodelled('a negative scale') : parseDecimal(text, to.scale!);
  if (value === undefined && wide) return unmodelled('wide decimals');
  if (value === undefined) return arrowError('Cast', `Cannot cast string '${text}' to value of ${decimalPrefix(to)}(38, 10) type`);
  return checkPrecision(value, to);
}

function timestampFromText(text: string, to: DataType): bigint {
  const zone = to.zone === undefined ? UTC : parseArrowZone(to.zone);
  if (zone === undefined) return unmodelled(`time zone ${to.zone}`);
  return arrowTimestampValue(parseArrowTimestamp(text, zone), to.unit!);
}
