import { daysOf } from './calendar.ts';

/** A time zone: a fixed offset in seconds east of Greenwich, or a name of the IANA database. */
export type Zone = { readonly kind: 'offset'; readonly seconds: number } | { readonly kind: 'named'; readonly name: string };

export const UTC: Zone = { kind: 'offset', seconds: 0 };

const COLON_OFFSET = /^([+-])([0-9]{2}):([0-9]{2})$/;
const PLAIN_OFFSET = /^([+-])([0-9]{2})([0-9]{2})?$/;

/** Arrow's `parse_fixed_offset`: `+08:00`, `+0800`, `+08`. */
function fixedOffset(text: string): Zone | undefined {
  const match = COLON_OFFSET.exec(text) ?? PLAIN_OFFSET.exec(text);
  if (match === null) return undefined;
  const seconds = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60;
  if (seconds >= 86_400) return undefined;
  return { kind: 'offset', seconds: match[1] === '-' ? -seconds : seconds };
}

/** A zone as Arrow reads it (`Tz::from_str`): a fixed offset or an IANA name. */
export function parseArrowZone(text: string): Zone | undefined {
  const offset = fixedOffset(text);
  if (offset !== undefined) return offset;
  if (!NAME.test(text) || !exists(text)) return undefined;
  if (text === 'UTC' || text === 'GMT') return UTC;
  return /[A-Z]/.test(text) ? { kind: 'named', name: text } : undefined;
}
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]*$/;

const known = new Map<string, boolean>();

function exists(name: string): boolean {
  let answer = known.get(name);
  if (answer === undefined) known.set(name, (answer = formatter(name) !== undefined));
  return answer;
}

const formatters = new Map<string, Intl.DateTimeFormat | undefined>();

function formatter(name: string): Intl.DateTimeFormat | undefined {
  if (formatters.has(name)) return formatters.get(name);
  let made: Intl.DateTimeFormat | undefined;
  try {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    made = undefined;
  }
  formatters.set(name, made);
  return made;
}

/** Seconds east of Greenwich at an instant given in seconds since the epoch. */
export function offsetAt(zone: Zone, instant: number): number {
  if (zone.kind === 'offset') return zone.seconds;
  const parts = formatter(zone.name)!.formatToParts(instant * 1000);
  const read = (type: string): number => Number(parts.find(part => part.type === type)?.value ?? 0);
  const era = parts.find(part => part.type === 'era')?.value;
  const year = era === 'B' || era === 'BC' ? 1 - read('year') : read('year');
  const local = daysOf(year, read('month'), read('day'))! * 86_400 + read('hour') * 3600 + read('minute') * 60 + read('second');
  return local - instant;
}

/** The instants at which clocks of the zone show a local time: none in a gap, two where clocks were turned back. Earliest first. */
export function instantsOf(zone: Zone, local: number): readonly number[] {
  if (zone.kind === 'offset') return [local - zone.seconds];
  const offsets = new Set([offsetAt(zone, local - 86_400), offsetAt(zone, local), offsetAt(zone, local + 86_400)]);
  return [...offsets]
    .map(offset => local - offset)
    .filter(instant => offsetAt(zone, instant) === local - instant)
    .sort((a, b) => a - b);
}

const SESSION_OFFSET = /^([+-])?([0-9]{1,2}):([0-9]{1,2})$/;

/** A zone as GreptimeDB's sessions hold it (`Timezone::from_tz_string`): `UTC`, `+8:00`, `Asia/Shanghai`. */
export function parseSessionZone(text: string): Zone | undefined {
  if (text === '' || /^(?:utc|system)$/i.test(text)) return UTC;
  const match = SESSION_OFFSET.exec(text);
  if (match !== null) {
    const seconds = (Number(match[2]) * 60 + Number(match[3])) * 60;
    return { kind: 'offset', seconds: match[1] === '-' ? -seconds : seconds };
  }
  return NAME.test(text) && exists(text) ? { kind: 'named', name: text } : undefined;
}
