import { arrowTypeName } from '../../type_names.ts';
import { type DataType, INT32, isInteger, isString, isTimestamp, type TimeUnit, timestamp } from '../../types.ts';
import { NANOS_PER_DAY, NANOS_PER_SECOND, addMonths, dateOf, dayOfYear, daysOf, isoWeek, weekday } from '../calendar.ts';
import { cast } from '../casts.ts';
import { intervalFromText } from '../intervals.ts';
import { arrowError, duringPlanning, executionError, notImplemented, overflow, unmodelled } from '../outcome.ts';
import type { IntervalValue, Scalar, ScalarValue } from '../scalar.ts';
import { INT32_RANGE, INT64_RANGE, fits, floorDivide } from '../integers.ts';
import { dateFromText } from '../texts.ts';
import { NANOS_PER, PER_SECOND, functionTimestampValue, parseArrowTimestamp } from '../timestamps.ts';
import { UTC } from '../zones.ts';
import { type FunctionTable, floatOf, integerOf, strict, textOf } from './function.ts';

const NS = timestamp('ns');

export const TIMES: FunctionTable = {
  date_part: strict(([part, from], type) => partOf(textOf(part!), from!, type)),
  date_trunc: strict(([granularity, from], type) => truncated(textOf(granularity!), from!, type)),
  date_bin: strict((args, type) => binned(args, type)),
  make_date: strict(args => madeDate(args)),
  to_date: strict(([x, ...formats]) => (formats.length > 0 ? unmodelled('to_date with a format') : dateOfArgument(x!))),
  from_unixtime: strict(([seconds, ...zone]) => (zone.length > 0 ? unmodelled('from_unixtime with a zone') : integerOf(seconds!))),
  to_timestamp: strict((args, type) => asTimestamp(args, type, { name: 'to_timestamp', counts: 's' })),
  to_timestamp_seconds: strict((args, type) => asTimestamp(args, type, { name: 'to_timestamp_seconds', counts: 's' })),
  to_timestamp_millis: strict((args, type) => asTimestamp(args, type, { name: 'to_timestamp_millis', counts: 'ms' })),
  to_timestamp_micros: strict((args, type) => asTimestamp(args, type, { name: 'to_timestamp_micros', counts: 'us' })),
  to_timestamp_nanos: strict((args, type) => asTimestamp(args, type, { name: 'to_timestamp_nanos', counts: 'ns' })),
};

/** Nanoseconds since the epoch of a timestamp or date; texts are cast by the analyser first. */
function nanosOf(scalar: Scalar): bigint {
  const { type } = scalar;
  if (type.kind === 'timestamp' && type.zone === undefined) return (scalar.value as bigint) * NANOS_PER[type.unit!];
  if (type.kind === 'date') return (scalar.value as bigint) * NANOS_PER_DAY;
  if (isString(type)) return duringPlanning(() => cast(scalar, NS)).value as bigint;
  return unmodelled('a time of this type');
}

/** The same where a date is cast as well, which not every date survives. */
function instantOf(scalar: Scalar): bigint {
  return scalar.type.kind === 'date' ? (duringPlanning(() => cast(scalar, NS)).value as bigint) : nanosOf(scalar);
}

/** Parts by name and the spellings Arrow's `IntervalUnit` allows. */
const PARTS: { readonly [part: string]: (days: number, nanosOfDay: bigint) => bigint | number } = {
  year: days => dateOf(days).year,
  isoyear: days => isoWeek(days).year,
  quarter: days => Math.floor((dateOf(days).month - 1) / 3) + 1,
  month: days => dateOf(days).month,
  week: days => isoWeek(days).week,
  day: days => dateOf(days).day,
  doy: days => dayOfYear(days),
  dow: days => weekday(days) % 7,
  isodow: days => weekday(days) - 1,
  hour: (_days, nanos) => nanos / (3600n * NANOS_PER_SECOND),
  minute: (_days, nanos) => (nanos / (60n * NANOS_PER_SECOND)) % 60n,
  second: (_days, nanos) => (nanos / NANOS_PER_SECOND) % 60n,
  millisecond: (_days, nanos) => (nanos / 1_000_000n) % 60_000n,
  microsecond: (_days, nanos) => (nanos / 1000n) % 60_000_000n,
  nanosecond: () => notImplemented('Date part Nanosecond not supported'),
};
const SPELLINGS: { readonly [word: string]: string } = {
  y: 'year',
  yr: 'year',
  yrs: 'year',
  years: 'year',
  mon: 'month',
  mons: 'month',
  months: 'month',
  w: 'week',
  weeks: 'week',
  d: 'day',
  days: 'day',
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
  hours: 'hour',
  m: 'minute',
  min: 'minute',
  mins: 'minute',
  minutes: 'minute',
  s: 'second',
  sec: 'second',
  secs: 'second',
  seconds: 'second',
  ms: 'millisecond',
  msec: 'millisecond',
  msecs: 'millisecond',
  milliseconds: 'millisecond',
  us: 'microsecond',
  usec: 'microsecond',
  usecs: 'microsecond',
  microseconds: 'microsecond',
  ns: 'nanosecond',
  nanoseconds: 'nanosecond',
  qtr: 'quarter',
};
/** Words only Arrow's parser of units knows, which no part answers to. */
const UNPARTED = new Set(['century', 'decade', 'millennium', 'timezone', 'julian']);

function partOf(part: string, from: Scalar, type: DataType): ScalarValue {
  if (part === '') return executionError('date_part requires non-empty constant string');
  const word = part.replace(/^'(.*)'$/, '$1').toLowerCase();
  if (word === 'epoch' && (from.type.kind === 'timestamp' || from.type.kind === 'date' || isString(from.type)))
    return Number(nanosOf(from)) / 1e9;
  const run = PARTS[SPELLINGS[word] ?? word];
  if (run === undefined) {
    return /^[a-z]+$/.test(word) &&
      (UNPARTED.has(word) || !/^(?:epoch|cent|dec|mill|mic|nano|sec|msec|usec|nsec|iso|qtr|quarter|week|c$)/.test(word))
      ? executionError(`Date part '${part}' not supported`)
      : unmodelled(`the date part ${part}`);
  }
  if (from.type.kind === 'time') return unmodelled('a part of a time');
  const [days, nanos] = floorDivide(nanosOf(from), NANOS_PER_DAY);
  const value = BigInt(run(Number(days), nanos));
  return type.kind === 'int32' && !fits(value, INT32_RANGE) ? unmodelled('a part beyond 32 bits') : value;
}

const CLOCK_GRANULARITIES: { readonly [word: string]: bigint } = {
  microsecond: 1000n,
  millisecond: 1_000_000n,
  second: NANOS_PER_SECOND,
  minute: 60n * NANOS_PER_SECOND,
  hour: 3600n * NANOS_PER_SECOND,
  day: NANOS_PER_DAY,
};
const MONTHS: { readonly [word: string]: number } = { month: 1, quarter: 3, year: 12 };

function truncated(granularity: string, from: Scalar, type: DataType): ScalarValue {
  const word = granularity.toLowerCase();
  const known = word in CLOCK_GRANULARITIES || word in MONTHS || word === 'week';
  if (!known) {
    const supported = 'microsecond, millisecond, second, minute, hour, day, week, month, quarter, year';
    return executionError(`Unsupported date_trunc granularity: '${word}'. Supported values are: ${supported}`);
  }
  if (from.type.kind === 'time') return truncatedTime(word, from);
  const nanos = instantOf(from);
  const unit = NANOS_PER[type.unit ?? 'ns'];
  const clock = CLOCK_GRANULARITIES[word];
  if (clock !== undefined) return floorDivide(floorDivide(nanos, clock)[0] * clock, unit)[0];
  const days = Number(floorDivide(nanos, NANOS_PER_DAY)[0]);
  return floorDivide(BigInt(word === 'week' ? days - weekday(days) + 1 : startOfMonths(days, MONTHS[word]!)) * NANOS_PER_DAY, unit)[0];
}

function truncatedTime(word: string, from: Scalar): ScalarValue {
  const clock = CLOCK_GRANULARITIES[word];
  if (clock === undefined || word === 'day') {
    return executionError(
      `date_trunc does not support '${word}' granularity for Time types. Valid values are: hour, minute, second, millisecond, microsecond`,
    );
  }
  const unit = NANOS_PER[from.type.unit!];
  return ((((from.value as bigint) * unit) / clock) * clock) / unit;
}

function startOfMonths(days: number, months: number): number {
  const { year, month } = dateOf(days);
  return daysOf(year, month - ((month - 1) % months), 1)!;
}

/** `date_bin(stride, source[, origin])`. */
function binned([stride, source, origin]: readonly Scalar[], type: DataType): ScalarValue {
  const step = isString(stride!.type)
    ? duringPlanning(() => intervalFromText(stride!.value as string))
    : stride!.type.kind === 'interval'
      ? (stride!.value as IntervalValue)
      : unmodelled('this stride');
  const nanos = instantOf(source!);
  const start = origin === undefined ? 0n : instantOf(origin);
  const unit = NANOS_PER[type.unit ?? 'ns'];
  if (step.months !== 0) {
    if (step.days !== 0 || step.nanos !== 0n)
      return notImplemented('DATE_BIN stride does not support combination of month, day and nanosecond intervals');
    return start === 0n && step.months > 0
      ? floorDivide(binOfMonths(nanos, step.months) * NANOS_PER_DAY, unit)[0]
      : unmodelled('months from an origin');
  }
  const width = BigInt(step.days) * NANOS_PER_DAY + step.nanos;
  if (width === 0n) return executionError('DATE_BIN stride must be non-zero');
  if (width < 0n) return unmodelled('a negative stride');
  return floorDivide(floorDivide(nanos - start, width)[0] * width + start, unit)[0];
}

function binOfMonths(nanos: bigint, months: number): bigint {
  const { year, month } = dateOf(Number(floorDivide(nanos, NANOS_PER_DAY)[0]));
  const since = (year - 1970) * 12 + month - 1;
  return BigInt(addMonths(0, Math.floor(since / months) * months)!);
}

function madeDate(args: readonly Scalar[]): ScalarValue {
  const [year, month, day] = args.map(arg => duringPlanning(() => cast(arg, INT32)).value as bigint) as [bigint, bigint, bigint];
  if (month < 1n || month > 12n) return executionError(`Month value '${month}' is out of range`);
  if (day < 1n || day > 31n) return executionError(`Day value '${day}' is out of range`);
  const days = daysOf(Number(year), Number(month), Number(day));
  return days === undefined ? executionError(`Unable to parse date from ${year}, ${month}, ${day}`) : BigInt(days);
}

function dateOfArgument(x: Scalar): ScalarValue {
  if (x.type.kind === 'boolean' || x.type.kind === 'interval')
    return executionError(`Unsupported data type ${arrowTypeName(x.type)} for function to_date`);
  if (isInteger(x.type)) return fits(x.value as bigint, INT32_RANGE) ? x.value : unmodelled('a date beyond 32 bits');
  if (!isString(x.type)) return unmodelled('to_date of this type');
  const days = dateFromText(x.value as string);
  return days === undefined ? arrowError('Parser', 'Unable to cast to Date32 for converting from i64 to i32 failed') : BigInt(days);
}

/** Types that become no time: each function refuses them when it runs. */
const TIMELESS = new Set<DataType['kind']>(['boolean', 'date', 'interval', 'binary']);

/** Numbers count the unit of the function, `to_timestamp` seconds; texts are read when the function runs. */
function asTimestamp(
  [x, ...formats]: readonly Scalar[],
  type: DataType,
  { name, counts }: { readonly name: string; readonly counts: TimeUnit },
): ScalarValue {
  if (formats.length > 0 || !isTimestamp(type)) return unmodelled('to_timestamp with a format');
  if (TIMELESS.has(x!.type.kind)) return executionError(`Unsupported data type ${arrowTypeName(x!.type)} for function ${name}`);
  const unit = type.unit!;
  if (isString(x!.type)) return functionTimestampValue(parseArrowTimestamp(x!.value as string, UTC), unit);
  if (x!.type.kind === 'timestamp') return duringPlanning(() => cast(x!, timestamp(unit))).value;
  if (isInteger(x!.type)) {
    const scale = PER_SECOND[unit] / PER_SECOND[counts];
    const value = (x!.value as bigint) * scale;
    return scale === 1n || fits(value, INT64_RANGE) ? value : overflow(`${x!.value as bigint} * ${scale}`);
  }
  return counts === 's' && unit === 'ns' ? BigInt(Math.trunc(floatOf(x!) * 1e9)) : unmodelled('a timestamp of this type');
}
