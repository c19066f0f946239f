import type { DataType, TypeKind } from '../types.ts';

/** Bits and sign of the integer types. */
const SHAPES: { readonly [K in TypeKind]?: readonly [bits: number, signed: boolean] } = {
  int8: [8, true],
  int16: [16, true],
  int32: [32, true],
  int64: [64, true],
  uint8: [8, false],
  uint16: [16, false],
  uint32: [32, false],
  uint64: [64, false],
};

export interface IntegerRange {
  readonly min: bigint;
  readonly max: bigint;
}

const RANGES = new Map<TypeKind, IntegerRange>();
for (const [kind, [bits, signed]] of Object.entries(SHAPES) as [TypeKind, readonly [number, boolean]][]) {
  const size = BigInt(bits);
  RANGES.set(kind, signed ? { min: -(1n << (size - 1n)), max: (1n << (size - 1n)) - 1n } : { min: 0n, max: (1n << size) - 1n });
}

export const INT32_RANGE: IntegerRange = RANGES.get('int32')!;
export const INT64_RANGE: IntegerRange = RANGES.get('int64')!;

/** The values an integer type holds; absent for other types. */
export function integerRange(type: DataType): IntegerRange | undefined {
  return RANGES.get(type.kind);
}

export function fits(value: bigint, range: IntegerRange): boolean {
  return value >= range.min && value <= range.max;
}

/** Two's complement wrapping, as Arrow's `add_wrapping` and its like do. */
export function wrap(value: bigint, type: DataType): bigint {
  const shape = SHAPES[type.kind];
  if (shape === undefined) return value;
  const [bits, signed] = shape;
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** Division that rounds toward negative infinity, with the matching remainder. */
export function floorDivide(value: bigint, by: bigint): readonly [quotient: bigint, remainder: bigint] {
  const quotient = value / by;
  const remainder = value % by;
  return remainder !== 0n && remainder < 0n !== by < 0n ? [quotient - 1n, remainder + by] : [quotient, remainder];
}

const INTEGER = /^[+-]?[0-9]+$/;

/** Rust's `FromStr` of integers: a sign, digits, nothing else. */
export function parseInteger(text: string): bigint | undefined {
  return INTEGER.test(text) ? BigInt(text.startsWith('+') ? text.slice(1) : text) : undefined;
}
