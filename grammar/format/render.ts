import { T } from '../tokens.ts';
import type { Group } from './groups.ts';
import type { Comment, Sheet } from './sheet.ts';
import type { Spacing } from './spacing.ts';

export interface Page {
  readonly lineWidth: number;
  /** One step further in. */
  readonly indent: string;
}

/** Writes the pieces: a group on one line where it fits, else a line end at each of its places. Comments stay where they are. */
export function render(sheet: Sheet, groups: readonly Group[], spacing: Spacing, page: Page): string {
  return new Writer(sheet, groups, spacing, page).run();
}

/** A group that has begun. `depth` is the indentation of the line it began on, `current` that of its latest line. */
interface Open {
  readonly group: Group;
  readonly isBroken: boolean;
  readonly depth: number;
  current: number;
}

class Writer {
  private readonly sheet: Sheet;
  private readonly groups: readonly Group[];
  private readonly spacing: Spacing;
  private readonly page: Page;
  /** Width of everything up to a piece if it all stood on one line, and the column where the piece would then begin. */
  private readonly widths: number[] = [0];
  private readonly columns: number[] = [];
  /** How many line ends cannot be avoided before a piece, in all the text up to it. */
  private readonly lineEnds: number[] = [0];
  /** The first place at or behind a piece where some group may break. */
  private readonly nextPlace: number[];
  private readonly open: Open[] = [];
  private text = '';
  private column = 0;
  private mustEnd = false;

  constructor(sheet: Sheet, groups: readonly Group[], spacing: Spacing, page: Page) {
    this.sheet = sheet;
    this.groups = groups;
    this.spacing = spacing;
    this.page = page;
    const { pieces } = sheet;
    for (const [i, piece] of pieces.entries()) {
      const comments = piece.comments.reduce((sum, comment) => sum + comment.text.length + 1, 0);
      const blank = i > 0 && spacing(pieces[i - 1]!, piece) ? 1 : 0;
      const hasLineEnd = piece.comments.some(comment => comment.ownLine || comment.endsLine);
      const isLong = piece.text.includes('\n');
      this.columns.push(this.widths[i]! + comments + blank);
      this.widths.push(this.columns[i]! + piece.text.length + (isLong ? page.lineWidth : 0));
      this.lineEnds.push(this.lineEnds[i]! + (hasLineEnd && i > 0 ? 1 : 0));
    }
    this.nextPlace = this.places();
  }

  run(): string {
    const { pieces, trailing } = this.sheet;
    let next = 0;
    for (const [i, piece] of pieces.entries()) {
      while (this.open.length > 0 && this.open.at(-1)!.group.last <= i) this.open.pop();
      const depth = this.breakBefore(i);
      const outer = this.open.at(-1)?.current ?? 0;
      const isClosing =
        depth !== undefined && this.open.some(({ group, isBroken }) => isBroken && group.breaks.get(i) === 0 && group.last === i + 1);
      this.comments(piece.comments, (depth ?? (i === 0 ? 0 : outer + 1)) + (isClosing ? 1 : 0));
      // A comment that begins the line the piece stands on has brought its line end along.
      const comment = piece.comments.at(-1);
      const hasBegun = comment?.ownLine === true && !comment.endsLine;
      if (this.mustEnd || (depth !== undefined && !hasBegun)) this.newLine(depth ?? (piece.type === T.SemiColon ? 0 : outer + 1));
      else if (comment !== undefined || (i > 0 && this.spacing(pieces[i - 1]!, piece))) this.write(' ');
      for (; next < this.groups.length && this.groups[next]!.first === i; next++) this.enter(this.groups[next]!, i);
      this.write(piece.text);
    }
    this.comments(trailing, 0);
    return this.text;
  }

  /** The indentation of the line that a broken group begins at this piece. */
  private breakBefore(i: number): number | undefined {
    for (const open of this.open) {
      const step = open.isBroken ? open.group.breaks.get(i) : undefined;
      if (step === undefined) continue;
      open.current = open.depth + step;
      return open.current;
    }
    return undefined;
  }

  private enter(group: Group, i: number): void {
    const depth = this.open.at(-1)?.current ?? 0;
    const isBroken = group.forced || this.lineEnds[group.last]! > this.lineEnds[i + 1]! || !this.fits(group, i);
    this.open.push({ group, isBroken, depth, current: depth });
  }

  /** Whether the group, and what follows it up to the next place to break, ends before the margin. */
  private fits(group: Group, i: number): boolean {
    const until = this.nextPlace[group.last]!;
    return this.column + this.widths[until]! - this.columns[i]! <= this.page.lineWidth;
  }

  private places(): number[] {
    const count = this.sheet.pieces.length;
    const isPlace = new Uint8Array(count + 1);
    for (const group of this.groups) for (const place of group.breaks.keys()) isPlace[place] = 1;
    const next = Array.from({ length: count + 1 }, () => count);
    for (let i = count - 1; i >= 0; i--) next[i] = isPlace[i] === 1 ? i : next[i + 1]!;
    return next;
  }

  private comments(comments: readonly Comment[], depth: number): void {
    for (const comment of comments) {
      if (comment.ownLine || this.mustEnd) {
        if (this.text !== '') this.newLine(depth);
      } else if (this.text !== '') this.write(' ');
      this.write(comment.text);
      this.mustEnd = comment.endsLine;
    }
  }

  private newLine(depth: number): void {
    const indent = this.page.indent.repeat(depth);
    this.text += `\n${indent}`;
    this.column = indent.length;
    this.mustEnd = false;
  }

  private write(text: string): void {
    const newline = text.lastIndexOf('\n');
    this.text += text;
    this.column = newline === -1 ? this.column + text.length : text.length - newline - 1;
  }
}
