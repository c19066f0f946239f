import { isInteger, isString } from '../../types.ts';
import { floorDivide } from '../integers.ts';
import { unmodelled } from '../outcome.ts';
import type { Scalar, ScalarValue } from '../scalar.ts';
import { parseGreptimeDate, parseGreptimeTimestamp } from '../greptime_time.ts';
import { PER_SECOND } from '../timestamps.ts';
import { type Zone, instantsOf } from '../zones.ts';
import { type FunctionTable, seeingNull } from './function.ts';

/** Functions GreptimeDB has of its own about time, and about the session. */
export const GREPTIME_TIMES: FunctionTable = {
  to_unixtime: seeingNull(([x, ...more], _type, { zone }) => (more.length > 0 || zone === undefined ? unmodelled('to_unixtime with a format') : unixSeconds(x!, zone))),
  timezone: seeingNull((_args, _type, { timezone }) => timezone ?? unmodelled('the zone of the session')),
  current_schema: seeingNull((_args, _type, { database }) => database ?? unmodelled('the database of the session')),
  database: seeingNull((_args, _type, { database }) => database ?? unmodelled('the database of the session')),
  now: seeingNull((_args, type, { now }) => (now === undefined || type.unit === undefined ? unmodelled('the time') : (now * PER_SECOND[type.unit]) / 1000n)),
};

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
  const days = parseGreptimeDate(text, zone);
  return days === undefined ? null : BigInt(instantsOf(zone, days * 86_400)[0] ?? days * 86_400);
}
