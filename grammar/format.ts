import { DIALECTS, type Dialect, type Protocol } from './dialect.ts';
import { toFault } from './fault.ts';
import { difference, isSameText } from './format/check.ts';
import { groupsOf } from './format/groups.ts';
import { render } from './format/render.ts';
import { commentOf, sheetOf, type KeywordCase } from './format/sheet.ts';
import { spacingOf } from './format/spacing.ts';
import { lex, type Tokens } from './lexer.ts';
import { parseStatement, pieces } from './parser.ts';
import type { Span } from './span.ts';

export interface FormatOptions {
  readonly keywordCase: KeywordCase;
  /** Blanks of one step. */
  readonly indent: number;
  readonly lineWidth: number;
}
export const DEFAULT_FORMAT: FormatOptions = { keywordCase: 'upper', indent: 2, lineWidth: 100 };

export interface Formatted {
  readonly text: string;
  /** Statements that stay as they are, and why. */
  readonly kept: readonly Kept[];
}
export interface Kept {
  readonly span: Span;
  readonly reason: string;
}

/** Lays out a whole text, statement by statement. No comment is lost, no token changes, and doing it twice changes nothing more. */
export function format(text: string, options: Partial<FormatOptions> = {}, protocol: Protocol = 'http'): Formatted {
  const dialect = DIALECTS[protocol];
  const settings = { ...DEFAULT_FORMAT, ...options };
  const tokens = lex(text, dialect);
  const kept: Kept[] = [];
  const parts: string[] = [];
  const gaps = new Gaps(tokens);
  for (const piece of pieces(tokens)) {
    parts.push(gaps.before(piece.first));
    const source = text.slice(piece.start, piece.end).trimEnd();
    const laid = formatStatement(source, settings, dialect);
    if (typeof laid === 'string') parts.push(laid);
    else {
      parts.push(source);
      kept.push({ span: { start: piece.start, end: piece.start + source.length }, reason: laid.reason });
    }
    gaps.skip(piece.last + 1, piece.start + source.length);
  }
  parts.push(gaps.before(tokens.count));
  const laid = parts.join('').trim();
  const made = withLineEnds(laid === '' ? '' : `${laid}\n`, text);
  if (isSameText(tokens, lex(made, dialect))) return { text: made, kept };
  // An open quote reads on to the end, and so takes the blanks there for its own.
  const reason = tokens.fault === undefined ? 'a token would change' : toFault(tokens.fault, text).message;
  return { text, kept: [{ span: { start: 0, end: text.length }, reason }] };
}

/** One statement, or why it stays as it is. */
export function formatStatement(text: string, options: FormatOptions, dialect: Dialect): string | { readonly reason: string } {
  const { node, faults } = parseStatement(text, dialect.protocol);
  if (node === undefined) return { reason: faults[0]?.message ?? 'it does not parse' };
  const tokens = lex(text, dialect);
  const page = { lineWidth: options.lineWidth, indent: ' '.repeat(options.indent) };
  let reason: string | undefined;
  for (const keywordCase of new Set<KeywordCase>([options.keywordCase, 'preserve'])) {
    const sheet = sheetOf(tokens, node, keywordCase);
    const made = render(sheet, groupsOf(sheet.pieces, node), spacingOf(text, node, dialect), page);
    reason = difference(tokens, node, made);
    if (reason === undefined) return made;
  }
  return { reason: reason! };
}

/** What stands between statements: comments and stray semicolons, a line each, and at most one empty line in a row. */
class Gaps {
  private readonly tokens: Tokens;
  private token = 0;
  private comment = 0;
  private offset = 0;

  constructor(tokens: Tokens) {
    this.tokens = tokens;
  }

  /** Passes over a statement: its tokens, and the comments inside it. */
  skip(token: number, offset: number): void {
    const { comments } = this.tokens;
    this.token = token;
    this.offset = offset;
    while (this.comment < comments.length && comments[this.comment]!.start < offset) this.comment++;
  }

  /** The text from where the last statement ended up to the token that begins the next. */
  before(token: number): string {
    const { text, comments, starts, count } = this.tokens;
    const end = token < count ? starts[token]! : text.length;
    const start = this.offset;
    let laid = '';
    while (this.offset < end) {
      const comment = comments[this.comment]?.start ?? end;
      const stray = this.token < token ? starts[this.token]! : end;
      const at = Math.min(comment, stray, end);
      if (at === end) break;
      const next = at === comment ? commentOf(text, comments[this.comment++]!, this.offset) : undefined;
      if (next === undefined) this.token++;
      const isBehind = start > 0 && laid === '' && next?.ownLine === false;
      laid += (isBehind ? ' ' : lineEnds(text, this.offset, at)) + (next?.text ?? ';');
      this.offset = next === undefined ? at + 1 : comments[this.comment - 1]!.end;
    }
    return laid + lineEnds(text, this.offset, end);
  }
}

/** One line end, or two where the text has an empty line. */
function lineEnds(text: string, start: number, end: number): string {
  return text.slice(start, end).split('\n').length > 2 ? '\n\n' : '\n';
}

/** `\r\n` throughout if the text has no other line end: then those inside strings and comments are of that kind already. */
function withLineEnds(laid: string, text: string): string {
  return text.includes('\r\n') && !/(^|[^\r])\n/.test(text) ? laid.replace(/\r?\n/g, '\r\n') : laid;
}
