/** So long a piece of a rope may be before it is cut. */
const PIECE = 8192;

/** A text that is asked for parts. */
export interface Text {
  readonly length: number;
  slice(start: number, end: number): string;
  toString(): string;
}

/** A text in pieces: a part can be replaced without copying the others. A value. */
export class Rope implements Text {
  readonly length: number;
  private readonly pieces: readonly string[];
  /** Where each piece begins. */
  private readonly starts: readonly number[];
  private whole: string | undefined;

  private constructor(pieces: readonly string[], whole?: string) {
    this.pieces = pieces;
    const starts: number[] = [];
    let length = 0;
    for (const piece of pieces) {
      starts.push(length);
      length += piece.length;
    }
    this.starts = starts;
    this.length = length;
    this.whole = whole;
  }

  static of(text: string): Rope {
    return new Rope(cut(text), text);
  }

  /** The rope with `text` in place of what stands from `start` to `end`. */
  replaced(start: number, end: number, text: string): Rope {
    if (this.pieces.length === 0) return Rope.of(text);
    const first = this.pieceAt(start);
    const last = this.pieceAt(Math.max(start, end));
    const before = this.pieces[first]!.slice(0, start - this.starts[first]!);
    const behind = this.pieces[last]!.slice(end - this.starts[last]!);
    return new Rope([...this.pieces.slice(0, first), ...cut(before + text + behind), ...this.pieces.slice(last + 1)]);
  }

  slice(start: number, end: number): string {
    if (this.whole !== undefined) return this.whole.slice(start, end);
    if (start >= end || this.pieces.length === 0) return '';
    const first = this.pieceAt(start);
    const last = this.pieceAt(end);
    if (first === last) return this.pieces[first]!.slice(start - this.starts[first]!, end - this.starts[first]!);
    return (
      this.pieces[first]!.slice(start - this.starts[first]!) +
      this.pieces.slice(first + 1, last).join('') +
      this.pieces[last]!.slice(0, end - this.starts[last]!)
    );
  }

  toString(): string {
    return (this.whole ??= this.pieces.join(''));
  }

  /** The piece that holds an offset; the last one for what lies behind. */
  private pieceAt(offset: number): number {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function cut(text: string): readonly string[] {
  if (text.length <= PIECE) return text === '' ? [] : [text];
  const pieces: string[] = [];
  for (let from = 0; from < text.length; from += PIECE >> 1) pieces.push(text.slice(from, from + (PIECE >> 1)));
  return pieces;
}
