import {
  DATE,
  type DataType,
  FLOAT32,
  FLOAT64,
  isBinary,
  isDecimal,
  isInteger,
  isNumeric,
  isSigned,
  isString,
  STRING,
  timestamp,
} from '../types.ts';
import { commonList, commonNumber, commonString, commonStruct, comparableNumber, comparableTime, withNull } from './coercion.ts';

/** The type CASE, UNION, IF and NVL2 give two branches (`type_union_coercion`): text wins over numbers. */
export function branchType(left: DataType, right: DataType): DataType | undefined {
  if (left === right) return left;
  return (
    withNull(left, right) ??
    comparableNumber(left, right) ??
    comparableTime(left, right) ??
    commonString(left, right) ??
    commonList(left, right, branchType) ??
    commonStruct(left, right, branchType) ??
    textBeside(left, right)
  );
}

/** Text meets numbers in text, times in the nanosecond timestamp or the date. */
function textBeside(left: DataType, right: DataType): DataType | undefined {
  const text = isString(left) ? left : isString(right) ? right : undefined;
  const other = isString(left) ? right : left;
  if (text === undefined) return undefined;
  if (isNumeric(other)) return text;
  if (other.kind === 'timestamp') return timestamp('ns', other.zone);
  if (other.kind === 'date') return DATE;
  return other.kind === 'binary' ? other : undefined;
}

/** Folds a rule over the types of branches. */
export function foldTypes(types: readonly DataType[], rule: (a: DataType, b: DataType) => DataType | undefined): DataType | undefined {
  return types.reduce<DataType | undefined>((common, type) => (common === undefined ? undefined : rule(common, type)), types[0]);
}

/** The type COALESCE, GREATEST, LEAST, NULLIF and lists give two values (`type_union_resolution`): numbers win over text. */
export function valueType(left: DataType, right: DataType): DataType | undefined {
  if (left === right) return left;
  if (isBinary(left) || isBinary(right)) return undefined;
  return (
    withNull(left, right) ??
    comparableNumber(left, right) ??
    (isNumeric(left) && isString(right) ? left : isString(left) && isNumeric(right) ? right : undefined) ??
    valueTime(left, right) ??
    commonString(left, right) ??
    commonList(left, right, valueType) ??
    commonStruct(left, right, valueType)
  );
}

function valueTime(left: DataType, right: DataType): DataType | undefined {
  return isInteger(left) || isInteger(right) ? undefined : comparableTime(left, right);
}

/** The type of `nvl` and `ifnull`. */
export function nvlType(left: DataType, right: DataType): DataType | undefined {
  if (left.kind === 'null') return isNumeric(right) ? nvlType(right, right) : STRING;
  if (right.kind === 'null') return isNumeric(left) ? nvlType(left, left) : STRING;
  if (left.kind === 'boolean' && right.kind === 'boolean') return left;
  if (isDecimal(left) || isDecimal(right)) return isNumeric(left) && isNumeric(right) ? FLOAT64 : STRING;
  if (isInteger(left) && isInteger(right)) {
    const mixed = isSigned(left) !== isSigned(right) && (left.kind === 'uint64' || right.kind === 'uint64');
    return mixed ? FLOAT32 : commonNumber(left, right);
  }
  if (isNumeric(left) && isNumeric(right)) return commonNumber(left, right);
  return STRING;
}
