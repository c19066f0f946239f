import { chunksOf, sliceOf, type Chunk, type SourceFile, type Span } from '../grammar/index.ts';

/**
 * Halves of migrations that take things back: run only when somebody goes backwards, so they are not replayed. Marked inside a file by
 * goose (`-- +goose Down`), sql-migrate (`-- +migrate Down`) and dbmate (`-- migrate:down`); files of their own with golang-migrate and
 * sqlx (`1_x.down.sql`), diesel (`down.sql`) and Flyway (`U1__x.sql`).
 * Says of each statement by its number whether it is in such a half; undefined where none is.
 */
export function takenBackIn(file: SourceFile): ((index: number) => boolean) | undefined {
  const sections = isDownFile(file.uri) ? [{ start: 0, end: file.length }] : markedIn(file);
  if (sections.length === 0) return undefined;
  const starts = file.statements.map(({ start }) => start);
  return index => sections.some(({ start, end }) => starts[index]! >= start && starts[index]! < end);
}

const MARKER = /^--\s*(?:\+(?:goose|migrate)\s+|migrate:)(up|down)\b/i;
/** The longest beginning of a comment that can hold a marker. */
const MARKER_LENGTH = 40;

const marked = new WeakMap<Chunk, boolean>();

/** Whether a chunk has a marker among its comments; most have none, and need not be looked at again. */
function hasMarker(file: SourceFile, chunk: Chunk, base: number): boolean {
  let known = marked.get(chunk);
  if (known === undefined)
    marked.set(chunk, (known = chunk.comments.some(comment => markerAt(file, base + comment.start, base + comment.end) !== null)));
  return known;
}

function markerAt(file: SourceFile, start: number, end: number): RegExpExecArray | null {
  return MARKER.exec(sliceOf(file, start, Math.min(end, start + MARKER_LENGTH)));
}

function markedIn(file: SourceFile): readonly Span[] {
  let base = 0;
  let isMarked = false;
  for (const chunk of chunksOf(file)) {
    isMarked ||= chunk.comments.length > 0 && hasMarker(file, chunk, base);
    base += chunk.length;
  }
  if (!isMarked) return [];
  const sections: Span[] = [];
  let downFrom: number | undefined;
  for (const comment of file.comments) {
    const marker = markerAt(file, comment.start, comment.end);
    if (marker === null) continue;
    const isDown = marker[1]!.toLowerCase() === 'down';
    if (isDown) downFrom ??= comment.start;
    else if (downFrom !== undefined) {
      sections.push({ start: downFrom, end: comment.start });
      downFrom = undefined;
    }
  }
  if (downFrom !== undefined) sections.push({ start: downFrom, end: file.length });
  return sections;
}

function isDownFile(uri: string): boolean {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  return name === 'down.sql' || name.endsWith('.down.sql') || /^U\d[\d._]*__/.test(name);
}
