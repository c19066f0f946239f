import { isString } from '../../types.ts';
import { bytesFromHex, encodeUtf8, printHex } from '../binaries.ts';
import { executionError, planError, unmodelled } from '../outcome.ts';
import { printAsText } from '../print.ts';
import type { Scalar, ScalarValue } from '../scalar.ts';
import { type FunctionTable, integerOf, seeingNull, strict, textOf } from './function.ts';

const LONGEST = 2n ** 31n - 1n;
/** Texts beyond this are not built: nobody waits for them in an editor. */
const LONGEST_BUILT = 1_000_000;

export const STRINGS: FunctionTable = {
  ascii: strict(([s]) => BigInt(textOf(s!).codePointAt(0) ?? 0)),
  bit_length: strict(([s]) => BigInt(encodeUtf8(textOf(s!)).length * 8)),
  octet_length: strict(([s]) => BigInt(encodeUtf8(textOf(s!)).length)),
  character_length: strict(([s]) => BigInt([...textOf(s!)].length)),
  chr: strict(([code]) => character(integerOf(code!))),
  concat: seeingNull(args => args.map(arg => (arg.value === null ? '' : printAsText(arg))).join('')),
  concat_ws: seeingNull(([separator, ...rest]) =>
    separator!.value === null
      ? null
      : rest
          .filter(arg => arg.value !== null)
          .map(printAsText)
          .join(textOf(separator!)),
  ),
  contains: strict(([s, part]) => textOf(s!).includes(textOf(part!))),
  starts_with: strict(([s, part]) => textOf(s!).startsWith(textOf(part!))),
  ends_with: strict(([s, part]) => textOf(s!).endsWith(textOf(part!))),
  upper: strict(([s]) => textOf(s!).toUpperCase()),
  lower: strict(([s]) => textOf(s!).toLowerCase()),
  initcap: strict(([s]) => initialCapitals(textOf(s!))),
  reverse: strict(([s]) => [...textOf(s!)].toReversed().join('')),
  repeat: strict(([s, count]) => repeated(textOf(s!), integerOf(count!))),
  replace: strict(([s, from, to]) => textOf(s!).replaceAll(textOf(from!), () => textOf(to!))),
  left: strict(([s, count]) => firstCharacters([...textOf(s!)], integerOf(count!))),
  right: strict(([s, count]) => lastCharacters([...textOf(s!)], integerOf(count!))),
  substr: strict(([s, start, length]) => substring(textOf(s!), integerOf(start!), length)),
  overlay: strict(([s, replacement, start, length]) =>
    overlaid([...textOf(s!)], [...textOf(replacement!)], { start: Number(integerOf(start!)), length }),
  ),
  encode: seeingNull(([s, encoding]) => encoded(s!, encodingOf(encoding!))),
  decode: seeingNull(([s, encoding]) => decoded(s!, encodingOf(encoding!))),
  digest: seeingNull(([s, algorithm]) => digested(s!, algorithm!)),
  strpos: strict(([s, part]) => BigInt(position(textOf(s!), textOf(part!)))),
  btrim: strict(([s, set]) => trimmed(s!, set, { start: true, end: true })),
  ltrim: strict(([s, set]) => trimmed(s!, set, { start: true, end: false })),
  rtrim: strict(([s, set]) => trimmed(s!, set, { start: false, end: true })),
  lpad: strict(([s, length, fill]) => padded(textOf(s!), integerOf(length!), { fill, name: 'lpad' })),
  rpad: strict(([s, length, fill]) => padded(textOf(s!), integerOf(length!), { fill, name: 'rpad' })),
  split_part: strict(([s, separator, at]) => splitPart(textOf(s!), textOf(separator!), integerOf(at!))),
  translate: strict(([s, from, to]) => translated(textOf(s!), [...textOf(from!)], [...textOf(to!)])),
  to_hex: strict(([n]) => (isString(n!.type) ? unmodelled('to_hex of a text') : BigInt.asUintN(64, integerOf(n!)).toString(16))),
  levenshtein: strict(([a, b]) => BigInt(editDistance([...textOf(a!)], [...textOf(b!)]))),
  find_in_set: strict(([s, set]) =>
    BigInt(textOf(set!) === '' ? Number(textOf(s!) === '') : textOf(set!).split(',').indexOf(textOf(s!)) + 1),
  ),
  substr_index: strict(([s, separator, count]) => substringIndex(textOf(s!), textOf(separator!), integerOf(count!))),
};

function character(code: bigint): string {
  if (code < 0n || code > 0x10ffffn || (code >= 0xd800n && code <= 0xdfffn)) return executionError(`invalid Unicode scalar value: ${code}`);
  return String.fromCodePoint(Number(code));
}

/** A letter after anything but a letter or digit becomes a capital, all others small. */
function initialCapitals(text: string): string {
  let inside = false;
  let result = '';
  for (const character of text) {
    result += inside ? character.toLowerCase() : character.toUpperCase();
    inside = /[\p{L}\p{N}]/u.test(character);
  }
  return result;
}

function repeated(text: string, count: bigint): string {
  if (count <= 0n) return '';
  if (BigInt(text.length) * count > LONGEST_BUILT) return unmodelled('a very long text');
  return text.repeat(Number(count));
}

/** A negative count leaves out as many at the other end. */
function firstCharacters(characters: readonly string[], count: bigint): string {
  return characters.slice(0, Number(count)).join('');
}

function lastCharacters(characters: readonly string[], count: bigint): string {
  const from = count >= 0n ? Math.max(characters.length - Number(count), 0) : Math.min(-Number(count), characters.length);
  return characters.slice(from).join('');
}

function substring(text: string, start: bigint, length: Scalar | undefined): string {
  const characters = [...text];
  const first = Number(start) - 1;
  if (length === undefined) return characters.slice(Math.max(first, 0)).join('');
  const count = integerOf(length);
  if (count < 0n) return executionError(`negative substring length not allowed: substr(<str>, ${start}, ${count})`);
  return characters.slice(Math.max(first, 0), Math.max(first + Number(count), 0)).join('');
}

function overlaid(
  characters: readonly string[],
  replacement: readonly string[],
  { start, length }: { readonly start: number; readonly length: Scalar | undefined },
): string {
  const count = length === undefined ? replacement.length : Number(integerOf(length));
  if (start < 1 || count < 0) return unmodelled('an overlay that starts before the text');
  return [...characters.slice(0, start - 1), ...replacement, ...characters.slice(start - 1 + count)].join('');
}

function bytesOf({ value }: Scalar): Uint8Array {
  return typeof value === 'string' ? encodeUtf8(value) : value instanceof Uint8Array ? value : unmodelled('bytes of this type');
}

const ENCODINGS = 'base64, base64pad, hex';

/** The name is read before the text. */
function encodingOf(encoding: Scalar): string {
  if (encoding.value === null) return executionError('Encoding must be a non-null string');
  const name = textOf(encoding);
  if (ENCODINGS.split(', ').includes(name)) return name;
  return planError(`There is no built-in encoding named '${name}', currently supported encodings are: ${ENCODINGS}`);
}

function encoded(s: Scalar, encoding: string): string | null {
  if (s.value === null) return null;
  return encoding === 'hex' ? printHex(bytesOf(s)) : unmodelled('base64');
}

function decoded(s: Scalar, encoding: string): Uint8Array | null {
  if (s.value === null) return null;
  if (encoding !== 'hex') return unmodelled('base64');
  const text = textOf(s);
  const stranger = /[^0-9a-fA-F]/.exec(text);
  if (text.length % 2 !== 0) return executionError('Failed to decode value using hex: Odd number of digits');
  if (stranger !== null)
    return executionError(`Failed to decode value using hex: Invalid character '${stranger[0]}' at position ${stranger.index}`);
  return bytesFromHex(text)!;
}

const DIGESTS = 'md5, sha224, sha256, sha384, sha512, blake2s, blake2b, blake3';

function digested(s: Scalar, algorithm: Scalar): ScalarValue {
  if (algorithm.value === null) return unmodelled('a digest without an algorithm');
  const name = textOf(algorithm);
  if (DIGESTS.split(', ').includes(name)) return s.value === null ? null : unmodelled('a digest');
  return planError(`There is no built-in digest algorithm named '${name}', currently supported algorithms are: ${DIGESTS}`);
}

/** The place of a part in characters, from 1; 0 when it is not there. */
export function position(text: string, part: string): number {
  const at = text.indexOf(part);
  return at === -1 ? 0 : [...text.slice(0, at)].length + 1;
}

function trimmed(s: Scalar, set: Scalar | undefined, ends: { readonly start: boolean; readonly end: boolean }): string {
  const characters = [...textOf(s)];
  const unwanted = new Set(set === undefined ? [' '] : [...textOf(set)]);
  let [from, to] = [0, characters.length];
  while (ends.start && from < to && unwanted.has(characters[from]!)) from++;
  while (ends.end && to > from && unwanted.has(characters[to - 1]!)) to--;
  return characters.slice(from, to).join('');
}

function padded(text: string, length: bigint, options: { readonly fill: Scalar | undefined; readonly name: 'lpad' | 'rpad' }): string {
  if (length > LONGEST) return executionError(`${options.name} requested length ${length} too large`);
  if (length > LONGEST_BUILT) return unmodelled('a very long text');
  const characters = [...text];
  const target = Math.max(Number(length), 0);
  if (target <= characters.length) return characters.slice(0, target).join('');
  const fill = options.fill === undefined ? [' '] : [...textOf(options.fill)];
  if (fill.length === 0) return text;
  const padding = Array.from({ length: target - characters.length }, (_, i) => fill[i % fill.length]!).join('');
  return options.name === 'lpad' ? padding + text : text + padding;
}

function splitPart(text: string, separator: string, at: bigint): string {
  if (at === 0n) return executionError('field position must not be zero');
  if (separator === '') return at === 1n || at === -1n ? text : unmodelled('split_part without a separator');
  return text.split(separator).at(Number(at > 0n ? at - 1n : at)) ?? '';
}

function translated(text: string, from: readonly string[], to: readonly string[]): string {
  return [...text]
    .map(character => {
      const at = from.indexOf(character);
      return at === -1 ? character : (to[at] ?? '');
    })
    .join('');
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, i) => i + 1);
  row.unshift(0);
  a.forEach((character, i) => {
    const next = [i + 1];
    b.forEach((other, j) => next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + Number(character !== other))));
    row = next;
  });
  return row.at(-1)!;
}

function substringIndex(text: string, separator: string, count: bigint): string {
  if (separator === '' || count === 0n) return '';
  const parts = text.split(separator);
  return (count > 0n ? parts.slice(0, Number(count)) : parts.slice(Number(count))).join(separator);
}
