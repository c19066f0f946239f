import type { Position, Range } from 'vscode-languageserver';

/** How positions count characters: UTF-16 code units unless the client asks for something else. */
export type Encoding = 'utf-16' | 'utf-8' | 'utf-32';

const lineStarts = new WeakMap<object, Int32Array>();

/** A text that knows its lines. `owner` is any object that lives as long as the text does. */
export interface Lines {
  readonly text: string;
  readonly starts: Int32Array;
}

export function linesOf(owner: { readonly text: string }): Lines {
  let starts = lineStarts.get(owner);
  if (starts === undefined) lineStarts.set(owner, (starts = startsOf(owner.text)));
  return { text: owner.text, starts };
}

/** Where lines begin: LSP ends a line at `\n`, `\r\n` and `\r`. */
function startsOf(text: string): Int32Array {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10) starts.push(i + 1);
    else if (unit === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  return Int32Array.from(starts);
}

export function toPosition({ text, starts }: Lines, offset: number, encoding: Encoding): Position {
  const clamped = Math.max(0, Math.min(offset, text.length));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= clamped) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: widthOf(text, starts[low]!, clamped, encoding) };
}

export function toRange(lines: Lines, start: number, end: number, encoding: Encoding): Range {
  return { start: toPosition(lines, start, encoding), end: toPosition(lines, end, encoding) };
}

/** The offset of a position; positions outside the text mean its nearest place. */
export function toOffset({ text, starts }: Lines, position: Position, encoding: Encoding): number {
  if (position.line < 0) return 0;
  if (position.line >= starts.length) return text.length;
  const start = starts[position.line]!;
  const limit = position.line + 1 < starts.length ? starts[position.line + 1]! : text.length;
  let end = limit;
  while (end > start && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  if (encoding === 'utf-16') return Math.min(end, start + Math.max(0, position.character));
  let offset = start;
  let width = 0;
  while (offset < end && width < position.character) {
    const point = text.codePointAt(offset)!;
    width += encoding === 'utf-32' ? 1 : utf8Length(point);
    offset += point > 0xffff ? 2 : 1;
  }
  return offset;
}

function widthOf(text: string, start: number, end: number, encoding: Encoding): number {
  if (encoding === 'utf-16') return end - start;
  let width = 0;
  for (let i = start; i < end; ) {
    const point = text.codePointAt(i)!;
    width += encoding === 'utf-32' ? 1 : utf8Length(point);
    i += point > 0xffff ? 2 : 1;
  }
  return width;
}

function utf8Length(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
