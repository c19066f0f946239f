import type { Literal, Span, StatusName } from '../../grammar/index.ts';
import type { Scalar } from '../constant/scalar.ts';
import { debugTypeName, descTypeName } from '../type_names.ts';
import { readDate, readTimestamp } from '../timestamp_text.ts';
import { BOOLEAN, isFloat, isInteger, isNumeric, STRING, type DataType, type TimeUnit } from '../types.ts';
import { reject, unknown } from '../verdict.ts';

/** Where a literal goes, and how the session reads it. */
export interface LiteralTarget {
  readonly column: string;
  readonly type: DataType;
  readonly timezone: string;
  /** MySQL sessions turn text into numbers (`auto_string_to_numeric`). */
  readonly textToNumber: boolean;
}

export type Sign = '+' | '-' | 'NOT' | undefined;

/** The value a column gets of a literal. Mirrors `sql_value_to_value` (`src/common/sql/src/convert.rs`). */
export function coerceLiteral(target: LiteralTarget, literal: Literal, sign?: Sign): Scalar {
  const { type } = target;
  switch (literal.type) {
    case 'null':
      return { type, value: null };
    case 'number':
      return signed(target, numberValue(type, literal.value, literal.span), sign, literal.span);
    case 'boolean':
      if (type !== BOOLEAN) mismatch(target, BOOLEAN, literal.span);
      return signed(target, { type, value: literal.value === 'true' }, sign, literal.span);
    case 'string':
    case 'double_quoted':
      return signed(target, textValue(target, literal), sign, literal.span);
    case 'hex':
      if (type.kind === 'json') mismatch(target, { kind: 'binary' }, literal.span);
      if (type.kind !== 'binary') unknown('a hex string in a column that is not binary');
      return { type, value: hexBytes(literal.value) };
    default:
      return unknown(`a literal of the kind ${literal.type}`);
  }
}

function signed(target: LiteralTarget, scalar: Scalar, sign: Sign, span: Span): Scalar {
  if (sign === undefined) return scalar;
  const { type, value } = scalar;
  if (typeof value === 'boolean') {
    if (sign === 'NOT') return { type, value: !value };
  } else if (sign !== 'NOT' && isNumeric(type)) {
    if (sign === '+' || value === null) return scalar;
    if (typeof value === 'number') return { type, value: -value };
    if (typeof value === 'bigint') return { type, value: -value };
  }
  void target;
  void span;
  return unknown('a sign in front of this value');
}

const RANGES: { readonly [kind: string]: readonly [low: bigint, high: bigint] } = {
  int8: [-(1n << 7n), (1n << 7n) - 1n],
  int16: [-(1n << 15n), (1n << 15n) - 1n],
  int32: [-(1n << 31n), (1n << 31n) - 1n],
  int64: [-(1n << 63n), (1n << 63n) - 1n],
  uint8: [0n, (1n << 8n) - 1n],
  uint16: [0n, (1n << 16n) - 1n],
  uint32: [0n, (1n << 32n) - 1n],
  uint64: [0n, (1n << 64n) - 1n],
  date: [-(1n << 31n), (1n << 31n) - 1n],
  timestamp: [-(1n << 63n), (1n << 63n) - 1n],
};

/** Mirrors `sql_number_to_value`: what the digits mean in a column of this type. */
export function numberValue(type: DataType, digits: string, span: Span): Scalar {
  const range = RANGES[type.kind];
  if (range !== undefined) return { type, value: integerValue(digits, range, span) };
  if (isFloat(type)) {
    const value = Number(digits);
    if (Number.isNaN(value)) parseFailure(`Fail to parse number ${digits}, ParseFloatError { kind: Invalid }`, span);
    return { type, value: type.kind === 'float32' ? Math.fround(value) : value };
  }
  if (type.kind === 'boolean') {
    if (digits === '0' || digits === '1') return { type, value: digits === '1' };
    return parseFailure(`Failed to parse number '${digits}' to boolean column type`, span);
  }
  if (type.kind === 'decimal') return decimalValue(type, digits);
  return parseFailure(`Fail to parse number ${digits}, invalid column type: ${debugTypeName(type)}`, span);
}

function integerValue(digits: string, [low, high]: readonly [bigint, bigint], span: Span): bigint {
  if (!/^-?\d+$/.test(digits) || (low === 0n && digits.startsWith('-'))) {
    return parseFailure(`Fail to parse number ${digits}, ParseIntError { kind: InvalidDigit }`, span);
  }
  const value = BigInt(digits);
  if (value > high) parseFailure(`Fail to parse number ${digits}, ParseIntError { kind: PosOverflow }`, span);
  if (value < low) parseFailure(`Fail to parse number ${digits}, ParseIntError { kind: NegOverflow }`, span);
  return value;
}

/** The digits, at the column's scale; a number that does not fit is left to the server. */
function decimalValue(type: DataType, text: string): Scalar {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
  const scale = type.scale ?? 0;
  if (match === null || (match[3] ?? '').length > scale || match[2]!.length > (type.precision ?? 38) - scale) unknown('a number that may not fit its decimal column');
  const unscaled = BigInt(`${match![2]!}${(match![3] ?? '').padEnd(scale, '0')}` || '0');
  return { type, value: match![1] === '-' ? -unscaled : unscaled };
}

/** Mirrors `parse_string_to_value`. */
function textValue(target: LiteralTarget, literal: Literal): Scalar {
  const { type } = target;
  const text = literal.value;
  if (target.textToNumber && (isInteger(type) || isFloat(type))) return textToNumber(type, text, literal.span);
  switch (type.kind) {
    case 'string':
      return { type, value: text };
    case 'binary':
      return { type, value: utf8(text) };
    case 'date': {
      const days = readDate(text);
      if (days !== undefined) return { type, value: BigInt(days) };
      return parseFailure(`Failed to parse ${text} to Date value`, literal.span);
    }
    case 'timestamp':
      return timestampValue(target, text, literal.span);
    case 'decimal':
      return decimalValue(type, text);
    case 'vector':
      return vectorValue(type, text, literal.span);
    case 'json':
    case 'json2':
      return unknown('whether the text is JSON');
    default:
      return mismatch(target, STRING, literal.span);
  }
}

/** Nanoseconds in one unit of a timestamp. */
export const NANOS_PER: { readonly [U in TimeUnit]: bigint } = { s: 1_000_000_000n, ms: 1_000_000n, us: 1_000n, ns: 1n };

function timestampValue(target: LiteralTarget, text: string, span: Span): Scalar {
  const { type } = target;
  const reading = readTimestamp(text, target.timezone);
  if (reading.kind === 'unknown') return unknown(`what time it is in ${target.timezone}`);
  if (reading.kind === 'nanos') {
    const unit = NANOS_PER[type.unit!];
    const value = reading.nanos >= 0n ? reading.nanos / unit : -((unit - 1n - reading.nanos) / unit);
    const [low, high] = RANGES['timestamp']!;
    if (value < low || value > high) unknown('a timestamp out of range');
    return { type, value };
  }
  if (/^[+-]?\d+$/.test(text)) {
    const value = BigInt(text);
    const [low, high] = RANGES['timestamp']!;
    if (value >= low && value <= high) return { type, value };
  }
  return parseFailure(`Failed to parse ${text} to Timestamp value`, span);
}

function vectorValue(type: DataType, text: string, span: Span): Scalar {
  const fault = vectorFault(type.dimension ?? 0, text);
  if (fault !== undefined) {
    reject('InvalidArguments', `Invalid Vector: Failed to parse ${text} to Vector value: ${fault}`, { reason: 'literal', span });
  }
  return { type, value: text };
}

function vectorFault(dimension: number, text: string): string | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return 'not properly enclosed in brackets';
  const content = trimmed.slice(1, -1).trim();
  const elements = content === '' ? [] : content.split(',');
  if (!elements.every(element => /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$|^\s*[+-]?(inf|infinity|nan)\s*$/i.test(element))) return 'elements are not all float32';
  return elements.length === dimension ? undefined : 'wrong dimension';
}

/** Mirrors `auto_cast_to_numeric`. */
function textToNumber(type: DataType, text: string, span: Span): Scalar {
  if (isInteger(type)) {
    const [low, high] = RANGES[type.kind]!;
    if (/^[+-]?\d+$/.test(text) && !(low === 0n && text.startsWith('-'))) {
      const value = BigInt(text.replace('+', ''));
      if (value >= low && value <= high) return { type, value };
    }
  } else if (/^[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|inf|infinity|nan)$/i.test(text)) {
    return { type, value: Number(text.replace(/^([+-]?)inf.*$/i, '$1Infinity')) };
  }
  return reject('InvalidArguments', `Unable to convert ${text} to datatype ${debugTypeName(type)}`, { reason: 'literal', span });
}

function mismatch(target: LiteralTarget, actual: DataType, span: Span): never {
  return reject(
    'InvalidSyntax',
    `Column ${target.column} expect type: ${debugTypeName(target.type) ?? descTypeName(target.type)}, actual: ${debugTypeName(actual)}`,
    { reason: 'literal_type', span, detail: { column: target.column } },
  );
}

function parseFailure(message: string, span: Span, statusName: StatusName = 'InvalidSyntax'): never {
  return reject(statusName, `Failed to parse value: ${message}`, { reason: 'literal', span });
}

function hexBytes(text: string): Uint8Array {
  const digits = text.length % 2 === 0 ? text : `0${text}`;
  return Uint8Array.from(digits.match(/../g) ?? [], pair => Number.parseInt(pair, 16));
}

function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
  }
  return Uint8Array.from(bytes);
}

