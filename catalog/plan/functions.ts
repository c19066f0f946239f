import type { Span } from '../../grammar/index.ts';
import { type FunctionRow, functionNames, type FunctionSignature } from '../data/functions.ts';
import { arrowTypeName } from '../type_names.ts';
import { type DataType, isBinary, isDecimal, isFloat, isInteger, isInterval, isNumeric, isString, isTimestamp } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Bound } from './bound.ts';
import { faulty, faultyAs, type Typed, typedByFields, yields } from './build.ts';
import { constantComplaint } from './constant_arguments.ts';
import { planError } from './context.ts';
import { returnType } from './returns.ts';
import { judgeSignature } from './signatures.ts';
import { editDistance } from './similarity.ts';

/** Nobody knows the function: the nearest name is proposed (`suggest_valid_function` of datafusion-sql). */
export function rejectFunction(name: string, windowed: boolean, span: Span): never {
  if (HELPER.test(name)) unknown(`the helper ${name}`);
  const suggestion = nearestFunction(name, windowed);
  planError(`Invalid function '${name}'.\nDid you mean '${suggestion}'?`, {
    reason: 'function_not_found',
    span,
    detail: { name, suggestion },
  });
}

/** What aggregates are split into for many regions is registered by names of its own, which nobody lists. */
const HELPER = /^__\w+_(?:state|merge)$/;

/** The least edit distance wins, letter case aside. Among equals DataFusion's choice is by chance, ours the first of the table. */
export function nearestFunction(name: string, windowed: boolean): string {
  const folded = name.toLowerCase();
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of windowed ? functionNames('aggregate', 'window') : functionNames('scalar', 'aggregate', 'range')) {
    const distance = editDistance(folded, candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** The type of a call, from the signature its arguments fit. */
export function typeCall(row: FunctionRow, args: readonly Bound[], span: Span): Typed {
  return typedByFields(args, () => {
    const verdict = judgeSignature(
      row,
      args.map(arg => arg.type),
    );
    if (typeof verdict === 'string') return faulty(verdict, 'function_arguments', span);
    const signature = row.signatures.find(candidate => (verdict === true ? takes(candidate, args.length) : fits(candidate, args)));
    if (signature === undefined) return mismatch(row, args);
    const complaint = row.origin === 'datafusion' ? constantComplaint(row.name, args) : undefined;
    if (complaint !== undefined) return faultyAs(`Execution error: ${complaint}`, 'function_arguments', span);
    const type = returnType(row.name, signature, args);
    return type === undefined
      ? unknown(`the type of ${row.name}(${args.map(arg => arrowTypeName(arg.type)).join(', ')})`)
      : yields(type, true);
  });
}

function mismatch(row: FunctionRow, args: readonly Bound[]): never {
  return unknown(`no signature of ${row.name} is known to take (${args.map(arg => arrowTypeName(arg.type)).join(', ')})`);
}

function takes({ args: wanted }: FunctionSignature, count: number): boolean {
  const least = wanted.filter(arg => !arg.optional && !arg.variadic).length;
  return count >= least && (count <= wanted.length || wanted.some(arg => arg.variadic));
}

function fits({ args: wanted }: FunctionSignature, given: readonly Bound[]): boolean {
  const variadic = wanted.findIndex(arg => arg.variadic);
  if (!takes({ args: wanted, returns: '' }, given.length)) return false;
  return given.every((arg, index) => {
    const argument = wanted[variadic !== -1 && index >= variadic ? variadic : index] ?? wanted[variadic];
    return argument !== undefined && familiesOf(argument.type).some(family => belongs(arg.type, family));
  });
}

const families = new Map<string, readonly string[]>();

/** The families of types that an argument may be of, as its signature writes them. */
function familiesOf(text: string): readonly string[] {
  let found = families.get(text);
  if (found === undefined) families.set(text, (found = text.split('|')));
  return found;
}

function belongs(type: DataType, family: string): boolean {
  if (type.kind === 'null') return true;
  switch (family) {
    case 'any':
      return true;
    case 'numeric':
      return isNumeric(type);
    case 'integer':
      return isInteger(type);
    case 'float':
      return isFloat(type) || isInteger(type) || isDecimal(type);
    case 'string':
      return isString(type) || !isNested(type);
    case 'binary':
      return isBinary(type);
    case 'boolean':
      return type.kind === 'boolean';
    case 'timestamp':
      return isTimestamp(type);
    case 'date':
      return type.kind === 'date' || type.kind === 'date64';
    case 'time':
      return type.kind === 'time';
    case 'interval':
      return isInterval(type);
    case 'list':
    case 'map':
    case 'struct':
      return type.kind === family;
    case 'json':
      return type.kind === 'json' || type.kind === 'json2' || isBinary(type);
    case 'vector':
      return type.kind === 'vector' || isBinary(type);
    case 'wkt':
      return isString(type);
    case 'cell':
      return isString(type) || isInteger(type);
    default:
      return belongsToArrow(type, family);
  }
}

/** Exact text parameters take everything that has a text. */
function isNested(type: DataType): boolean {
  return type.kind === 'list' || type.kind === 'struct' || type.kind === 'map';
}

function belongsToArrow(type: DataType, name: string): boolean {
  if (arrowTypeName(type) === name) return true;
  if (name === 'Float64' || name === 'Float32') return isNumeric(type);
  if (/^U?Int/.test(name)) return isInteger(type);
  if (name === 'Binary') return isBinary(type) || type.kind === 'json' || type.kind === 'vector';
  return name === 'Timestamp(ns)' && isTimestamp(type);
}
