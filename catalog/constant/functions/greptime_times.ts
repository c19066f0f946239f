import { type DataType, INTERVAL, isInteger, isString } from '../../types.ts';
import { compute } from '../arithmetic.ts';
import { floorDivide } from '../integers.ts';
import { intervalFromText } from '../intervals.ts';
import { duringPlanning, unmodelled } from '../outcome.ts';
import type { Scalar, ScalarValue } from '../scalar.ts';
import { parseGreptimeDate, parseGreptimeTimestamp } from '../greptime_time.ts';
import { type LocalTime, PER_SECOND, instantOf, localOf } from '../timestamps.ts';
import { type Zone, instantsOf, offsetAt } from '../zones.ts';
import { formatTime } from './formats.ts';
import { type FunctionTable, seeingNull, strict, textOf } from './function.ts';

/** Functions GreptimeDB has of its own about time, and about the session. */
export const GREPTIME_TIMES: FunctionTable = {
  to_unixtime: seeingNull(([x, ...more], _type, { zone }) =>
    more.length > 0 || zone === undefined ? unmodelled('to_unixtime with a format') : unixSeconds(x!, zone),
  ),
  date_add: strict(([at, by], type) => shifted('+', at!, by!, type)),
  date_sub: strict(([at, by], type) => shifted('-', at!, by!, type)),
  date_format: strict(([at, format], _type, { zone }) =>
    formatTime(textOf(format!), localTime(at!, zone ?? unmodelled('the zone of the session'))),
  ),
  timezone: seeingNull((_args, _type, { timezone }) => timezone ?? unmodelled('the zone of the session')),
  current_schema: seeingNull((_args, _type, { database }) => database ?? unmodelled('the database of the session')),
  database: seeingNull((_args, _type, { database }) => database ?? unmodelled('the database of the session')),
  now: seeingNull((_args, type, { now }) =>
    now === undefined || type.unit === undefined ? unmodelled('the time') : (now * PER_SECOND[type.unit]) / 1000n,
  ),
};

/** Intervals may be texts; the analyser casts those. */
function shifted(op: '+' | '-', at: Scalar, by: Scalar, type: DataType): ScalarValue {
  if (at.type.kind !== 'timestamp' && at.type.kind !== 'date') return unmodelled('a shift of this type');
  const interval = isString(by.type) ? { type: INTERVAL, value: duringPlanning(() => intervalFromText(by.value as string)) } : by;
  return compute(op, at, interval, type).value;
}

function localTime({ type, value }: Scalar, zone: Zone): LocalTime {
  if (type.kind === 'date') return { days: Number(value), nanos: 0n };
  if (type.kind !== 'timestamp') return unmodelled('a format of this type');
  const instant = instantOf(value as bigint, type.unit!);
  return localOf({ seconds: instant.seconds + BigInt(offsetAt(zone, Number(instant.seconds))), nanos: instant.nanos });
}

/** Texts are timestamps or dates in the session's zone; what cannot be read gives NULL. */
function unixSeconds({ type, value }: Scalar, zone: Zone): ScalarValue {
  if (value === null) return null;
  if (isString(type)) return secondsOfText(value as string, zone);
  if (isInteger(type)) return value;
  if (type.kind === 'date') return (value as bigint) * 86_400n;
  return type.kind === 'timestamp' ? floorDivide(value as bigint, PER_SECOND[type.unit!])[0] : unmodelled('to_unixtime of this type');
}

function secondsOfText(text: string, zone: Zone): ScalarValue {
  const timestamp = parseGreptimeTimestamp(text, zone);
  if (timestamp !== undefined) return floorDivide(timestamp.value, PER_SECOND[timestamp.unit])[0];
  const days = parseGreptimeDate(text);
  return days === undefined ? null : BigInt(instantsOf(zone, days * 86_400)[0] ?? days * 86_400);
}
