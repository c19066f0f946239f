import type { TimeUnit } from '../types.ts';
import { NANOS_PER_SECOND } from './calendar.ts';
import { INT64_RANGE, fits, floorDivide } from './integers.ts';
import { type Step, type Parsed, parseByPattern } from './strptime.ts';
import { type Instant, PER_SECOND, UNIT_NAME } from './timestamps.ts';
import { type Zone, instantsOf } from './zones.ts';

/** GreptimeDB's own `Timestamp`: a count in the coarsest unit that holds the fraction. */
export interface UnitTimestamp {
  readonly value: bigint;
  readonly unit: TimeUnit;
}

const DATE: readonly Step[] = ['year', '=-', 'month', '=-', 'day'];
const CLOCK: readonly Step[] = ['hour', '=:', 'minute', '=:', 'second', 'fraction'];
const BLANK: readonly Step[] = ['blank'];

const RFC3339 = /^([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?(?:[Zz]|[+\-\u2212][0-9]{2}:[0-9]{2})$/;

/** What most timestamps are: nothing but the last two forms can fit. */
const PLAIN = /^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ])[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?$/;

const WITH_OFFSET: readonly Step[] = [...DATE, ...BLANK, ...CLOCK, 'offset'];
const WITH_Z: readonly Step[] = [...DATE, ...BLANK, ...CLOCK, '=Z'];
const LOCAL_T: readonly Step[] = [...DATE, '=T', ...CLOCK];
const LOCAL: readonly Step[] = [...DATE, ...BLANK, ...CLOCK];

/**
 * Parses a timestamp as GreptimeDB's `Timestamp::from_str` does, in this order: RFC 3339, a blank and an offset, a blank and `Z`,
 * `T` without zone, a blank without zone. What has no zone is read in the session's zone.
 */
export function parseGreptimeTimestamp(text: string, zone: Zone): UnitTimestamp | undefined {
  const trimmed = text.trim();
  const plain = PLAIN.exec(trimmed)?.[1];
  if (plain === undefined) {
    const absolute =
      (RFC3339.test(trimmed) ? parseRfc3339(trimmed) : undefined) ??
      parseByPattern(trimmed, WITH_OFFSET) ??
      atUtc(parseByPattern(trimmed, WITH_Z));
    if (absolute !== undefined) return coarsest(shift(absolute));
  }
  const local = plain === ' ' ? parseByPattern(trimmed, LOCAL) : (parseByPattern(trimmed, LOCAL_T) ?? parseByPattern(trimmed, LOCAL));
  if (local === undefined) return undefined;
  const [seconds, fraction] = floorDivide(local.nanos, NANOS_PER_SECOND);
  const instants = instantsOf(zone, local.days * 86_400 + Number(seconds));
  return instants.length === 0 ? undefined : coarsest({ seconds: BigInt(instants[0]!), nanos: fraction });
}

/** A date without a time: whether it counts as a timestamp is not recorded anywhere. */
export function isDateAlone(text: string): boolean {
  return parseGreptimeDate(text) !== undefined;
}

function parseRfc3339(text: string): Parsed | undefined {
  const normal = `${text.slice(0, 10)}T${text.slice(11)}`.replace(/[Zz]$/, '+00:00');
  return parseByPattern(normal, [...DATE, '=T', ...CLOCK, 'offset']);
}

function atUtc(parsed: Parsed | undefined): Parsed | undefined {
  return parsed === undefined ? undefined : { ...parsed, offset: 0 };
}

function shift({ days, nanos, offset = 0 }: Parsed): Instant {
  const [seconds, fraction] = floorDivide(nanos, NANOS_PER_SECOND);
  return { seconds: BigInt(days) * 86_400n + seconds - BigInt(offset), nanos: fraction };
}

/** `Timestamp::from_splits`. */
function coarsest({ seconds, nanos }: Instant): UnitTimestamp | undefined {
  const unit: TimeUnit = nanos === 0n ? 's' : nanos % 1_000_000n === 0n ? 'ms' : nanos % 1000n === 0n ? 'us' : 'ns';
  const value = seconds * PER_SECOND[unit] + nanos / (NANOS_PER_SECOND / PER_SECOND[unit]);
  return fits(value, INT64_RANGE) ? { value, unit } : undefined;
}

/** `Timestamp::convert_to`: toward the past when it gets coarser, undefined when it does not fit. */
export function convertTimestamp({ value, unit }: UnitTimestamp, to: TimeUnit): bigint | undefined {
  if (PER_SECOND[to] <= PER_SECOND[unit]) return floorDivide(value, PER_SECOND[unit] / PER_SECOND[to])[0];
  const converted = value * (PER_SECOND[to] / PER_SECOND[unit]);
  return fits(converted, INT64_RANGE) ? converted : undefined;
}

/** Rust's `Debug` of GreptimeDB's Timestamp. */
export function debugTimestamp({ value, unit }: UnitTimestamp): string {
  return `${value}::${UNIT_NAME[unit]}`;
}

/** Days since the epoch of a text, as GreptimeDB's `Date::from_str` reads it: a date alone. */
export function parseGreptimeDate(text: string): number | undefined {
  return parseByPattern(text.trim(), DATE)?.days;
}
