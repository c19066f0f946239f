import { dateOf, dayOfYear, isoWeek, printFraction, two, weekday } from '../calendar.ts';
import { unmodelled } from '../outcome.ts';
import type { LocalTime } from '../timestamps.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** What each letter of a strftime format prints, as chrono does. */
const LETTERS: { readonly [letter: string]: (at: LocalTime) => string } = {
  Y: at => String(dateOf(at.days).year).padStart(4, '0'),
  y: at => two(dateOf(at.days).year % 100),
  m: at => two(dateOf(at.days).month),
  d: at => two(dateOf(at.days).day),
  e: at => String(dateOf(at.days).day).padStart(2, ' '),
  B: at => MONTHS[dateOf(at.days).month - 1]!,
  b: at => MONTHS[dateOf(at.days).month - 1]!.slice(0, 3),
  h: at => MONTHS[dateOf(at.days).month - 1]!.slice(0, 3),
  A: at => DAYS[weekday(at.days) - 1]!,
  a: at => DAYS[weekday(at.days) - 1]!.slice(0, 3),
  u: at => String(weekday(at.days)),
  w: at => String(weekday(at.days) % 7),
  j: at => String(dayOfYear(at.days)).padStart(3, '0'),
  V: at => two(isoWeek(at.days).week),
  G: at => String(isoWeek(at.days).year),
  H: at => two(clock(at).hour),
  k: at => String(clock(at).hour).padStart(2, ' '),
  I: at => two(clock(at).hour % 12 === 0 ? 12 : clock(at).hour % 12),
  l: at => String(clock(at).hour % 12 === 0 ? 12 : clock(at).hour % 12).padStart(2, ' '),
  p: at => (clock(at).hour < 12 ? 'AM' : 'PM'),
  P: at => (clock(at).hour < 12 ? 'am' : 'pm'),
  M: at => two(clock(at).minute),
  S: at => two(clock(at).second),
  f: at => String(clock(at).nanos).padStart(9, '0'),
  '3f': at => fraction(at, 3),
  '6f': at => fraction(at, 6),
  '9f': at => fraction(at, 9),
  '.f': at => printFraction(clock(at).nanos),
  '.3f': at => `.${fraction(at, 3)}`,
  '.6f': at => `.${fraction(at, 6)}`,
  '.9f': at => `.${fraction(at, 9)}`,
  F: at => formatTime('%Y-%m-%d', at),
  T: at => formatTime('%H:%M:%S', at),
  R: at => formatTime('%H:%M', at),
  D: at => formatTime('%m/%d/%y', at),
  '%': () => '%',
};

/** A time by a strftime format of chrono. */
export function formatTime(format: string, at: LocalTime): string {
  return format.replace(/%(\.?[369]?f|[^])?/g, (whole: string, letter: string | undefined) => {
    const print = letter === undefined ? undefined : LETTERS[letter];
    return print === undefined ? unmodelled(`the format ${whole}`) : print(at);
  });
}

function clock({ nanos }: LocalTime): { readonly hour: number; readonly minute: number; readonly second: number; readonly nanos: number } {
  const seconds = Number(nanos / 1_000_000_000n);
  return {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    nanos: Number(nanos % 1_000_000_000n),
  };
}

function fraction(at: LocalTime, digits: number): string {
  return String(clock(at).nanos).padStart(9, '0').slice(0, digits);
}
