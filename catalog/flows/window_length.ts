import { NANOS_PER_DAY, NANOS_PER_SECOND } from '../constant/calendar.ts';
import { castScalar } from '../constant/casts.ts';
import { evaluate } from '../constant/evaluate.ts';
import type { IntervalValue } from '../constant/scalar.ts';
import { NANOS_PER } from '../constant/timestamps.ts';
import type { Bound } from '../plan/bound.ts';
import { INTERVAL } from '../types.ts';

/** How long a time window is, in nanoseconds; undefined where it has no fixed length (months), or is computed in another way. */
export function windowLength(expr: Bound): bigint | undefined {
  if (expr.kind === 'column') return expr.type.unit === undefined ? undefined : NANOS_PER[expr.type.unit];
  if (expr.kind !== 'call') return undefined;
  switch (expr.function) {
    case 'alias':
      return windowLength(expr.args[0]!);
    case 'date_bin':
      return intervalLength(expr.args[0]!);
    case 'date_trunc':
      return truncLength(expr.args[0]!);
    default:
      return undefined;
  }
}

function intervalLength(expr: Bound): bigint | undefined {
  const evaluated = evaluate(expr);
  if (evaluated.kind !== 'value') return undefined;
  const cast = evaluated.value.type === INTERVAL ? evaluated : castScalar(evaluated.value, INTERVAL);
  if (cast.kind !== 'value' || cast.value.type !== INTERVAL || cast.value.value === null) return undefined;
  const { months, days, nanos } = cast.value.value as IntervalValue;
  return months === 0 ? BigInt(days) * NANOS_PER_DAY + nanos : undefined;
}

/** The units of date_trunc that always last the same. */
const LENGTHS: Readonly<Record<string, bigint>> = {
  second: NANOS_PER_SECOND,
  minute: 60n * NANOS_PER_SECOND,
  hour: 3600n * NANOS_PER_SECOND,
  day: NANOS_PER_DAY,
  week: 7n * NANOS_PER_DAY,
};

function truncLength(expr: Bound): bigint | undefined {
  const unit = expr.kind === 'literal' ? expr.value.value : undefined;
  return typeof unit === 'string' ? LENGTHS[unit.toLowerCase()] : undefined;
}
