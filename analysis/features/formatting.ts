import { DIALECTS, format, formatStatement, type FormatOptions, type SourceFile, type Span } from '../../grammar/index.ts';
import type { FileEdit } from '../pieces.ts';

/** The edits that lay out a whole file. Statements that do not parse stay as they are. */
export function formatting(file: SourceFile, options: FormatOptions): readonly FileEdit[] {
  return difference(file.text, format(file.text, options).text);
}

/** The edits that lay out the statements that a range touches. */
export function rangeFormatting(file: SourceFile, range: Span, options: FormatOptions): readonly FileEdit[] {
  return file.statements.flatMap(({ start, statement }) => {
    const text = statement.text.trimEnd();
    if (start > range.end || start + text.length < range.start) return [];
    const laid = formatStatement(text, options, DIALECTS.http);
    return typeof laid === 'string'
      ? difference(text, laid).map(edit => ({ ...edit, start: edit.start + start, end: edit.end + start }))
      : [];
  });
}

/** A semicolon ends a statement: it is laid out then. Line ends are left to the editor. */
export function typeFormatting(file: SourceFile, offset: number, typed: string, options: FormatOptions): readonly FileEdit[] {
  if (typed !== ';') return [];
  const ended = file.statements.find(({ start, statement }) => start + statement.text.length === offset && statement.text.endsWith(';'));
  return ended === undefined ? [] : rangeFormatting(file, { start: ended.start, end: ended.start }, options);
}

/** Edits of whole lines where texts differ, so that what stays does not move: cursors and marks keep their places. */
function difference(before: string, after: string): readonly FileEdit[] {
  if (before === after) return [];
  const old = linesOf(before);
  const made = linesOf(after);
  const edits: FileEdit[] = [];
  let a = 0;
  let b = 0;
  let offset = 0;
  while (a < old.length || b < made.length) {
    if (a < old.length && b < made.length && old[a] === made[b]) {
      offset += old[a]!.length;
      a++;
      b++;
      continue;
    }
    const [nextA, nextB] = meet(old, made, a, b);
    const removed = old.slice(a, nextA).join('');
    edits.push({ start: offset, end: offset + removed.length, text: made.slice(b, nextB).join('') });
    offset += removed.length;
    a = nextA;
    b = nextB;
  }
  return edits;
}

/** Farther apart two lines are not looked for. */
const REACH = 60;

/** The nearest place behind a difference where both texts go on alike. */
function meet(old: readonly string[], made: readonly string[], a: number, b: number): readonly [number, number] {
  for (let distance = 1; distance <= REACH * 2; distance++) {
    for (let i = Math.max(0, distance - REACH); i <= Math.min(distance, REACH); i++) {
      const [x, y] = [a + i, b + distance - i];
      if (x < old.length && y < made.length && old[x] === made[y] && old[x]!.trim() !== '') return [x, y];
    }
  }
  return [old.length, made.length];
}

/** Lines with their ends. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
