import type { Node, StatementNode, Tql, TypeName } from '../ast.ts';
import { tokenAt, type Tokens } from '../lexer.ts';
import type { Span } from '../span.ts';
import { T, type TokenType } from '../tokens.ts';
import { children, walk } from '../walk.ts';

export type KeywordCase = 'upper' | 'lower' | 'preserve';

/** A token as it will be written, with the comments in front of it. PromQL is one piece, however many tokens it has. */
export interface Piece {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly comments: readonly Comment[];
}

export interface Comment {
  readonly text: string;
  /** Begins a line of its own. */
  readonly ownLine: boolean;
  /** A line must end behind it. */
  readonly endsLine: boolean;
}

/** A statement cut into pieces. */
export interface Sheet {
  readonly source: string;
  readonly pieces: readonly Piece[];
  /** Comments behind the last piece. */
  readonly trailing: readonly Comment[];
}

export function sheetOf(tokens: Tokens, node: StatementNode, keywordCase: KeywordCase): Sheet {
  const kept = keptWords(tokens.text, node);
  const promql = promqlSpans(node);
  const pieces: Piece[] = [];
  let comment = 0;
  let previous = 0;
  for (let i = 0; i < tokens.count; i++) {
    const token = tokenAt(tokens, i);
    const chunk = promql.find(span => token.start >= span.start && token.start < span.end);
    const end = chunk === undefined ? token.end : chunk.end;
    const before: Comment[] = [];
    for (; comment < tokens.comments.length && tokens.comments[comment]!.start < end; comment++) {
      // A comment inside PromQL belongs to its text.
      if (tokens.comments[comment]!.end <= token.start) before.push(commentOf(tokens.text, tokens.comments[comment]!, previous));
    }
    const image = tokens.text.slice(token.start, end);
    const isKeyword =
      chunk === undefined &&
      token.quote === '' &&
      token.type.CATEGORIES.includes(T.Word) &&
      token.type !== T.PlainWord &&
      !kept(token.start, pieces.at(-1));
    const text = !isKeyword || keywordCase === 'preserve' ? image : keywordCase === 'upper' ? image.toUpperCase() : image.toLowerCase();
    pieces.push({ type: chunk === undefined ? token.type : T.Any, start: token.start, end, text, comments: before });
    previous = end;
    while (i + 1 < tokens.count && tokens.starts[i + 1]! < end) i++;
  }
  const trailing = tokens.comments.slice(comment).map(span => commentOf(tokens.text, span, previous));
  return { source: tokens.text, pieces, trailing };
}

export function commentOf(text: string, { start, end }: Span, previous: number): Comment {
  const written = text.slice(start, end).trimEnd();
  const ownLine = text.slice(previous, start).includes('\n');
  const endsLine = written.startsWith('--') || written.includes('\n') || (ownLine && LINE_END.test(text.slice(end)));
  return { text: written, ownLine, endsLine };
}

const LINE_END = /^[ \t]*\r?(\n|$)/;

/** Parts of which the tree keeps only the text: their words may be names. */
const OPAQUE: ReadonlySet<string> = new Set([
  'opaque',
  'opaque_factor',
  'other',
  'add_constraint',
  'odbc_literal',
  'odbc_call',
  'json_path',
  'introduced_string',
]);

/** Says which words keep their case: names, `EVAL INTERVAL`, and everything whose meaning the tree does not show. */
function keptWords(text: string, root: StatementNode): (offset: number, previous: Piece | undefined) => boolean {
  const names = new Set<number>();
  const areas: Span[] = [];
  const ranges: Span[] = [];
  walk(root, node => {
    if (node.kind === 'ident') names.add(node.span.start);
    else if (node.kind === 'flow_interval' && text.startsWith('EVAL', node.span.start)) areas.push(...gaps(node));
    else if (node.kind === 'type') areas.push(...keptInType(node as TypeName));
    else if (node.kind === 'range' || node.kind === 'range_clause') ranges.push(...gaps(node));
    else if (isOpaque(node)) areas.push(...gaps(node));
  });
  const isIn = (spans: readonly Span[], offset: number): boolean => spans.some(span => span.start <= offset && offset < span.end);
  return (offset, previous) =>
    names.has(offset) ||
    isIn(areas, offset) ||
    // The word behind FILL and TO is kept as text, whatever it is.
    ((previous?.type === T.FILL || previous?.type === T.TO) && isIn(ranges, offset));
}

function isOpaque(node: Node): boolean {
  if (OPAQUE.has(node.kind)) return true;
  const { tails, clauses } = node as Node & { readonly tails?: readonly unknown[]; readonly clauses?: readonly unknown[] };
  return (tails?.length ?? 0) > 0 || (clauses?.length ?? 0) > 0;
}

/** What of a node belongs to none of its children. */
function gaps(node: Node): Span[] {
  const found: Span[] = [];
  let { start } = node.span;
  for (const child of children(node)) {
    if (child.span.start > start) found.push({ start, end: child.span.start });
    start = Math.max(start, child.span.end);
  }
  return start < node.span.end ? [...found, { start, end: node.span.end }] : found;
}

/** A custom type is a name, and what stands in parentheses may be names too. */
function keptInType(type: TypeName): Span[] {
  if (type.name !== undefined) return [type.span];
  return type.parenthesised ? [{ start: type.span.start + type.head.split(' ')[0]!.length, end: type.span.end }] : [];
}

function promqlSpans(root: StatementNode): readonly Span[] {
  const spans: Span[] = [];
  walk(root, node => {
    if (node.kind === 'tql') spans.push((node as Tql).promqlSpan);
  });
  return spans;
}
