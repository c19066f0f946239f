import type { Scalar } from '../constant/scalar.ts';
import { isBinary, isDecimal, isFloat, isInteger, isNumeric, isString, type DataType } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { ColumnDefault } from '../world.ts';
import { defaultText } from './defaults.ts';

/** Whether Arrow casts between two column types (`can_cast_types` of arrow-cast), as ALTER TABLE asks. */
export function canCast(from: DataType, to: DataType): boolean {
  if (from === to) return true;
  const kinds = [from, to].map(kindOf);
  if (kinds.includes('other')) return unknown(`a cast from ${from.kind} to ${to.kind}`);
  if (kinds.includes('text') || kinds.every(kind => kind === 'number' || kind === 'decimal' || kind === 'boolean')) return true;
  if (kinds.every(kind => kind === 'number' || kind === 'time')) return true;
  if (kinds.includes('time') && (kinds.includes('boolean') || kinds.includes('binary'))) return false;
  return unknown(`a cast from ${from.kind} to ${to.kind}`);
}

function kindOf(type: DataType): 'text' | 'number' | 'decimal' | 'boolean' | 'time' | 'binary' | 'other' {
  if (isString(type)) return 'text';
  if (isDecimal(type)) return 'decimal';
  if (isNumeric(type)) return 'number';
  if (isBinary(type)) return 'binary';
  return type.kind === 'boolean' ? 'boolean' : type.kind === 'timestamp' || type.kind === 'date' ? 'time' : 'other';
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
  if (isFloat(type) && (typeof value === 'boolean' || (typeof value === 'bigint' && isInteger(scalar.type))))
    return { type, value: Number(value) };
  if (isFloat(type) && typeof value === 'number') return { type, value: type.kind === 'float32' ? Math.fround(value) : value };
  if (isInteger(type)) {
    if (typeof value === 'boolean') return { type, value: value ? 1n : 0n };
    if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 127 && (value >= 0 || !type.kind.startsWith('u')))
      return { type, value: BigInt(Math.trunc(value)) };
    if (typeof value === 'bigint' && isInteger(scalar.type) && value >= 0n && value < 128n) return { type, value };
  }
  return unknown('the default of a column that changes its type');
}

/** Arrow prints whole floats with `.0`. */
function floatAsText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value);
}
