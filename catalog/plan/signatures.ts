import { SIGNATURES } from '../data/signatures.ts';
import type { FunctionRow } from '../data/functions.ts';
import { arrowTypeName } from '../type_names.ts';
import {
  type DataType,
  isBinary,
  isDecimal,
  isFloat,
  isInteger,
  isInterval,
  isNumeric,
  isSigned,
  isString,
  isTimestamp,
  isUnsigned,
  NULL,
} from '../types.ts';
import { parseArrowType } from './cast_types.ts';
import { foldTypes, valueType } from './common_types.ts';
import { userComplaint } from './user_rules.ts';
import { candidate, type Coercion, debugSignature, type Demand, parseDemands, wantedName } from './signature_text.ts';

const parsed = new Map<string, readonly Demand[]>();

function demandsOf(row: FunctionRow): readonly Demand[] | undefined {
  return demandsFor(`${row.kind} ${row.name}`);
}

function demandsFor(key: string): readonly Demand[] | undefined {
  const text = SIGNATURES[key];
  if (text === undefined) return undefined;
  let demands = parsed.get(key);
  if (demands === undefined) parsed.set(key, (demands = parseDemands(text)));
  return demands;
}

interface Judged {
  readonly types: readonly DataType[];
  readonly judgement: true | string | undefined;
}
const judged = new WeakMap<FunctionRow, Judged[]>();
/** Most functions are called with few kinds of arguments. */
const REMEMBERED = 8;

/**
 * Whether DataFusion takes arguments of these types: `true`, its complaint, or `undefined` where the function's own rule decides.
 * Mirrors `fields_with_udf` of datafusion-expr (type_coercion/functions.rs). Remembered, for types are the same objects where they are equal.
 */
export function judgeSignature(row: FunctionRow, types: readonly DataType[]): true | string | undefined {
  const known = judged.get(row) ?? [];
  const found = known.find(one => one.types.length === types.length && one.types.every((type, index) => type === types[index]));
  if (found !== undefined) return found.judgement;
  const judgement = judge(row, types);
  judged.set(row, [{ types, judgement }, ...known.slice(0, REMEMBERED - 1)]);
  return judgement;
}

function judge(row: FunctionRow, types: readonly DataType[]): true | string | undefined {
  const demands = demandsOf(row);
  if (demands === undefined) return undefined;
  if (demands.some(({ kind }) => kind === 'user')) {
    const cause = userComplaint(row.name, types);
    return cause === undefined
      ? undefined
      : complaint(row, `Execution error: Function '${row.name}' user-defined coercion failed with "${cause}"`, types, demands);
  }
  if (types.length === 0)
    return demands.some(({ kind }) => kind === 'nullary')
      ? true
      : complaint(row, `'${row.name}' does not support zero arguments`, types, demands);
  const outcomes = demands.map(demand => meet(row.name, demand, types));
  if (demands.some(({ kind }) => kind === 'array') && !outcomes.includes(true) && types.some(({ kind }) => kind === 'null'))
    return undefined;
  const noList = demands.length === 1 && demands[0]!.kind === 'array' ? notAList(row.name, demands[0]!.args, types) : undefined;
  if (noList !== undefined) return complaint(row, noList, types, demands);
  if (outcomes.some(outcome => outcome === true)) return true;
  const errors = outcomes.filter(outcome => typeof outcome === 'string');
  if (errors.length < outcomes.length) {
    const message = `Failed to coerce arguments to satisfy a call to '${row.name}' function: coercion from ${shown(types)} to the signature ${debugSignature(demands)} failed`;
    return complaint(row, message, types, demands);
  }
  if (demands.length === 1) return complaint(row, errors[0]!, types, demands);
  const joined = errors.map(error => `Error during planning: ${error}`).join(',');
  return complaint(row, `Execution error: Function '${row.name}' failed to match any signature, errors: ${joined}`, types, demands);
}

function complaint(row: FunctionRow, cause: string, types: readonly DataType[], demands: readonly Demand[]): string {
  const candidates = demands.map(demand => `\n\t${row.name}(${candidate(demand)})`).join('');
  return `${cause} No function matches the given name and argument types '${row.name}(${shown(types)})'. You might need to add explicit type casts.\n\tCandidate functions:${candidates}`;
}

function shown(types: readonly DataType[]): string {
  return types.map(arrowTypeName).join(', ');
}

/** `true`, a complaint, or `false` for a quiet mismatch that is only reported for the whole signature. */
function meet(name: string, demand: Demand, types: readonly DataType[]): boolean | string {
  switch (demand.kind) {
    case 'nullary':
      return types.length === 0 || `The function '${name}' expected zero argument but received ${types.length}`;
    case 'any':
      return types.length === demand.count || `The function '${name}' expected ${demand.count} arguments but received ${types.length}`;
    case 'variadic_any':
      return true;
    case 'variadic':
      return demand.types.some(wanted => types.every(type => flows(type, wanted)));
    case 'uniform':
      return types.length === demand.count && demand.types.some(wanted => types.every(type => flows(type, wanted)));
    case 'exact':
      return types.length === demand.types.length && types.every((type, index) => flows(type, demand.types[index]!));
    case 'numeric':
      return meetNumeric(name, demand.count, types);
    case 'comparable':
      return meetComparable(name, demand.count, types);
    case 'coercible':
      return meetCoercible(name, demand.args, types);
    case 'map':
      return types.length === 1 && (types[0]!.kind === 'map' || types[0]!.kind === 'null');
    case 'array':
      return meetArray(demand.args, types);
    case 'user':
      return true;
  }
}

function meetArray(args: readonly string[], types: readonly DataType[]): boolean {
  if (args.length !== types.length) return false;
  const common = elementType(args, types);
  return args.every((arg, index) => {
    const type = types[index]!;
    if (type.kind === 'null') return true;
    if (arg === 'array') return type.kind === 'list' && common !== undefined;
    if (arg === 'index') return flows(type, 'Int64');
    return arg === 'string' || (common !== undefined && becomesElement(type, common));
  });
}

/** The type that the elements of the lists and the values beside them meet in: numbers win over text. */
function elementType(args: readonly string[], types: readonly DataType[]): DataType | undefined {
  const elements = args.flatMap((arg, index) => {
    const type = types[index]!;
    const element = arg === 'array' ? type.element : arg === 'element' ? type : undefined;
    return element === undefined || element.kind === 'null' ? [] : [element];
  });
  return elements.length === 0 ? NULL : foldTypes(elements, valueType);
}

/** What the elements of a list function's lists are cast to; undefined where it is no list function. */
export function listElement(name: string, types: readonly DataType[]): DataType | undefined {
  const demand = demandsFor(`scalar ${name}`)?.find(one => one.kind === 'array' && one.args.length === types.length);
  return demand?.kind === 'array' ? elementType(demand.args, types) : undefined;
}

/** The list is cast to its new elements whatever they are; a value only where it flows into them by itself. */
function becomesElement(value: DataType, element: DataType): boolean {
  if (value === element || (isString(value) && isString(element)) || (value.kind === 'list' && element.kind === 'list')) return true;
  return flows(value, arrowTypeName(element));
}

/** A lone list signature says which argument is no list. */
function notAList(name: string, args: readonly string[], types: readonly DataType[]): string | undefined {
  if (args.length !== types.length) return undefined;
  const odd = args.findIndex((arg, index) => arg === 'array' && types[index]!.kind !== 'list' && types[index]!.kind !== 'null');
  return odd === -1 ? undefined : `${name} does not support type ${arrowTypeName(types[odd]!)}`;
}

function wrongCount(name: string, wanted: number, given: number): string | undefined {
  return wanted === given ? undefined : `Function '${name}' expects ${wanted} arguments but received ${given}`;
}

function meetNumeric(name: string, count: number, types: readonly DataType[]): true | string {
  const wrong = wrongCount(name, count, types.length);
  if (wrong !== undefined) return wrong;
  const odd = types.find(type => !isNumeric(type) && type.kind !== 'null');
  return odd === undefined ? true : `Function '${name}' expects NativeType::Numeric but received NativeType::${nativeName(odd)}`;
}

function meetComparable(name: string, count: number, types: readonly DataType[]): true | string {
  const wrong = wrongCount(name, count, types.length);
  if (wrong !== undefined) return wrong;
  const [first, ...rest] = types;
  const odd = rest.find(type => !isComparableValue(first!, type));
  return odd === undefined ? true : `For function '${name}' ${arrowTypeName(first!)} and ${arrowTypeName(odd)} is not comparable`;
}

/** NULLIF compares as values meet, but never times of different kinds. */
function isComparableValue(left: DataType, right: DataType): boolean {
  return (
    left === right ||
    (!isTime(left) && !isTime(right) && valueType(left, right) !== undefined) ||
    left.kind === 'null' ||
    right.kind === 'null'
  );
}

function isTime(type: DataType): boolean {
  return isTimestamp(type) || type.kind === 'date' || type.kind === 'time';
}

function meetCoercible(name: string, args: readonly Coercion[], types: readonly DataType[]): true | string {
  const wrong = wrongCount(name, args.length, types.length);
  if (wrong !== undefined) return wrong;
  const at = args.findIndex((arg, index) => ![arg.wanted, ...arg.sources].some(wanted => belongs(types[index]!, wanted)));
  if (at === -1) return true;
  const type = types[at]!;
  const hint = isBytes(type)
    ? '\n\nHint: Binary types are not automatically coerced to String. Use CAST(column AS VARCHAR) to convert Binary data to String.'
    : '';
  return `Function '${name}' requires TypeSignatureClass::${wantedName(args[at]!.wanted)}, but received ${nativeName(type)} (DataType: ${arrowTypeName(type)}).${hint}`;
}

function isBytes(type: DataType): boolean {
  return isBinary(type) || type.kind === 'json' || type.kind === 'vector' || type.kind === 'json2';
}

/** Whether a type is of a class (`TypeSignatureClass::matches_native_type`); NULL is of every one. */
function belongs(type: DataType, wanted: string): boolean {
  if (type.kind === 'null') return true;
  const bare = type.kind === 'dictionary' ? type.element! : type;
  switch (wanted) {
    case 'Any':
      return true;
    case 'Integer':
      return isInteger(bare);
    case 'Float':
      return isFloat(bare);
    case 'Decimal':
      return isDecimal(bare);
    case 'Numeric':
      return isNumeric(bare);
    case 'Timestamp':
      return isTimestamp(bare);
    case 'Time':
    case 'Duration':
      return bare.kind === wanted.toLowerCase();
    case 'Interval':
      return isInterval(bare);
    case 'Binary':
    case 'Binary!':
      return isBytes(bare);
    case 'String!':
      return isString(bare);
    case 'Date!':
      return bare.kind === 'date' || bare.kind === 'date64';
    default:
      return `${nativeName(bare)}!` === wanted;
  }
}

/** DataFusion's logical type, as it prints (`NativeType`). */
function nativeName(type: DataType): string {
  if (isString(type)) return 'String';
  if (isBytes(type)) return 'Binary';
  switch (type.kind) {
    case 'date':
      return 'Date';
    case 'decimal':
      return `Decimal(${type.precision}, ${type.scale})`;
    case 'time':
      return `Time(${type.unit === 'us' ? 'µs' : type.unit})`;
    case 'list':
      return `List(LogicalType(Native(${nativeName(type.element!)}), ${nativeName(type.element!)}))`;
    case 'struct':
      return `Struct(${(type.fields ?? []).map(field => `"${field.name}": LogicalType(Native(${nativeName(field.type)}), ${nativeName(field.type)})`).join(', ')})`;
    default:
      return arrowTypeName(type);
  }
}

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

/** Whether a type is silently cast to an Arrow type (`coerced_from`). */
function flows(from: DataType, wanted: string): boolean {
  if (from.kind === 'null') return !/^(?:Boolean|Date|Time\d|Duration|Binary)/.test(wanted);
  if (from.kind === 'dictionary') return flows(from.element!, wanted);
  if (wanted === 'Utf8' || wanted === 'LargeUtf8') return true;
  if (wanted === 'Utf8View') return isString(from);
  if (wanted.startsWith('Timestamp('))
    return isString(from) || from.kind === 'date' || (isTimestamp(from) && (from.zone === undefined || wanted.includes(', TZ')));
  if (wanted.startsWith('Interval(')) return isString(from) || isInterval(from);
  const into = parseArrowType(wanted);
  if (into === undefined) return false;
  if (into === from) return true;
  if (isFloat(into))
    return (
      isInteger(from) ||
      (isFloat(from) && (into.kind === 'float64' || from.kind !== 'float64')) ||
      (into.kind === 'float64' && isDecimal(from))
    );
  if (isSigned(into))
    return (isSigned(from) && WIDTH[from.kind]! <= WIDTH[into.kind]!) || (isUnsigned(from) && WIDTH[from.kind]! < WIDTH[into.kind]!);
  if (isUnsigned(into)) return isUnsigned(from) && WIDTH[from.kind]! <= WIDTH[into.kind]!;
  return false;
}
