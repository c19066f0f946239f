import type { DataType } from '../types.ts';

/**
 * A constant of a data type. What the JavaScript value means depends on the type:
 * integers, dates (days), times, timestamps and durations (in their unit) and decimals (unscaled) are bigint; floats are number;
 * strings are text; binaries are bytes; intervals are months, days and nanoseconds.
 */
export interface Scalar {
  readonly type: DataType;
  readonly value: ScalarValue;
}
export type ScalarValue = null | boolean | bigint | number | string | Uint8Array | IntervalValue | readonly ScalarValue[];
export interface IntervalValue {
  readonly months: number;
  readonly days: number;
  readonly nanos: bigint;
}
