import { parseInterval } from '../../grammar/intervals.ts';
import { NANOS_PER_DAY, addMonths, isDay } from './calendar.ts';
import { INT32_RANGE, INT64_RANGE, fits, floorDivide } from './integers.ts';
import { arrowError, overflow, unmodelled } from './outcome.ts';
import type { IntervalValue } from './scalar.ts';

/** An interval cast from a text, as arrow-cast reads it. A number without a unit counts months. */
export function intervalFromText(text: string): IntervalValue {
  const parsed = parseInterval(text, 'month');
  if (parsed === undefined) return unmodelled(`the interval ${text} is out of range`);
  return typeof parsed === 'string' ? arrowError('Parser', parsed) : parsed;
}

/** An interval as Arrow prints it: `1 mons 2 days 3 hours 4 mins 5.000000000 secs`. */
export function printInterval({ months, days, nanos }: IntervalValue): string {
  const parts: string[] = [];
  if (months !== 0) parts.push(`${months} mons`);
  if (days !== 0) parts.push(`${days} days`);
  const seconds = nanos / 1_000_000_000n;
  const hours = seconds / 3600n;
  const minutes = (seconds / 60n) % 60n;
  if (hours !== 0n) parts.push(`${hours} hours`);
  if (minutes !== 0n) parts.push(`${minutes} mins`);
  const rest = nanos % 60_000_000_000n;
  if (rest !== 0n) {
    const size = rest < 0n ? -rest : rest;
    parts.push(`${rest < 0n ? '-' : ''}${size / 1_000_000_000n}.${(size % 1_000_000_000n).toString().padStart(9, '0')} secs`);
  }
  return parts.length === 0 ? '0 secs' : parts.join(' ');
}

export function addIntervals(a: IntervalValue, b: IntervalValue): IntervalValue {
  return checked(BigInt(a.months) + BigInt(b.months), BigInt(a.days) + BigInt(b.days), a.nanos + b.nanos, `${a.months} + ${b.months}`);
}

export function negateInterval({ months, days, nanos }: IntervalValue): IntervalValue {
  return checked(-BigInt(months), -BigInt(days), -nanos, `- ${months}`);
}

function checked(months: bigint, days: bigint, nanos: bigint, what: string): IntervalValue {
  if (!fits(months, INT32_RANGE) || !fits(days, INT32_RANGE)) return overflow(what);
  if (!fits(nanos, INT64_RANGE)) return unmodelled('overflow of an interval');
  return { months: Number(months), days: Number(days), nanos };
}

/** A local time, given in nanoseconds since the epoch, plus an interval: months first, then days, then the clock. Undefined beyond chrono's years. */
export function shiftLocal(nanosSinceEpoch: bigint, { months, days, nanos }: IntervalValue): bigint | undefined {
  const [day, clock] = floorDivide(nanosSinceEpoch, NANOS_PER_DAY);
  const shifted = months === 0 ? Number(day) : addMonths(Number(day), months);
  if (shifted === undefined || !isDay(BigInt(shifted + days))) return undefined;
  const sum = BigInt(shifted + days) * NANOS_PER_DAY + clock + nanos;
  return isDay(floorDivide(sum, NANOS_PER_DAY)[0]) ? sum : undefined;
}

/** Compares as Arrow does: months, then days, then nanoseconds, each for itself. */
export function compareIntervals(a: IntervalValue, b: IntervalValue): number {
  return a.months - b.months || a.days - b.days || (a.nanos < b.nanos ? -1 : a.nanos > b.nanos ? 1 : 0);
}
