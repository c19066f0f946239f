import { type DataType, isInteger } from '../../types.ts';
import { cast } from '../casts.ts';
import { compareValues } from '../comparison.ts';
import { duringPlanning, executionError, unmodelled } from '../outcome.ts';
import { printAsText } from '../print.ts';
import type { Scalar, ScalarValue } from '../scalar.ts';
import { type FunctionTable, integerOf, seeingNull, strict, textOf } from './function.ts';

type List = readonly ScalarValue[];

export const LISTS: FunctionTable = {
  make_array: seeingNull((args, type) => args.map(arg => inElement(arg, type))),
  array_slice: strict(([list, from, , stride]) =>
    stride !== undefined && integerOf(stride) === 0n && integerOf(from!) > 0n && integerOf(from!) <= BigInt(listOf(list!).length)
      ? executionError('array_slice got invalid stride: 0, it cannot be 0')
      : unmodelled(`a slice of ${listOf(list!).length} elements`),
  ),
  array_sort: strict(([list, ...orders]) => sorted(list!, orders.map(textOf))),
  generate_series: strict(args => series('generate_series', args)),
  range: strict(args => series('range', args)),
  array_element: strict(([list, index]) => elementAt(listOf(list!), integerOf(index!))),
  array_length: strict(([list, ...dimension]) =>
    dimension.length > 0 ? unmodelled('the length of a dimension') : BigInt(listOf(list!).length),
  ),
  cardinality: strict(([list]) => (list!.type.element?.kind === 'list' ? unmodelled('nested lists') : BigInt(listOf(list!).length))),
  array_append: seeingNull(([list, element], type) =>
    list!.value === null ? unmodelled('NULL as a list') : [...inList(list!, type), inElement(element!, type)],
  ),
  array_prepend: seeingNull(([element, list], type) =>
    list!.value === null ? unmodelled('NULL as a list') : [inElement(element!, type), ...inList(list!, type)],
  ),
  array_reverse: strict(([list]) => listOf(list!).toReversed()),
  array_has: strict(([list, element]) => find(list!, element!) !== -1),
  array_position: strict(([list, element]) => {
    const at = find(list!, element!);
    return at === -1 ? null : BigInt(at + 1);
  }),
  array_to_string: strict(([list, separator, ...nulls]) =>
    nulls.length > 0 ? unmodelled('a text for NULL') : joined(list!, textOf(separator!)),
  ),
  string_to_array: strict(([text, separator, ...nulls]) =>
    nulls.length > 0 || textOf(separator!) === '' ? unmodelled('string_to_array of this form') : textOf(text!).split(textOf(separator!)),
  ),
};

function listOf({ value }: Scalar): List {
  return Array.isArray(value) ? (value as List) : unmodelled('a value that is no list');
}

/** Elements meet in the list's type: the analyser casts them. */
function inElement(scalar: Scalar, type: DataType): ScalarValue {
  return duringPlanning(() => cast(scalar, type.element ?? unmodelled('a list without a type'))).value;
}

function inList(list: Scalar, type: DataType): List {
  return duringPlanning(() => cast(list, type)).value as List;
}

function sorted(list: Scalar, [direction = 'ASC', nulls = 'NULLS FIRST']: readonly string[]): List {
  if (!['ASC', 'DESC'].includes(direction.toUpperCase())) return executionError('the second parameter of array_sort expects DESC or ASC');
  if (!['NULLS FIRST', 'NULLS LAST'].includes(nulls.toUpperCase()))
    return executionError('the third parameter of array_sort expects NULLS FIRST or NULLS LAST');
  return unmodelled(`${listOf(list).length} elements in order`);
}

function series(name: string, [, , step]: readonly Scalar[]): never {
  if (step !== undefined && isInteger(step.type) && step.value === 0n)
    return executionError(`step can't be 0 for function ${name}(start [, stop, step])`);
  return unmodelled('a series');
}

/** Counted from 1, or from the end with a minus; NULL beyond. */
function elementAt(list: List, index: bigint): ScalarValue {
  if (index === 0n) return null;
  return list.at(Number(index > 0n ? index - 1n : index)) ?? null;
}

function find(list: Scalar, element: Scalar): number {
  const type = list.type.element!;
  if (element.type !== type) return unmodelled('an element of another type');
  return listOf(list).findIndex(item => item !== null && compareValues(item, element.value, type) === 0);
}

function joined(list: Scalar, separator: string): string {
  const element = list.type.element!;
  return listOf(list)
    .filter(item => item !== null)
    .map(value => printAsText({ type: element, value }))
    .join(separator);
}
