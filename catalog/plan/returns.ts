import { castable } from './casts.ts';
import {
  type DataType,
  decimal,
  FLOAT32,
  FLOAT64,
  INT32,
  INT64,
  isDecimal,
  isFloat,
  isInteger,
  isSigned,
  isString,
  isUnsigned,
  LARGE_STRING,
  list,
  map,
  NULL,
  STRING,
  STRING_VIEW,
  struct,
  timestamp,
  UINT64,
} from '../types.ts';
import type { FunctionSignature } from '../data/functions.ts';
import type { Bound } from './bound.ts';
import { parseArrowType } from './cast_types.ts';
import { arithmetic } from './coercion.ts';
import { branchType, foldTypes, nvlType, valueType } from './common_types.ts';
import { listElement } from './signatures.ts';

/** What a signature yields for bound arguments; undefined where its rule does not say. Notation: reference/README.md. */
export function returnType(name: string, signature: FunctionSignature, args: readonly Bound[]): DataType | undefined {
  return OWN[name]?.(args) ?? evaluate(signature.returns, new Call(name, signature, args));
}

/** Functions whose type the reference's rules leave open for some arguments. */
const OWN: { readonly [name: string]: (args: readonly Bound[]) => DataType | undefined } = {
  abs: ([arg]) => (arg!.type.kind === 'null' ? FLOAT64 : undefined),
  median: ([arg]) => (arg!.type.kind === 'null' ? FLOAT64 : undefined),
  atan2: args => (args.every(({ type }) => isInteger(type) || type.kind === 'float32' || type.kind === 'null') ? FLOAT32 : FLOAT64),
  make_array: args => (args.length === 0 ? list(NULL) : undefined),
  array_concat: args =>
    args.every(({ type }) => type.kind === 'list' && type.element!.kind !== 'list')
      ? foldTypes(
          args.map(arg => arg.type),
          valueType,
        )
      : undefined,
  generate_series: args => (args.every(({ type }) => isInteger(type) || type.kind === 'null') ? list(INT64) : undefined),
  range: args => (args.every(({ type }) => isInteger(type) || type.kind === 'null') ? list(INT64) : undefined),
};

class Call {
  readonly name: string;
  readonly signature: FunctionSignature;
  readonly args: readonly Bound[];

  constructor(name: string, signature: FunctionSignature, args: readonly Bound[]) {
    this.name = name;
    this.signature = signature;
    this.args = args;
  }

  /** The type of the argument of that name, or of the first one. */
  typeOf(name: string): DataType | undefined {
    const at = this.signature.args.findIndex(arg => arg.name === name);
    return this.args[at === -1 ? 0 : at]?.type;
  }

  types(): readonly DataType[] {
    return this.args.map(arg => arg.type);
  }
}

const APPLIED = /^(\w+)[(<](.*)[)>]$/s;

/** What signatures yield that does not hang on their arguments, by its text. */
const plains = new Map<string, DataType | undefined>();

function evaluate(returns: string, given: Call): DataType | undefined {
  if (returns.startsWith('rule:')) return RULES[returns.slice('rule:'.length)]?.(given);
  let plain = plains.get(returns);
  if (plain === undefined && !plains.has(returns)) plains.set(returns, (plain = parseArrowType(returns)));
  if (plain !== undefined) return plain;
  const [, head, inner] = APPLIED.exec(returns) ?? [];
  if (head === undefined || inner === undefined) return undefined;
  const operand = given.typeOf(inner);
  switch (head) {
    case 'typeof':
      return operand?.kind === 'list' || operand?.kind === 'null' ? listLike(operand, given) : operand;
    case 'elementof':
      return operand?.element;
    case 'keyof':
      return operand?.key;
    case 'valueof':
      return operand?.kind === 'map' ? operand.element : undefined;
    case 'float':
      return operand?.kind === 'float32' ? FLOAT32 : FLOAT64;
    case 'floatDec':
      return operand !== undefined && isDecimal(operand) ? operand : operand?.kind === 'float32' ? FLOAT32 : FLOAT64;
    case 'string':
      return operand?.kind === 'large_string' ? LARGE_STRING : operand?.kind === 'string_view' ? STRING_VIEW : STRING;
    case 'sameString':
      return operand !== undefined && isString(operand) ? operand : STRING;
    case 'len':
      return operand?.kind === 'large_string' ? INT64 : INT32;
    case 'common':
      return foldTypes(given.types(), valueType);
    case 'List':
    case 'list': {
      const element = evaluate(inner, given);
      return element === undefined ? undefined : list(element);
    }
    case 'map': {
      const [key, value] = inner.split(',').map(part => evaluate(part, given));
      return key === undefined || value === undefined ? undefined : map(key, value);
    }
    default:
      return undefined;
  }
}

/** Functions that make a list even where NULL stands for one. */
const MAKERS = new Set(['array_append', 'array_prepend', 'array_resize', 'array_union', 'array_except', 'array_intersect']);

/** A list of what its elements are cast to, beside the other arguments. */
function listLike(operand: DataType, given: Call): DataType {
  if (operand.kind === 'null' && !MAKERS.has(given.name)) return operand;
  const element = listElement(given.name, given.types()) ?? operand.element;
  if (element === undefined) return operand;
  return list(operand.kind === 'null' && element.kind === 'null' ? INT64 : element);
}

const RULES: { readonly [rule: string]: (given: Call) => DataType | undefined } = {
  case: ({ args, name }) =>
    foldTypes(
      (name === 'nvl2' ? args : args.slice(1)).map(arg => arg.type),
      branchType,
    ),
  nvl: ({ args }) => nvlType(args[0]!.type, args[1]!.type),
  round: ({ args }) => roundType(args),
  trunc: ({ args }) =>
    args.length === 1 ? floatOf(args[0]!.type) : args[0]!.type.kind === 'float64' || isDecimal(args[0]!.type) ? FLOAT64 : FLOAT32,
  dateBin: given => dateBinType(given),
  dateTrunc: ({ args }) => unitKept(args[1]!.type),
  datePart: ({ args }) => (isLiteralText(args[0], 'epoch') ? FLOAT64 : INT32),
  power: ({ args }) => (isDecimal(args[0]!.type) ? args[0]!.type : FLOAT64),
  sum: ({ args }) => sumType(args[0]!.type),
  avg: ({ args }) => avgType(args[0]!.type),
  percentile: ({ args }) => (args[0]!.type.kind === 'float32' ? FLOAT32 : FLOAT64),
  approxPercentile: ({ args }) => (isDecimal(args[0]!.type) ? FLOAT64 : args[0]!.type),
  mod: ({ args }) => {
    const type = arithmetic('%', args[0]!.type, args[1]!.type);
    return typeof type === 'string' ? undefined : type;
  },
  concat: ({ args }) => concatType(args.map(arg => arg.type)),
  flatten: ({ args }) => {
    const { element } = args[0]!.type;
    return element?.kind === 'list' ? element : args[0]!.type;
  },
  arrowCast: ({ args }) => {
    const text = literalText(args[1]);
    const type = text === undefined ? undefined : parseArrowType(text);
    return type === undefined || castable(args[0]!.type, type) !== 'yes' ? undefined : type;
  },
  dropTimezone: ({ args }) => (args[0]!.type.kind === 'timestamp' ? timestamp(args[0]!.type.unit!) : undefined),
  struct: ({ args }) => struct(args.map((arg, index) => ({ name: `c${index}`, type: arg.type, nullable: true }))),
  namedStruct: ({ args }) => namedStruct(args),
  fieldType: () => undefined,
};

function floatOf(type: DataType): DataType {
  return type.kind === 'float32' ? FLOAT32 : FLOAT64;
}

function roundType(args: readonly Bound[]): DataType | undefined {
  const { type } = args[0]!;
  if (!isDecimal(type)) return floatOf(type);
  if (args[1] === undefined) return decimal(type.precision!, 0);
  const places = args[1].kind === 'literal' ? args[1].value.value : undefined;
  if (places === null) return decimal(type.precision!, 0);
  if (typeof places !== 'bigint') return decimal(Math.min(38, type.precision! + 1), type.scale!);
  return decimal(type.precision!, Math.min(type.scale!, Math.max(0, Number(places))));
}

function dateBinType({ args }: Call): DataType | undefined {
  const [interval, source, origin] = args.map(arg => arg.type);
  if (interval === undefined || source === undefined) return undefined;
  if (source.kind === 'time') return source;
  const textual = isString(interval) || (origin !== undefined && isString(origin));
  if (textual || isString(source) || source.kind === 'date' || source.kind === 'null')
    return timestamp('ns', source.kind === 'timestamp' ? source.zone : undefined);
  return source.kind === 'timestamp' ? source : undefined;
}

function unitKept(type: DataType): DataType | undefined {
  if (type.kind === 'timestamp' || type.kind === 'time') return type;
  return isString(type) || type.kind === 'date' || type.kind === 'null' ? timestamp('ns') : undefined;
}

export function sumType(type: DataType): DataType | undefined {
  if (isUnsigned(type)) return UINT64;
  if (isSigned(type)) return INT64;
  if (isFloat(type)) return FLOAT64;
  if (isDecimal(type)) return decimal(Math.min(38, type.precision! + 10), type.scale!);
  return type.kind === 'duration' ? type : undefined;
}

function avgType(type: DataType): DataType | undefined {
  if (isInteger(type) || isFloat(type) || type === NULL) return FLOAT64;
  if (isDecimal(type)) return decimal(Math.min(38, type.precision! + 4), Math.min(38, type.scale! + 4));
  return type.kind === 'duration' ? type : undefined;
}

function concatType(types: readonly DataType[]): DataType | undefined {
  if (types.some(type => type.kind === 'string_view')) return STRING_VIEW;
  return types.some(type => type.kind === 'large_string') ? LARGE_STRING : STRING;
}

function namedStruct(args: readonly Bound[]): DataType | undefined {
  if (args.length === 0 || args.length % 2 !== 0) return undefined;
  const fields = [];
  for (let at = 0; at < args.length; at += 2) {
    const name = literalText(args[at]);
    if (name === undefined) return undefined;
    fields.push({ name, type: args[at + 1]!.type, nullable: true });
  }
  return struct(fields);
}

export function literalText(expr: Bound | undefined): string | undefined {
  return expr?.kind === 'literal' && typeof expr.value.value === 'string' ? expr.value.value : undefined;
}

function isLiteralText(expr: Bound | undefined, text: string): boolean {
  return literalText(expr)?.toLowerCase() === text;
}
