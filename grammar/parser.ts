import type { Node, StatementNode } from './ast.ts';
import { ChevrotainEngine } from './chevrotain.ts';
import { DIALECTS, type Dialect, type Protocol } from './dialect.ts';
import { Refusal, toFault, type SyntaxFault } from './fault.ts';
import { lex, type Tokens } from './lexer.ts';
import { lineColumn } from './span.ts';
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

let engine: ChevrotainEngine | undefined;

/** Parses the text of one statement (an optional semicolon at its end). Never throws. */
export function parseStatement(text: string, protocol: Protocol = 'http'): Statement {
  const dialect = DIALECTS[protocol];
  return parsePiece(lex(text, dialect), dialect);
}

function parsePiece(tokens: Tokens, dialect: Dialect): Statement {
  engine ??= new ChevrotainEngine();
  const { text } = tokens;
  if (tokens.fault !== undefined) {
    const attempt = run(engine, tokens, dialect);
    return { text, ...(attempt.draft === undefined ? {} : { draft: attempt.draft }), faults: [toFault(tokens.fault, text)] };
  }
  const { node, draft, refusal } = run(engine, tokens, dialect);
  if (refusal === undefined) return { text, node: node!, faults: [] };
  return { text, ...(draft === undefined ? {} : { draft }), faults: [toFault(refusal, text)] };
}

function run(engine_: ChevrotainEngine, tokens: Tokens, dialect: Dialect): { node?: StatementNode; draft?: Node; refusal?: Refusal } {
  engine_.load(tokens, dialect);
  try {
    const node = engine_.run(engine_.rules.statement);
    const next = engine_.LA(1);
    if (next.type.kind !== -1 && next.type !== T.SemiColon) engine_.unsupported(next);
    return { node };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const draft = engine_.takeDraft();
    return { refusal, ...(draft === undefined ? {} : { draft }) };
  }
}

/** The whole text of a request as the server sees it: every statement, or the one fault that refuses the request. */
export function parseRequest(text: string, protocol: Protocol = 'http'): { readonly statements: readonly Placed[]; readonly faults: readonly SyntaxFault[] } {
  const dialect = DIALECTS[protocol];
  const tokens = lex(text, dialect);
  if (tokens.fault !== undefined) return { statements: [], faults: [toFault(tokens.fault, text)] };
  const statements: Placed[] = [];
  for (const piece of pieces(tokens)) {
    const statement = parsePiece(lex(text.slice(piece.start, piece.end), dialect), dialect);
    statements.push({ start: piece.start, statement });
    const fault = statement.faults[0];
    if (fault !== undefined) {
      const moved = piece.start === 0 ? fault : moveFault(fault, text, piece.start, statement.text);
      return { statements, faults: [moved] };
    }
  }
  return { statements, faults: [] };
}

/** A fault of a later statement, with the line and column counted from the start of the request. */
function moveFault(fault: SyntaxFault, text: string, start: number, statementText: string): SyntaxFault {
  const origin = lineColumn(text, start);
  const message = fault.message.replace(/ at Line: (\d+), Column: (\d+)$/, (_, line: string, column: string) => {
    const first = line === '1';
    return ` at Line: ${Number(line) + origin.line - 1}, Column: ${first ? Number(column) + origin.column - 1 : column}`;
  });
  void statementText;
  return { ...fault, message, span: { start: fault.span.start + start, end: fault.span.end + start } };
}

/** The pieces between semicolons, each with its own semicolon. A TQL statement without `AS` swallows the rest of the text. */
export function* pieces(tokens: Tokens): Generator<{ start: number; end: number }> {
  let first = -1;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i]!;
    if (kind !== T.SemiColon.kind) {
      if (first === -1) first = i;
      continue;
    }
    if (first !== -1) yield { start: tokens.starts[first]!, end: tokens.ends[i]! };
    first = -1;
  }
  if (first !== -1) yield { start: tokens.starts[first]!, end: tokens.text.length };
}
