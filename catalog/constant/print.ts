import { arrowTypeName } from '../type_names.ts';
import { type DataType, isBinary, isDecimal, isFloat, isInteger, isString } from '../types.ts';
import { printHex } from './binaries.ts';
import { isDay, printDate, printTimeOfDay } from './calendar.ts';
import { printDecimal } from './decimals.ts';
import { printFloat } from './floats.ts';
import { floorDivide } from './integers.ts';
import { printInterval } from './intervals.ts';
import { printJson } from './json.ts';
import { Halt, arrowError, unmodelled } from './outcome.ts';
import { type IntervalValue, type Scalar, type ScalarValue, isJsonDocument } from './scalar.ts';
import { isTimeOfDay } from './texts.ts';
import { PER_SECOND, printTimestamp } from './timestamps.ts';

/** How a constant prints in a cell of a result table; undefined where we do not know. NULL is an empty cell. */
export function printScalar(scalar: Scalar): string | undefined {
  try {
    return scalar.value === null ? '' : printAsText(scalar);
  } catch (halt) {
    if (halt instanceof Halt) return undefined;
    throw halt;
  }
}

/** A value that is not NULL as a text: cells of result tables, casts to text, `concat`. Mirrors Arrow's `ArrayFormatter`. */
export function printAsText({ type, value }: Scalar): string {
  if (isString(type)) return value as string;
  if (isInteger(type)) return (value as bigint).toString();
  if (isFloat(type))
    return type.kind === 'float16' ? unmodelled('half precision floats') : printFloat(value as number, type.kind === 'float32');
  if (isDecimal(type)) return printDecimal(value as bigint, type.scale!);
  if (isBinary(type)) return isJsonDocument(value) ? unmodelled('the bytes of a JSON document') : printHex(value as Uint8Array);
  switch (type.kind) {
    case 'boolean':
      return String(value);
    case 'date':
      return isDay(value as bigint) ? printDate(Number(value)) : arrowError('Cast', `Failed to convert ${value} to temporal for Date32`);
    case 'date64':
      return printDateTime(value as bigint, 'ms', type);
    case 'timestamp':
      return printDateTime(value as bigint, type.unit!, type);
    case 'time':
      return printTime(value as bigint, type);
    case 'interval':
      return printInterval(value as IntervalValue);
    case 'list':
      return printList(value as readonly ScalarValue[], type.element!);
    case 'json':
      return isJsonDocument(value) ? printJson(value.json) : unmodelled('a JSON value');
    default:
      return unmodelled(`a value of ${arrowTypeName(type)} as text`);
  }
}

function printDateTime(value: bigint, unit: 's' | 'ms' | 'us' | 'ns', type: DataType): string {
  if (isDay(floorDivide(value, 86_400n * PER_SECOND[unit])[0])) return printTimestamp(value, unit, type.zone);
  return arrowError('Cast', `Failed to convert ${value} to datetime for ${arrowTypeName(type)}`);
}

function printTime(value: bigint, type: DataType): string {
  if (isTimeOfDay(value, type.unit!)) return printTimeOfDay(value * (1_000_000_000n / PER_SECOND[type.unit!]));
  return arrowError('Cast', `Failed to convert ${value} to temporal for ${arrowTypeName(type)}`);
}

function printList(items: readonly ScalarValue[], element: DataType): string {
  return `[${items.map(value => (value === null ? '' : printAsText({ type: element, value }))).join(', ')}]`;
}
