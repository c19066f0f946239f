import type { CreateFlow } from './ast.ts';

/**
 * GreptimeDB cuts a flow's query out of the request by line and column (`location_to_index` in `src/sql/src/util.rs`): it adds up
 * byte lengths of lines as if every line ended in one byte, and takes a column, which counts characters, for a count of bytes.
 * So a `\r\n` file, or a character of several bytes on the same line, shifts both ends of the cut to the left.
 */

export interface StoredQuery {
  /** The text the server stores; where it would panic, the text it should have stored. */
  readonly text: string;
  /** Whether an end of the cut falls inside a character: the server panics on that. */
  readonly broken: boolean;
}

/**
 * The text kept as a flow's query, from the request, the offset of the query's first token and the end of the token after the query
 * (undefined when the query is the last thing in the request).
 */
export function storedQuery(request: string, start: number, nextTokenEnd: number | undefined): StoredQuery {
  const intended = withoutSemicolons(request.slice(start, nextTokenEnd));
  if (isPlain(request, nextTokenEnd ?? request.length)) return { text: intended, broken: false };
  const bytes = new Utf8Index(request);
  const first = bytes.offsetAt(computedByte(request, start));
  const last = nextTokenEnd === undefined ? request.length : bytes.offsetAt(computedByte(request, nextTokenEnd));
  if (first === undefined || last === undefined || first > last) return { text: intended, broken: true };
  return { text: withoutSemicolons(request.slice(first, last)), broken: false };
}

/** The same flow as a part of a longer request, in which its statement `text` starts at `start`: the lines before it count too. */
export function inRequest(flow: CreateFlow, request: string, start: number, text: string): CreateFlow {
  const swallowsAll = flow.body.kind === 'tql' && flow.body.alias === undefined;
  const nextTokenEnd = swallowsAll || !text.endsWith(';') ? undefined : start + text.length;
  const stored = storedQuery(request, start + flow.bodySpan.start, nextTokenEnd);
  if (stored.text === flow.rawText && stored.broken === (flow.rawTextBroken ?? false)) return flow;
  return { ...flow, rawText: stored.text, ...(stored.broken ? { rawTextBroken: true } : {}) };
}

function withoutSemicolons(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 59) end--;
  return text.slice(0, end);
}

/** Whether bytes, characters and code units are the same up to `end`, and lines end in one byte. */
function isPlain(text: string, end: number): boolean {
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 127 || unit === 13) return false;
  }
  return true;
}

/** The byte that `location_to_index` computes for the token boundary at `offset`. */
function computedByte(text: string, offset: number): number {
  let byte = 0;
  let lineStart = 0;
  for (;;) {
    const newline = text.indexOf('\n', lineStart);
    if (newline === -1 || newline >= offset) break;
    const lineEnd = newline > lineStart && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
    byte += utf8Length(text.slice(lineStart, lineEnd)) + 1;
    lineStart = newline + 1;
  }
  return byte + [...text.slice(lineStart, offset)].length;
}

/** Finds the code unit that starts at a byte. */
class Utf8Index {
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  /** Undefined inside a character, and past the end. */
  offsetAt(byte: number): number | undefined {
    let passed = 0;
    let offset = 0;
    for (const character of this.text) {
      if (passed >= byte) break;
      passed += utf8Length(character);
      offset += character.length;
    }
    return passed === byte ? offset : undefined;
  }
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
