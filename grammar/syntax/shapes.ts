import type { Engine } from '../engine.ts';
import type { Keyword } from '../keywords.ts';
import { T, TOKEN_TYPES, type TokenType } from '../tokens.ts';

/** What may follow the head of a built-in type. */
export type Shape =
  | 'plain'
  | 'real'
  | 'integer'
  | 'sign'
  | 'float'
  | 'double'
  | 'numeric'
  | 'text'
  | 'character'
  | 'sized'
  | 'bit'
  | 'varbinary'
  | 'fixed'
  | 'datetime64'
  | 'time'
  | 'array'
  | 'enum'
  | 'set'
  | 'table'
  | 'any'
  | 'interval';

/** Mirrors the heads of sqlparser's `parse_data_type`; every other name is a custom type. */
const SHAPES: ReadonlyMap<string, Shape> = shapes({
  plain: [
    'BOOLEAN',
    'BOOL',
    'FLOAT4',
    'FLOAT8',
    'FLOAT32',
    'FLOAT64',
    'INT16',
    'INT32',
    'INT64',
    'INT128',
    'INT256',
    'UINT8',
    'UINT16',
    'UINT32',
    'UINT64',
    'UINT128',
    'UINT256',
    'HUGEINT',
    'UHUGEINT',
    'UBIGINT',
    'USMALLINT',
    'UTINYINT',
    'TEXT',
    'TINYTEXT',
    'MEDIUMTEXT',
    'LONGTEXT',
    'TINYBLOB',
    'MEDIUMBLOB',
    'LONGBLOB',
    'BYTEA',
    'UUID',
    'DATE',
    'DATE32',
    'JSON',
    'JSONB',
    'REGCLASS',
    'TRIGGER',
  ],
  real: ['REAL'],
  integer: ['TINYINT', 'SMALLINT', 'MEDIUMINT', 'INT', 'INTEGER', 'BIGINT', 'INT2', 'INT4', 'INT8'],
  sign: ['SIGNED', 'UNSIGNED'],
  float: ['FLOAT', 'DECIMAL', 'DEC'],
  double: ['DOUBLE'],
  numeric: ['NUMERIC', 'BIGNUMERIC', 'BIGDECIMAL'],
  text: ['VARCHAR', 'NVARCHAR'],
  character: ['CHAR', 'CHARACTER'],
  sized: ['STRING', 'CLOB', 'BINARY', 'BLOB', 'BYTES', 'VARBIT', 'DATETIME', 'TIMESTAMPTZ', 'TIMESTAMP_NTZ', 'TIMETZ'],
  bit: ['BIT'],
  varbinary: ['VARBINARY'],
  fixed: ['FIXEDSTRING'],
  datetime64: ['DATETIME64'],
  time: ['TIMESTAMP', 'TIME'],
  array: ['ARRAY'],
  enum: ['ENUM', 'ENUM8', 'ENUM16'],
  set: ['SET'],
  table: ['TABLE'],
  any: ['ANY'],
  interval: ['INTERVAL'],
});
function shapes(heads: Readonly<Record<Shape, readonly Keyword[]>>): Map<string, Shape> {
  return new Map(Object.entries(heads).flatMap(([shape, words]) => words.map(word => [word, shape as Shape] as const)));
}
/** Types of the PostgreSQL dialect only. */
const POSTGRES_TYPES: ReadonlySet<string> = new Set<Keyword>([
  'POINT',
  'LINE',
  'LSEG',
  'BOX',
  'PATH',
  'POLYGON',
  'CIRCLE',
  'TSVECTOR',
  'TSQUERY',
]);

export const TAKES_ARGUMENTS: ReadonlySet<Shape> = new Set<Shape>([
  'integer',
  'float',
  'double',
  'numeric',
  'text',
  'character',
  'sized',
  'bit',
  'varbinary',
  'fixed',
  'datetime64',
  'time',
  'enum',
  'set',
  'table',
]);
export const TAKES_UNSIGNED: ReadonlySet<Shape> = new Set<Shape>(['real', 'integer', 'float', 'double']);
export const EXACT: ReadonlySet<Shape> = new Set<Shape>(['float', 'double', 'numeric']);
export const LENGTH: ReadonlySet<Shape> = new Set<Shape>(['text', 'character', 'varbinary']);

/** Whether the type is nothing without its parentheses. Asked of every type: no set is as fast. */
export function needsArguments(shape: Shape): boolean {
  return shape === 'fixed' || shape === 'datetime64' || shape === 'enum' || shape === 'set';
}

/** So deep may arrays hold arrays. The original has no limit but its stack. */
export const TYPE_DEPTH = 50;

/** The shapes again, at the kinds of their tokens. */
const SHAPE_OF_KIND: readonly (Shape | undefined)[] = TOKEN_TYPES.map(({ name }) => SHAPES.get(name));
const POSTGRES_KINDS: ReadonlySet<number> = new Set(TOKEN_TYPES.filter(({ name }) => POSTGRES_TYPES.has(name)).map(({ kind }) => kind));

/** The shape of the built-in type whose head stands `n` tokens ahead. */
export function shapeAt($: Engine, n: number): Shape | undefined {
  const kind = $.kind(n);
  const shape = SHAPE_OF_KIND[kind];
  if (shape === undefined) return $.dialect.postgres && POSTGRES_KINDS.has(kind) ? 'plain' : undefined;
  return shape === 'any' && !$.is(n + 1, T.TYPE) ? undefined : shape;
}

/** Where the built-in type that starts `n` tokens ahead is over (the place of the token behind it); 0 when none stands there. */
export function endOfType($: Engine, n: number): number {
  const shape = shapeAt($, n);
  if (shape === undefined) return 0;
  const end = endOfElementType($, shape, n);
  return $.dialect.postgres && end !== 0 ? endOfBrackets($, end) : end;
}

/** `[]` and `[3]` behind a type, any number of them. */
function endOfBrackets($: Engine, n: number): number {
  let at = n;
  while ($.is(at, T.LBracket)) {
    at += $.is(at + 1, T.Number) ? 2 : 1;
    if (!$.is(at, T.RBracket)) return 0;
    at++;
  }
  return at;
}

function endOfElementType($: Engine, shape: Shape, n: number): number {
  let at = n + 1;
  const skip = (...types: TokenType[]): void => {
    if (types.some(type => $.is(at, type))) at++;
  };
  switch (shape) {
    case 'double':
      if ($.is(at, T.PRECISION)) {
        at++;
        skip(T.UNSIGNED);
        return at;
      }
      break;
    case 'sign':
      skip(T.INTEGER);
      return at;
    case 'any':
      return at + 1;
    case 'character':
      if ($.is(at, T.LARGE) && $.is(at + 1, T.OBJECT)) at += 2;
      else skip(T.VARYING);
      break;
    case 'bit':
      skip(T.VARYING);
      break;
    case 'array':
      return endOfArray($, at);
    default:
  }
  if (TAKES_ARGUMENTS.has(shape)) {
    if ($.is(at, T.LParen)) {
      at = endOfArguments($, shape, at + 1);
      if (at === 0) return 0;
    } else if (needsArguments(shape)) {
      return 0;
    }
  }
  if (shape === 'time' && ($.is(at, T.WITH) || $.is(at, T.WITHOUT))) {
    return $.is(at + 1, T.TIME) && $.is(at + 2, T.ZONE) ? at + 3 : 0;
  }
  if (TAKES_UNSIGNED.has(shape)) {
    if ($.is(at, T.UNSIGNED)) at++;
    else if ($.dialect.mysql && shape === 'integer') skip(T.SIGNED);
  }
  return at;
}

/** `"<" type ">"` behind ARRAY, nested as deep as one likes; `>>` closes two. */
function endOfArray($: Engine, n: number): number {
  let open = 0;
  let at = n;
  for (; $.is(at, T.Lt); at++) {
    if (++open > TYPE_DEPTH) return 0;
    if ($.is(at + 1, T.ARRAY)) at++;
  }
  at = open === 0 ? 0 : endOfElement($, at);
  while (at !== 0 && open > 0) {
    open -= $.is(at, T.ShiftRight) ? 2 : 1;
    at = $.is(at, T.Gt) || $.is(at, T.ShiftRight) ? at + 1 : 0;
  }
  return open === 0 ? at : 0;
}

/** The element of an array: a built-in type, or any name with its modifiers. */
function endOfElement($: Engine, n: number): number {
  const shape = shapeAt($, n);
  if (shape !== undefined) return shape === 'array' ? 0 : endOfElementType($, shape, n);
  if (!$.is(n, T.Word)) return 0;
  let at = n + 1;
  while ($.is(at, T.Period) && $.is(at + 1, T.Word)) at += 2;
  return $.is(at, T.LParen) ? endOfList($, at + 1) : at;
}

/** Behind the next closing parenthesis; 0 when there is none. */
function endOfList($: Engine, n: number): number {
  let at = n;
  while (!$.isEnd(at) && !$.is(at, T.RParen)) at++;
  return $.isEnd(at) ? 0 : at + 1;
}

/** The place behind the closing parenthesis; 0 when the arguments are not this shape's. */
function endOfArguments($: Engine, shape: Shape, n: number): number {
  let at = n;
  if (shape === 'enum' || shape === 'set' || shape === 'table') return endOfList($, at);
  if (LENGTH.has(shape) && $.is(at, T.MAX)) at++;
  else if ($.is(at, T.Number)) at++;
  else return 0;
  if (shape !== 'varbinary' && LENGTH.has(shape) && ($.is(at, T.CHARACTERS) || $.is(at, T.OCTETS))) at++;
  if (EXACT.has(shape) && $.is(at, T.Comma)) {
    at++;
    if ($.is(at, T.Minus) || $.is(at, T.Plus)) at++;
    if (!$.is(at, T.Number)) return 0;
    at++;
  }
  if (shape === 'datetime64' && $.is(at, T.Comma)) at += 2;
  return $.is(at, T.RParen) ? at + 1 : 0;
}
