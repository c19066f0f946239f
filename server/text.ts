import type { Position, Range } from 'vscode-languageserver';
import { Rope } from '../grammar/index.ts';

/** How positions count characters: UTF-16 code units unless the client asks for something else. */
export type Encoding = 'utf-16' | 'utf-8' | 'utf-32';

/** A text that knows where its lines begin. LSP ends a line at `\n`, `\r\n` and `\r`. */
export class Lines {
  readonly rope: Rope;
  readonly starts: Int32Array;

  constructor(rope: Rope, starts: Int32Array) {
    this.rope = rope;
    this.starts = starts;
  }

  get text(): string {
    return this.rope.toString();
  }
}

const known = new WeakMap<object, Lines>();

/** The lines of whatever holds a text; found once as long as the holder lives. */
export function linesOf(owner: { readonly text: string }): Lines {
  let lines = known.get(owner);
  if (lines === undefined) known.set(owner, (lines = linesIn(owner.text)));
  return lines;
}

/** Tells the lines of a holder that somebody has counted already. */
export function rememberLines(owner: object, lines: Lines): void {
  known.set(owner, lines);
}

export function linesIn(text: string): Lines {
  const starts = [0];
  scan(text, 0, text.length, 0, starts);
  return new Lines(Rope.of(text), Int32Array.from(starts));
}

/** Where lines begin behind the line ends that stand from `from` to `to` in a text, which itself begins at `base`. */
function scan(text: string, from: number, to: number, base: number, starts: number[]): void {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(base + i + 1);
  }
}

/** The text with a part replaced; only the part is searched for line ends, the others move. */
export function replaced({ rope, starts }: Lines, start: number, end: number, inserted: string): Lines {
  const made = rope.replaced(start, end, inserted);
  // A line end may now begin in the character before, or go on in the one behind: both are looked at again.
  const from = Math.max(0, start - 1);
  const to = Math.min(made.length, start + inserted.length + 1);
  const kept = firstAbove(starts, from);
  const behind = firstAbove(starts, end + 1);
  const found: number[] = [];
  scan(made.slice(from, to + 1), 0, to - from, from, found);
  const shift = inserted.length - (end - start);
  const result = new Int32Array(kept + found.length + starts.length - behind);
  result.set(starts.subarray(0, kept));
  result.set(found, kept);
  result.set(starts.subarray(behind), kept + found.length);
  if (shift !== 0) add(result, shift, kept + found.length);
  return new Lines(made, result);
}

function add(numbers: Int32Array, by: number, from: number): void {
  for (let i = from; i < numbers.length; i++) numbers[i]! += by;
}

/** How many of the sorted numbers are at most `limit`. */
function firstAbove(starts: Int32Array, limit: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of an offset. Offsets outside the text mean its nearest end. */
export function toPosition({ rope, starts }: Lines, offset: number, encoding: Encoding): Position {
  const clamped = Math.max(0, Math.min(offset, rope.length));
  const line = firstAbove(starts, clamped) - 1;
  return { line, character: widthOf(rope, starts[line]!, clamped, encoding) };
}

export function toRange(lines: Lines, start: number, end: number, encoding: Encoding): Range {
  return { start: toPosition(lines, start, encoding), end: toPosition(lines, end, encoding) };
}

/** The offset of a position; positions outside the text mean its nearest place. */
export function toOffset({ rope, starts }: Lines, position: Position, encoding: Encoding): number {
  if (position.line < 0) return 0;
  if (position.line >= starts.length) return rope.length;
  const start = starts[position.line]!;
  const limit = position.line + 1 < starts.length ? starts[position.line + 1]! : rope.length;
  let end = limit;
  while (end > start && isLineEnd(rope.charCodeAt(end - 1))) end--;
  if (encoding === 'utf-16') return Math.min(end, start + Math.max(0, position.character));
  let offset = start;
  let width = 0;
  while (offset < end && width < position.character) {
    const point = rope.codePointAt(offset)!;
    width += encoding === 'utf-32' ? 1 : utf8Length(point);
    offset += point > 0xffff ? 2 : 1;
  }
  return offset;
}

/** How long a part of one line is in the client's units. */
export function widthOf(text: Pick<Rope, 'codePointAt'>, start: number, end: number, encoding: Encoding): number {
  if (encoding === 'utf-16') return end - start;
  let width = 0;
  for (let i = start; i < end;) {
    const point = text.codePointAt(i)!;
    width += encoding === 'utf-32' ? 1 : utf8Length(point);
    i += point > 0xffff ? 2 : 1;
  }
  return width;
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}

function utf8Length(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
