import { daysOf } from './calendar.ts';
import { nanosOfDay } from './timestamps.ts';

/** What a strptime pattern found. */
export interface Parsed {
  readonly days: number;
  readonly nanos: bigint;
  /** Seconds east of Greenwich, where the pattern asks for an offset. */
  readonly offset?: number;
}

/** One step of a pattern: a number field, an exact character, any blanks, an optional fraction, an offset. */
export type Step = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'offset' | 'blank' | `=${string}`;

const WIDTH: { readonly [step: string]: number } = { year: 4, month: 2, day: 2, hour: 2, minute: 2, second: 2 };
const BLANK = /^\p{White_Space}+/u;
const DIGITS = /^[0-9]+/;

/**
 * Parses a text by a pattern as chrono's `parse_from_str` does: blanks before a number are skipped, numbers may be shorter than their
 * field, a signed year takes any number of digits, and the whole text must be used up.
 */
export function parseByPattern(text: string, pattern: readonly Step[]): Parsed | undefined {
  const fields: { [step: string]: number } = {};
  let fraction = '';
  let offset: number | undefined;
  let rest = text;
  for (const step of pattern) {
    if (step.startsWith('=')) {
      if (rest[0] !== step[1]) return undefined;
      rest = rest.slice(1);
    } else if (step === 'blank') {
      rest = rest.replace(BLANK, '');
    } else if (step === 'fraction') {
      if (rest[0] !== '.') continue;
      fraction = DIGITS.exec(rest.slice(1))?.[0] ?? '';
      if (fraction === '') return undefined;
      rest = rest.slice(1 + fraction.length);
    } else if (step === 'offset') {
      const match = OFFSET.exec(rest.replace(BLANK, ''));
      if (match === null || Number(match[3]) > 59) return undefined;
      const seconds = (Number(match[2]) * 60 + Number(match[3])) * 60;
      offset = match[1] === '+' ? seconds : -seconds;
      rest = rest.replace(BLANK, '').slice(match[0].length);
    } else {
      const number = readNumber(rest.replace(BLANK, ''), step);
      if (number === undefined) return undefined;
      fields[step] = number.value;
      rest = number.rest;
    }
  }
  if (rest !== '') return undefined;
  const days = daysOf(fields['year'] ?? 1970, fields['month'] ?? 1, fields['day'] ?? 1);
  const nanos = nanosOfDay(fields['hour'] ?? 0, fields['minute'] ?? 0, fields['second'] ?? 0, fraction);
  if (days === undefined || nanos === undefined) return undefined;
  return { days, nanos, ...(offset === undefined ? {} : { offset }) };
}
/** chrono's `%:z`: the colon may be missing or be a blank, minutes may not. */
const OFFSET = /^([+\-\u2212])([0-9]{2})[:\s]*([0-9]{2})/;

function readNumber(text: string, step: string): { readonly value: number; readonly rest: string } | undefined {
  const sign = step === 'year' && (text[0] === '+' || text[0] === '-') ? text[0] : '';
  const body = text.slice(sign.length);
  const digits = (DIGITS.exec(body)?.[0] ?? '').slice(0, sign === '' ? WIDTH[step] : undefined);
  if (digits === '') return undefined;
  return { value: sign === '-' ? -Number(digits) : Number(digits), rest: body.slice(digits.length) };
}
