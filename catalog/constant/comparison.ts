import { comparable } from '../plan/coercion.ts';
import { type DataType, isBinary, isFloat, isString } from '../types.ts';
import { compareBytes } from './binaries.ts';
import { compareIntervals } from './intervals.ts';
import { unmodelled } from './outcome.ts';
import { type IntervalValue, type ScalarValue, isJsonDocument } from './scalar.ts';

/** The type two values are compared in. */
export function comparedIn(left: DataType, right: DataType): DataType {
  return comparable(left, right) ?? unmodelled('a comparison of these types');
}

/** Orders two values of one type, neither NULL: negative, zero, positive. Floats follow the total order, where NaN equals itself and is the greatest. */
export function compareValues(a: ScalarValue, b: ScalarValue, type: DataType): number {
  if (isString(type)) return compareTexts(a as string, b as string);
  if (isFloat(type)) return compareFloats(a as number, b as number);
  if (isBinary(type))
    return isJsonDocument(a) || isJsonDocument(b)
      ? unmodelled('the order of JSON documents')
      : compareBytes(a as Uint8Array, b as Uint8Array);
  switch (type.kind) {
    case 'interval':
      return compareIntervals(a as IntervalValue, b as IntervalValue);
    case 'boolean':
      return Number(a) - Number(b);
    case 'list':
      return compareLists(a as readonly ScalarValue[], b as readonly ScalarValue[], type.element!);
    default:
      return typeof a === 'bigint' && typeof b === 'bigint' ? (a < b ? -1 : a > b ? 1 : 0) : unmodelled('the order of this type');
  }
}

/** Texts order by their code points, as UTF-8 bytes do. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [[...a], [...b]];
  const common = Math.min(x.length, y.length);
  for (let i = 0; i < common; i++) if (x[i] !== y[i]) return x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)!;
  return x.length - y.length;
}

function compareFloats(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  if (a !== b) return a < b ? -1 : 1;
  return Number(Object.is(b, -0)) - Number(Object.is(a, -0));
}

function compareLists(a: readonly ScalarValue[], b: readonly ScalarValue[], element: DataType): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (x === null || y === null) return unmodelled('the order of lists with NULL');
    const order = compareValues(x, y, element);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

const TESTS: { readonly [op: string]: (order: number) => boolean } = {
  '=': order => order === 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};

/** The test behind a comparison operator; absent for other operators. */
export function comparisonTest(op: string): ((order: number) => boolean) | undefined {
  return TESTS[op];
}
