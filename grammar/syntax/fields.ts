import type { Engine } from '../engine.ts';
import { T, type TokenType } from '../tokens.ts';

/** Parts of a date or time, as EXTRACT, CEIL, FLOOR and the second half of an interval's unit know them. */
export const FIELDS = [
  T.YEAR, T.YEARS, T.MONTH, T.MONTHS, T.WEEK, T.WEEKS, T.DAY, T.DAYS, T.DAYOFWEEK, T.DAYOFYEAR, T.DATE, T.DATETIME, T.HOUR, T.HOURS,
  T.MINUTE, T.MINUTES, T.SECOND, T.SECONDS, T.CENTURY, T.DECADE, T.DOY, T.DOW, T.EPOCH, T.ISODOW, T.ISOYEAR, T.ISOWEEK, T.JULIAN,
  T.MICROSECOND, T.MICROSECONDS, T.MILLENIUM, T.MILLENNIUM, T.MILLISECOND, T.MILLISECONDS, T.NANOSECOND, T.NANOSECONDS, T.QUARTER, T.TIME,
  T.TIMEZONE, T.TIMEZONE_ABBR, T.TIMEZONE_HOUR, T.TIMEZONE_MINUTE, T.TIMEZONE_REGION,
] as const;

/** The fields that may follow the value of an interval; other words are left alone (`INTERVAL '1' x` is an alias). */
const UNITS: ReadonlySet<TokenType> = new Set<TokenType>([
  T.YEAR, T.YEARS, T.MONTH, T.MONTHS, T.WEEK, T.WEEKS, T.DAY, T.DAYS, T.HOUR, T.HOURS, T.MINUTE, T.MINUTES, T.SECOND, T.SECONDS, T.CENTURY,
  T.DECADE, T.DOW, T.DOY, T.EPOCH, T.ISODOW, T.ISOYEAR, T.JULIAN, T.MICROSECOND, T.MICROSECONDS, T.MILLENIUM, T.MILLENNIUM, T.MILLISECOND,
  T.MILLISECONDS, T.NANOSECOND, T.NANOSECONDS, T.QUARTER, T.TIMEZONE, T.TIMEZONE_HOUR, T.TIMEZONE_MINUTE,
]);
const ALL_FIELDS: ReadonlySet<TokenType> = new Set<TokenType>(FIELDS);

export function isUnitAt($: Engine, n: number): boolean {
  return UNITS.has($.LA(n).type);
}
export function isFieldAt($: Engine, n: number): boolean {
  return ALL_FIELDS.has($.LA(n).type);
}
