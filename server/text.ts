import type { Position, Range } from 'vscode-languageserver';
import type { Text } from '../grammar/index.ts';
import type { Lines } from './lines.ts';

/** How positions count characters: UTF-16 code units unless the client asks for something else. */
export type Encoding = 'utf-16' | 'utf-8' | 'utf-32';

/** The place of an offset. Offsets outside the text mean its nearest end. */
export function toPosition(lines: Lines, offset: number, encoding: Encoding): Position {
  const { content } = lines;
  const clamped = Math.max(0, Math.min(offset, content.length));
  const line = lines.lineAt(clamped);
  return { line, character: widthOf(content, lines.startOf(line), clamped, encoding) };
}

export function toRange(lines: Lines, start: number, end: number, encoding: Encoding): Range {
  return { start: toPosition(lines, start, encoding), end: toPosition(lines, end, encoding) };
}

/** Whether it is the range from one offset to another. */
export function isRangeOf(lines: Lines, { start: from, end: to }: Range, start: number, end: number, encoding: Encoding): boolean {
  if (encoding !== 'utf-16') {
    const range = toRange(lines, start, end, encoding);
    return isSame(range.start, from) && isSame(range.end, to);
  }
  return isPlaceOf(lines, from, start) && isPlaceOf(lines, to, end);
}

function isSame(one: Position, other: Position): boolean {
  return one.line === other.line && one.character === other.character;
}

function isPlaceOf(lines: Lines, { line, character }: Position, offset: number): boolean {
  if (line >= lines.count || offset > lines.content.length || lines.startOf(line) + character !== offset) return false;
  return line + 1 === lines.count || offset < lines.startOf(line + 1);
}

/** The offset of a position; positions outside the text mean its nearest place. */
export function toOffset(lines: Lines, position: Position, encoding: Encoding): number {
  const { content, count } = lines;
  if (position.line < 0) return 0;
  if (position.line >= count) return content.length;
  const start = lines.startOf(position.line);
  const limit = position.line + 1 < count ? lines.startOf(position.line + 1) : content.length;
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
