import type { DataType } from '../types.ts';
import type { Json } from './json.ts';

/**
 * A constant of a data type. What the JavaScript value means depends on the type:
 * integers, dates (days), times, timestamps and durations (in their unit) and decimals (unscaled) are bigint; floats are number;
 * strings are text; binaries are bytes, or a document where they hold JSONB; intervals are months, days and nanoseconds.
 */
export interface Scalar {
  readonly type: DataType;
  readonly value: ScalarValue;
}
export type ScalarValue = null | boolean | bigint | number | string | Uint8Array | IntervalValue | JsonDocument | readonly ScalarValue[];
export interface IntervalValue {
  readonly months: number;
  readonly days: number;
  readonly nanos: bigint;
}
/** JSONB bytes, kept as the document they encode. */
export interface JsonDocument {
  readonly json: Json;
}

export function isJsonDocument(value: ScalarValue): value is JsonDocument {
  return typeof value === 'object' && value !== null && 'json' in value;
}
