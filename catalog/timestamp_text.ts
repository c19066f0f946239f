/** Timestamps and dates as GreptimeDB reads them from text (`common_time::Timestamp::from_str`, `Date::from_str`) with chrono's leniency. */

const DATE_TIME =
  /^([+-]\d+|\d{1,4})-\s*(\d{1,2})-\s*(\d{1,2})(?:([ T])\s*(\d{1,2}):\s*(\d{1,2}):\s*(\d{1,2})(\.\d+)?\s*(Z|z|[+-]\d{1,2}[:\s]*\d{2})?)?$/;

/** The number of nanoseconds east of UTC that a session's zone has: only fixed offsets are known; undefined for named zones but UTC. */
export function fixedOffset(timezone: string): bigint | undefined {
  if (/^(utc|system)$/i.test(timezone)) return 0n;
  const match = /^([+-]?)(\d{1,2}):(\d{2})$/.exec(timezone);
  if (match === null) return undefined;
  const nanos = (BigInt(match[2]!) * 60n + BigInt(match[3]!)) * 60_000_000_000n;
  return match[1] === '-' ? -nanos : nanos;
}

export type TimestampReading = { readonly kind: 'nanos'; readonly nanos: bigint } | { readonly kind: 'refused' } | { readonly kind: 'unknown' };

/** Reads a timestamp; a text without a zone is in the session's. */
export function readTimestamp(text: string, timezone: string): TimestampReading {
  const match = DATE_TIME.exec(text.trim());
  if (match === null) return { kind: 'refused' };
  const [, year, month, day, separator, hour, minute, second, fraction, zone] = match;
  const days = daysFromEpoch(Number(year), Number(month), Number(day));
  if (days === undefined) return { kind: 'refused' };
  if (separator === 'T' && zone !== undefined && zone.toLowerCase() !== 'z' && !/^[+-]\d{2}:\d{2}$/.test(zone)) return { kind: 'refused' };
  let nanos = BigInt(days) * DAY;
  if (hour !== undefined) {
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return { kind: 'refused' };
    nanos += BigInt((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000_000_000n + BigInt((fraction ?? '.').slice(1, 10).padEnd(9, '0'));
  }
  if (zone === undefined) {
    const offset = fixedOffset(timezone);
    return offset === undefined ? { kind: 'unknown' } : { kind: 'nanos', nanos: nanos - offset };
  }
  return { kind: 'nanos', nanos: nanos - zoneNanos(zone) };
}
const DAY = 86_400_000_000_000n;

/** Days since the epoch of `2024-01-30`; undefined where the text is no date. */
export function readDate(text: string): number | undefined {
  const match = /^([+-]\d+|\d{1,4})-\s*(\d{1,2})-\s*(\d{1,2})$/.exec(text.trim());
  return match === null ? undefined : daysFromEpoch(Number(match[1]), Number(match[2]), Number(match[3]));
}

function zoneNanos(zone: string): bigint {
  const match = /^([+-])(\d{1,2})[:\s]*(\d{2})$/.exec(zone);
  if (match === null) return 0n;
  const nanos = (BigInt(match[2]!) * 60n + BigInt(match[3]!)) * 60_000_000_000n;
  return match[1] === '-' ? -nanos : nanos;
}

/** Days of the proleptic Gregorian calendar; undefined where month or day is out of range. */
function daysFromEpoch(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `2024-01-30 00:01:01+0000`: a timestamp in UTC, with as many digits of a second as it needs (0, 3, 6 or 9). */
export function printTimestamp(nanos: bigint): string {
  const seconds = floorDiv(nanos, 1_000_000_000n);
  const rest = nanos - seconds * 1_000_000_000n;
  const days = floorDiv(seconds, 86_400n);
  const ofDay = Number(seconds - days * 86_400n);
  const clock = [Math.floor(ofDay / 3600), Math.floor(ofDay / 60) % 60, ofDay % 60].map(two).join(':');
  const digits = String(rest).padStart(9, '0');
  const fraction = rest === 0n ? '' : rest % 1_000_000n === 0n ? `.${digits.slice(0, 3)}` : rest % 1_000n === 0n ? `.${digits.slice(0, 6)}` : `.${digits}`;
  return `${printDate(Number(days))} ${clock}${fraction}+0000`;
}

export function printDate(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const printed = year >= 0 && year <= 9999 ? String(year).padStart(4, '0') : `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(4, '0')}`;
  return `${printed}-${two(month)}-${two(day)}`;
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
