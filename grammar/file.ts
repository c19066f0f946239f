import { DIALECTS, type Protocol } from './dialect.ts';
import { lex } from './lexer.ts';
import { parseStatement, pieces, type Placed, type Statement } from './parser.ts';
import type { Span } from './span.ts';

/** A file as a list of statements. A statement whose text did not change is the same object as before. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  readonly statements: readonly Placed[];
  /** Every comment of the file, in order, counted from its first character. */
  readonly comments: readonly Span[];
}

/**
 * Cuts a file at its semicolons and parses what changed. A statement runs from its first token to its semicolon; a broken one never
 * harms its neighbours. Statements of `previous` are reused by their text.
 */
export function parseFile(uri: string, text: string, previous?: SourceFile, protocol: Protocol = 'http'): SourceFile {
  const known = new Map<string, Statement>();
  for (const { statement } of previous?.statements ?? []) known.set(statement.text, statement);
  const tokens = lex(text, DIALECTS[protocol]);
  const statements: Placed[] = [];
  for (const piece of pieces(tokens)) {
    // Appending to a fresh string copies: a kept slice would keep the whole file alive.
    const piecesText = flat(text.slice(piece.start, piece.end));
    let statement = known.get(piecesText);
    if (statement === undefined) known.set(piecesText, (statement = parseStatement(piecesText, protocol)));
    statements.push({ start: piece.start, statement });
  }
  return { uri, text, statements, comments: tokens.comments };
}

/** The same text in memory of its own. */
function flat(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
