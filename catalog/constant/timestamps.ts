import type { TimeUnit } from '../types.ts';
import { NANOS_PER_SECOND, daysOf, printDate, printTimeOfDay } from './calendar.ts';
import { INT64_RANGE, fits, floorDivide } from './integers.ts';
import { arrowError, executionError, unmodelled } from './outcome.ts';
import { type Zone, instantsOf, offsetAt, parseArrowZone } from './zones.ts';

/** How many of a unit a second has. */
export const PER_SECOND: { readonly [U in TimeUnit]: bigint } = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n };
/** How many nanoseconds a unit has. */
export const NANOS_PER: { readonly [U in TimeUnit]: bigint } = { s: 1_000_000_000n, ms: 1_000_000n, us: 1_000n, ns: 1n };
export const UNIT_NAME: { readonly [U in TimeUnit]: string } = { s: 'Second', ms: 'Millisecond', us: 'Microsecond', ns: 'Nanosecond' };

/** A date and time of day without a zone: days since the epoch and nanoseconds of the day (a leap second reaches beyond it). */
export interface LocalTime {
  readonly days: number;
  readonly nanos: bigint;
}

/** An instant: seconds since the epoch in UTC, and nanoseconds on top. */
export interface Instant {
  readonly seconds: bigint;
  readonly nanos: bigint;
}

/** An instant in a unit, cut toward the past. */
export function inUnit({ seconds, nanos }: Instant, unit: TimeUnit): bigint {
  return seconds * PER_SECOND[unit] + nanos / (NANOS_PER_SECOND / PER_SECOND[unit]);
}

export function instantOf(value: bigint, unit: TimeUnit): Instant {
  const [seconds, rest] = floorDivide(value, PER_SECOND[unit]);
  return { seconds, nanos: rest * (NANOS_PER_SECOND / PER_SECOND[unit]) };
}

export function localOf({ seconds, nanos }: Instant): LocalTime {
  const [days, rest] = floorDivide(seconds, 86_400n);
  return { days: Number(days), nanos: rest * NANOS_PER_SECOND + nanos };
}

function instantIn(zone: Zone, { days, nanos }: LocalTime): Instant | undefined {
  const [seconds, fraction] = floorDivide(nanos, NANOS_PER_SECOND);
  const instants = instantsOf(zone, days * 86_400 + Number(seconds));
  return instants.length === 1 ? { seconds: BigInt(instants[0]!), nanos: fraction } : undefined;
}

/**
 * Parses a timestamp as Arrow does (`string_to_datetime`): `YYYY-MM-DD`, then `T`, `t` or a blank, `HH:MM:SS[.fraction]` or `HHMMSS`,
 * then nothing, `Z`, an offset or a zone's name. What has no zone is read in `zone`.
 */
export function parseArrowTimestamp(text: string, zone: Zone): Instant {
  const complain = (what: string): never => arrowError('Parser', `Error parsing timestamp from '${text}': ${what}`);
  if (utf8Length(text) < 10) return complain('timestamp must contain at least 10 characters');
  const days = leadingDate(text);
  if (days === undefined) return complain('error parsing date');
  if (text.length === 10) return instantIn(zone, { days, nanos: 0n }) ?? complain('error computing timezone offset');
  if (text[10] !== 'T' && text[10] !== 't' && text[10] !== ' ') return complain('invalid timestamp separator');
  const time = leadingTime(text);
  if (time === undefined) return complain('error parsing time');
  const local: LocalTime = { days, nanos: time.nanos };
  const rest = text.slice(time.end);
  if (rest === '') return instantIn(zone, local) ?? complain('error computing timezone offset');
  if (rest === 'z' || rest === 'Z')
    return { seconds: BigInt(days) * 86_400n + time.nanos / NANOS_PER_SECOND, nanos: time.nanos % NANOS_PER_SECOND };
  const zoneText = rest.trimStart();
  const written = parseArrowZone(zoneText);
  if (written === undefined) return arrowError('Parser', `Invalid timezone "${zoneText}": failed to parse timezone`);
  return instantIn(written, local) ?? complain('error computing timezone offset');
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})/;

function leadingDate(text: string): number | undefined {
  const match = DATE.exec(text);
  return match === null ? undefined : daysOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

const CLOCK = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]*)?/;
const COMPACT_CLOCK = /^([0-9]{2})([0-9]{2})([0-9]{2})(?!.?[0-9])/;

function leadingTime(text: string): { readonly nanos: bigint; readonly end: number } | undefined {
  const rest = text.slice(11);
  const match = CLOCK.exec(rest) ?? COMPACT_CLOCK.exec(rest);
  if (match === null) return undefined;
  const fraction = match[4] ?? '';
  if (fraction === '.') return undefined;
  const nanos = nanosOfDay(Number(match[1]), Number(match[2]), Number(match[3]), fraction.slice(1));
  return nanos === undefined ? undefined : { nanos, end: 11 + match[0].length };
}

/** Nanoseconds of a time of day; second 60 is a leap second. Undefined for a time that does not exist. */
export function nanosOfDay(hour: number, minute: number, second: number, fraction: string): bigint | undefined {
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  return BigInt(hour * 3600 + minute * 60 + second) * NANOS_PER_SECOND + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

/** Arrow's conversion of a parsed text to a column's unit; nanoseconds reach from 1677 to 2262 only. */
export function arrowTimestampValue(instant: Instant, unit: TimeUnit): bigint {
  const value = inUnit(instant, unit);
  if (fits(value, INT64_RANGE)) return value;
  const local = localOf(instant);
  const text = `Overflow converting ${printDate(local.days)} ${printTimeOfDay(local.nanos)} to ${UNIT_NAME[unit]}. ${NANOSECONDS_REACH}`;
  return arrowError('Cast', text);
}

const NANOSECONDS_REACH =
  'The dates that can be represented as nanoseconds have to be between 1677-09-21T00:12:44.0 and 2262-04-11T23:47:16.854775804';

/** The same in DataFusion's functions, which count nanoseconds on the way to any unit (`string_to_timestamp_nanos_formatted`). */
export function functionTimestampValue(instant: Instant, unit: TimeUnit): bigint {
  return fits(inUnit(instant, 'ns'), INT64_RANGE) ? inUnit(instant, unit) : executionError(NANOSECONDS_REACH);
}

/** A timestamp as result tables and casts to text print it, shifted to its zone if it has one. */
export function printTimestamp(value: bigint, unit: TimeUnit, zoneText?: string): string {
  const instant = instantOf(value, unit);
  if (zoneText === undefined) return printLocal(localOf(instant));
  const zone = parseArrowZone(zoneText);
  if (zone === undefined) return unmodelled(`time zone ${zoneText}`);
  const offset = offsetAt(zone, Number(instant.seconds));
  const local = printLocal(localOf({ seconds: instant.seconds + BigInt(offset), nanos: instant.nanos }));
  return `${local}${offset === 0 ? 'Z' : printOffset(offset)}`;
}

function printLocal(local: LocalTime): string {
  return `${printDate(local.days)}T${printTimeOfDay(local.nanos)}`;
}

function printOffset(seconds: number): string {
  const minutes = Math.abs(Math.trunc(seconds / 60));
  return `${seconds < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
