import { arrowTypeName } from '../type_names.ts';
import {
  BINARY,
  BOOLEAN,
  type DataType,
  decimal,
  duration,
  FLOAT32,
  FLOAT64,
  INT16,
  INT32,
  INT64,
  INT8,
  INTERVAL,
  isBinary,
  isDecimal,
  isFloat,
  isInteger,
  isInterval,
  isNumeric,
  isSigned,
  isString,
  isUnsigned,
  LARGE_STRING,
  list,
  NULL,
  STRING,
  STRING_VIEW,
  struct,
  timestamp,
  type TimeUnit,
  UINT16,
  UINT32,
  UINT64,
  UINT8,
} from '../types.ts';
import { unknown } from '../verdict.ts';

/** The type of a binary operation, or DataFusion's complaint (without `Error during planning: `). */
export type Coerced = DataType | string;

const WIDTH: { readonly [kind: string]: number } = {
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
  uint8: 8,
  uint16: 16,
  uint32: 32,
  uint64: 64,
};
const SIGNED_OF: { readonly [width: number]: DataType } = { 8: INT8, 16: INT16, 32: INT32, 64: INT64 };
const UNSIGNED_OF: { readonly [width: number]: DataType } = { 8: UINT8, 16: UINT16, 32: UINT32, 64: UINT64 };
const MAX_PRECISION = 38;

/** `+ - * / %`: `BinaryTypeCoercer` of datafusion-expr-common, arithmetic branch. */
export function arithmetic(op: string, left: DataType, right: DataType): Coerced {
  if (op === '-' && (left.kind === 'date' || left === NULL) && (right.kind === 'date' || right === NULL) && left !== right) return INT64;
  if (op === '-' && left.kind === 'date' && right.kind === 'date') return INT64;
  if (left === NULL && right === NULL) return INT64;
  const direct = kernelResult(op, left, right);
  if (typeof direct === 'object') return direct;
  const amount = asInterval(left, right);
  if (amount !== undefined) {
    const result = kernelResult(op, ...amount);
    if (typeof result === 'object') return result;
    const [shownLeft, shownRight] = left === NULL || right === NULL ? amount : [left, right];
    return `Cannot get result type for temporal operation ${arrowTypeName(shownLeft)} ${op} ${arrowTypeName(shownRight)}: ${result ?? invalidArithmetic('', op, ...amount)}`;
  }
  const temporal = commonTemporal(left, right);
  if (temporal !== undefined) {
    const result = kernelResult(op, temporal, temporal);
    if (typeof result === 'object') return result;
    return `Cannot get result type for temporal operation ${arrowTypeName(temporal)} ${op} ${arrowTypeName(temporal)}: ${result ?? ''}`;
  }
  const decimals = decimalPair(left, right);
  if (decimals !== undefined) {
    const result = kernelResult(op, ...decimals);
    if (typeof result === 'object') return result;
    return `Cannot get result type for decimal operation ${arrowTypeName(left)} ${op} ${arrowTypeName(right)}: ${result ?? ''}`;
  }
  const numeric = commonNumber(left, right);
  if (numeric === undefined && (left === NULL || right === NULL) && left.kind !== 'date' && right.kind !== 'date')
    return nullArithmetic(op, left === NULL ? right : left);
  return numeric ?? `Cannot coerce arithmetic expression ${arrowTypeName(left)} ${op} ${arrowTypeName(right)} to valid types`;
}

/** NULL takes the other type, which Arrow then refuses to compute with. */
function nullArithmetic(op: string, type: DataType): string {
  return `Cannot get result type for arithmetic operation ${arrowTypeName(type)} ${op} ${arrowTypeName(type)}: ${invalidArithmetic('', op, type, type)}`;
}

/** What Arrow's kernels make of two types as they are; a text is Arrow's refusal of a family it knows. */
function kernelResult(op: string, left: DataType, right: DataType): DataType | string | undefined {
  if (left === right && (isInteger(left) || isFloat(left))) return left;
  if (isDecimal(left) && left.kind === right.kind) return decimalResult(op, left, right);
  if (left.kind === 'timestamp') {
    if (isInterval(right) || right.kind === 'duration') return op === '+' || op === '-' ? left : undefined;
    if (left === right) return op === '-' ? duration(left.unit!) : invalidArithmetic('timestamp ', op, left, right);
    return undefined;
  }
  if (right.kind === 'timestamp') return op === '+' && (isInterval(left) || left.kind === 'duration') ? right : undefined;
  if (left.kind === 'date') {
    if (isInterval(right)) return op === '+' || op === '-' ? left : invalidArithmetic('date ', op, left, right);
    return left === right ? invalidArithmetic('date ', op, left, right) : undefined;
  }
  if (right.kind === 'date') return op === '+' && isInterval(left) ? right : undefined;
  if (isInterval(left) && left === right) return op === '+' || op === '-' ? left : invalidArithmetic('interval ', op, left, right);
  if (left.kind === 'duration' && left === right) return op === '+' || op === '-' ? left : invalidArithmetic('duration ', op, left, right);
  return undefined;
}

/** A number beside an interval, or an integer beside a date, counts as an interval here; only the analyser will find that it cannot be one. */
function asInterval(left: DataType, right: DataType): readonly [DataType, DataType] | undefined {
  if (isInterval(left)) return isInteger(right) || isFloat(right) || right === NULL || right === left ? [left, left] : undefined;
  if (isInterval(right)) return isInteger(left) || isFloat(left) || left === NULL ? [right, right] : undefined;
  if (left.kind === 'date' && isInteger(right)) return [left, INTERVAL];
  if (right.kind === 'date' && isInteger(left)) return [INTERVAL, right];
  return undefined;
}

function invalidArithmetic(family: string, op: string, left: DataType, right: DataType): string {
  return `Invalid argument error: Invalid ${family}arithmetic operation: ${arrowTypeName(left)} ${op} ${arrowTypeName(right)}`;
}

/** Precision and scale of decimal operations (arrow-arith `numeric.rs`). */
function decimalResult(op: string, left: DataType, right: DataType): DataType | string {
  const [p1, s1, p2, s2] = [left.precision!, left.scale!, right.precision!, right.scale!];
  const cap = (precision: number): number => Math.min(precision, MAX_PRECISION);
  switch (op) {
    case '*': {
      const scale = s1 + s2;
      if (scale > MAX_PRECISION) {
        return `Invalid argument error: Output scale of ${arrowTypeName(left)} * ${arrowTypeName(right)} would exceed max scale of ${MAX_PRECISION}`;
      }
      return decimal(cap(p1 + p2 + 1), scale);
    }
    case '/': {
      const scale = Math.min(s1 + 4, MAX_PRECISION);
      const power = Math.abs(scale - s1 + s2);
      if (power > MAX_PRECISION) return `Arithmetic overflow: Overflow happened on: 10 ^ ${power}`;
      return decimal(cap(scale - s1 + s2 + p1), scale);
    }
    case '%': {
      const scale = Math.max(s1, s2);
      return decimal(cap(scale + Math.min(p1 - s1, p2 - s2)), scale);
    }
    default: {
      const scale = Math.max(s1, s2);
      return decimal(cap(scale + Math.max(p1 - s1, p2 - s2) + 1), scale);
    }
  }
}

/** `temporal_coercion_strict_timezone`, with NULL beside a temporal type. */
function commonTemporal(left: DataType, right: DataType): DataType | undefined {
  if (left.kind === 'null' && isTime(right) && right.kind !== 'date') return right;
  if (right.kind === 'null' && isTime(left) && left.kind !== 'date') return left;
  if (isInterval(left) && right.kind === 'duration') return left;
  if (left.kind === 'duration' && isInterval(right)) return right;
  if (left.kind === 'timestamp' && right.kind === 'timestamp')
    return left.zone === right.zone ? timestamp(coarser(left.unit!, right.unit!), left.zone) : undefined;
  if (left.kind === 'timestamp' && right.kind === 'date') return timestamp('ns', left.zone);
  if (left.kind === 'date' && right.kind === 'timestamp') return timestamp('ns', right.zone);
  return undefined;
}

function isTime(type: DataType): boolean {
  return type.kind === 'timestamp' || type.kind === 'date' || type.kind === 'duration' || type.kind === 'time';
}

const COARSE_FIRST: readonly TimeUnit[] = ['s', 'ms', 'us', 'ns'];

export function coarser(a: TimeUnit, b: TimeUnit): TimeUnit {
  return COARSE_FIRST.indexOf(a) < COARSE_FIRST.indexOf(b) ? a : b;
}

/** `math_decimal_coercion`: decimals with decimals and integers, and signed integers with UInt64. */
function decimalPair(left: DataType, right: DataType): readonly [DataType, DataType] | undefined {
  if (left.kind === 'null' && isDecimal(right)) return [right, right];
  if (right.kind === 'null' && isDecimal(left)) return [left, left];
  if (isDecimal(left) && isDecimal(right)) return [left, right];
  if (isDecimal(left) && isInteger(right)) return [left, decimalOf(right)];
  if (isInteger(left) && isDecimal(right)) return [decimalOf(left), right];
  if ((left.kind === 'uint64' && isSigned(right)) || (right.kind === 'uint64' && isSigned(left))) return [decimal(20, 0), decimal(20, 0)];
  return undefined;
}

/** The decimal that holds every value of an integer type. */
export function decimalOf(integer: DataType): DataType {
  return decimal({ 8: 3, 16: 5, 32: 10, 64: 20 }[WIDTH[integer.kind]!]!, 0);
}

/** `mathematics_numerical_coercion`: the type two numbers meet in. Decimals are not for it, except beside floats. */
export function commonNumber(left: DataType, right: DataType): DataType | undefined {
  if (left.kind === 'null' && isNumeric(right)) return right;
  if (right.kind === 'null' && isNumeric(left)) return left;
  if (!isNumeric(left) || !isNumeric(right)) return undefined;
  if (left.kind === 'float64' || right.kind === 'float64') return FLOAT64;
  if (left.kind === 'float32' || right.kind === 'float32') return FLOAT32;
  if (isInteger(left) && isInteger(right)) return commonInteger(left, right);
  return undefined;
}

/** The integer type that holds two others; nothing holds UInt64 beside a signed one (then Int64 in some rules, Decimal in others). */
function commonInteger(left: DataType, right: DataType): DataType {
  const [wide, narrow] = [Math.max(WIDTH[left.kind]!, WIDTH[right.kind]!), Math.min(WIDTH[left.kind]!, WIDTH[right.kind]!)];
  if (isSigned(left) === isSigned(right)) return (isSigned(left) ? SIGNED_OF : UNSIGNED_OF)[wide]!;
  const unsigned = WIDTH[(isUnsigned(left) ? left : right).kind]!;
  if (unsigned === 64) return INT64;
  const signed = unsigned === wide && (unsigned !== narrow || wide === narrow) ? wide * 2 : wide;
  return SIGNED_OF[Math.min(signed, 64)]!;
}

/** `binary_numeric_coercion`: as arithmetic, but decimals win over floats and hold UInt64 beside signed integers. */
export function comparableNumber(left: DataType, right: DataType): DataType | undefined {
  if (!isNumeric(left) || !isNumeric(right)) return undefined;
  if (left === right) return left;
  if (isDecimal(left) || isDecimal(right)) return commonDecimal(left, right);
  if (isInteger(left) && isInteger(right) && (left.kind === 'uint64' || right.kind === 'uint64') && isSigned(left) !== isSigned(right))
    return decimal(20, 0);
  return commonNumber(left, right);
}

function commonDecimal(left: DataType, right: DataType): DataType {
  const [a, b] = [asDecimal(left), asDecimal(right)];
  const scale = Math.max(a.scale!, b.scale!);
  const whole = Math.max(a.precision! - a.scale!, b.precision! - b.scale!);
  return decimal(Math.min(scale + whole, MAX_PRECISION), scale);
}

function asDecimal(type: DataType): DataType {
  if (isDecimal(type)) return type;
  if (type.kind === 'float32') return decimal(14, 7);
  if (type.kind === 'float64') return decimal(30, 15);
  return decimalOf(type);
}

/** Whether two types may be compared, and in which type (`comparison_coercion`). */
export function comparable(left: DataType, right: DataType): DataType | undefined {
  if (left === right) return left;
  return (
    comparableNumber(left, right) ??
    dictionaryValue(left, right, comparable) ??
    comparableTime(left, right) ??
    commonString(left, right) ??
    commonList(left, right, comparable) ??
    commonStruct(left, right, comparable) ??
    withNull(left, right) ??
    (isString(left) && isNumeric(right) ? left : isNumeric(left) && isString(right) ? right : undefined) ??
    stringAndTime(left, right) ??
    commonBinary(left, right)
  );
}

function dictionaryValue(left: DataType, right: DataType, rule: (a: DataType, b: DataType) => DataType | undefined): DataType | undefined {
  if (left.kind === 'dictionary' && right.kind === 'dictionary') return rule(left.element!, right.element!);
  if (left.kind === 'dictionary') return rule(left.element!, right);
  if (right.kind === 'dictionary') return rule(left, right.element!);
  return undefined;
}

/** `temporal_coercion_nonstrict_timezone`: two times, or an integer beside a date. */
export function comparableTime(left: DataType, right: DataType): DataType | undefined {
  if (left.kind === 'timestamp' && right.kind === 'timestamp') return timestamp(coarser(left.unit!, right.unit!), left.zone ?? right.zone);
  if (left.kind === 'timestamp' && right.kind === 'date') return timestamp('ns', left.zone);
  if (left.kind === 'date' && right.kind === 'timestamp') return timestamp('ns', right.zone);
  if (left.kind === 'date' && isInteger(right)) return left;
  if (right.kind === 'date' && isInteger(left)) return right;
  if (isInterval(left) && (isInterval(right) || right.kind === 'duration')) return left;
  if (left.kind === 'duration' && isInterval(right)) return right;
  if (left.kind === 'duration' && right.kind === 'duration') return duration(coarser(left.unit!, right.unit!));
  return undefined;
}

export function commonString(left: DataType, right: DataType): DataType | undefined {
  if (!isString(left) || !isString(right)) return undefined;
  if (left.kind === 'string_view' || right.kind === 'string_view') return STRING_VIEW;
  return left.kind === 'large_string' || right.kind === 'large_string' ? LARGE_STRING : STRING;
}

export function commonList(
  left: DataType,
  right: DataType,
  rule: (a: DataType, b: DataType) => DataType | undefined,
): DataType | undefined {
  if (left.kind !== 'list' || right.kind !== 'list') return undefined;
  const element = rule(left.element!, right.element!);
  return element === undefined ? undefined : list(element);
}

/** Tuples and structs meet field by field; those that name their fields differently are not modelled (`struct_coercion`). */
export function commonStruct(
  left: DataType,
  right: DataType,
  rule: (a: DataType, b: DataType) => DataType | undefined,
): DataType | undefined {
  const [a, b] = [left.fields, right.fields];
  if (left.kind !== 'struct' || right.kind !== 'struct' || a === undefined || b === undefined || a.length !== b.length) return undefined;
  if (a.some((field, at) => field.name !== b[at]!.name)) return unknown('structs with different fields side by side');
  const types = a.map((field, at) => rule(field.type, b[at]!.type));
  if (types.includes(undefined)) return undefined;
  return struct(a.map(({ name, nullable }, at) => ({ name, type: types[at]!, nullable: nullable || b[at]!.nullable })));
}

export function withNull(left: DataType, right: DataType): DataType | undefined {
  if (left.kind === 'null') return right;
  return right.kind === 'null' ? left : undefined;
}

function stringAndTime(left: DataType, right: DataType): DataType | undefined {
  const other = isString(left) ? right : isString(right) ? left : undefined;
  return other !== undefined && (other.kind === 'date' || other.kind === 'timestamp' || other.kind === 'time') ? other : undefined;
}

function isBytes(type: DataType): boolean {
  return isBinary(type) || type.kind === 'json' || type.kind === 'vector';
}

function commonBinary(left: DataType, right: DataType): DataType | undefined {
  if (isBytes(left) && isBytes(right)) return left;
  if ((isBytes(left) && isString(right)) || (isString(left) && isBytes(right))) return BINARY;
  return undefined;
}

/** `= != < <= > >=` and IS DISTINCT FROM. */
export function comparison(op: string, left: DataType, right: DataType): Coerced {
  if (comparable(left, right) !== undefined) return BOOLEAN;
  return `Cannot infer common argument type for comparison operation ${arrowTypeName(left)} ${op} ${arrowTypeName(right)}`;
}

/** AND, OR. */
export function logic(op: string, left: DataType, right: DataType): Coerced {
  const fits = (type: DataType): boolean => type.kind === 'boolean' || type.kind === 'null';
  return fits(left) && fits(right)
    ? BOOLEAN
    : `Cannot infer common argument type for logical boolean operation ${arrowTypeName(left)} ${op} ${arrowTypeName(right)}`;
}

/** The text type in which LIKE and the regex operators compare. */
export function regexType(left: DataType, right: DataType): DataType | undefined {
  const text = commonString(left, right);
  if (text !== undefined) return text;
  if (left.kind === 'null' && (isString(right) || right.kind === 'null')) return right.kind === 'null' ? STRING : right;
  if (right.kind === 'null' && isString(left)) return left;
  return dictionaryValue(left, right, regexType);
}

/** The type in which LIKE compares: bytes may be text, and NULL is like anything. */
export function patternType(left: DataType, right: DataType): DataType | undefined {
  const bytes = (isString(left) && isBinary(right)) || (isBinary(left) && isString(right));
  return regexType(left, right) ?? (bytes ? STRING : withNull(left, right));
}

/** `~ ~* !~ !~* ~~ …`. */
export function regex(op: string, left: DataType, right: DataType): Coerced {
  return regexType(left, right) === undefined
    ? `Cannot infer common argument type for regex operation ${arrowTypeName(left)} ${op} ${arrowTypeName(right)}`
    : BOOLEAN;
}

/** `& | BIT_XOR`: an integer on one side at least, and its type. */
export function bitwise(op: string, left: DataType, right: DataType): Coerced {
  const both = isInteger(left) && isInteger(right);
  if (both) {
    if (left.kind === 'uint64' || right.kind === 'uint64') return UINT64;
    return commonInteger(left, right);
  }
  const one = isInteger(left) ? left : isInteger(right) ? right : undefined;
  const other = isInteger(left) ? right : left;
  if (one !== undefined && (isNumeric(other) || other.kind === 'null')) return one;
  return `Cannot infer common type for bitwise operation ${arrowTypeName(left)} ${op} ${arrowTypeName(right)}`;
}

/** `||` of texts; lists are joined elsewhere. */
export function concatenation(left: DataType, right: DataType): Coerced {
  const text = commonString(left, right);
  if (text !== undefined) return text;
  if (isString(left) && castsToText(right)) return left;
  if (isString(right) && castsToText(left)) return right;
  const lists = commonList(left, right, comparable);
  if (lists !== undefined) return lists;
  return `Cannot infer common string type for string concat operation ${arrowTypeName(left)} || ${arrowTypeName(right)}`;
}

function castsToText(type: DataType): boolean {
  return type.kind !== 'list' && type.kind !== 'struct' && type.kind !== 'map';
}
