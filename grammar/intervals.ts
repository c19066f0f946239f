import { debugString } from './debug/names.ts';

/** A month-day-nanosecond interval, Arrow's `IntervalMonthDayNano`. The three parts are independent and never carried. */
export interface Interval {
  readonly months: number;
  readonly days: number;
  readonly nanos: bigint;
}

/** What an amount without a unit counts: months where a string is cast, seconds inside `INTERVAL '…'`. */
export type DefaultUnit = 'month' | 'second';

/** Mirrors `IntervalUnit::from_str` of arrow-cast 58: any case, and neither `ns` nor `millis`. */
const UNITS: ReadonlyMap<string, Unit> = unitTable({
  century: ['c', 'cent', 'cents', 'century', 'centuries'],
  decade: ['dec', 'decs', 'decade', 'decades'],
  year: ['y', 'yr', 'yrs', 'year', 'years'],
  month: ['mon', 'mons', 'month', 'months'],
  week: ['w', 'week', 'weeks'],
  day: ['d', 'day', 'days'],
  hour: ['h', 'hr', 'hrs', 'hour', 'hours'],
  minute: ['m', 'min', 'mins', 'minute', 'minutes'],
  second: ['s', 'sec', 'secs', 'second', 'seconds'],
  millisecond: ['ms', 'msec', 'msecs', 'msecond', 'mseconds', 'millisecond', 'milliseconds'],
  microsecond: ['us', 'usec', 'usecs', 'usecond', 'useconds', 'microsecond', 'microseconds'],
  nanosecond: ['nanosecond', 'nanoseconds'],
});
type Unit =
  | 'century'
  | 'decade'
  | 'year'
  | 'month'
  | 'week'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'millisecond'
  | 'microsecond'
  | 'nanosecond';

function unitTable(spellings: Readonly<Record<Unit, readonly string[]>>): Map<string, Unit> {
  const table = new Map<string, Unit>();
  for (const [unit, words] of Object.entries(spellings) as [Unit, readonly string[]][]) for (const word of words) table.set(word, unit);
  return table;
}

/** How many months, days or nanoseconds one of a unit is. */
const SCALE: Readonly<Record<Unit, { readonly part: keyof Interval; readonly size: bigint }>> = {
  century: { part: 'months', size: 1200n },
  decade: { part: 'months', size: 120n },
  year: { part: 'months', size: 12n },
  month: { part: 'months', size: 1n },
  week: { part: 'days', size: 7n },
  day: { part: 'days', size: 1n },
  hour: { part: 'nanos', size: 3_600_000_000_000n },
  minute: { part: 'nanos', size: 60_000_000_000n },
  second: { part: 'nanos', size: 1_000_000_000n },
  millisecond: { part: 'nanos', size: 1_000_000n },
  microsecond: { part: 'nanos', size: 1_000n },
  nanosecond: { part: 'nanos', size: 1n },
};

/** Amounts carry up to 15 fractional digits. */
const FRACTION_DIGITS = 15;
const FRACTION = 10n ** BigInt(FRACTION_DIGITS);
const NANOS_PER_DAY = 86_400_000_000_000n;

interface Amount {
  readonly integer: bigint;
  /** The fraction times 10^15, with the sign of the whole. */
  readonly fraction: bigint;
}

/**
 * Parses an interval text as arrow-cast 58 does (`parse_interval_month_day_nano_config`). A string is Arrow's complaint; no other
 * text of an error is known to reach a client, so an amount out of range is only `undefined`.
 */
export function parseInterval(text: string, defaultUnit: DefaultUnit): Interval | string | undefined {
  const complaint = `Invalid input syntax for type interval: ${debugString(text)}`;
  const seen = new Set<Unit>();
  let interval: Interval = { months: 0, days: 0, nanos: 0n };
  const parts: { readonly amount: Amount; readonly unit: Unit; readonly word: string }[] = [];
  for (const [amountText, unitText] of components(text)) {
    const amount = parseAmount(amountText);
    const unit = unitText === undefined ? defaultUnit : UNITS.get(unitText.toLowerCase());
    if (amount === undefined || unit === undefined) return complaint;
    parts.push({ amount, unit, word: unitText ?? '' });
  }
  for (const { unit, word } of parts) {
    if (seen.has(unit)) return `${complaint}. Repeated type '${word}'`;
    seen.add(unit);
  }
  for (const { amount, unit } of parts) {
    const sum = add(interval, amount, unit);
    if (sum === undefined) return undefined;
    interval = sum;
  }
  return interval;
}

/** Pairs of amount and unit. They touch or have exactly one blank between them, as pairs do among themselves. */
function components(text: string): [amount: string, unit: string | undefined][] {
  const words = text.split(/\p{White_Space}/u);
  const pairs: [string, string | undefined][] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const split = word.search(/[^0-9.-]/);
    if (split === -1) pairs.push([word, words[++i]]);
    else pairs.push([word.slice(0, split), word.slice(split)]);
  }
  return pairs;
}

const MAX_I64 = 2n ** 63n - 1n;
const INTEGER = /^-?[0-9]+$/;
const DIGITS = /^[0-9]+$/;

/** `12`, `-1.5`, `.5`, `-.5`; not `5.` and no more than 15 fractional digits. */
function parseAmount(text: string): Amount | undefined {
  const dot = text.indexOf('.');
  if (dot === -1) return INTEGER.test(text) ? inRange({ integer: BigInt(text), fraction: 0n }) : undefined;
  const head = text.slice(0, dot);
  const tail = text.slice(dot + 1);
  if (!DIGITS.test(tail) || tail.length > FRACTION_DIGITS) return undefined;
  if (head !== '' && head !== '-' && !INTEGER.test(head)) return undefined;
  const integer = head === '' || head === '-' ? 0n : BigInt(head);
  const fraction = BigInt(tail) * 10n ** BigInt(FRACTION_DIGITS - tail.length);
  return inRange({ integer, fraction: head.startsWith('-') ? -fraction : fraction });
}

function inRange(amount: Amount): Amount | undefined {
  return amount.integer > MAX_I64 || amount.integer < -MAX_I64 - 1n ? undefined : amount;
}

/**
 * Adds an amount as PostgreSQL does: a fraction spills into the next smaller part (half a month is 15 days, half a day 12 hours),
 * but units above the month only round to whole months.
 */
function add(interval: Interval, { integer, fraction }: Amount, unit: Unit): Interval | undefined {
  const { part, size } = SCALE[unit];
  let months = BigInt(interval.months);
  let days = BigInt(interval.days);
  let { nanos } = interval;
  if (part === 'months') {
    months += integer * size;
    if (unit === 'month') days += (fraction * 30n) / FRACTION;
    else months += (fraction * size) / FRACTION;
  } else if (part === 'days') {
    days += integer * size;
    nanos += (fraction * size * NANOS_PER_DAY) / FRACTION;
  } else {
    nanos += integer * size + (fraction * size) / FRACTION;
  }
  if (!fits(months, 31n) || !fits(days, 31n) || !fits(nanos, 63n)) return undefined;
  return { months: Number(months), days: Number(days), nanos };
}

function fits(value: bigint, bits: bigint): boolean {
  return value < 1n << bits && value >= -(1n << bits);
}

export function addIntervals(a: Interval, b: Interval): Interval {
  return { months: a.months + b.months, days: a.days + b.days, nanos: a.nanos + b.nanos };
}

export function negateInterval({ months, days, nanos }: Interval): Interval {
  return { months: -months, days: -days, nanos: -nanos };
}

/** Whole seconds, toward zero in the nanoseconds: the number a flow stores. Months are refused before. */
export function wholeSeconds({ days, nanos }: Interval): bigint {
  return nanos / 1_000_000_000n + BigInt(days) * 86_400n;
}
