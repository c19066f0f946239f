import type { Position, Range } from 'vscode-languageserver';
import { Rope, sliceOf, type SourceFile, type Text } from '../grammar/index.ts';

/** How positions count characters: UTF-16 code units unless the client asks for something else. */
export type Encoding = 'utf-16' | 'utf-8' | 'utf-32';

/** A text that knows where its lines begin. LSP ends a line at `\n`, `\r\n` and `\r`. */
export class Lines<Content extends Text = Text> {
  readonly content: Content;
  readonly starts: Int32Array;

  constructor(content: Content, starts: Int32Array) {
    this.content = content;
    this.starts = starts;
  }

  get text(): string {
    return this.content.toString();
  }
}

const known = new WeakMap<SourceFile, Lines>();

/** The lines of a file; found once as long as it lives. Its text is not kept for them. */
export function linesOf(file: SourceFile): Lines {
  let lines = known.get(file);
  if (lines === undefined) {
    const content: Text = { length: file.length, slice: (start, end) => sliceOf(file, start, end), toString: () => file.text };
    known.set(file, (lines = new Lines(content, startsIn(file.text))));
  }
  return lines;
}

export function linesIn(text: string): Lines<Rope> {
  return new Lines(Rope.of(text), startsIn(text));
}

function startsIn(text: string): Int32Array {
  const starts = [0];
  scan(text, 0, text.length, 0, starts);
  return Int32Array.from(starts);
}

/** Where lines begin behind the line ends that stand from `from` to `to` in a text, which itself begins at `base`. */
function scan(text: string, from: number, to: number, base: number, starts: number[]): void {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(base + i + 1);
  }
}

/** The text with a part replaced; only the part is searched for line ends, the others move. */
export function replaced({ content, starts }: Lines<Rope>, start: number, end: number, inserted: string): Lines<Rope> {
  const made = content.replaced(start, end, inserted);
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
export function toPosition({ content, starts }: Lines, offset: number, encoding: Encoding): Position {
  const clamped = Math.max(0, Math.min(offset, content.length));
  const line = firstAbove(starts, clamped) - 1;
  return { line, character: widthOf(content, starts[line]!, clamped, encoding) };
}

export function toRange(lines: Lines, start: number, end: number, encoding: Encoding): Range {
  return { start: toPosition(lines, start, encoding), end: toPosition(lines, end, encoding) };
}

/** The offset of a position; positions outside the text mean its nearest place. */
export function toOffset({ content, starts }: Lines, position: Position, encoding: Encoding): number {
  if (position.line < 0) return 0;
  if (position.line >= starts.length) return content.length;
  const start = starts[position.line]!;
  const limit = position.line + 1 < starts.length ? starts[position.line + 1]! : content.length;
  let end = limit;
  while (end > start && isLineEnd(content.slice(end - 1, end))) end--;
  if (encoding === 'utf-16') return Math.min(end, start + Math.max(0, position.character));
  const line = content.slice(start, end);
  let at = 0;
  let width = 0;
  while (at < line.length && width < position.character) {
    const point = line.codePointAt(at)!;
    width += encoding === 'utf-32' ? 1 : utf8Length(point);
    at += point > 0xffff ? 2 : 1;
  }
  return start + at;
}

/** How long a part of one line is in the client's units. */
export function widthOf(text: Pick<Text, 'slice'>, start: number, end: number, encoding: Encoding): number {
  if (encoding === 'utf-16') return end - start;
  // One more, for a pair that begins with the last.
  const part = text.slice(start, end + 1);
  let width = 0;
  for (let i = 0; i < end - start;) {
    const point = part.codePointAt(i)!;
    width += encoding === 'utf-32' ? 1 : utf8Length(point);
    i += point > 0xffff ? 2 : 1;
  }
  return width;
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}

function utf8Length(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
