/** The abbreviations of GreptimeDB's own interval shorthand (`transform/expand_interval.rs`). They are compared as written. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ['y', 'years'],
  ['mon', 'months'],
  ['w', 'weeks'],
  ['d', 'days'],
  ['h', 'hours'],
  ['m', 'minutes'],
  ['s', 'seconds'],
  ['millis', 'milliseconds'],
  ['ms', 'milliseconds'],
  ['us', 'microseconds'],
  ['ns', 'nanoseconds'],
]);

/** What the shorthand is cut into: `1h30m` gives `1`, `h`, `30`, `m`. */
const PIECES = /[+-]?\d+|[a-zA-Z]+|\+|-/g;

/** An interval text written out, `1h30m` as `1 hours 30 minutes`; undefined where it stays as it is. */
export function expandInterval(text: string): string | undefined {
  if (/\p{White_Space}/u.test(text)) return undefined;
  if (/^-?P/.test(text)) return isoMilliseconds(text);
  return (text.match(PIECES) ?? []).map(piece => UNITS.get(piece) ?? piece).join(' ');
}

/** `P1DT2H` and the like. Years and months have no length in milliseconds that we know the server to use. */
const ISO = /^(-?)P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)$/;

function isoMilliseconds(text: string): string | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map(digits => Number(digits ?? '0'));
  const total = ((((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes!) * 60 + seconds!) * 1_000;
  return `${match[1]}${total} milliseconds`;
}
