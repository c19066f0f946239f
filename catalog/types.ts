/**
 * Data types, as one flat shape: GreptimeDB's column types and the Arrow types that expressions pass through on the way.
 *
 * Types are interned by their constructors: two equal types are the same object, so `===` compares.
 */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns';
export type TypeKind =
  | 'null'
  | 'boolean'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'float16'
  | 'float32'
  | 'float64'
  | 'decimal'
  | 'decimal256'
  | 'string'
  | 'large_string'
  | 'string_view'
  | 'binary'
  | 'large_binary'
  | 'binary_view'
  | 'date'
  | 'date64'
  | 'time'
  | 'timestamp'
  | 'duration'
  | 'interval_year_month'
  | 'interval_day_time'
  | 'interval' /* month-day-nano */
  | 'list'
  | 'struct'
  | 'map'
  | 'dictionary'
  | 'json'
  | 'json2'
  | 'vector';

export interface DataType {
  readonly kind: TypeKind;
  /** timestamp, time, duration. */
  readonly unit?: TimeUnit;
  /** timestamp with a zone (`+00:00`, `UTC`). */
  readonly zone?: string;
  /** decimal. */
  readonly precision?: number;
  readonly scale?: number;
  /** list element, dictionary value, map value. */
  readonly element?: DataType;
  /** dictionary key, map key. */
  readonly key?: DataType;
  readonly fields?: readonly { readonly name: string; readonly type: DataType; readonly nullable: boolean }[];
  /** vector. */
  readonly dimension?: number;
}

const interned = new Map<string, DataType>();

function intern(type: DataType): DataType {
  const key = JSON.stringify(type);
  const known = interned.get(key);
  if (known !== undefined) return known;
  interned.set(key, type);
  return type;
}

export const NULL = intern({ kind: 'null' });
export const BOOLEAN = intern({ kind: 'boolean' });
export const INT8 = intern({ kind: 'int8' });
export const INT16 = intern({ kind: 'int16' });
export const INT32 = intern({ kind: 'int32' });
export const INT64 = intern({ kind: 'int64' });
export const UINT8 = intern({ kind: 'uint8' });
export const UINT16 = intern({ kind: 'uint16' });
export const UINT32 = intern({ kind: 'uint32' });
export const UINT64 = intern({ kind: 'uint64' });
export const FLOAT16 = intern({ kind: 'float16' });
export const FLOAT32 = intern({ kind: 'float32' });
export const FLOAT64 = intern({ kind: 'float64' });
export const STRING = intern({ kind: 'string' });
export const LARGE_STRING = intern({ kind: 'large_string' });
export const STRING_VIEW = intern({ kind: 'string_view' });
export const BINARY = intern({ kind: 'binary' });
export const LARGE_BINARY = intern({ kind: 'large_binary' });
export const BINARY_VIEW = intern({ kind: 'binary_view' });
export const DATE = intern({ kind: 'date' });
export const DATE64 = intern({ kind: 'date64' });
export const INTERVAL = intern({ kind: 'interval' });
export const INTERVAL_YEAR_MONTH = intern({ kind: 'interval_year_month' });
export const INTERVAL_DAY_TIME = intern({ kind: 'interval_day_time' });
export const JSON_TYPE = intern({ kind: 'json' });
export const JSON2 = intern({ kind: 'json2' });

export function timestamp(unit: TimeUnit, zone?: string): DataType {
  return zone === undefined ? perUnit(TIMESTAMPS, 'timestamp', unit) : intern({ kind: 'timestamp', unit, zone });
}
export function time(unit: TimeUnit): DataType {
  return perUnit(TIMES, 'time', unit);
}
export function duration(unit: TimeUnit): DataType {
  return perUnit(DURATIONS, 'duration', unit);
}

type PerUnit = Map<TimeUnit, DataType>;
const TIMESTAMPS: PerUnit = new Map();
const TIMES: PerUnit = new Map();
const DURATIONS: PerUnit = new Map();

/** Every table has a timestamp: it is found without writing the type out. */
function perUnit(known: PerUnit, kind: 'timestamp' | 'time' | 'duration', unit: TimeUnit): DataType {
  let type = known.get(unit);
  if (type === undefined) known.set(unit, (type = intern({ kind, unit })));
  return type;
}
export function decimal(precision: number, scale: number): DataType {
  return intern({ kind: 'decimal', precision, scale });
}
export function decimal256(precision: number, scale: number): DataType {
  return intern({ kind: 'decimal256', precision, scale });
}
export function list(element: DataType): DataType {
  return intern({ kind: 'list', element });
}
export function map(key: DataType, element: DataType): DataType {
  return intern({ kind: 'map', key, element });
}
export function dictionary(key: DataType, element: DataType): DataType {
  return intern({ kind: 'dictionary', key, element });
}
export function struct(fields: readonly { readonly name: string; readonly type: DataType; readonly nullable: boolean }[]): DataType {
  return intern({ kind: 'struct', fields });
}
export function vector(dimension: number): DataType {
  return intern({ kind: 'vector', dimension });
}

const SIGNED = new Set<TypeKind>(['int8', 'int16', 'int32', 'int64']);
const UNSIGNED = new Set<TypeKind>(['uint8', 'uint16', 'uint32', 'uint64']);
const FLOATS = new Set<TypeKind>(['float16', 'float32', 'float64']);
const STRINGS = new Set<TypeKind>(['string', 'large_string', 'string_view']);
const BINARIES = new Set<TypeKind>(['binary', 'large_binary', 'binary_view']);

export function isSigned(type: DataType): boolean {
  return SIGNED.has(type.kind);
}
export function isUnsigned(type: DataType): boolean {
  return UNSIGNED.has(type.kind);
}
export function isInteger(type: DataType): boolean {
  return SIGNED.has(type.kind) || UNSIGNED.has(type.kind);
}
export function isFloat(type: DataType): boolean {
  return FLOATS.has(type.kind);
}
export function isDecimal(type: DataType): boolean {
  return type.kind === 'decimal' || type.kind === 'decimal256';
}
export function isNumeric(type: DataType): boolean {
  return isInteger(type) || isFloat(type) || isDecimal(type);
}
export function isString(type: DataType): boolean {
  return STRINGS.has(type.kind);
}
export function isBinary(type: DataType): boolean {
  return BINARIES.has(type.kind);
}
export function isTimestamp(type: DataType): boolean {
  return type.kind === 'timestamp';
}
export function isInterval(type: DataType): boolean {
  return type.kind === 'interval' || type.kind === 'interval_year_month' || type.kind === 'interval_day_time';
}
