import { lastAtMost } from './sorted.ts';

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

  private constructor(pieces: readonly string[], starts: readonly number[], length: number, whole?: string) {
    this.pieces = pieces;
    this.starts = starts;
    this.length = length;
    this.whole = whole;
  }

  static of(text: string): Rope {
    const pieces = cut(text);
    return new Rope(pieces, startsOf(pieces, 0), text.length, text);
  }

  /** The rope with `text` in place of what stands from `start` to `end`. */
  replaced(start: number, end: number, text: string): Rope {
    if (this.pieces.length === 0) return Rope.of(text);
    const first = this.pieceAt(start);
    const last = this.pieceAt(Math.max(start, end));
    const before = this.pieces[first]!.slice(0, start - this.starts[first]!);
    const behind = this.pieces[last]!.slice(end - this.starts[last]!);
    const made = cut(before + text + behind);
    const old = last + 1 - first;
    const starts = this.starts.toSpliced(first, old, ...startsOf(made, this.starts[first]!));
    const by = text.length - (end - start);
    for (let i = first + made.length; i < starts.length; i++) starts[i]! += by;
    return new Rope(this.pieces.toSpliced(first, old, ...made), starts, this.length + by);
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
    return lastAtMost(this.starts, offset);
  }
}

function startsOf(pieces: readonly string[], from: number): readonly number[] {
  let next = from;
  return pieces.map(({ length }) => (next += length) - length);
}

function cut(text: string): readonly string[] {
  if (text.length <= PIECE) return text === '' ? [] : [text];
  const pieces: string[] = [];
  for (let from = 0; from < text.length; from += PIECE >> 1) pieces.push(text.slice(from, from + (PIECE >> 1)));
  return pieces;
}
