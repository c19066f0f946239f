import type { Expr, Ident, Json2Hint, TypeName } from '../ast.ts';
import type { Engine } from '../engine.ts';
import { print } from '../print.ts';
import type { Span } from '../span.ts';
import { T, type Token } from '../tokens.ts';

/** The settings of a JSON2 column, as `src/sql/src/parsers/create_parser/json.rs` checks them. */
export function refuseHint($: Engine, message: string, where: Span): never {
  return $.invalid('InvalidSyntax', `Invalid SQL, error: ${message}`, where);
}

/** A u32. */
export function isPathLimit(token: Token): boolean {
  return token.type === T.Number && /^\d+$/.test(token.value) && Number(token.value) <= 0xffff_ffff;
}

/** Where the engine keeps the paths it has not expanded. */
const RESERVED_ROOT = '!__remainder__!';
const SEGMENT_LIMIT = 50;

export function checkPath($: Engine, path: readonly Ident[]): void {
  const [root] = path;
  if (root!.value === RESERVED_ROOT) {
    refuseHint($, `JSON2 type hint path cannot be rooted at reserved field '${RESERVED_ROOT}'`, root!.span);
  }
  if (path.length > SEGMENT_LIMIT) refuseHint($, `JSON2 type hint path cannot exceed ${SEGMENT_LIMIT} segments`, path[SEGMENT_LIMIT]!.span);
  const empty = path.find(segment => segment.value === '');
  if (empty !== undefined) refuseHint($, 'JSON2 type hint path segment cannot be empty', empty.span);
}

/** A literal, with signs in front or not. */
export function checkDefault($: Engine, expr: Expr): void {
  let operand = expr;
  while (operand.kind === 'unary' && (operand.op === '-' || operand.op === '+')) operand = operand.operand;
  if (operand.kind !== 'literal') refuseHint($, 'JSON2 type hint DEFAULT only supports literal values', expr.span);
}

const HINT_TYPES =
  /^(?:STRING|(?:TINY|MEDIUM|LONG)?TEXT|VARCHAR|CHAR|(?:TINY|SMALL|BIG)INT|INT|INTEGER|U?INT(?:2|4|8|16|32|64)|UNSIGNED(?: INTEGER)?|FLOAT(?:4|8|32|64)?|REAL|DOUBLE|BOOL|BOOLEAN)$/;

/** Strings, whole and floating numbers, booleans: the built-in types a path can be stored as. Of other names we do not know. */
export function checkHintType($: Engine, type: TypeName): void {
  if (type.head !== 'CUSTOM' && !HINT_TYPES.test(type.head))
    refuseHint($, `unsupported JSON2 type hint data type: ${print(type)}`, type.span);
}

/** No path twice, and none inside another. */
export function checkNewPath($: Engine, path: readonly Ident[], earlier: readonly Json2Hint[]): void {
  const where = { start: path[0]!.span.start, end: path.at(-1)!.span.end };
  for (const hint of earlier) {
    if (!path.every((segment, i) => i >= hint.path.length || hint.path[i]!.value === segment.value)) continue;
    if (hint.path.length === path.length) refuseHint($, `duplicated JSON2 type hint path '${dotted(path)}'`, where);
    const [outer, inner] = hint.path.length < path.length ? [hint.path, path] : [path, hint.path];
    refuseHint($, `JSON2 type hint path '${dotted(outer)}' conflicts with '${dotted(inner)}'`, where);
  }
}

function dotted(path: readonly Ident[]): string {
  return path.map(segment => segment.value).join('.');
}
