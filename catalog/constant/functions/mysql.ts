import { isFloat, isNumeric } from '../../types.ts';
import { unmodelled } from '../outcome.ts';
import { printAsText } from '../print.ts';
import type { Scalar, ScalarValue } from '../scalar.ts';
import { type FunctionTable, floatOf, integerOf, seeingNull, strict, textOf } from './function.ts';
import { position } from './strings.ts';

/** Functions GreptimeDB has for clients of MySQL. */
export const MYSQL: FunctionTable = {
  locate: strict(([part, s, start]) => BigInt(locate(textOf(part!), textOf(s!), start === undefined ? 1n : integerOf(start)))),
  elt: seeingNull(([at, ...texts]) => {
    if (at!.value === null) return null;
    const chosen = texts[Number(integerOf(at!)) - 1];
    return chosen === undefined || chosen.value === null ? null : printAsText(chosen);
  }),
  field: seeingNull(([s, ...texts]) => {
    if (s!.value === null) return 0n;
    const wanted = textOf(s!);
    return BigInt(texts.findIndex(text => text.value !== null && printAsText(text) === wanted) + 1);
  }),
  insert: strict(([s, at, length, replacement]) =>
    spliced([...textOf(s!)], Number(integerOf(at!)), { length: Number(integerOf(length!)), replacement: textOf(replacement!) }),
  ),
  space: strict(([count]) => spaces(integerOf(count!))),
  format: strict(([x, places]) => grouped(x!, Number(integerOf(places!)))),
  isnull: seeingNull(([x]) => x!.value === null),
  if: seeingNull(([test, yes, no]) => choose(test!, yes!, no!)),
};

function locate(part: string, text: string, start: bigint): number {
  if (start < 1n) return 0;
  const characters = [...text];
  const skipped = Number(start) - 1;
  if (skipped > characters.length) return 0;
  const found = position(characters.slice(skipped).join(''), part);
  return found === 0 ? 0 : found + skipped;
}

function spliced(
  characters: readonly string[],
  at: number,
  { length, replacement }: { readonly length: number; readonly replacement: string },
): string {
  if (at < 1 || at > characters.length) return characters.join('');
  const end = length < 0 ? characters.length : Math.min(at - 1 + length, characters.length);
  return characters.slice(0, at - 1).join('') + replacement + characters.slice(end).join('');
}

function spaces(count: bigint): string {
  if (count > 1_000_000n) return unmodelled('a very long text');
  return ' '.repeat(Math.max(Number(count), 0));
}

function grouped(x: Scalar, places: number): string {
  if (!isNumeric(x.type) || places < 0 || places > 30) return unmodelled('format of this number');
  const value = floatOf(x);
  if (isFloat(x.type) && Math.abs(value) >= 1e15) return unmodelled('format of a large number');
  const [whole, fraction] = Math.abs(value).toFixed(places).split('.') as [string, string?];
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${value < 0 ? '-' : ''}${groups}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** Numbers count as true unless they are zero, NULL as false. The branches must have met in one type already. */
function choose(test: Scalar, yes: Scalar, no: Scalar): ScalarValue {
  const { value } = test;
  const holds = value !== null && value !== false && value !== 0n && value !== 0;
  if (typeof value === 'string') return unmodelled('a text as a condition');
  return yes.type === no.type ? (holds ? yes : no).value : unmodelled('branches of different types');
}
