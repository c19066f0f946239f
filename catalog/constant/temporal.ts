import { arrowTypeName } from '../type_names.ts';
import { type DataType, type TimeUnit, type TypeKind, isDecimal, isFloat, isInteger } from '../types.ts';
import { NANOS_PER_SECOND, isDay } from './calendar.ts';
import { INT64_RANGE, fits, floorDivide } from './integers.ts';
import { castNumber } from './numbers.ts';
import { executionError, overflow, unmodelled } from './outcome.ts';
import type { ScalarValue } from './scalar.ts';
import { isTimeOfDay } from './texts.ts';
import { PER_SECOND, instantOf, localOf } from './timestamps.ts';

const CLOCK_KINDS = new Set<TypeKind>(['date', 'date64', 'time', 'timestamp', 'duration']);

/** Types whose value is a count of days or of a unit. */
export function isClockType(type: DataType): boolean {
  return CLOCK_KINDS.has(type.kind);
}

const INT64: DataType = { kind: 'int64' };
const INT32: DataType = { kind: 'int32' };

/** A date, time, timestamp or duration as another one or as a number, and numbers as those, by arrow-cast's rules. */
export function castTemporal(value: ScalarValue, from: DataType, to: DataType): ScalarValue {
  if (!isClockType(from)) return fromNumber(value as bigint | number, from, to);
  if (!isClockType(to)) return toNumber(value as bigint, from, to);
  return between(value as bigint, from, to);
}

function unsupported(from: DataType, to: DataType): never {
  return unmodelled(`a cast from ${arrowTypeName(from)} to ${arrowTypeName(to)}`);
}

/** The integer that holds the type's count. */
function carrier(type: DataType): DataType {
  return type.kind === 'date' || (type.kind === 'time' && (type.unit === 's' || type.unit === 'ms')) ? INT32 : INT64;
}

function fromNumber(value: bigint | number, from: DataType, to: DataType): ScalarValue {
  switch (to.kind) {
    case 'date':
      return from.kind === 'int32' || from.kind === 'int64' ? castNumber(value, from, INT32) : unsupported(from, to);
    case 'timestamp':
      return isInteger(from) || isFloat(from) || isDecimal(from) ? castNumber(value, from, INT64) : unsupported(from, to);
    case 'time':
    case 'duration':
    case 'date64':
      return carrier(to).kind === from.kind ? value : unsupported(from, to);
    default:
      return unsupported(from, to);
  }
}

function toNumber(value: bigint, from: DataType, to: DataType): ScalarValue {
  const type = carrier(from);
  const free = from.kind === 'timestamp';
  if (isInteger(to) && (free || type.kind === to.kind || to.kind === 'int64')) return castNumber(value, type, to);
  return free && (isFloat(to) || isDecimal(to)) ? castNumber(value, type, to) : unsupported(from, to);
}

function between(value: bigint, from: DataType, to: DataType): ScalarValue {
  if (from.kind === to.kind && from.kind !== 'date64') return changeUnit(value, from, to);
  if (from.kind === 'date' && to.kind === 'timestamp') return midnight(value, to);
  if (from.kind === 'date' && to.kind === 'date64') return value * 86_400_000n;
  if (from.kind === 'date64' && to.kind === 'date') return floorDivide(value, 86_400_000n)[0];
  if (from.kind === 'timestamp' && from.zone === undefined) return fromTimestamp(value, from, to);
  return unsupported(from, to);
}

/** DataFusion looks before Arrow would wrap around. */
function midnight(days: bigint, to: DataType): bigint {
  const value = days * 86_400n * PER_SECOND[to.unit!];
  if (fits(value, INT64_RANGE)) return value;
  return executionError(`Cannot cast Date32 value ${days} to ${arrowTypeName(to)}: converted value exceeds the representable i64 range`);
}

/** Finer units multiply and may overflow; coarser ones cut toward zero. */
function changeUnit(value: bigint, from: DataType, to: DataType): ScalarValue {
  if ((from.zone === undefined) !== (to.zone === undefined)) return unmodelled('a change between timestamps with and without zone');
  if (from.kind === 'time') return timeUnit(value, from.unit!, to.unit!);
  const [source, target] = [PER_SECOND[from.unit ?? 's'], PER_SECOND[to.unit ?? 's']];
  return target >= source ? times(value, target / source) : value / (source / target);
}

/** Counts that are no time of day wrap around in Arrow, which nobody needs to know. */
function timeUnit(value: bigint, from: TimeUnit, to: TimeUnit): bigint {
  if (!isTimeOfDay(value, from)) return unmodelled('a time beyond the day');
  return (value * PER_SECOND[to]) / PER_SECOND[from];
}

function times(value: bigint, by: bigint): bigint {
  const product = value * by;
  return by === 1n || fits(product, INT64_RANGE) ? product : overflow(`${value} * ${by}`);
}

function fromTimestamp(value: bigint, from: DataType, to: DataType): ScalarValue {
  const instant = instantOf(value, from.unit!);
  if (!isDay(floorDivide(instant.seconds, 86_400n)[0])) return unmodelled('a timestamp beyond the calendar');
  const local = localOf(instant);
  if (to.kind === 'date') return BigInt(local.days);
  return to.kind === 'time' ? (local.nanos * PER_SECOND[to.unit!]) / NANOS_PER_SECOND : unsupported(from, to);
}
