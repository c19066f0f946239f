import type { Literal, StatusName } from '../../grammar/index.ts';
import { debugTypeName, descTypeName } from '../type_names.ts';
import { BINARY, BOOLEAN, type DataType, STRING, isFloat, isNumeric } from '../types.ts';
import { bytesFromHex, encodeUtf8 } from './binaries.ts';
import { checkPrecision, fitsI128, powerOfTen, printDecimal, rescale } from './decimals.ts';
import { parseFloat64 } from './floats.ts';
import { convertTimestamp, debugTimestamp, isDateAlone, parseGreptimeDate, parseGreptimeTimestamp } from './greptime_time.ts';
import { INT32_RANGE, INT64_RANGE, type IntegerRange, fits, integerRange, parseInteger } from './integers.ts';
import { isJsonFault, parseJson } from './json.ts';
import { narrow } from './numbers.ts';
import { settle } from './outcome.ts';
import type { Scalar, ScalarValue } from './scalar.ts';
import { UNIT_NAME } from './timestamps.ts';
import { parseVector, vectorToBytes } from './vectors.ts';
import type { Zone } from './zones.ts';

/** Where a literal goes: a column, as the session reads literals. */
export interface InsertTarget {
  readonly column: string;
  readonly type: DataType;
  /** The session's zone; absent: a name we do not know. */
  readonly zone?: Zone;
  /** MySQL sessions turn texts into numbers (`auto_string_to_numeric`). */
  readonly textToNumber: boolean;
}

export type InsertValue =
  | { readonly kind: 'value'; readonly value: Scalar }
  | { readonly kind: 'error'; readonly statusName: StatusName; readonly message: string; readonly reason: 'literal' | 'literal_type' }
  | { readonly kind: 'unknown'; readonly why: string };

/** The value a column gets of a literal of VALUES or DEFAULT. Mirrors `sql_value_to_value` (`src/common/sql/src/convert.rs`). */
export function insertValue(target: InsertTarget, literal: Literal): InsertValue {
  const { type } = target;
  switch (literal.type) {
    case 'null':
      return valued(type, null);
    case 'number':
      return numberValue(type, literal.value);
    case 'boolean':
      return type.kind === 'boolean' ? valued(type, literal.value === 'true') : mismatch(target, BOOLEAN);
    case 'string':
    case 'double_quoted':
      return textValue(target, literal.value);
    case 'hex':
      return hexValue(target, literal.value);
    default:
      return { kind: 'unknown', why: `a literal of the kind ${literal.type}` };
  }
}

function valued(type: DataType, value: ScalarValue): InsertValue {
  return { kind: 'value', value: { type, value } };
}

function unsure(why: string): InsertValue {
  return { kind: 'unknown', why };
}

function unparsable(message: string): InsertValue {
  return { kind: 'error', statusName: 'InvalidSyntax', message: `Failed to parse value: ${message}`, reason: 'literal' };
}

function invalid(message: string): InsertValue {
  return { kind: 'error', statusName: 'InvalidArguments', message, reason: 'literal' };
}

/** `ColumnTypeMismatch`. */
function mismatch(target: InsertTarget, actual: DataType): InsertValue {
  const message = `Column ${target.column} expect type: ${shown(target.type)}, actual: ${shown(actual)}`;
  return { kind: 'error', statusName: 'InvalidSyntax', message, reason: 'literal_type' };
}

function shown(type: DataType): string | undefined {
  return debugTypeName(type) ?? descTypeName(type);
}

/** What digits, with a sign perhaps, mean in a column of this type (`sql_number_to_value`). */
export function numberValue(type: DataType, digits: string): InsertValue {
  const range = integerRange(type);
  if (range !== undefined) return integerValue(type, digits, range);
  if (isFloat(type)) {
    const value = parseFloat64(digits);
    return value === undefined
      ? unparsable(`Fail to parse number ${digits}, ParseFloatError { kind: Invalid }`)
      : valued(type, narrow(value, type));
  }
  switch (type.kind) {
    case 'timestamp':
      return integerValue(type, digits, INT64_RANGE);
    case 'date':
      return integerValue(type, digits, INT32_RANGE);
    case 'boolean':
      if (digits === '0' || digits === '1') return valued(type, digits === '1');
      return unparsable(`Failed to parse number '${digits}' to boolean column type`);
    case 'decimal':
      return decimalValue(type, digits);
    default:
      return unparsable(`Fail to parse number ${digits}, invalid column type: ${shown(type)}`);
  }
}

/** Rust's `FromStr`: an unsigned type knows no minus. */
function integerValue(type: DataType, digits: string, range: IntegerRange): InsertValue {
  const value = range.min === 0n && digits.startsWith('-') ? undefined : parseInteger(digits);
  if (value === undefined) return unparsable(`Fail to parse number ${digits}, ParseIntError { kind: InvalidDigit }`);
  if (value > range.max) return unparsable(`Fail to parse number ${digits}, ParseIntError { kind: PosOverflow }`);
  if (value < range.min) return unparsable(`Fail to parse number ${digits}, ParseIntError { kind: NegOverflow }`);
  return valued(type, value);
}

const DECIMAL = /^([+-]?)([0-9]*)(?:\.([0-9]*))?$/;

/** The digits get a decimal type of their own (`Decimal128::from_str`), which is then cast to the column's. */
function decimalValue(type: DataType, text: string): InsertValue {
  const match = DECIMAL.exec(text);
  if (match === null || `${match[2]}${match[3] ?? ''}` === '') return unsure('a number in another notation as a decimal');
  const fraction = match[3] ?? '';
  const magnitude = BigInt(`${match[2]}${fraction}`);
  const written = match[1] === '-' ? -magnitude : magnitude;
  if (!fitsI128(written) || fraction.length > 38 || magnitude >= powerOfTen(38)) return unsure('a number beyond decimals');
  const unscaled = rescale(written, fraction.length, type.scale!);
  const outcome = settle(() => ({ type, value: checkPrecision(unscaled, type) }));
  return outcome.kind === 'value' ? outcome : unsure(`whether ${printDecimal(unscaled, type.scale!)} fits the column`);
}

/** Mirrors `parse_string_to_value`. */
function textValue(target: InsertTarget, text: string): InsertValue {
  const { type } = target;
  if (target.textToNumber && isNumeric(type) && type.kind !== 'decimal') return textAsNumber(type, text);
  switch (type.kind) {
    case 'string':
    case 'large_string':
      return valued(type, text);
    case 'binary':
      return valued(type, encodeUtf8(text));
    case 'date':
      return dateValue(target, text);
    case 'timestamp':
      return timestampValue(target, text);
    case 'decimal':
      return decimalValue(type, text);
    case 'vector':
      return vectorValue(type, text);
    case 'json': {
      const parsed = parseJson(text);
      if (!isJsonFault(parsed)) return valued(type, { json: parsed.json });
      return parsed.kind === 'unsure' ? unsure('this dialect of JSON') : invalid(`Invalid JSON text: ${text}`);
    }
    case 'json2':
      return unsure('the text of a JSON2 column');
    default:
      return mismatch(target, STRING);
  }
}

function dateValue({ type, zone }: InsertTarget, text: string): InsertValue {
  const days = parseGreptimeDate(text);
  if (days !== undefined) return valued(type, BigInt(days));
  if (zone === undefined || parseGreptimeTimestamp(text, zone) !== undefined) return unsure('a timestamp as a date');
  return unparsable(`Failed to parse ${text} to Date value`);
}

function timestampValue({ type, zone }: InsertTarget, text: string): InsertValue {
  if (zone === undefined) return unsure('a timestamp in an unknown time zone');
  const timestamp = parseGreptimeTimestamp(text, zone);
  if (timestamp !== undefined) {
    const value = convertTimestamp(timestamp, type.unit!);
    return value === undefined
      ? invalid(`Converting timestamp ${debugTimestamp(timestamp)} to unit ${UNIT_NAME[type.unit!]} overflow`)
      : valued(type, value);
  }
  const count = parseInteger(text);
  if (count !== undefined && fits(count, INT64_RANGE)) return valued(type, count);
  return isDateAlone(text) ? unsure('a date without a time as a timestamp') : unparsable(`Failed to parse ${text} to Timestamp value`);
}

function vectorValue(type: DataType, text: string): InsertValue {
  const vector = parseVector(text, type.dimension);
  if (typeof vector === 'string') return invalid(`Invalid Vector: Failed to parse ${text} to Vector value: ${vector}`);
  return valued(type, vectorToBytes(vector));
}

/** Mirrors `auto_cast_to_numeric`. */
function textAsNumber(type: DataType, text: string): InsertValue {
  const range = integerRange(type);
  const integer = range === undefined || (range.min === 0n && text.startsWith('-')) ? undefined : parseInteger(text);
  if (range !== undefined && integer !== undefined && fits(integer, range)) return valued(type, integer);
  const float = range === undefined ? parseFloat64(text) : undefined;
  return float === undefined ? invalid(`Unable to convert ${text} to datatype ${shown(type)}`) : valued(type, narrow(float, type));
}

function hexValue(target: InsertTarget, digits: string): InsertValue {
  const { type } = target;
  if (type.kind === 'json' || type.kind === 'json2') return mismatch(target, BINARY);
  const stranger = /[^0-9a-fA-F]/.exec(digits);
  if (digits.length % 2 !== 0) return unparsable('Fail to parse hex string to Byte: odd number of digits');
  if (stranger !== null)
    return unparsable(`Fail to parse hex string to Byte: invalid character '${stranger[0]}' at position ${stranger.index}`);
  return type.kind === 'binary' ? valued(type, bytesFromHex(digits)!) : unsure('a hex string in a column that is not binary');
}
