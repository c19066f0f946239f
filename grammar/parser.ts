import type { Node, StatementNode } from './ast.ts';
import { LeanEngine } from './lean.ts';
import { DIALECTS, type Protocol } from './dialect.ts';
import { Refusal, toFault, type SyntaxFault } from './fault.ts';
import { borrowTokens, returnTokens, tokenAt, type Columns } from './lexer.ts';
import { inRequest } from './offsets.ts';
import { status } from './status.ts';
import { T } from './tokens.ts';

/** A statement is a value: its text, its tree, its faults. It does not know where it stands. */
export interface Statement {
  /** From its first token to its semicolon (included), with the comments between. */
  readonly text: string;
  readonly node?: StatementNode | undefined;
  /** What is known of a statement that was refused. */
  readonly draft?: Node | undefined;
  readonly faults: readonly SyntaxFault[];
  /** What those who replay it found out; no part of its value. */
  readonly memo: { played: object | undefined };
}

/** A statement and where it starts in the text it came from. */
export interface Placed {
  readonly start: number;
  readonly statement: Statement;
}

let engine: LeanEngine | undefined;
const SEMICOLON = T.SemiColon.kind;
const NO_FAULTS: readonly SyntaxFault[] = [];
const NO_STATEMENTS: Placed[] = [];

/** Parses the text of one statement (an optional semicolon at its end; what stands behind that is not looked at). Never throws. */
export function parseStatement(text: string, protocol: Protocol = 'http'): Statement {
  const tokens = borrowTokens(text, DIALECTS[protocol]);
  const to = endOfPiece(tokens);
  const end = to < tokens.limit ? tokens.ends[to - 1]! : text.length;
  const { statement } = parsePiece(tokens, tokens.first, to, end === text.length ? text : text.slice(0, end));
  returnTokens(tokens);
  return statement;
}

/** The place behind the first semicolon that has a token before it. */
function endOfPiece({ kinds, first, limit }: Columns): number {
  let i = first;
  while (i < limit && kinds[i] === SEMICOLON) i++;
  while (i < limit && kinds[i] !== SEMICOLON) i++;
  return Math.min(i + 1, limit);
}

/** The whole text of a request as the server sees it: every statement, or the one fault that refuses the request. */
export function parseRequest(text: string, protocol: Protocol = 'http'): Request {
  const tokens = borrowTokens(text, DIALECTS[protocol]);
  const request = requestOf(tokens, text);
  returnTokens(tokens);
  return request;
}

interface Request {
  readonly statements: readonly Placed[];
  readonly faults: readonly SyntaxFault[];
}

function requestOf(tokens: Columns, text: string): Request {
  const fault = tokens.faults[0];
  if (fault !== undefined) return { statements: [], faults: [toFault(fault, text)] };
  // Most requests are one statement: a list that grows from none has room for many.
  let statements: Placed[] = NO_STATEMENTS;
  let swallowed = -1;
  for (let from = tokens.first; ;) {
    const piece = pieceFrom(tokens, from);
    if (piece === undefined) break;
    if (piece.first === swallowed) return { statements, faults: [leftOver(tokens, piece.first)] };
    const { start, first } = piece;
    const mayRunOn = piece.last < tokens.limit - 1 && hasTql(tokens, piece);
    const { statement, refusal } = mayRunOn
      ? parsePiece(tokens, first, tokens.limit, text.slice(start), start)
      : parsePiece(tokens, first, piece.last + 1, text.slice(start, piece.end), start);
    if (refusal !== undefined) {
      // once more with the whole request in sight: messages count its lines, and may name a token behind the semicolon
      const exact = run(tokens, first, tokens.limit, text, 0).refusal ?? refusal;
      return { statements: [...statements, { start, statement }], faults: [toFault(exact, text)] };
    }
    const last = mayRunOn ? lastToken(tokens, start, statement.node!) : piece.last;
    const isWhole = !mayRunOn || last === tokens.limit - 1;
    const whole = isWhole ? statement : parsePiece(tokens, first, last + 1, text.slice(start, tokens.ends[last]), start).statement;
    const { node } = whole;
    const isFlow = start > 0 && node?.kind === 'create_flow';
    const placed = { start, statement: isFlow ? { ...whole, node: inRequest(node, text, start, whole.text) } : whole };
    if (statements === NO_STATEMENTS) statements = [placed];
    else statements.push(placed);
    from = last + 1;
    if (takesSemicolon(innermost(statement.node!))) swallowed = from;
  }
  return { statements, faults: NO_FAULTS };
}

/** The tokens between two semicolons, with the second one. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Indices of its tokens. */
  readonly first: number;
  readonly last: number;
}

/** The piece that begins with the first token from `from` on that is no semicolon. */
export function pieceFrom({ kinds, starts, ends, limit, text }: Columns, from: number): Piece | undefined {
  let first = from;
  while (first < limit && kinds[first] === SEMICOLON) first++;
  if (first >= limit) return undefined;
  let last = first;
  while (last < limit && kinds[last] !== SEMICOLON) last++;
  const isClosed = last < limit;
  if (!isClosed) last--;
  return { start: starts[first]!, end: isClosed ? ends[last]! : text.length, first, last };
}

/** The pieces between semicolons, from the token `from` on, each with its own semicolon. */
export function* pieces(tokens: Columns, from = tokens.first): Generator<Piece> {
  for (let piece = pieceFrom(tokens, from); piece !== undefined; piece = pieceFrom(tokens, piece.last + 1)) yield piece;
}

/**
 * Parses `tokens[from, to)` as one statement. `text` is that part of their text, which begins at `base`: what is kept of the statement
 * refers to it alone.
 */
export function parsePiece(
  tokens: Columns,
  from: number,
  to: number,
  text: string,
  base = 0,
): { readonly statement: Statement; readonly refusal?: Refusal } {
  const attempt = run(tokens, from, to, text, base);
  const fault = tokens.faults.length === 0 ? undefined : firstFault(tokens.faults, base, base + text.length)?.moved(-base);
  const refusal = fault ?? attempt.refusal;
  if (refusal === undefined) return { statement: { text, node: attempt.node!, faults: NO_FAULTS, memo: { played: undefined } } };
  const draft = attempt.node ?? attempt.draft;
  return {
    statement: { text, ...(draft === undefined ? {} : { draft }), faults: [toFault(refusal, text)], memo: { played: undefined } },
    refusal,
  };
}

/** The first of the faults that begins in `[from, to)`. */
function firstFault(faults: readonly Refusal[], from: number, to: number): Refusal | undefined {
  let low = 0;
  let high = faults.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (faults[middle]!.span.start < from) low = middle + 1;
    else high = middle;
  }
  const found = faults[low];
  return found !== undefined && found.span.start < to ? found : undefined;
}

function run(
  tokens: Columns,
  from: number,
  to: number,
  text: string,
  base: number,
): { node?: StatementNode; draft?: Node; refusal?: Refusal } {
  engine ??= new LeanEngine();
  engine.load(tokens, tokens.dialect, from, to, text, base);
  let node: StatementNode | undefined;
  try {
    node = engine.run(engine.rules.statement);
    if (!engine.isEnd(1) && engine.kind(1) !== SEMICOLON) engine.unsupported();
    return { node };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const draft = node ?? engine.takeDraft();
    return { refusal, ...(draft === undefined ? {} : { draft }) };
  }
}

/** Whether the word TQL stands in a piece: such a statement may read on behind its semicolon. */
function hasTql(tokens: Columns, { first, last }: Piece): boolean {
  for (let i = first; i <= last; i++) if (tokens.kinds[i]! === T.TQL.kind) return true;
  return false;
}

/** The last token of a statement that was given the whole rest of a request: its semicolon, if it has one. */
function lastToken(tokens: Columns, start: number, node: StatementNode): number {
  const inner = innermost(node);
  if (inner.kind === 'tql' && inner.alias === undefined) return tokens.limit - 1;
  const end = start + node.span.end;
  for (let i = tokens.first; i < tokens.limit; i++) {
    if (tokens.kinds[i]! === T.SemiColon.kind && tokens.starts[i]! >= end) return i;
  }
  return tokens.limit - 1;
}

/** What a statement ends with: the statement behind EXPLAIN, the query of a flow. */
function innermost(node: StatementNode): StatementNode {
  if (node.kind === 'explain') return innermost(node.statement);
  return node.kind === 'create_flow' ? node.body : node;
}

/** Some rules of the original take the semicolon too, so that the next statement has none in front of it. */
function takesSemicolon(node: StatementNode): boolean {
  if (node.kind === 'tql') return node.alias !== undefined;
  return (
    node.kind === 'show' &&
    (node.what === 'databases' || node.what === 'processlist') &&
    node.like === undefined &&
    node.where === undefined
  );
}

function leftOver(tokens: Columns, index: number): SyntaxFault {
  const token = tokenAt(tokens, index);
  const message = `SQL statement is not supported, keyword: ${engine!.found(token)}`;
  return { message, status: status('Unsupported'), span: { start: token.start, end: token.end } };
}
