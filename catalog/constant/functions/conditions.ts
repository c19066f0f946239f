import { cast } from '../casts.ts';
import { comparedIn, compareValues } from '../comparison.ts';
import { duringPlanning, unmodelled } from '../outcome.ts';
import { type DataType, isString } from '../../types.ts';
import type { Scalar, ScalarValue } from '../scalar.ts';
import { type FunctionTable, seeingNull } from './function.ts';

export const CONDITIONS: FunctionTable = {
  nullif: seeingNull(([a, b], type) => {
    if (a!.value === null || b!.value === null) return inType(a!, type);
    const common = comparedIn(a!.type, b!.type);
    const [x, y] = [inType(a!, common), inType(b!, common)];
    return compareValues(x, y, common) === 0 ? null : inType(a!, type);
  }),
  nvl: seeingNull(([a, b], type) => inType(a!.value === null ? b! : a!, type)),
  nvl2: seeingNull(([test, a, b], type) => inType(test!.value === null ? b! : a!, type)),
  greatest: seeingNull((args, type) => extreme(args, type, 1)),
  least: seeingNull((args, type) => extreme(args, type, -1)),
};

function inType(scalar: Scalar, type: DataType): ScalarValue {
  return isString(scalar.type) && isString(type) ? scalar.value : duringPlanning(() => cast(scalar, type)).value;
}

/** NULL counts only when there is nothing else. */
function extreme(args: readonly Scalar[], type: DataType, sign: number): ScalarValue {
  let best: ScalarValue = null;
  for (const arg of args) {
    const value = inType(arg, type);
    if (value === null) continue;
    if (typeof value === 'number' && Number.isNaN(value)) return unmodelled('NaN among others');
    if (best === null || compareValues(value, best, type) * sign > 0) best = value;
  }
  return best;
}
