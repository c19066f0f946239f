import { lastAtMost, Rope, sliceOf, type SourceFile, type Text } from '../grammar/index.ts';

/** So many line starts are in a block; one that grows to twice as many is cut. */
const SIZE = 128;

/**
 * A text that knows where its lines begin. LSP ends a line at `\n`, `\r\n` and `\r`. The starts are held in blocks, of which an edit
 * replaces one or two: those behind it move as a whole. A value.
 */
export class Lines<Content extends Text = Text> {
  readonly content: Content;
  readonly count: number;
  private readonly blocks: readonly Int32Array[];
  /** What is to be added to the starts of each block. */
  private readonly bases: readonly number[];
  /** The number of each block's first line. */
  private readonly firsts: readonly number[];

  private constructor(content: Content, count: number, blocks: readonly Int32Array[], bases: readonly number[], firsts: readonly number[]) {
    this.content = content;
    this.count = count;
    this.blocks = blocks;
    this.bases = bases;
    this.firsts = firsts;
  }

  static of(text: string): Lines<Rope> {
    return Lines.in(Rope.of(text), text);
  }

  /** The lines of a text that is held in another way. */
  static in<Content extends Text>(content: Content, text: string): Lines<Content> {
    const starts = [0];
    scan(text, 0, text.length, 0, starts);
    const blocks = cut(starts);
    return new Lines(
      content,
      starts.length,
      blocks,
      blocks.map(() => 0),
      blocks.map((_, block) => block * SIZE),
    );
  }

  get text(): string {
    return this.content.toString();
  }

  startOf(line: number): number {
    const block = lastAtMost(this.firsts, line);
    return this.bases[block]! + this.blocks[block]![line - this.firsts[block]!]!;
  }

  /** The line that an offset is in. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.bases[middle]! + this.blocks[middle]![0]! <= offset) low = middle;
      else high = middle - 1;
    }
    return this.firsts[low]! + lastAtMost(this.blocks[low]!, offset - this.bases[low]!);
  }

  /** The text with a part replaced; only the part is searched for line ends. */
  replaced(this: Lines<Rope>, start: number, end: number, inserted: string): Lines<Rope> {
    const rope = this.content.replaced(start, end, inserted);
    // A line end may now begin in the character before, or go on in the one behind: both are looked at again.
    const from = Math.max(0, start - 1);
    const to = Math.min(rope.length, start + inserted.length + 1);
    const kept = this.lineAt(from) + 1;
    const behind = this.lineAt(end + 1) + 1;
    const head = lastAtMost(this.firsts, kept - 1);
    const tail = lastAtMost(this.firsts, behind - 1);
    const first = this.firsts[head]!;
    const by = inserted.length - (end - start);
    const run: number[] = [];
    this.take(head, 0, kept - first, 0, run);
    scan(rope.slice(from, to + 1), 0, to - from, from, run);
    const more = first + run.length - behind;
    this.take(tail, behind - this.firsts[tail]!, this.blocks[tail]!.length, by, run);
    const made = cut(run);
    const old = tail + 1 - head;
    const bases = this.bases.toSpliced(head, old, ...made.map(() => 0));
    const firsts = this.firsts.toSpliced(head, old, ...made.map((_, block) => first + block * SIZE));
    add(bases, by, head + made.length);
    add(firsts, more, head + made.length);
    return new Lines(rope, this.count + more, this.blocks.toSpliced(head, old, ...made), bases, firsts);
  }

  /** The starts of a part of a block, moved. */
  private take(block: number, from: number, to: number, by: number, taken: number[]): void {
    const starts = this.blocks[block]!;
    const base = this.bases[block]! + by;
    for (let i = from; i < to; i++) taken.push(base + starts[i]!);
  }
}

const known = new WeakMap<SourceFile, Lines>();

/** The lines of a file; found once as long as it lives. Its text is not kept for them. */
export function linesOf(file: SourceFile): Lines {
  let lines = known.get(file);
  if (lines === undefined) {
    const content: Text = { length: file.length, slice: (start, end) => sliceOf(file, start, end), toString: () => file.text };
    known.set(file, (lines = Lines.in(content, file.text)));
  }
  return lines;
}

/** Where lines begin behind the line ends that stand from `from` to `to` in a text, which itself begins at `base`. */
function scan(text: string, from: number, to: number, base: number, starts: number[]): void {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(base + i + 1);
  }
}

/** Starts in blocks, each but the last as long as may be; one block where they are few. */
function cut(starts: readonly number[]): readonly Int32Array[] {
  if (starts.length < 2 * SIZE) return [Int32Array.from(starts)];
  const blocks: Int32Array[] = [];
  for (let from = 0; from < starts.length; from += SIZE) blocks.push(Int32Array.from(starts.slice(from, from + SIZE)));
  return blocks;
}

function add(numbers: number[], by: number, from: number): void {
  if (by !== 0) for (let i = from; i < numbers.length; i++) numbers[i]! += by;
}
