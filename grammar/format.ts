import { DIALECTS, type Dialect, type Protocol } from './dialect.ts';
import { toFault } from './fault.ts';
import { difference, isSameText } from './format/check.ts';
import { groupsOf } from './format/groups.ts';
import { render } from './format/render.ts';
import { commentOf, sheetOf, type Comment, type KeywordCase } from './format/sheet.ts';
import { spacingOf } from './format/spacing.ts';
import { lex, type Tokens } from './lexer.ts';
import { parseStatement, pieces } from './parser.ts';
import type { Span } from './span.ts';
import { T } from './tokens.ts';

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
  let end = 0;
  for (const piece of pieces(tokens)) {
    parts.push(layGap(tokens, end, piece.start));
    const source = text.slice(piece.start, piece.end).trimEnd();
    const laid = formatStatement(source, settings, dialect);
    if (typeof laid === 'string') parts.push(laid);
    else {
      parts.push(source);
      kept.push({ span: { start: piece.start, end: piece.start + source.length }, reason: laid.reason });
    }
    end = piece.start + source.length;
  }
  parts.push(layGap(tokens, end, text.length));
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
    reason = difference(text, made, dialect);
    if (reason === undefined) return made;
  }
  return { reason: reason! };
}

/** What stands between two statements: comments and stray semicolons, a line each, and at most one empty line in a row. */
function layGap(tokens: Tokens, start: number, end: number): string {
  const { text, comments, kinds, starts, count } = tokens;
  const entries: { readonly at: number; readonly end: number; readonly text: string; readonly comment?: Comment }[] = [];
  let previous = start;
  for (const span of comments) {
    if (span.start < start || span.end > end) continue;
    const comment = commentOf(text, span, previous);
    entries.push({ at: span.start, end: span.end, text: comment.text, comment });
    previous = span.end;
  }
  for (let i = 0; i < count; i++) if (starts[i]! >= start && starts[i]! < end && kinds[i] === T.SemiColon.kind) entries.push({ at: starts[i]!, end: starts[i]! + 1, text: ';' });
  entries.sort((a, b) => a.at - b.at);
  let laid = '';
  let at = start;
  for (const entry of entries) {
    const isBehind = start > 0 && laid === '' && entry.comment !== undefined && !entry.comment.ownLine;
    laid += (isBehind ? ' ' : lineEnds(text, at, entry.at)) + entry.text;
    at = entry.end;
  }
  return laid + lineEnds(text, at, end);
}

/** One line end, or two where the text has an empty line. */
function lineEnds(text: string, start: number, end: number): string {
  return text.slice(start, end).split('\n').length > 2 ? '\n\n' : '\n';
}

/** `\r\n` throughout if the text has no other line end: then those inside strings and comments are of that kind already. */
function withLineEnds(laid: string, text: string): string {
  return text.includes('\r\n') && !/(^|[^\r])\n/.test(text) ? laid.replace(/\r?\n/g, '\r\n') : laid;
}
