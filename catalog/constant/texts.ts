import type { DataType, TimeUnit } from '../types.ts';
import { NANOS_PER_SECOND, daysOf } from './calendar.ts';
import { INT64_RANGE, fits, parseInteger } from './integers.ts';
import { Halt } from './outcome.ts';
import { PER_SECOND, nanosOfDay, parseArrowTimestamp } from './timestamps.ts';
import { UTC } from './zones.ts';

const TRUE = new Set(['t', 'tr', 'tru', 'true', 'y', 'ye', 'yes', 'on', '1']);
const FALSE = new Set(['f', 'fa', 'fal', 'fals', 'false', 'n', 'no', 'of', 'off', '0']);

/** A boolean as arrow-cast reads it: any prefix of true, false, yes and no, `on`, `of`, `off`, digits; blanks around and case do not matter. */
export function booleanFromText(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : undefined;
}

const SIGNED_YEAR = /^([+-])([0-9]{4,})-\+?([0-9]+)-\+?([0-9]+)$/;
const HYPHENATED = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/;
const COMPACT = /^([0-9]{4})([0-9]{2})([0-9]{2})$/;

/** Days since the epoch as arrow-cast reads them (`parse_date`): `2020-01-31`, `2020-1-3`, `20200131`, `+12020-01-31`, or a whole timestamp. */
export function dateFromText(text: string): number | undefined {
  const signed = SIGNED_YEAR.exec(text);
  if (signed !== null) return daysOf(Number(signed[1]! + signed[2]!), Number(signed[3]), Number(signed[4]));
  if (text.startsWith('+') || text.startsWith('-')) return undefined;
  if (text.length > 10) return dateOfTimestamp(text);
  const match = HYPHENATED.exec(text) ?? COMPACT.exec(text);
  return match === null ? undefined : daysOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

function dateOfTimestamp(text: string): number | undefined {
  try {
    return Math.floor(Number(parseArrowTimestamp(text, UTC).seconds) / 86_400);
  } catch (halt) {
    if (halt instanceof Halt && halt.outcome.kind === 'error') return undefined;
    throw halt;
  }
}

const TIME = /^([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?( [aApP][mM])?$/;

/** A time of day in a unit as arrow-cast reads it: `9:30`, `09:30:05.5`, `9:30:05 PM`, or a bare count of the unit. */
export function timeFromText(text: string, type: DataType): bigint | undefined {
  const match = TIME.exec(text);
  const nanos = match === null ? undefined : clockNanos(match);
  const unit = type.unit!;
  if (nanos !== undefined) return (nanos * PER_SECOND[unit]) / NANOS_PER_SECOND;
  const count = parseInteger(text);
  const limit = unit === 's' || unit === 'ms' ? { min: -(2n ** 31n), max: 2n ** 31n - 1n } : INT64_RANGE;
  return count !== undefined && fits(count, limit) ? count : undefined;
}

function clockNanos(match: RegExpExecArray): bigint | undefined {
  const half = match[5]?.trim().toLowerCase();
  let hour = Number(match[1]);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  }
  return nanosOfDay(hour, Number(match[2]), Number(match[3] ?? 0), match[4] ?? '');
}

/** Whether a day's worth of a unit contains the value; times outside print as nothing. */
export function isTimeOfDay(value: bigint, unit: TimeUnit): boolean {
  return value >= 0n && value < 86_400n * PER_SECOND[unit];
}
