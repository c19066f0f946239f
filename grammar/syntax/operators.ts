import type { Dialect } from '../dialect.ts';
import type { Engine } from '../engine.ts';
import { kindSet } from '../kinds.ts';
import { END, T, type Token, type TokenType } from '../tokens.ts';

/** Binding strengths of one dialect, as sqlparser's `Dialect::prec_value` gives them. */
export interface Precedences {
  readonly period: number;
  readonly doubleColon: number;
  readonly bracket: number;
  readonly collate: number;
  readonly atTimeZone: number;
  readonly multiply: number;
  readonly plus: number;
  readonly xor: number;
  readonly ampersand: number;
  readonly caret: number;
  readonly pipe: number;
  readonly colon: number;
  readonly between: number;
  readonly equals: number;
  readonly like: number;
  readonly is: number;
  readonly other: number;
  readonly not: number;
  readonly and: number;
  readonly or: number;
}

/** sqlparser's defaults: GreptimeDB's own dialect and MySQL. COLLATE belongs to the operand there. */
const DEFAULT: Precedences = {
  period: 100,
  doubleColon: 50,
  bracket: 50,
  collate: 0,
  atTimeZone: 41,
  multiply: 40,
  plus: 30,
  xor: 24,
  ampersand: 23,
  caret: 22,
  pipe: 21,
  colon: 21,
  between: 20,
  equals: 20,
  like: 19,
  is: 17,
  other: 16,
  not: 15,
  and: 10,
  or: 5,
};
/** PostgreSQL's own ladder. It has no JSON paths behind a colon. */
const POSTGRES: Precedences = {
  period: 200,
  doubleColon: 140,
  bracket: 130,
  collate: 120,
  atTimeZone: 110,
  multiply: 90,
  plus: 80,
  xor: 75,
  ampersand: 70,
  caret: 100,
  pipe: 70,
  colon: 0,
  between: 60,
  equals: 50,
  like: 60,
  is: 40,
  other: 70,
  not: 30,
  and: 20,
  or: 10,
};

export function precedences(dialect: Dialect): Precedences {
  return dialect.postgres ? POSTGRES : DEFAULT;
}

/** How far the bounds of `a[low:high]` may reach: not over a colon. */
export function subscriptPrecedence(dialect: Dialect): number {
  return dialect.postgres ? POSTGRES.other : DEFAULT.colon;
}

/** PostgreSQL's operators of geometry and JSON, and those it lifts out of their usual place. */
const POSTGRES_OTHERS: readonly TokenType[] = [
  T.ExclamationMark,
  T.Overlap,
  T.CaretAt,
  T.StringConcat,
  T.Sharp,
  T.ShiftLeft,
  T.ShiftRight,
  T.QuestionMarkDash,
  T.QuestionMarkSharp,
  T.AmpersandLeftAngleBracket,
  T.AmpersandRightAngleBracket,
  T.AmpersandLeftAngleBracketVerticalBar,
  T.VerticalBarAmpersandRightAngleBracket,
  T.TwoWayArrow,
  T.LeftAngleBracketCaret,
  T.RightAngleBracketCaret,
  T.QuestionMarkDashVerticalBar,
  T.QuestionMarkDoubleVerticalBar,
  T.TildeEqual,
  T.ShiftLeftVerticalBar,
  T.VerticalBarShiftRight,
  T.DoubleSharp,
];

/** The strength of each kind of token as an infix operator, where the token alone decides; 0 for the others. */
const DEFAULT_LADDER = ladder(DEFAULT);
const POSTGRES_LADDER = ladder(POSTGRES);
for (const { kind } of POSTGRES_OTHERS) POSTGRES_LADDER[kind] = POSTGRES.other;

function ladder(by: Precedences): Uint8Array {
  const strengths = new Uint8Array(END + 2);
  const set = (strength: number, ...types: TokenType[]): void => {
    for (const type of types) strengths[type.kind] = strength;
  };
  set(by.or, T.OR);
  set(by.and, T.AND);
  set(by.xor, T.XOR);
  set(by.is, T.IS);
  set(by.between, T.IN, T.BETWEEN, T.OVERLAPS, T.OPERATOR);
  set(by.like, T.LIKE, T.ILIKE, T.SIMILAR, T.MEMBER, T.RLIKE, T.REGEXP, T.MATCH);
  set(by.multiply, T.DIV, T.Mul, T.Div, T.Mod, T.StringConcat);
  set(by.plus, T.Plus, T.Minus);
  set(by.ampersand, T.Ampersand);
  set(by.caret, T.Caret, T.Sharp, T.ShiftLeft, T.ShiftRight);
  set(by.pipe, T.Pipe, T.Overlap);
  set(by.period, T.Period);
  set(by.doubleColon, T.DoubleColon, T.ExclamationMark, T.CaretAt);
  set(by.bracket, T.LBracket);
  set(by.collate, T.COLLATE);
  set(
    by.equals,
    T.Assignment,
    T.Eq,
    T.Lt,
    T.LtEq,
    T.Neq,
    T.Gt,
    T.GtEq,
    T.DoubleEq,
    T.Tilde,
    T.TildeAsterisk,
    T.ExclamationMarkTilde,
    T.ExclamationMarkTildeAsterisk,
    T.DoubleTilde,
    T.DoubleTildeAsterisk,
    T.ExclamationMarkDoubleTilde,
    T.ExclamationMarkDoubleTildeAsterisk,
    T.Spaceship,
  );
  set(
    by.other,
    T.Arrow,
    T.LongArrow,
    T.HashArrow,
    T.HashLongArrow,
    T.AtArrow,
    T.ArrowAt,
    T.HashMinus,
    T.AtQuestion,
    T.AtAt,
    T.Question,
    T.QuestionAnd,
    T.QuestionPipe,
    T.CustomOperator,
    T.AtSign,
  );
  return strengths;
}

/** The strength of the operator that stands next; 0 when no operator does. */
export function nextPrecedence($: Engine): number {
  const kind = $.kind(1);
  const { postgres } = $.dialect;
  const strength = (postgres ? POSTGRES_LADDER : DEFAULT_LADDER)[kind]!;
  if (strength !== 0) return kind === T.COLLATE.kind && $.inColumnDefinition ? 0 : strength;
  switch (kind) {
    case T.NOT.kind:
      return strengthOfNot($, precedences($.dialect));
    case T.AT.kind:
      return $.is(2, T.TIME) && $.is(3, T.ZONE) ? precedences($.dialect).atTimeZone : 0;
    case T.Colon.kind:
      return $.LA(2).type === T.String || $.is(2, T.Number) ? 0 : precedences($.dialect).colon;
    case T.NOTNULL.kind:
      return postgres && !$.inColumnDefinition ? POSTGRES.is : 0;
    default:
      return 0;
  }
}

/** As an infix word NOT takes the strength of its partner. */
function strengthOfNot($: Engine, by: Precedences): number {
  switch ($.LA(2).type) {
    case T.IN:
    case T.BETWEEN:
      return by.between;
    case T.LIKE:
    case T.ILIKE:
    case T.SIMILAR:
    case T.REGEXP:
    case T.RLIKE:
    case T.MATCH:
    case T.MEMBER:
      return by.like;
    case T.NULL:
      return $.inColumnDefinition ? 0 : by.is;
    default:
      return 0;
  }
}

/** Operators with a strength but, but for some dialects, without a meaning: what the message calls them. */
const WITHOUT_MEANING = new Map<TokenType, string>([
  [T.LBracket, 'LBracket'],
  [T.ExclamationMark, 'ExclamationMark'],
  [T.CaretAt, 'CaretAt'],
  [T.ShiftLeft, 'ShiftLeft'],
  [T.ShiftRight, 'ShiftRight'],
  [T.Sharp, 'Sharp'],
  [T.Overlap, 'Overlap'],
  [T.AtSign, 'AtSign'],
  [T.DIV, ''],
  [T.MATCH, ''],
  [T.OPERATOR, ''],
]);
const UNUSABLE = kindSet(WITHOUT_MEANING.keys());
const MEANT_IN_MYSQL: ReadonlySet<TokenType> = new Set([T.ShiftLeft, T.ShiftRight, T.Overlap, T.DIV]);
const MEANT_IN_POSTGRES: ReadonlySet<TokenType> = new Set([
  T.ShiftLeft,
  T.ShiftRight,
  T.Overlap,
  T.Sharp,
  T.CaretAt,
  T.ExclamationMark,
  T.OPERATOR,
  T.AtSign,
]);

/** Whether the next token is an operator without a meaning in this dialect. */
export function isUnusableAt($: Engine): boolean {
  return UNUSABLE[$.kind(1)] === 1 && nameOfUnusable($.LA(1), $.dialect) !== undefined;
}

/** How the original's debug text names the operator if this dialect gives it no meaning. */
export function nameOfUnusable(token: Token, dialect: Dialect): string | undefined {
  const name = WITHOUT_MEANING.get(token.type);
  if (name === undefined) return undefined;
  if ((dialect.mysql && MEANT_IN_MYSQL.has(token.type)) || (dialect.postgres && MEANT_IN_POSTGRES.has(token.type))) return undefined;
  return name === '' ? `Word(Word { value: "${token.image}", quote_style: None, keyword: ${token.type.name} })` : name;
}

/** The canonical spelling of a binary operator; `==` is only another spelling of `=`, and MySQL's `&&` one of AND. */
export function operatorText(token: Token, dialect: Dialect): string {
  if (token.type === T.DoubleEq) return '=';
  if (token.type === T.Overlap && dialect.mysql) return 'AND';
  return token.type === T.CustomOperator ? token.image : token.type.LABEL;
}

const COMPARISONS: ReadonlySet<TokenType> = new Set([
  T.Eq,
  T.DoubleEq,
  T.Gt,
  T.Lt,
  T.GtEq,
  T.LtEq,
  T.Neq,
  T.Tilde,
  T.TildeAsterisk,
  T.ExclamationMarkTilde,
  T.ExclamationMarkTildeAsterisk,
  T.DoubleTilde,
  T.DoubleTildeAsterisk,
  T.ExclamationMarkDoubleTilde,
  T.ExclamationMarkDoubleTildeAsterisk,
]);

/** Whether ANY, ALL and SOME may follow the operator. */
export function isComparison(type: TokenType): boolean {
  return COMPARISONS.has(type);
}
