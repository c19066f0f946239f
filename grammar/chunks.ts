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
}

/** So many statements are in a chunk at most. */
const SIZE = 64;

/** Chunks of the statements and comments that stand from `from` to `to`. */
export function chunked(statements: readonly Placed[], comments: readonly Span[], from: number, to: number): readonly Chunk[] {
  if (statements.length === 0) return from === to ? [] : [chunkOf([], comments, from, to)];
  const chunks: Chunk[] = [];
  let base = from;
  let comment = 0;
  for (let i = 0; i < statements.length; i += SIZE) {
    const own = statements.slice(i, i + SIZE);
    const end = i + SIZE < statements.length ? endOf(own.at(-1)!) : to;
    const first = comment;
    while (comment < comments.length && comments[comment]!.start < end) comment++;
    chunks.push(chunkOf(own, comments.slice(first, comment), base, end));
    base = end;
  }
  return chunks;
}

function chunkOf(statements: readonly Placed[], comments: readonly Span[], from: number, to: number): Chunk {
  return {
    statements: statements.map(({ statement }) => statement),
    starts: statements.map(({ start }) => start - from),
    comments: comments.map(({ start, end }) => ({ start: start - from, end: end - from })),
    length: to - from,
  };
}

function endOf({ start, statement }: Placed): number {
  return start + statement.text.length;
}
