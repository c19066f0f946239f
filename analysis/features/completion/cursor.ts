import type { World } from '../../../catalog/index.ts';
import {
  DIALECTS,
  lex,
  sliceOf,
  T,
  TOKEN_TYPES,
  tokenAt,
  type SourceFile,
  type Span,
  type Token,
  type Tokens,
} from '../../../grammar/index.ts';
import type { Snapshot, Step } from '../../simulate.ts';

/** Where somebody types: the statement, its tokens, and the word that is being written. Nothing here needs the statement to parse. */
export interface Cursor {
  readonly world: World;
  /** The statement around the cursor; empty where a new one begins. */
  readonly text: string;
  /** Where the statement starts in its file. */
  readonly start: number;
  /** The cursor, counted from the statement's first character. */
  readonly offset: number;
  readonly before: Before;
  readonly tokens: Tokens;
  /** What the answer replaces: the word around the cursor, or nothing. */
  readonly word: Span;
  /** What of the word stands in front of the cursor. */
  readonly prefix: string;
  /** The string the cursor is in: its quote and what stands between quote and cursor. */
  readonly string?: { readonly quote: string; readonly content: Span };
}

/** The tokens in front of the word that is written. */
export class Before {
  readonly count: number;
  private readonly tokens: Tokens;

  constructor(tokens: Tokens, count: number) {
    this.tokens = tokens;
    this.count = count;
  }

  /** The token at an index; negative ones count from the end. */
  token(index: number): Token | undefined {
    const at = index < 0 ? this.count + index : index;
    return at < 0 || at >= this.count ? undefined : tokenAt(this.tokens, at);
  }

  /** A token as the classification reads it: unquoted words in upper case, `"` for quoted names, `'` for strings, `0` for numbers. */
  text(index: number): string {
    const at = index < 0 ? this.count + index : index;
    if (at < 0 || at >= this.count) return '';
    const type = TOKEN_TYPES[this.tokens.kinds[at]!]!;
    const { text, starts, ends } = this.tokens;
    const first = text[starts[at]!];
    if (type === T.Number) return '0';
    if (first === '"' || first === '`') return '"';
    if (first === "'") return "'";
    const image = text.slice(starts[at]!, ends[at]!);
    return type.CATEGORIES.includes(T.Word) ? image.toUpperCase() : image;
  }

  isWord(index: number): boolean {
    const token = this.token(index);
    return token !== undefined && token.type.CATEGORIES.includes(T.Word);
  }

  /** The open bracket around the place behind `end` tokens, if there is one. */
  bracket(end = this.count): number | undefined {
    let depth = 0;
    for (let i = end - 1; i >= 0; i--) {
      const kind = this.tokens.kinds[i];
      if (kind === T.RParen.kind) depth++;
      else if (kind === T.LParen.kind && depth-- === 0) return i;
    }
    return undefined;
  }

  /** The bracket that a closing one at an index closes. */
  opening(closing: number): number | undefined {
    return this.bracket(closing);
  }
}

/** The cursor in its file; undefined inside a comment. */
export function cursorAt(snapshot: Snapshot, file: SourceFile, offset: number): Cursor | undefined {
  const comment = file.comments.find(
    ({ start, end }) => start < offset && (offset < end || (offset === end && isLine(sliceOf(file, start, start + 2)))),
  );
  if (comment !== undefined) return undefined;
  const steps = snapshot.steps.get(file.uri) ?? [];
  const step = stepAt(steps, offset);
  const inside = step !== undefined && !isBehindEnd(step, offset) ? step : undefined;
  const world = inside?.before ?? step?.outcome.after ?? steps[0]?.before ?? worldBefore(snapshot, file.uri);
  const text = inside?.placed.statement.text ?? '';
  const start = inside?.placed.start ?? offset;
  return placed({ world, text, start, offset: offset - start });
}

function isLine(comment: string): boolean {
  return comment === '--' || comment.startsWith('#');
}

/** The last step that starts at or before an offset. */
function stepAt(steps: readonly Step[], offset: number): Step | undefined {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]!.placed.start <= offset) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1];
}

/** Behind its semicolon a statement is over. Without one it goes on, blank lines or not. */
function isBehindEnd({ placed: { start, statement } }: Step, offset: number): boolean {
  return offset >= start + statement.text.length && statement.text.endsWith(';');
}

function worldBefore(snapshot: Snapshot, uri: string): World {
  let world = snapshot.end;
  for (const [own, steps] of snapshot.steps) {
    if (own === uri) break;
    world = steps.at(-1)?.outcome.after ?? world;
  }
  return world;
}

function placed(place: Pick<Cursor, 'world' | 'text' | 'start' | 'offset'>): Cursor {
  const { text, offset } = place;
  const tokens = lex(text, DIALECTS.http);
  let count = 0;
  while (count < tokens.count && tokens.ends[count]! < offset) count++;
  const touched = count < tokens.count && tokens.starts[count]! < offset ? count : undefined;
  const type = touched === undefined ? undefined : TOKEN_TYPES[tokens.kinds[touched]!]!;
  const [from, to] = touched === undefined ? [offset, offset] : [tokens.starts[touched]!, tokens.ends[touched]!];
  const quote = text[from]!;
  if (
    touched !== undefined &&
    (quote === "'" || quote === '"' || quote === '`') &&
    !(offset === to && text[to - 1] === quote && to - from > 1)
  ) {
    const isClosed = to - from > 1 && text[to - 1] === quote;
    const content = { start: from + 1, end: isClosed ? to - 1 : to };
    return {
      ...place,
      tokens,
      before: new Before(tokens, count),
      word: content,
      prefix: text.slice(content.start, offset),
      string: { quote, content },
    };
  }
  if (type?.CATEGORIES.includes(T.Word) === true)
    return { ...place, tokens, before: new Before(tokens, count), word: { start: from, end: to }, prefix: text.slice(from, offset) };
  return {
    ...place,
    tokens,
    before: new Before(tokens, touched === undefined ? count : count + 1),
    word: { start: offset, end: offset },
    prefix: '',
  };
}
