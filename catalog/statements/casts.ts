import type { Scalar } from '../constant/scalar.ts';
import { isBinary, isDecimal, isFloat, isInteger, isNumeric, isString, type DataType } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { ColumnDefault } from '../world.ts';
import { defaultText } from './defaults.ts';

/** Whether Arrow casts between two column types (`can_cast_types` of arrow-cast), as ALTER TABLE asks. */
export function canCast(from: DataType, to: DataType): boolean {
  if (from === to) return true;
  if (['json', 'json2', 'vector'].includes(from.kind) || ['json', 'json2', 'vector'].includes(to.kind)) return unknown('a cast from or to JSON or vectors');
  if (isString(to)) return true;
  if (isString(from)) return isNumeric(to) || isBinary(to) || to.kind === 'boolean' || to.kind === 'date' || to.kind === 'timestamp';
  if (isBinary(from) || isBinary(to)) return isInteger(from) && isBinary(to);
  if (from.kind === 'boolean') return isInteger(to) || isFloat(to) || isDecimal(to);
  if (to.kind === 'boolean') return isInteger(from) || isFloat(from);
  if (isNumeric(from) && isNumeric(to)) return true;
  if (from.kind === 'timestamp') return to.kind === 'timestamp' || to.kind === 'date' || isInteger(to) || isFloat(to);
  if (to.kind === 'timestamp') return from.kind === 'date' || isInteger(from) || isFloat(from);
  if (from.kind === 'date') return isInteger(to) || isFloat(to);
  if (to.kind === 'date') return to.kind === 'date' && (from.kind === 'int32' || from.kind === 'int64');
  return false;
}

/** The default of a column whose type changes, cast along with it; a value that does not cast leaves the column without one. */
export function castDefault(old: ColumnDefault, type: DataType): ColumnDefault | undefined {
  if (old.value === undefined) return type.kind === 'timestamp' ? old : unknown('a computed default of a column that changes its type');
  const value = castScalar(old.value, type);
  return { text: defaultText(value), impure: false, value };
}

function castScalar(scalar: Scalar, type: DataType): Scalar {
  const { value } = scalar;
  if (value === null) return { type, value };
  if (isString(type) && type.kind === 'string') {
    if (typeof value === 'number') return { type, value: floatAsText(value) };
    if (typeof value === 'boolean') return { type, value: String(value) };
    if (typeof value === 'bigint' && isInteger(scalar.type)) return { type, value: String(value) };
  }
  if (type.kind === 'boolean' && (typeof value === 'number' || typeof value === 'bigint')) return { type, value: Number(value) !== 0 };
  if (isFloat(type) && (typeof value === 'boolean' || (typeof value === 'bigint' && isInteger(scalar.type)))) return { type, value: Number(value) };
  if (isFloat(type) && typeof value === 'number') return { type, value: type.kind === 'float32' ? Math.fround(value) : value };
  if (isInteger(type)) {
    if (typeof value === 'boolean') return { type, value: value ? 1n : 0n };
    if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 127 && (value >= 0 || !type.kind.startsWith('u'))) return { type, value: BigInt(Math.trunc(value)) };
    if (typeof value === 'bigint' && isInteger(scalar.type) && value >= 0n && value < 128n) return { type, value };
  }
  return unknown('the default of a column that changes its type');
}

/** Arrow prints whole floats with `.0`. */
function floatAsText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value);
}
