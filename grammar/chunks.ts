import { narrow } from './codes.ts';
import { flat } from './flat.ts';
import type { Placed, Statement } from './parser.ts';
import type { Span } from './span.ts';

/**
 * A run of statements of a file, from behind the statement before to behind its last one (the last chunk to the end of the file). Its
 * offsets count from its own first character: a chunk that an edit does not touch is the same object as before.
 */
export interface Chunk {
  readonly statements: readonly Statement[];
  readonly starts: readonly number[];
  readonly comments: readonly Span[];
  readonly length: number;
  /** What stands before, between and behind the statements, one after the other: with their own texts that is all of the text. */
  readonly between: string;
}

/** So many statements are in a chunk at most. */
const SIZE = 64;

/** What chunks are made of: statements and comments by their places in the file, and the text between the statements. */
export interface Run extends Pick<Chunk, 'comments' | 'between'> {
  readonly statements: readonly Placed[];
}

/** Chunks of what stands from `from` to `to`. */
export function chunked({ statements, comments, between }: Run, from: number, to: number): readonly Chunk[] {
  if (statements.length === 0) return from === to ? [] : [chunkOf({ statements, comments, between }, from, to)];
  const chunks: Chunk[] = [];
  let base = from;
  let comment = 0;
  let gap = 0;
  for (let i = 0; i < statements.length; i += SIZE) {
    const own = statements.slice(i, i + SIZE);
    const end = i + SIZE < statements.length ? endOf(own.at(-1)!) : to;
    const first = comment;
    while (comment < comments.length && comments[comment]!.start < end) comment++;
    const gaps = own.reduce((left, { statement }) => left - statement.text.length, end - base);
    chunks.push(
      chunkOf({ statements: own, comments: comments.slice(first, comment), between: between.slice(gap, (gap += gaps)) }, base, end),
    );
    base = end;
  }
  return chunks;
}

function chunkOf({ statements, comments, between }: Run, from: number, to: number): Chunk {
  return {
    statements: statements.map(({ statement }) => statement),
    starts: statements.map(({ start }) => start - from),
    comments: comments.map(({ start, end }) => ({ start: start - from, end: end - from })),
    length: to - from,
    between: narrow(between) ?? flat(between),
  };
}

/** What stands between the statements of a text that begins at `from` of its file. */
export function betweenOf(statements: readonly Placed[], from: number, text: string): string {
  let between = '';
  let at = 0;
  for (const placed of statements) {
    between += text.slice(at, placed.start - from);
    at = endOf(placed) - from;
  }
  return between + text.slice(at);
}

/** What stands between the statements of a part of a chunk. */
export function betweenIn(chunk: Chunk, from: number, to: number): string {
  return chunk.between.slice(gapsBefore(chunk, from), gapsBefore(chunk, to));
}

/** So many characters before a place belong to no statement. */
function gapsBefore({ statements, starts, length }: Chunk, place: number): number {
  let gaps = Math.max(0, Math.min(place, length));
  for (let i = 0; i < statements.length && starts[i]! < place; i++) gaps -= Math.min(place - starts[i]!, statements[i]!.text.length);
  return gaps;
}

function endOf({ start, statement }: Placed): number {
  return start + statement.text.length;
}

/** Adds the pieces that a chunk's text consists of from one place up to another. */
export function addPieces({ statements, starts, length, between }: Chunk, from: number, to: number, pieces: string[]): void {
  let at = 0;
  /** So many characters before `at` are those of statements. */
  let own = 0;
  for (let i = 0; i <= statements.length; i++) {
    const start = starts[i] ?? length;
    if (start > at && start > from && at < to) pieces.push(between.slice(Math.max(at, from) - own, Math.min(start, to) - own));
    if (i === statements.length || start >= to) return;
    const { text } = statements[i]!;
    at = start + text.length;
    own += text.length;
    if (at > from) pieces.push(text.slice(Math.max(0, from - start), to - start));
  }
}
