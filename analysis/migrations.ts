import type { Placed, SourceFile, Span } from '../grammar/index.ts';

/**
 * Halves of migrations that take things back: run only when somebody goes backwards, so they are not replayed. Marked inside a file by
 * goose (`-- +goose Down`), sql-migrate (`-- +migrate Down`) and dbmate (`-- migrate:down`); files of their own with golang-migrate and
 * sqlx (`1_x.down.sql`), diesel (`down.sql`) and Flyway (`U1__x.sql`).
 */
export function isTakenBack(file: SourceFile, { start }: Placed): boolean {
  for (const section of sectionsOf(file)) if (start >= section.start && start < section.end) return true;
  return false;
}

const remembered = new WeakMap<SourceFile, readonly Span[]>();

function sectionsOf(file: SourceFile): readonly Span[] {
  let sections = remembered.get(file);
  if (sections === undefined)
    remembered.set(file, (sections = isDownFile(file.uri) ? [{ start: 0, end: file.text.length }] : markedIn(file)));
  return sections;
}

const MARKER = /^--\s*(?:\+(?:goose|migrate)\s+|migrate:)(up|down)\b/i;
/** The longest beginning of a comment that can hold a marker. */
const MARKER_LENGTH = 40;

function markedIn({ text, comments }: SourceFile): readonly Span[] {
  const sections: Span[] = [];
  let downFrom: number | undefined;
  for (const comment of comments) {
    const marker = MARKER.exec(text.slice(comment.start, Math.min(comment.end, comment.start + MARKER_LENGTH)));
    if (marker === null) continue;
    const isDown = marker[1]!.toLowerCase() === 'down';
    if (isDown) downFrom ??= comment.start;
    else if (downFrom !== undefined) {
      sections.push({ start: downFrom, end: comment.start });
      downFrom = undefined;
    }
  }
  if (downFrom !== undefined) sections.push({ start: downFrom, end: text.length });
  return sections;
}

function isDownFile(uri: string): boolean {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  return name === 'down.sql' || name.endsWith('.down.sql') || /^U\d[\d._]*__/.test(name);
}
