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

/** Chunks of the statements and comments of a text that begins at `from` of its file. */
export function chunked(statements: readonly Placed[], comments: readonly Span[], from: number, text: string): readonly Chunk[] {
  if (statements.length === 0) return text === '' ? [] : [chunkOf([], comments, from, text)];
  const chunks: Chunk[] = [];
  let base = from;
  let comment = 0;
  for (let i = 0; i < statements.length; i += SIZE) {
    const own = statements.slice(i, i + SIZE);
    const end = i + SIZE < statements.length ? endOf(own.at(-1)!) : from + text.length;
    const first = comment;
    while (comment < comments.length && comments[comment]!.start < end) comment++;
    chunks.push(chunkOf(own, comments.slice(first, comment), base, text.slice(base - from, end - from)));
    base = end;
  }
  return chunks;
}

function chunkOf(statements: readonly Placed[], comments: readonly Span[], from: number, text: string): Chunk {
  let between = '';
  let at = 0;
  for (const placed of statements) {
    between += text.slice(at, placed.start - from);
    at = endOf(placed) - from;
  }
  return {
    statements: statements.map(({ statement }) => statement),
    starts: statements.map(({ start }) => start - from),
    comments: comments.map(({ start, end }) => ({ start: start - from, end: end - from })),
    length: text.length,
    between: flat(between + text.slice(at), true),
  };
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
