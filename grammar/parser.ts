import type { Node, StatementNode } from './ast.ts';
import { LeanEngine } from './lean.ts';
import { DIALECTS, type Protocol } from './dialect.ts';
import { Refusal, toFault, type SyntaxFault } from './fault.ts';
import { lex, tokenAt, type Tokens } from './lexer.ts';
import { inRequest } from './offsets.ts';
import { status } from './status.ts';
import { T } from './tokens.ts';

/** A statement is a value: its text, its tree, its faults. It does not know where it stands. */
export interface Statement {
  /** From its first token to its semicolon (included), with the comments between. */
  readonly text: string;
  readonly node?: StatementNode;
  /** What is known of a statement that was refused. */
  readonly draft?: Node;
  readonly faults: readonly SyntaxFault[];
}

/** A statement and where it starts in the text it came from. */
export interface Placed {
  readonly start: number;
  readonly statement: Statement;
}

let engine: LeanEngine | undefined;

/** Parses the text of one statement (an optional semicolon at its end; what stands behind that is not looked at). Never throws. */
export function parseStatement(text: string, protocol: Protocol = 'http'): Statement {
  const dialect = DIALECTS[protocol];
  const tokens = lex(text, dialect);
  const [first] = pieces(tokens);
  const isAlone = first === undefined || first.last === tokens.count - 1;
  return parsePiece(isAlone ? tokens : lex(text.slice(0, first.end), dialect)).statement;
}

/** The whole text of a request as the server sees it: every statement, or the one fault that refuses the request. */
export function parseRequest(text: string, protocol: Protocol = 'http'): { readonly statements: readonly Placed[]; readonly faults: readonly SyntaxFault[] } {
  const dialect = DIALECTS[protocol];
  const tokens = lex(text, dialect);
  if (tokens.fault !== undefined) return { statements: [], faults: [toFault(tokens.fault, text)] };
  const statements: Placed[] = [];
  let swallowed = -1;
  for (let from = 0; from < tokens.count; ) {
    const [piece] = pieces(tokens, from);
    if (piece === undefined) break;
    if (piece.first === swallowed) return { statements, faults: [leftOver(tokens, piece.first)] };
    const { start } = piece;
    const mayRunOn = piece.last < tokens.count - 1 && hasTql(tokens, piece);
    const { statement, refusal } = parsePiece(lex(text.slice(start, mayRunOn ? undefined : piece.end), dialect));
    if (refusal !== undefined) {
      // once more with the whole request in sight: messages count its lines, and may name a token behind the semicolon
      const exact = run(engine!, tokens, piece.first).refusal ?? refusal;
      return { statements: [...statements, { start, statement }], faults: [toFault(exact, text)] };
    }
    const last = mayRunOn ? lastToken(tokens, start, statement.node!) : piece.last;
    const isWhole = !mayRunOn || last === tokens.count - 1;
    const whole = isWhole ? statement : parsePiece(lex(text.slice(start, tokens.ends[last]!), dialect)).statement;
    const { node } = whole;
    const isFlow = start > 0 && node?.kind === 'create_flow';
    statements.push({ start, statement: isFlow ? { ...whole, node: inRequest(node, text, start, whole.text) } : whole });
    from = last + 1;
    if (takesSemicolon(innermost(statement.node!))) swallowed = from;
  }
  return { statements, faults: [] };
}

/** The tokens between two semicolons, with the second one. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Indices of its tokens. */
  readonly first: number;
  readonly last: number;
}

/** The pieces between semicolons, from the token `from` on, each with its own semicolon. */
export function* pieces(tokens: Tokens, from = 0): Generator<Piece> {
  let first = -1;
  for (let i = from; i < tokens.count; i++) {
    if (tokens.kinds[i]! !== T.SemiColon.kind) {
      if (first === -1) first = i;
      continue;
    }
    if (first !== -1) yield { start: tokens.starts[first]!, end: tokens.ends[i]!, first, last: i };
    first = -1;
  }
  if (first !== -1) yield { start: tokens.starts[first]!, end: tokens.text.length, first, last: tokens.count - 1 };
}

function parsePiece(tokens: Tokens): { readonly statement: Statement; readonly refusal?: Refusal } {
  engine ??= new LeanEngine();
  const { text } = tokens;
  const attempt = run(engine, tokens);
  const refusal = tokens.fault ?? attempt.refusal;
  if (refusal === undefined) return { statement: { text, node: attempt.node!, faults: [] } };
  const draft = attempt.node ?? attempt.draft;
  return { statement: { text, ...(draft === undefined ? {} : { draft }), faults: [toFault(refusal, text)] }, refusal };
}

function run(engine_: LeanEngine, tokens: Tokens, from = 0): { node?: StatementNode; draft?: Node; refusal?: Refusal } {
  engine_.load(tokens, tokens.dialect, from);
  let node: StatementNode | undefined;
  try {
    node = engine_.run(engine_.rules.statement);
    const next = engine_.LA(1);
    if (next.type.kind !== -1 && next.type !== T.SemiColon) engine_.unsupported(next);
    return { node };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const draft = node ?? engine_.takeDraft();
    return { refusal, ...(draft === undefined ? {} : { draft }) };
  }
}

/** Whether the word TQL stands in a piece: such a statement may read on behind its semicolon. */
function hasTql(tokens: Tokens, { first, last }: Piece): boolean {
  for (let i = first; i <= last; i++) if (tokens.kinds[i]! === T.TQL.kind) return true;
  return false;
}

/** The last token of a statement that was given the whole rest of a request: its semicolon, if it has one. */
function lastToken(tokens: Tokens, start: number, node: StatementNode): number {
  const inner = innermost(node);
  if (inner.kind === 'tql' && inner.alias === undefined) return tokens.count - 1;
  const end = start + node.span.end;
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i]! === T.SemiColon.kind && tokens.starts[i]! >= end) return i;
  }
  return tokens.count - 1;
}

/** What a statement ends with: the statement behind EXPLAIN, the query of a flow. */
function innermost(node: StatementNode): StatementNode {
  if (node.kind === 'explain') return innermost(node.statement);
  return node.kind === 'create_flow' ? node.body : node;
}

/** Some rules of the original take the semicolon too, so that the next statement has none in front of it. */
function takesSemicolon(node: StatementNode): boolean {
  if (node.kind === 'tql') return node.alias !== undefined;
  return node.kind === 'show' && (node.what === 'databases' || node.what === 'processlist') && node.like === undefined && node.where === undefined;
}

function leftOver(tokens: Tokens, index: number): SyntaxFault {
  const token = tokenAt(tokens, index);
  const message = `SQL statement is not supported, keyword: ${engine!.found(token)}`;
  return { message, status: status('Unsupported'), span: { start: token.start, end: token.end } };
}
