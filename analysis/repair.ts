import { DIALECTS, lex, parseStatement, tokenAt, type Span, type Statement, type Token } from '../grammar/index.ts';
import { applyEdits } from './edits.ts';
import type { Edit } from './rule.ts';

/** Longer statements are not parsed again for the sake of a guess. */
const LONGEST = 50_000;

/** Whether a refused statement parses once it is edited: the surest sign that the edit is what its author meant. */
export function parsesWith(statement: Statement, edits: readonly Edit[]): boolean {
  if (statement.text.length > LONGEST) return false;
  return parseStatement(applyEdits(statement.text, edits)).faults.length === 0;
}

/** How far the parser comes with the edits: where it stops, counted from the end of the text, so that edits in front do not count. */
export function stopsBehind(statement: Statement, edits: readonly Edit[], span: Span): boolean {
  if (statement.text.length > LONGEST) return false;
  const text = applyEdits(statement.text, edits);
  const fault = parseStatement(text).faults[0];
  return fault === undefined || text.length - fault.span.start < statement.text.length - span.start;
}

/** What was asked for last: several rules look at the tokens of the same statement, one after the other. */
let last: { readonly statement: Statement; readonly tokens: readonly Token[] } | undefined;

/** The tokens of a statement. */
export function tokensOf(statement: Statement): readonly Token[] {
  if (last?.statement === statement) return last.tokens;
  const columns = lex(statement.text, DIALECTS.http);
  const tokens = Array.from({ length: columns.count }, (_, index) => tokenAt(columns, index));
  last = { statement, tokens };
  return tokens;
}

/** Where among the tokens one begins at or covers an offset; the first behind it otherwise. */
export function tokenIndexAt(tokens: readonly Token[], offset: number): number {
  const index = tokens.findIndex(token => token.end > offset);
  return index === -1 ? tokens.length : index;
}

/** The span of a token. */
export function spanOf(token: Token): Span {
  return { start: token.start, end: token.end };
}
