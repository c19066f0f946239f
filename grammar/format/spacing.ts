import type { Access, ArrayLiteral, Call, Cast, StatementNode, TableRef, TypeName, Unary } from '../ast.ts';
import type { Dialect } from '../dialect.ts';
import { lex } from '../lexer.ts';
import { T } from '../tokens.ts';
import { walk } from '../walk.ts';
import type { Piece } from './sheet.ts';

/** Says whether a blank stands between two neighbours on a line. */
export type Spacing = (left: Piece, right: Piece) => boolean;

/** Forms that look like calls. */
const CALL_FORMS: ReadonlySet<string> = new Set(['convert', 'extract', 'ceil_floor', 'position', 'substring', 'overlay', 'trim', 'struct']);

export function spacingOf(source: string, root: StatementNode, dialect: Dialect): Spacing {
  const tight = tightBrackets(source, root);
  const signs = unarySigns(root);
  const angles = angleBrackets(source, root);
  return (left, right) => {
    const isApart = right.start > left.end;
    if (!wantsBlank(left, right)) return isApart && !joins(left, right, dialect);
    // Where a blank could change what is read, the text decides.
    return isTextual(left) || isTextual(right) ? isApart : true;
  };

  function wantsBlank(left: Piece, right: Piece): boolean {
    switch (right.type) {
      case T.Comma:
      case T.SemiColon:
      case T.RParen:
      case T.RBracket:
      case T.Period:
      case T.DoubleColon:
        return false;
      case T.LParen:
      case T.LBracket:
        if (tight.has(right.start)) return false;
        break;
      default:
    }
    if (angles.has(right.start) || (angles.has(left.start) && left.type === T.Lt)) return false;
    if (left.type === T.LParen || left.type === T.LBracket || left.type === T.Period || left.type === T.DoubleColon) return false;
    return !signs.has(left.start);
  }
}

/** Neighbours whose distance the parser, or a reader, may care about: `:name`, `{fn f()}`, `_utf8'x'`, `)promql`. */
function isTextual({ type, text }: Piece): boolean {
  return type === T.Colon || type === T.LBrace || type === T.RBrace || type === T.Any || type === T.Char || text.startsWith('_');
}

/** Whether two pieces stay two when nothing stands between them. */
function joins(left: Piece, right: Piece, dialect: Dialect): boolean {
  const together = lex(left.text + right.text, dialect);
  return together.fault === undefined && together.comments.length === 0 && together.count === 2 && together.ends[0] === left.text.length;
}

/** Where the brackets stand that cling to the word before them: of calls, types and subscripts. */
function tightBrackets(source: string, root: StatementNode): ReadonlySet<number> {
  const tight = new Set<number>();
  const after = (offset: number): void => {
    const bracket = /[([]/g;
    bracket.lastIndex = offset;
    const match = bracket.exec(source);
    if (match !== null) tight.add(match.index);
  };
  walk(root, node => {
    if (node.kind === 'call' && ((node as Call).args !== undefined || (node as Call).query !== undefined))
      after((node as Call).name.span.end);
    else if (node.kind === 'table_ref' && (node as TableRef).args !== undefined) after((node as TableRef).name.span.end);
    else if (node.kind === 'type' && (node as TypeName).parenthesised) after(node.span.start);
    else if (node.kind === 'cast' && (node as Cast).style !== '::') after(node.span.start);
    else if (CALL_FORMS.has(node.kind) || (node.kind === 'array' && (node as ArrayLiteral).named)) after(node.span.start);
    else if (node.kind === 'access') for (const step of (node as Access).steps) if (step.kind !== 'field') tight.add(step.span.start);
  });
  return tight;
}

/** Where signs stand that cling to their operand. */
function unarySigns(root: StatementNode): ReadonlySet<number> {
  const signs = new Set<number>();
  walk(root, node => {
    if (node.kind === 'unary' && /^[-+~]$/.test((node as Unary).op)) signs.add(node.span.start);
  });
  return signs;
}

/** Where the `<` and `>` of ARRAY types stand. */
function angleBrackets(source: string, root: StatementNode): ReadonlySet<number> {
  const angles = new Set<number>();
  walk(root, node => {
    if (node.kind !== 'type' || (node as TypeName).element === undefined) return;
    angles.add(source.indexOf('<', node.span.start));
    for (let i = node.span.end - 1; source[i] === '>'; i--) angles.add(i);
  });
  return angles;
}
