/** A half-open range of UTF-16 code units, counted from the first character of the statement that holds it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The smallest span that covers both. */
export function cover(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/** Whether `offset` stands in the span or at one of its ends. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** A place as GreptimeDB prints it: both numbers start at 1, columns count characters, only `\n` starts a line. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Where `offset` stands in `text`, counted from `origin` (the place of the text's first character). */
export function lineColumn(text: string, offset: number, origin: LineColumn = { line: 1, column: 1 }): LineColumn {
  let { line, column } = origin;
  for (let i = 0; i < offset && i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10) {
      line++;
      column = 1;
    } else if (unit < 0xdc00 || unit > 0xdfff) {
      column++; // the second half of a surrogate pair is no character of its own
    }
  }
  return { line, column };
}
