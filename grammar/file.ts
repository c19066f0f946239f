import { addPieces, betweenIn, betweenOf, chunked, type Chunk } from './chunks.ts';
import { DIALECTS, type Protocol } from './dialect.ts';
import { FiledStatement } from './filed.ts';
import { flat } from './flat.ts';
import { borrowTokens, returnTokens, type Columns } from './lexer.ts';
import { parsePiece, pieceFrom, type Placed, type Statement } from './parser.ts';
import { Repeats } from './repeats.ts';
import type { Scanner } from './scanner.ts';
import { lastAtMost } from './sorted.ts';
import type { Span } from './span.ts';
import { T } from './tokens.ts';

const SEMICOLON = T.SemiColon.kind;

/** A file as a list of statements. A statement whose text did not change is the same object as before. */
export interface SourceFile {
  readonly uri: string;
  /** Put together by each who asks; `sliceOf` tells a part for less. */
  readonly text: string;
  readonly length: number;
  readonly statements: readonly Placed[];
  /** Every comment of the file, in order, counted from its first character. */
  readonly comments: readonly Span[];
  /**
   * A quote is open in a statement that was edited, and the statements behind it were left as they were: the server would read on to the
   * next quote. `parseFile` tells for certain.
   */
  readonly isProvisional?: true;
}

/** A change of a file's text: `text` comes in place of what stands from `start` to `end`. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Cuts a file at its semicolons and parses what changed. A statement runs from its first token to its semicolon; a broken one never
 * harms its neighbours. Statements of `previous` are reused by their text.
 */
export function parseFile(uri: string, text: string, previous?: SourceFile, protocol: Protocol = 'http'): SourceFile {
  const known = previous === undefined ? undefined : statementsByText(previous);
  const tokens = borrowTokens(text, DIALECTS[protocol]);
  const statements = placed(tokens, known, 0, protocol);
  const chunks = chunked({ statements, comments: tokens.comments, between: betweenOf(statements, 0, text) }, 0, text.length);
  returnTokens(tokens);
  return new ChunkedFile(uri, chunks);
}

function statementsByText(file: SourceFile): ReadonlyMap<string, Statement> {
  const known = new Map<string, Statement>();
  for (const { statements } of chunksOf(file)) for (const statement of statements) known.set(statement.text, statement);
  return known;
}

/**
 * The file after a change. Only the statements around it are read again, up to where the old cuts fit; an open quote does not make
 * the rest of the file be cut anew, but leaves the result provisional.
 */
export function editFile(old: SourceFile, change: Change, protocol: Protocol = 'http'): SourceFile {
  const file = inChunks(old);
  const { uri, chunks, count } = file;
  const by = change.text.length - (change.end - change.start);
  const length = file.length + by;
  if (file.length === 0 || length === 0 || count === 0) return parseFile(uri, changed(0, file.length), file, protocol);
  const first = file.firstEndingBehind(change.start);
  const from = first === 0 ? 0 : file.endOf(first - 1);
  // The first statement that ends behind the change closes the window; if its semicolon no longer is one, one of the next will.
  let last = first;
  while (last < count && file.endOf(last) <= change.end) last++;
  let window = windowTo(last);
  let tokens = borrowTokens(window.text, DIALECTS[protocol]);
  let isQuoteOpen = isOpenIn(tokens);
  for (let more = 0; !window.isWhole && !isQuoteOpen && !endsAt(tokens); more++) {
    returnTokens(tokens);
    window = windowTo(more < PATIENCE ? ++last : count);
    tokens = borrowTokens(window.text, DIALECTS[protocol]);
    isQuoteOpen = isOpenIn(tokens);
  }
  const { isWhole, to } = window;
  isQuoteOpen &&= !isWhole;
  const replaced = file.range(first, isWhole ? count : last + 1);
  const known = new Map<string, Statement>();
  for (const statement of file.former) known.set(statement.text, statement);
  for (const { statement } of replaced) known.set(statement.text, statement);
  const fresh = placed(tokens, known, from, protocol);
  const comments = tokens.comments.map(({ start, end }) => ({ start: start + from, end: end + from }));
  returnTokens(tokens);

  // The chunks around the window are put together anew; a small one takes in the next.
  const head = file.chunkOf(first);
  let tail = isWhole ? chunks.length - 1 : file.chunkOf(last);
  const headOffset = file.offsetOf(head);
  const run = [...file.range(file.firstOf(head), first), ...fresh];
  const behind = isWhole ? count : last + 1;
  const taken = (): number => file.firstOf(tail + 1);
  while (tail + 1 < chunks.length && run.length + taken() - behind < SMALL) tail++;
  for (const { start, statement } of file.range(behind, taken())) run.push({ start: start + by, statement });
  const spans = [
    ...file.commentsIn(head, head).filter(({ start }) => start < from),
    ...comments,
    ...(isWhole ? [] : file.commentsIn(file.chunkOf(last), tail).filter(({ start }) => start >= to - by)).map(({ start, end }) => ({
      start: start + by,
      end: end + by,
    })),
  ];
  const runEnd = tail + 1 < chunks.length ? file.offsetOf(tail + 1) : file.length;
  const between = file.betweenIn(headOffset, from) + betweenOf(fresh, from, window.text) + file.betweenIn(to - by, runEnd);
  const made = chunked({ statements: run, comments: spans, between }, headOffset, runEnd + by);
  const kept = new Set(fresh.map(({ statement }) => statement));
  const former = [...replaced.map(({ statement }) => statement).filter(statement => !kept.has(statement)), ...file.former].slice(0, FORMER);
  const isProvisional = isQuoteOpen || (file.isProvisional === true && (first > 0 || !isWhole));
  return new ChunkedFile(uri, [...chunks.slice(0, head), ...made, ...chunks.slice(tail + 1)], { former, isProvisional });

  function windowTo(statement: number): Window {
    const isWhole_ = statement >= count - 1;
    const end = isWhole_ ? file.length : file.endOf(statement);
    return { text: changed(from, end), to: end + by, isWhole: isWhole_ };
  }

  /** The new text of a part of the old one that has the change in it. */
  function changed(start: number, end: number): string {
    return file.slice(start, change.start) + change.text + file.slice(change.end, end);
  }
}

/** A run of fewer statements takes in those of the next chunk. */
const SMALL = 16;

/** So many statements that edits took away are kept in mind: who types something and takes it back gets the same one again. */
const FORMER = 8;

/** So many statements further on a semicolon is looked for before the rest of the file is cut anew. */
const PATIENCE = 8;

/** A part of the new text that is read again, and where it ends. */
interface Window {
  readonly text: string;
  readonly to: number;
  readonly isWhole: boolean;
}

/** The statements of a text that begins at `base` of its file. Those that are known by their texts are not parsed. */
function placed(tokens: Scanner, known: ReadonlyMap<string, Statement> | undefined, base: number, protocol: Protocol): readonly Placed[] {
  const statements: Placed[] = [];
  const repeats = new Repeats();
  const { text } = tokens;
  for (let piece = pieceFrom(tokens, tokens.first); piece !== undefined; piece = pieceFrom(tokens, piece.last + 1)) {
    const { start, end, first, last } = piece;
    const slice = text.slice(start, end);
    let statement = known?.get(slice) ?? repeats.find(slice);
    if (statement === undefined) {
      // In a text with wide characters even the slices that have none take two bytes for each.
      const own = flat((tokens.codes.isAscii ? undefined : tokens.codes.narrow(start, end)) ?? slice);
      statement = new FiledStatement(parsePiece(tokens, first, last + 1, own, start).statement, protocol);
      repeats.add(statement);
    }
    statements.push({ start: start + base, statement });
  }
  return statements;
}

/** Whether the text ends with a semicolon that is one. */
function endsAt({ kinds, ends, first, limit, text }: Columns): boolean {
  return limit > first && ends[limit - 1] === text.length && kinds[limit - 1] === SEMICOLON;
}

/** Whether a quote or a comment is open at the end of the text. */
function isOpenIn({ faults, text }: Columns): boolean {
  return faults.length > 0 && faults[faults.length - 1]!.span.end === text.length;
}

const known = new WeakMap<SourceFile, ChunkedFile>();

/** A file in chunks, whatever made it. */
export function inChunks(file: SourceFile): ChunkedFile {
  if (file instanceof ChunkedFile) return file;
  let made = known.get(file);
  if (made === undefined) known.set(file, (made = new ChunkedFile(file.uri, chunksIn(file))));
  return made;
}

export function chunksOf(file: SourceFile): readonly Chunk[] {
  return inChunks(file).chunks;
}

function chunksIn({ statements, comments, text }: SourceFile): readonly Chunk[] {
  return chunked({ statements, comments, between: betweenOf(statements, 0, text) }, 0, text.length);
}

/** A part of a file's text. */
export function sliceOf(file: SourceFile, start: number, end: number): string {
  return file instanceof ChunkedFile ? file.slice(start, end) : file.text.slice(start, end);
}

/** Whether a file has this text. It is not put together to tell that. */
export function hasText(file: SourceFile, text: string): boolean {
  return file instanceof ChunkedFile ? file.has(text) : file.text === text;
}

/**
 * A file that holds chunks, and puts together only what is asked for: statements know their text, and once more it is not kept. A value.
 */
export class ChunkedFile implements SourceFile {
  readonly uri: string;
  readonly length: number;
  readonly chunks: readonly Chunk[];
  /** How many statements there are. */
  readonly count: number;
  /** Statements that edits took away lately. */
  readonly former: readonly Statement[];
  readonly isProvisional?: true;
  /** Where each chunk begins, and the number of its first statement; behind the last one, the ends. */
  private readonly offsets: readonly number[];
  private readonly firsts: readonly number[];
  private allStatements: readonly Placed[] | undefined;
  private allComments: readonly Span[] | undefined;

  constructor(
    uri: string,
    chunks: readonly Chunk[],
    { former, isProvisional }: { readonly former: readonly Statement[]; readonly isProvisional: boolean } = {
      former: [],
      isProvisional: false,
    },
  ) {
    this.uri = uri;
    this.chunks = chunks;
    this.former = former;
    if (isProvisional) this.isProvisional = true;
    const offsets = [0];
    const firsts = [0];
    let offset = 0;
    let first = 0;
    for (const { length, statements } of chunks) {
      offsets.push((offset += length));
      firsts.push((first += statements.length));
    }
    this.offsets = offsets;
    this.firsts = firsts;
    this.count = first;
    this.length = offset;
  }

  get text(): string {
    return this.slice(0, this.length);
  }

  slice(start: number, end: number): string {
    const pieces: string[] = [];
    for (let chunk = lastAtMost(this.offsets, start, this.chunks.length - 1); this.offsets[chunk]! < end; chunk++) {
      const held = this.chunks[chunk];
      if (held === undefined) break;
      addPieces(held, start - this.offsets[chunk]!, end - this.offsets[chunk]!, pieces);
    }
    return pieces.length === 1 ? pieces[0]! : pieces.join('');
  }

  /** What stands between the statements of a part of it. */
  betweenIn(start: number, end: number): string {
    let between = '';
    for (let chunk = lastAtMost(this.offsets, start, this.chunks.length - 1); this.offsets[chunk]! < end; chunk++)
      between += betweenIn(this.chunks[chunk]!, start - this.offsets[chunk]!, end - this.offsets[chunk]!);
    return between;
  }

  has(text: string): boolean {
    if (text.length !== this.length) return false;
    let at = 0;
    return this.chunks.every(chunk => {
      const pieces: string[] = [];
      addPieces(chunk, 0, chunk.length, pieces);
      return pieces.every(piece => {
        const isThere = text.startsWith(piece, at);
        at += piece.length;
        return isThere;
      });
    });
  }

  get statements(): readonly Placed[] {
    return (this.allStatements ??= this.range(0, this.count));
  }

  get comments(): readonly Span[] {
    return (this.allComments ??= this.commentsIn(0, this.chunks.length - 1));
  }

  /** The statements from one up to another, which is not among them. */
  range(from: number, to: number): readonly Placed[] {
    const found: Placed[] = [];
    for (let chunk = this.chunkOf(from), index = from; index < to; chunk++) {
      const { statements, starts } = this.chunks[chunk]!;
      const base = this.offsets[chunk]!;
      const first = this.firsts[chunk]!;
      for (; index < to && index - first < statements.length; index++)
        found.push({ start: base + starts[index - first]!, statement: statements[index - first]! });
    }
    return found;
  }

  /** The comments that begin in one of these chunks. */
  commentsIn(from: number, to: number): readonly Span[] {
    const found: Span[] = [];
    for (let chunk = from; chunk <= to; chunk++) {
      const base = this.offsets[chunk]!;
      for (const { start, end } of this.chunks[chunk]!.comments) found.push({ start: base + start, end: base + end });
    }
    return found;
  }

  startOf(index: number): number {
    const chunk = this.chunkOf(index);
    return this.offsets[chunk]! + this.chunks[chunk]!.starts[index - this.firsts[chunk]!]!;
  }

  endOf(index: number): number {
    const chunk = this.chunkOf(index);
    const at = index - this.firsts[chunk]!;
    return this.offsets[chunk]! + this.chunks[chunk]!.starts[at]! + this.chunks[chunk]!.statements[at]!.text.length;
  }

  /** The first statement that ends behind a place, or else the last. */
  firstEndingBehind(place: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.endOf(middle) > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The chunk of a statement. */
  chunkOf(index: number): number {
    return lastAtMost(this.firsts, index, this.chunks.length - 1);
  }

  /** Where a chunk begins; of the number behind the last one, where the file ends. */
  offsetOf(chunk: number): number {
    return this.offsets[chunk]!;
  }

  /** The number of a chunk's first statement; of the number behind the last one, how many there are. */
  firstOf(chunk: number): number {
    return this.firsts[chunk]!;
  }
}
