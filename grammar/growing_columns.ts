import { Refusal } from './fault.ts';
import type { Columns } from './lexer.ts';
import type { Span } from './span.ts';
import { END, FIRST_WORD, T, type TokenType } from './tokens.ts';

/** What columns hold until there is one; the lists that are filled are given away with the tokens. */
const NO_SPANS: readonly Span[] = [];
const NO_FAULTS: readonly Refusal[] = [];

/** So many places behind the last token say that the text is over: who reads the columns looks no further than that without asking. */
export const MARGIN = 8;

/**
 * The columns that tokens are written into, which grow with them, and what is noticed on the way. The first token is at 1: before it there
 * is a place for "none yet", behind the last a margin.
 */
export class GrowingColumns {
  kinds = new Uint16Array(256);
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  readonly first = 1;
  limit = 1;
  hasSimpleStrings = true;
  comments: readonly Span[] = NO_SPANS;
  /** Everything the tokenizer refuses, in order. The server speaks of the first in what it is given. */
  faults: readonly Refusal[] = NO_FAULTS;

  get fault(): Refusal | undefined {
    return this.faults[0];
  }

  protected clear(): void {
    this.limit = this.first;
    this.hasSimpleStrings = true;
    this.comments = NO_SPANS;
    this.faults = NO_FAULTS;
  }

  /** Whether a word ends right here, without a blank between. */
  protected followsWord(i: number): boolean {
    const last = this.limit - 1;
    return last >= this.first && this.ends[last] === i && this.kinds[last]! >= FIRST_WORD;
  }

  protected followsPeriod(i: number): boolean {
    const last = this.limit - 1;
    return last >= this.first && this.ends[last] === i && this.kinds[last] === T.Period.kind;
  }

  protected comment(start: number, end: number): void {
    if (this.comments === NO_SPANS) this.comments = [{ start, end }];
    else (this.comments as Span[]).push({ start, end });
  }

  protected refuse(text: string, start: number, end: number, position: number): void {
    const refusal = new Refusal({ text, span: { start, end }, position });
    if (this.faults === NO_FAULTS) this.faults = [refusal];
    else (this.faults as Refusal[]).push(refusal);
  }

  protected push(type: TokenType, start: number, end: number): number {
    return this.pushKind(type.kind, start, end);
  }

  protected pushKind(kind: number, start: number, end: number): number {
    const at = this.limit++;
    if (at + MARGIN >= this.kinds.length) this.grow();
    this.kinds[at] = kind;
    this.starts[at] = start;
    this.ends[at] = end;
    return end;
  }

  /** Copies a part of other columns; offsets count from `base` on, and the text is so long. */
  take(
    tokens: Columns,
    { from, to, base, length }: { readonly from: number; readonly to: number; readonly base: number; readonly length: number },
  ): void {
    while (to - from + 1 + MARGIN > this.kinds.length) this.grow();
    const { kinds, starts, ends } = this;
    for (let i = from, at = this.first; i < to; i++, at++) {
      kinds[at] = tokens.kinds[i]!;
      starts[at] = tokens.starts[i]! - base;
      ends[at] = tokens.ends[i]! - base;
    }
    this.limit = this.first + to - from;
    this.close(length);
  }

  /** Marks where the tokens begin and end. */
  protected close(length: number): void {
    const { kinds, starts, ends, limit } = this;
    kinds[0] = END + 1;
    starts[0] = length;
    ends[0] = length;
    // Only of the first place behind the last token is asked where it stands.
    starts[limit] = length;
    ends[limit] = length;
    for (let at = limit; at < limit + MARGIN; at++) kinds[at] = END;
  }

  protected grow(): void {
    const size = this.kinds.length * 2;
    const kinds = new Uint16Array(size);
    const starts = new Int32Array(size);
    const ends = new Int32Array(size);
    kinds.set(this.kinds);
    starts.set(this.starts);
    ends.set(this.ends);
    this.kinds = kinds;
    this.starts = starts;
    this.ends = ends;
  }
}
