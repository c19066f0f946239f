import { DIALECTS, type Protocol } from './dialect.ts';
import { FiledStatement } from './filed.ts';
import { borrowTokens, returnTokens, type Columns } from './lexer.ts';
import { parsePiece, pieceFrom, type Placed, type Statement } from './parser.ts';
import type { Span } from './span.ts';
import { T } from './tokens.ts';

const SEMICOLON = T.SemiColon.kind;

/** A file as a list of statements. A statement whose text did not change is the same object as before. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
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
  const known = new Map<string, Statement>();
  for (const { statement } of previous?.statements ?? []) known.set(statement.text, statement);
  const tokens = borrowTokens(text, DIALECTS[protocol]);
  const statements = placed(tokens, known, 0, protocol);
  const { comments } = tokens;
  returnTokens(tokens);
  return { uri, text, statements, comments };
}

/**
 * The file after a change. Only the statements around it are read again, up to where the old cuts fit; an open quote does not make
 * the rest of the file be cut anew, but leaves the result provisional. `made` is the new text, where somebody has it already.
 */
export function editFile(file: SourceFile, change: Change, made?: string, protocol: Protocol = 'http'): SourceFile {
  const { uri, statements } = file;
  const by = change.text.length - (change.end - change.start);
  const text = made ?? file.text.slice(0, change.start) + change.text + file.text.slice(change.end);
  if (file.text.length === 0 || text.length === 0 || statements.length === 0) return parseFile(uri, text, file, protocol);
  const first = firstEndingBehind(statements, change.start);
  const from = first === 0 ? 0 : endOf(statements[first - 1]!);
  // The first statement that ends behind the change closes the window; if its semicolon no longer is one, one of the next will.
  let last = first;
  while (last < statements.length && endOf(statements[last]!) <= change.end) last++;
  let window = windowTo(last);
  let tokens = borrowTokens(window.text, DIALECTS[protocol]);
  let isQuoteOpen = isOpenIn(tokens);
  for (let more = 0; !window.isWhole && !isQuoteOpen && !endsAt(tokens); more++) {
    returnTokens(tokens);
    window = more < PATIENCE ? windowTo(++last) : { text: text.slice(from), to: text.length, isWhole: true };
    tokens = borrowTokens(window.text, DIALECTS[protocol]);
    isQuoteOpen = isOpenIn(tokens);
  }
  const { isWhole, to } = window;
  isQuoteOpen &&= !isWhole;
  const known = new Map<string, Statement>();
  for (let i = first; i <= last && i < statements.length; i++) known.set(statements[i]!.statement.text, statements[i]!.statement);
  const fresh = placed(tokens, known, from, protocol);
  const comments = spliced(
    file.comments,
    from,
    to - by,
    tokens.comments.map(({ start, end }) => ({ start: start + from, end: end + from })),
    by,
  );
  returnTokens(tokens);
  const rest = isWhole ? [] : statements.slice(last + 1);
  const moved = by === 0 ? rest : rest.map(({ start, statement }) => ({ start: start + by, statement }));

  function windowTo(statement: number): Window {
    const closing = statements[statement];
    const isWhole_ = closing === undefined || statement === statements.length - 1;
    const end = isWhole_ ? text.length : endOf(closing) + by;
    return { text: text.slice(from, end), to: end, isWhole: isWhole_ };
  }
  const isProvisional = isQuoteOpen || (file.isProvisional === true && (first > 0 || !isWhole));
  return {
    uri,
    text,
    statements: [...statements.slice(0, first), ...fresh, ...moved],
    comments,
    ...(isProvisional ? { isProvisional } : {}),
  };
}

/** So many statements further on a semicolon is looked for before the rest of the file is cut anew. */
const PATIENCE = 8;

/** A part of the new text that is read again, and where it ends. */
interface Window {
  readonly text: string;
  readonly to: number;
  readonly isWhole: boolean;
}

/** The statements of a text that begins at `base` of its file. */
function placed(tokens: Columns, known: Map<string, Statement>, base: number, protocol: Protocol): readonly Placed[] {
  const statements: Placed[] = [];
  const { text } = tokens;
  const isWide = WIDE.test(text);
  for (let piece = pieceFrom(tokens, 0); piece !== undefined; piece = pieceFrom(tokens, piece.last + 1)) {
    const { start, end, first, last } = piece;
    const own = flat(text.slice(start, end), isWide);
    let statement = known.get(own);
    if (statement === undefined)
      known.set(own, (statement = new FiledStatement(parsePiece(tokens, first, last + 1, own, start).statement, protocol)));
    statements.push({ start: start + base, statement });
  }
  return statements;
}

/**
 * The same text in memory of its own: a kept slice would keep the whole file alive. In a file with wide characters even the slices that
 * have none take two bytes for each; codes make a narrow text.
 */
function flat(text: string, isWide: boolean): string {
  if (isWide && !WIDE.test(text)) return narrow(text);
  return [text.slice(0, 1), text.slice(1)].join('');
}
const WIDE = /[^\0-\xff]/;

function narrow(text: string): string {
  let made = '';
  for (let from = 0; from < text.length; from += CODES) {
    const codes: number[] = [];
    for (let i = from; i < text.length && i < from + CODES; i++) codes.push(text.charCodeAt(i));
    made += String.fromCharCode(...codes);
  }
  return made;
}
/** So many arguments are no risk for the stack. */
const CODES = 4096;

function endOf({ start, statement }: Placed): number {
  return start + statement.text.length;
}

/** The first statement that ends behind a place. */
function firstEndingBehind(statements: readonly Placed[], place: number): number {
  let low = 0;
  let high = statements.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(statements[middle]!) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether the text ends with a semicolon that is one. */
function endsAt({ kinds, ends, count, text }: Columns): boolean {
  return count > 0 && ends[count - 1] === text.length && kinds[count - 1] === SEMICOLON;
}

/** Whether a quote or a comment is open at the end of the text. */
function isOpenIn({ faults, text }: Columns): boolean {
  return faults.length > 0 && faults[faults.length - 1]!.span.end === text.length;
}

/** The spans outside `[from, to)` with others in their place; those behind are moved. */
function spliced(spans: readonly Span[], from: number, to: number, others: readonly Span[], by: number): readonly Span[] {
  const before = spans.filter(({ start }) => start < from);
  const behind = spans.filter(({ start }) => start >= to).map(({ start, end }) => ({ start: start + by, end: end + by }));
  return before.length === spans.length && others.length === 0 ? spans : [...before, ...others, ...behind];
}
