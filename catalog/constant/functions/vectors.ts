import { isString } from '../../types.ts';
import { printFloat } from '../floats.ts';
import { executionError, externalError, unmodelled } from '../outcome.ts';
import type { Scalar } from '../scalar.ts';
import { parseVector, vectorFromBytes, vectorToBytes } from '../vectors.ts';
import { type FunctionTable, type ScalarFunction, floatOf, integerOf, strict, textOf } from './function.ts';

type Vector = readonly number[];

/** Vector functions compute in single precision. Texts stand for vectors everywhere. */
export const VECTORS: FunctionTable = {
  parse_vec: strict(([text]) => vectorToBytes(parsed(textOf(text!)))),
  vec_to_string: strict(
    ([v]) =>
      `[${vectorOf(v!)
        .map(element => printFloat(element, true).replace(/\.0$/, ''))
        .join(',')}]`,
  ),
  vec_dim: strict(([v]) => BigInt(vectorOf(v!).length)),
  vec_cos_distance: ofPair('vec_cos_distance', cosineDistance),
  vec_l2sq_distance: ofPair('vec_l2sq_distance', (a, b) => sum(a.map((x, i) => Math.fround(Math.fround(x - b[i]!) ** 2)))),
  vec_dot_product: ofPair('vec_dot_product', dot),
  vec_add: elementwise((x, y) => x + y),
  vec_sub: elementwise((x, y) => x - y),
  vec_mul: elementwise((x, y) => x * y),
  vec_div: elementwise((x, y) => x / y),
  vec_scalar_add: strict(([scalar, v]) => vectorToBytes(vectorOf(v!).map(x => x + Math.fround(floatOf(scalar!))))),
  vec_scalar_mul: strict(([scalar, v]) => vectorToBytes(vectorOf(v!).map(x => x * Math.fround(floatOf(scalar!))))),
  vec_elem_sum: strict(([v]) => sum(vectorOf(v!))),
  vec_elem_product: strict(([v]) => vectorOf(v!).reduce((product, x) => Math.fround(product * x), 1)),
  vec_elem_avg: strict(([v]) => {
    const vector = vectorOf(v!);
    return vector.length === 0 ? unmodelled('the average of nothing') : Math.fround(sum(vector) / vector.length);
  }),
  vec_subvector: strict(([v, start, end]) => vectorToBytes(part(vectorOf(v!), integerOf(start!), integerOf(end!)))),
  vec_kth_elem: strict(([v, k]) => elementAt(vectorOf(v!), integerOf(k!))),
};

function ofPair(name: string, run: (a: Vector, b: Vector) => number): ScalarFunction {
  return strict(([a, b]) => {
    const [x, y] = [vectorOf(a!), vectorOf(b!)];
    return x.length === y.length ? Math.fround(run(x, y)) : executionError(`vectors length not match: ${name}`);
  });
}

function elementwise(run: (x: number, y: number) => number): ScalarFunction {
  return strict(([a, b]) => {
    const [x, y] = [vectorOf(a!), vectorOf(b!)];
    return x.length === y.length ? vectorToBytes(x.map((element, i) => run(element, y[i]!))) : unmodelled('vectors of different lengths');
  });
}

function vectorOf({ type, value }: Scalar): Vector {
  if (isString(type)) return vectorOfText(value as string);
  return (value instanceof Uint8Array ? vectorFromBytes(value) : undefined) ?? unmodelled('bytes that are no vector');
}

function vectorOfText(text: string): Vector {
  const vector = parseVector(text);
  return typeof vector === 'string' ? executionError(`Failed to parse ${text} to Vector value: ${vector}`) : vector;
}

function parsed(text: string): Vector {
  const vector = parseVector(text);
  return typeof vector === 'string' ? externalError(`Invalid Vector: Failed to parse ${text} to Vector value: ${vector}`) : vector;
}

function sum(values: Vector): number {
  return values.reduce((total, x) => Math.fround(total + x), 0);
}

function dot(a: Vector, b: Vector): number {
  return sum(a.map((x, i) => Math.fround(x * b[i]!)));
}

function cosineDistance(a: Vector, b: Vector): number {
  const [x, y] = [dot(a, a), dot(b, b)];
  if (x < 1e-7 || y < 1e-7) return 1;
  const distance = Math.fround(1 - Math.fround(dot(a, b) / Math.fround(Math.fround(Math.sqrt(x)) * Math.fround(Math.sqrt(y)))));
  return Math.abs(distance) < 1e-7 ? 0 : distance;
}

function elementAt(vector: Vector, k: bigint): number {
  return vector[Number(k)] ?? executionError(`Out of range: k must be in the range [0, ${vector.length - 1}], but got k = ${k}.`);
}

function part(vector: Vector, start: bigint, end: bigint): Vector {
  if (start >= 0n && start <= end && end <= vector.length) return vector.slice(Number(start), Number(end));
  return executionError(`Invalid start and end indices: start=${start}, end=${end}, vec_len=${vector.length}`);
}
