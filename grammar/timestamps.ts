/** `2026-01-23`, a blank or `T`, `03:10:00.5`, and a zone `Z`, `+00`, `-08:00`, or none, which means UTC. */
const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})(?:[ Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)? ?(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)?$/;

/** Nanoseconds since the epoch of a timestamp text; undefined for forms we do not know, which the server may know. */
export function parseTimestamp(text: string): bigint | undefined {
  const match = TIMESTAMP.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const millis = utcMillis(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
  if (millis === undefined) return undefined;
  return BigInt(millis - zoneMillis(zone)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

function zoneMillis(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? '0');
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}

/** Undefined where a part is out of its range (30 February). */
function utcMillis(year: number, month: number, day: number, hour: number, minute: number, second: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) return undefined;
  return ((daysFromEpoch(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1_000;
}

function daysIn(year: number, month: number): number {
  return daysFromEpoch(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - daysFromEpoch(year, month, 1);
}

/** Days of the proleptic Gregorian calendar, with the year starting in March so that the leap day comes last. */
function daysFromEpoch(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
