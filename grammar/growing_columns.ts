import { Refusal } from './fault.ts';
import type { Span } from './span.ts';
import { FIRST_WORD, T, type TokenType } from './tokens.ts';

/** What columns hold until there is one; the lists that are filled are given away with the tokens. */
const NO_SPANS: readonly Span[] = [];
const NO_FAULTS: readonly Refusal[] = [];

/** The columns that tokens are written into, which grow with them, and what is noticed on the way. */
export class GrowingColumns {
  kinds = new Uint16Array(256);
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  count = 0;
  hasSimpleStrings = true;
  comments: readonly Span[] = NO_SPANS;
  /** Everything the tokenizer refuses, in order. The server speaks of the first in what it is given. */
  faults: readonly Refusal[] = NO_FAULTS;

  get fault(): Refusal | undefined {
    return this.faults[0];
  }

  protected clear(): void {
    this.count = 0;
    this.hasSimpleStrings = true;
    this.comments = NO_SPANS;
    this.faults = NO_FAULTS;
  }

  /** Whether a word ends right here, without a blank between. */
  protected followsWord(i: number): boolean {
    const last = this.count - 1;
    return last >= 0 && this.ends[last] === i && this.kinds[last]! >= FIRST_WORD;
  }

  protected followsPeriod(i: number): boolean {
    const last = this.count - 1;
    return last >= 0 && this.ends[last] === i && this.kinds[last] === T.Period.kind;
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
    const at = this.count++;
    if (at === this.kinds.length) this.grow();
    this.kinds[at] = kind;
    this.starts[at] = start;
    this.ends[at] = end;
    return end;
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
