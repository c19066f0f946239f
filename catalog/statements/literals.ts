import type { Literal, Span } from '../../grammar/index.ts';
import { bytesFromHex, encodeUtf8 } from '../constant/binaries.ts';
import { parseDecimal } from '../constant/decimals.ts';
import { parseFloat64 } from '../constant/floats.ts';
import { convertTimestamp, isDateAlone, parseGreptimeDate, parseGreptimeTimestamp } from '../constant/greptime_time.ts';
import { fits, INT32_RANGE, INT64_RANGE, integerRange, type IntegerRange } from '../constant/integers.ts';
import { isJsonFault, parseJson } from '../constant/json.ts';
import type { Scalar } from '../constant/scalar.ts';
import { parseVector } from '../constant/vectors.ts';
import { parseSessionZone, type Zone } from '../constant/zones.ts';
import { debugTypeName } from '../type_names.ts';
import { BINARY, BOOLEAN, isFloat, isInteger, isNumeric, STRING, type DataType } from '../types.ts';
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
  return signed(literalValue(target, literal), sign);
}

function literalValue(target: LiteralTarget, literal: Literal): Scalar {
  const { type } = target;
  switch (literal.type) {
    case 'null':
      return { type, value: null };
    case 'number':
      return numberValue(type, literal.value, literal.span);
    case 'boolean':
      return type === BOOLEAN ? { type, value: literal.value === 'true' } : mismatch(target, BOOLEAN, literal.span);
    case 'string':
    case 'double_quoted':
      return textValue(target, literal);
    case 'hex':
      return hexValue(target, literal);
    default:
      return unknown(`a literal of the kind ${literal.type}`);
  }
}

function signed(scalar: Scalar, sign: Sign): Scalar {
  if (sign === undefined) return scalar;
  const { type, value } = scalar;
  if (value === null) return scalar;
  if (typeof value === 'boolean' && sign === 'NOT') return { type, value: !value };
  if (sign === 'NOT' || !isNumeric(type)) return unknown('a sign in front of this value');
  if (sign === '+') return scalar;
  return typeof value === 'number' || typeof value === 'bigint' ? { type, value: -value } : unknown('a sign in front of this value');
}

/** Mirrors `sql_number_to_value`: what the digits mean in a column of this type. */
export function numberValue(type: DataType, digits: string, span: Span): Scalar {
  const range = wholeRange(type);
  if (range !== undefined) return { type, value: wholeValue(digits, range, span) };
  if (isFloat(type)) {
    const value = parseFloat64(digits);
    if (value === undefined) return parseFailure(`Fail to parse number ${digits}, ParseFloatError { kind: Invalid }`, span);
    return { type, value: type.kind === 'float32' ? Math.fround(value) : value };
  }
  if (type.kind === 'boolean') {
    if (digits === '0' || digits === '1') return { type, value: digits === '1' };
    return parseFailure(`Failed to parse number '${digits}' to boolean column type`, span);
  }
  if (type.kind === 'decimal') return decimalValue(type, digits);
  return parseFailure(`Fail to parse number ${digits}, invalid column type: ${debugTypeName(type)}`, span);
}

function wholeRange(type: DataType): IntegerRange | undefined {
  return type.kind === 'date' ? INT32_RANGE : type.kind === 'timestamp' ? INT64_RANGE : integerRange(type);
}

function wholeValue(digits: string, range: IntegerRange, span: Span): bigint {
  if (!/^-?\d+$/.test(digits) || (range.min === 0n && digits.startsWith('-'))) {
    return parseFailure(`Fail to parse number ${digits}, ParseIntError { kind: InvalidDigit }`, span);
  }
  const value = BigInt(digits);
  if (fits(value, range)) return value;
  return parseFailure(`Fail to parse number ${digits}, ParseIntError { kind: ${value > range.max ? 'PosOverflow' : 'NegOverflow'} }`, span);
}

/** At the column's scale; digits that do not fit are left to the server. */
function decimalValue(type: DataType, text: string): Scalar {
  const match = /^[+-]?(\d+)(?:\.(\d*))?$/.exec(text.trim());
  const scale = type.scale!;
  if (match === null || (match[2] ?? '').length > scale || match[1]!.length > type.precision! - scale) return unknown('a number that may not fit its decimal column');
  const value = parseDecimal(text, scale);
  return value === undefined ? unknown('a number that may not fit its decimal column') : { type, value };
}

/** Mirrors `parse_string_to_value`. */
function textValue(target: LiteralTarget, literal: Literal): Scalar {
  const { type } = target;
  const { value: text, span } = literal;
  if (target.textToNumber && (isInteger(type) || isFloat(type))) return textAsNumber(type, text, span);
  switch (type.kind) {
    case 'string':
      return { type, value: text };
    case 'binary':
      return { type, value: encodeUtf8(text) };
    case 'date': {
      const days = parseGreptimeDate(text, zoneOf(target));
      return days === undefined ? parseFailure(`Failed to parse ${text} to Date value`, span) : { type, value: BigInt(days) };
    }
    case 'timestamp':
      return timestampValue(target, text, span);
    case 'decimal':
      return decimalValue(type, text);
    case 'vector':
      return vectorValue(type, text, span);
    case 'json':
      return jsonValue(type, text);
    case 'json2':
      return isJsonFault(parseJson(text)) ? unknown('whether the text is JSON') : { type, value: text };
    default:
      return mismatch(target, STRING, span);
  }
}

function zoneOf({ timezone }: LiteralTarget): Zone {
  return parseSessionZone(timezone) ?? unknown(`the time zone ${timezone}`);
}

function timestampValue(target: LiteralTarget, text: string, span: Span): Scalar {
  const { type } = target;
  const parsed = parseGreptimeTimestamp(text, zoneOf(target));
  if (parsed !== undefined) {
    const value = convertTimestamp(parsed, type.unit!);
    return value === undefined ? unknown('a timestamp out of range') : { type, value };
  }
  if (isDateAlone(text)) return unknown('whether a date counts as a timestamp');
  if (/^[+-]?\d+$/.test(text) && fits(BigInt(text), INT64_RANGE)) return { type, value: BigInt(text) };
  return parseFailure(`Failed to parse ${text} to Timestamp value`, span);
}

function vectorValue(type: DataType, text: string, span: Span): Scalar {
  const parsed = parseVector(text, type.dimension);
  if (typeof parsed !== 'string') return { type, value: text };
  return reject('InvalidArguments', `Invalid Vector: Failed to parse ${text} to Vector value: ${parsed}`, { reason: 'literal', span });
}

function jsonValue(type: DataType, text: string): Scalar {
  const parsed = parseJson(text);
  return isJsonFault(parsed) ? unknown('whether the text is JSON') : { type, value: { json: parsed.json } };
}

function hexValue(target: LiteralTarget, literal: Literal): Scalar {
  const { type } = target;
  if (type.kind === 'json' || type.kind === 'json2') return mismatch(target, BINARY, literal.span);
  const bytes = bytesFromHex(literal.value);
  if (bytes === undefined || type.kind !== 'binary') return unknown('a hex string that may not fit its column');
  return { type, value: bytes };
}

/** Mirrors `auto_cast_to_numeric`. */
function textAsNumber(type: DataType, text: string, span: Span): Scalar {
  const range = integerRange(type);
  if (range === undefined) {
    const value = parseFloat64(text);
    if (value !== undefined) return { type, value };
  } else if (/^[+-]?\d+$/.test(text) && !(range.min === 0n && text.startsWith('-')) && fits(BigInt(text), range)) {
    return { type, value: BigInt(text) };
  }
  return reject('InvalidArguments', `Unable to convert ${text} to datatype ${debugTypeName(type)}`, { reason: 'literal', span });
}

function mismatch(target: LiteralTarget, actual: DataType, span: Span): never {
  return reject('InvalidSyntax', `Column ${target.column} expect type: ${debugTypeName(target.type)}, actual: ${debugTypeName(actual)}`, {
    reason: 'literal_type',
    span,
    detail: { column: target.column },
  });
}

function parseFailure(message: string, span: Span): never {
  return reject('InvalidSyntax', `Failed to parse value: ${message}`, { reason: 'literal', span });
}
