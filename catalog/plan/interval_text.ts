const UNITS: { readonly [short: string]: string } = {
  y: 'years',
  mon: 'months',
  w: 'weeks',
  d: 'days',
  h: 'hours',
  m: 'minutes',
  s: 'seconds',
  millis: 'milliseconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
};
const PIECES = /[+-]?\d+|[A-Za-z]+|\+|-/g;
/** `P1Y2M3DT4H5M6S`, also with weeks, and a sign in front. */
const ISO =
  /^(-?)P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
/** Seconds of an ISO-8601 year, month, week, day, hour, minute, second (iso8601_duration: a year has 365 days, a month 30). */
const ISO_SECONDS = [365 * 86_400, 30 * 86_400, 7 * 86_400, 86_400, 3_600, 60, 1];

/**
 * Spells an interval's abbreviations out, as GreptimeDB does after parsing (`transform/expand_interval.rs`); a text with white space
 * stays as it is. ISO-8601 durations become milliseconds.
 */
export function expandInterval(text: string): string {
  if (/\s/.test(text)) return text;
  const iso = ISO.exec(text);
  if (iso !== null && iso.slice(2).some(part => part !== undefined)) {
    const seconds = ISO_SECONDS.reduce((sum, scale, index) => sum + scale * Number(iso[index + 2] ?? 0), 0);
    return `${iso[1] === '-' ? '-' : ''}${Math.round(seconds * 1000)} milliseconds`;
  }
  const pieces = text.match(PIECES);
  if (pieces === null) return text;
  return pieces.map(piece => UNITS[piece] ?? piece).join(' ');
}
