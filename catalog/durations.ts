/** Durations and sizes as Rust's `humantime` and GreptimeDB's `ReadableSize` read and print them. */

const SECOND = 1_000_000_000n;
const UNITS: readonly (readonly [nanos: bigint, ...spellings: string[]])[] = [
  [1n, 'nanos', 'nsec', 'ns'],
  [1_000n, 'usec', 'us', 'µs', 'micros'],
  [1_000_000n, 'millis', 'msec', 'ms'],
  [SECOND, 'seconds', 'second', 'secs', 'sec', 's'],
  [60n * SECOND, 'minutes', 'minute', 'min', 'mins', 'm'],
  [3_600n * SECOND, 'hours', 'hour', 'hrs', 'hr', 'h'],
  [86_400n * SECOND, 'days', 'day', 'd'],
  [604_800n * SECOND, 'weeks', 'week', 'wks', 'wk', 'w'],
  [2_630_016n * SECOND, 'months', 'month', 'M'],
  [31_557_600n * SECOND, 'years', 'year', 'yrs', 'yr', 'y'],
];
const NANOS_OF: ReadonlyMap<string, bigint> = new Map(
  UNITS.flatMap(([nanos, ...spellings]) => spellings.map(unit => [unit, nanos] as const)),
);
const LIMIT = ((1n << 64n) - 1n) * SECOND;

/** `1h 30m` in nanoseconds; undefined where humantime refuses the text. A bare `0` is allowed, other bare numbers are not. */
export function parseDuration(text: string): bigint | undefined {
  if (text.trim() === '0') return 0n;
  const piece = /\s*((?:\d\s*)+)(?:\.((?:\d\s*)+))?([a-zA-Z\u00b5]+)\s*/y;
  let total = 0n;
  let at = 0;
  while (at < text.length) {
    piece.lastIndex = at;
    const match = piece.exec(text);
    if (match === null) return undefined;
    const unit = NANOS_OF.get(match[3]!);
    if (unit === undefined) return undefined;
    total += BigInt(match[1]!.replaceAll(/\s/g, '')) * unit;
    const fraction = match[2]?.replaceAll(/\s/g, '');
    if (fraction !== undefined) total += (BigInt(fraction) * unit) / 10n ** BigInt(fraction.length);
    at = piece.lastIndex;
  }
  return at === 0 || total > LIMIT ? undefined : total;
}

/** `1day 2h`, `1month`, `0s`. */
export function formatDuration(nanos: bigint): string {
  if (nanos === 0n) return '0s';
  let rest = nanos;
  const parts: string[] = [];
  for (const [unit, one, many] of PRINTED) {
    const count = rest / unit;
    rest %= unit;
    if (count > 0n) parts.push(`${count}${count === 1n ? one : many}`);
  }
  return parts.join(' ');
}
const PRINTED: readonly (readonly [unit: bigint, one: string, many: string])[] = [
  [31_557_600n * SECOND, 'year', 'years'],
  [2_630_016n * SECOND, 'month', 'months'],
  [86_400n * SECOND, 'day', 'days'],
  [3_600n * SECOND, 'h', 'h'],
  [60n * SECOND, 'm', 'm'],
  [SECOND, 's', 's'],
  [1_000_000n, 'ms', 'ms'],
  [1_000n, 'us', 'us'],
  [1n, 'ns', 'ns'],
];

const SIZE_UNITS: { readonly [unit: string]: number } = {
  '': 1,
  B: 1,
  K: 1024,
  KB: 1024,
  KIB: 1024,
  M: 1024 ** 2,
  MB: 1024 ** 2,
  MIB: 1024 ** 2,
  G: 1024 ** 3,
  GB: 1024 ** 3,
  GIB: 1024 ** 3,
  T: 1024 ** 4,
  TB: 1024 ** 4,
  TIB: 1024 ** 4,
  P: 1024 ** 5,
  PB: 1024 ** 5,
  PIB: 1024 ** 5,
};

/** `128MB` in bytes; undefined where `ReadableSize` refuses the text. */
export function parseSize(text: string): number | undefined {
  const match = /^\s*([0-9.]+)\s*([A-Za-z]*)\s*$/.exec(text);
  if (match === null) return undefined;
  const unit = SIZE_UNITS[match[2]!.toUpperCase()];
  const count = Number(match[1]);
  return unit === undefined || !Number.isFinite(count) ? undefined : Math.trunc(count * unit);
}

/** `1.0KiB`, as `ReadableSize` prints itself. */
export function formatSize(bytes: number): string {
  for (const [unit, size] of [
    ['PiB', 1024 ** 5],
    ['TiB', 1024 ** 4],
    ['GiB', 1024 ** 3],
    ['MiB', 1024 ** 2],
    ['KiB', 1024],
  ] as const) {
    if (bytes >= size) return `${(bytes / size).toFixed(1)}${unit}`;
  }
  return `${bytes}B`;
}
