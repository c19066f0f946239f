import { arrowTypeName } from '../../type_names.ts';
import { isFloat, isInteger, isString } from '../../types.ts';
import { type Json, type JsonObject, isJsonFault, isJsonObject, parseJson, printJson } from '../json.ts';
import { executionError, unmodelled } from '../outcome.ts';
import { type Scalar, type ScalarValue, isJsonDocument } from '../scalar.ts';
import { type FunctionTable, seeingNull, strict, textOf } from './function.ts';

/** JSON functions over JSONB documents. */
export const JSONS: FunctionTable = {
  parse_json: strict(([text]) => ({ json: parsed(textOf(text!)) })),
  json_to_string: strict(([json]) => printJson(documentOf(json!))),
  json_object: seeingNull(args => ({ json: objectOf(args) })),
  json_object_keys: strict(([json]) => {
    const document = documentOf(json!);
    return isJsonObject(document) ? [...document.keys()] : null;
  }),
  json_get_int: strict(([json, path]) => integerAt(valueAt(documentOf(json!), textOf(path!)))),
  json_get_float: strict(([json, path]) => floatAt(valueAt(documentOf(json!), textOf(path!)))),
  json_get_bool: strict(([json, path]) => booleanAt(valueAt(documentOf(json!), textOf(path!)))),
  json_get_string: strict(([json, path]) => stringAt(valueAt(documentOf(json!), textOf(path!)))),
  json_get_object: strict(([json, path]) => objectAt(valueAt(documentOf(json!), textOf(path!)))),
  json_is_null: asks(json => json === null),
  json_is_bool: asks(json => typeof json === 'boolean'),
  json_is_int: asks(json => typeof json === 'bigint'),
  json_is_float: asks(json => typeof json === 'number' || typeof json === 'bigint'),
  json_is_string: asks(json => typeof json === 'string'),
  json_is_array: asks(json => Array.isArray(json)),
  json_is_object: asks(isJsonObject),
};

function asks(test: (json: Json) => boolean): FunctionTable[string] {
  return strict(([json]) => test(documentOf(json!)));
}

function parsed(text: string): Json {
  const result = parseJson(text);
  if (!isJsonFault(result)) return result.json;
  return result.kind === 'unsure' ? unmodelled('this dialect of JSON') : executionError(`cannot parse '${text}': ${result.text}`);
}

function documentOf({ value }: Scalar): Json {
  return isJsonDocument(value) ? value.json : unmodelled('bytes that may be a JSON document');
}

function objectOf(args: readonly Scalar[]): JsonObject {
  if (args.length % 2 !== 0) return executionError(`json_object expects (key, value) argument pairs, got ${args.length} arguments`);
  const pairs: [string, Json][] = [];
  for (let i = 0; i < args.length; i += 2) {
    const [key, value] = [args[i]!, args[i + 1]!];
    const name = key.value === null ? executionError('json_object does not allow NULL keys') : textOf(key);
    pairs.push([name, jsonOf(value)]);
  }
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function jsonOf({ type, value }: Scalar): Json {
  if (value === null) return null;
  if (isString(type) || type.kind === 'boolean' || isInteger(type)) return value as Json;
  if (isFloat(type)) return Number.isFinite(value as number) ? (value as number) : unmodelled('a float JSON does not have');
  if (isJsonDocument(value)) return unmodelled('a document inside another');
  return executionError(`json_object does not support values of type ${arrowTypeName(type)}; cast the value to a string`);
}

/** A path of names and quoted names (`a.b`, `a:b`, `["c"]`, `$.a`), or of indexes; the rest of JSONPath is not modelled. */
function valueAt(json: Json, path: string): Json | undefined {
  const steps = /^(?:\$)?((?:(?:[.:]|(?<!\w))[A-Za-z_][A-Za-z0-9_]*|\["[^"\\]*"\]|\[[0-9]+\])*)$/.exec(path);
  if (steps === null || path === '' || path.startsWith('.')) return unmodelled('this JSON path');
  let at: Json | undefined = json;
  for (const [step] of steps[1]!.matchAll(/[A-Za-z_][A-Za-z0-9_]*|\["[^"\\]*"\]|\[[0-9]+\]/g)) {
    if (at === undefined) return undefined;
    if (step.startsWith('[') && !step.startsWith('["'))
      at = Array.isArray(at) ? (at as readonly Json[])[Number(step.slice(1, -1))] : undefined;
    else at = isJsonObject(at) ? at.get(step.startsWith('[') ? step.slice(2, -2) : step) : undefined;
  }
  return at;
}

function integerAt(json: Json | undefined): ScalarValue {
  if (json === undefined || json === null || typeof json === 'object') return null;
  if (typeof json === 'bigint') return json <= 2n ** 63n - 1n ? json : unmodelled('a JSON number beyond 64 bits');
  return unmodelled('a JSON value as another type');
}

function floatAt(json: Json | undefined): ScalarValue {
  if (json === undefined || json === null || typeof json === 'object') return null;
  return typeof json === 'number' || typeof json === 'bigint' ? Number(json) : unmodelled('a JSON value as another type');
}

function booleanAt(json: Json | undefined): ScalarValue {
  if (json === undefined || json === null || typeof json === 'object') return null;
  return typeof json === 'boolean' ? json : unmodelled('a JSON value as another type');
}

function stringAt(json: Json | undefined): ScalarValue {
  if (json === undefined || json === null || typeof json === 'object') return null;
  return typeof json === 'string' ? json : unmodelled('a JSON value as another type');
}

function objectAt(json: Json | undefined): ScalarValue {
  if (json === undefined) return null;
  return isJsonObject(json) ? { json } : unmodelled('a JSON value that is no object');
}
