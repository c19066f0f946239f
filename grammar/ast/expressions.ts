/** Expressions. */
import type { Ident, Node, ObjectName, TypeName } from './names.ts';
import type { OrderItem, Query } from './queries.ts';
import type { Span } from '../span.ts';

export type Expr =
  | IdentifierExpr
  | CompoundIdentifier
  | Literal
  | TypedLiteral
  | IntervalLiteral
  | IntroducedString
  | Binary
  | Unary
  | Quantified
  | Between
  | InList
  | InQuery
  | InUnnest
  | Like
  | Is
  | IsDistinct
  | IsNormalized
  | MemberOf
  | AtTimeZone
  | Collate
  | Access
  | JsonPath
  | RangeExpr
  | Cast
  | Convert
  | ExtractExpr
  | CeilFloor
  | Position
  | Substring
  | Overlay
  | Trim
  | Exists
  | Subquery
  | ArrayLiteral
  | StructLiteral
  | Tuple
  | Nested
  | Case
  | Call
  | OdbcLiteral
  | OdbcCall
  | MatchAgainst;

export interface IdentifierExpr extends Node {
  readonly kind: 'identifier';
  readonly ident: Ident;
}
/** `a.b`, `a.b.c`: only identifiers. */
export interface CompoundIdentifier extends Node {
  readonly kind: 'compound_identifier';
  readonly parts: readonly Ident[];
}
export interface Literal extends Node {
  readonly kind: 'literal';
  readonly type:
    | 'number'
    | 'string'
    | 'double_quoted'
    | 'national'
    | 'hex'
    | 'dollar'
    | 'escaped'
    | 'unicode'
    | 'bit'
    | 'boolean'
    | 'null'
    | 'placeholder';
  /** Number: as written, without the suffix `L`. String: its content. Boolean: `true` or `false`. Placeholder: as written. */
  readonly value: string;
  /** Number with the suffix `L`. */
  readonly long?: boolean;
  /** The tag of a dollar string. */
  readonly tag?: string;
}
/** `DATE '2020-01-01'`, `TIMESTAMP(3) '…'`, `INT 5`. */
export interface TypedLiteral extends Node {
  readonly kind: 'typed_literal';
  readonly type: TypeName;
  readonly value: Literal;
}
/** `INTERVAL '1 day'`, `INTERVAL 1 HOUR`, `INTERVAL '1' DAY TO SECOND(3)`. */
export interface IntervalLiteral extends Node {
  readonly kind: 'interval';
  readonly value: Expr;
  readonly unit?: string;
  readonly precision?: string;
  readonly to?: string;
  readonly toPrecision?: string;
}
/** `_utf8'x'`. */
export interface IntroducedString extends Node {
  readonly kind: 'introduced_string';
  readonly introducer: string;
  readonly value: Literal;
}
export interface Binary extends Node {
  readonly kind: 'binary';
  /** Upper case and canonical: `=`, `<>`, `AND`, `OR`, `XOR`, `||`, `->`, `OVERLAPS`, `:=`, … (`!=` and `==` are `<>` and `=`). */
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
  readonly opSpan: Span;
}
export interface Unary extends Node {
  readonly kind: 'unary';
  readonly op:
    | '-'
    | '+'
    | '~'
    | 'NOT'
    | '!'
    | '!!'
    | '@'
    | '|/'
    | '||/'
    | 'postfix !'
    | 'BINARY'
    | 'PRIOR'
    | '@-@'
    | '@@'
    | '#'
    | '?-'
    | '?|';
  readonly operand: Expr;
}
/** `a = ANY (…)`. */
export interface Quantified extends Node {
  readonly kind: 'quantified';
  readonly op: string;
  readonly quantifier: 'ANY' | 'ALL' | 'SOME';
  readonly left: Expr;
  readonly right: Expr;
}
export interface Between extends Node {
  readonly kind: 'between';
  readonly negated: boolean;
  readonly expr: Expr;
  readonly low: Expr;
  readonly high: Expr;
}
export interface InList extends Node {
  readonly kind: 'in_list';
  readonly negated: boolean;
  readonly expr: Expr;
  readonly list: readonly Expr[];
}
export interface InQuery extends Node {
  readonly kind: 'in_query';
  readonly negated: boolean;
  readonly expr: Expr;
  readonly query: Query;
}
export interface InUnnest extends Node {
  readonly kind: 'in_unnest';
  readonly negated: boolean;
  readonly expr: Expr;
  readonly array: Expr;
}
export interface Like extends Node {
  readonly kind: 'like';
  readonly op: 'LIKE' | 'ILIKE' | 'SIMILAR TO' | 'RLIKE' | 'REGEXP';
  readonly negated: boolean;
  readonly any: boolean;
  readonly expr: Expr;
  readonly pattern: Expr;
  readonly escape?: Literal;
}
export interface Is extends Node {
  readonly kind: 'is';
  readonly test: 'NULL' | 'TRUE' | 'FALSE' | 'UNKNOWN';
  readonly negated: boolean;
  readonly expr: Expr;
}
export interface IsDistinct extends Node {
  readonly kind: 'is_distinct';
  readonly negated: boolean;
  readonly left: Expr;
  readonly right: Expr;
}
export interface IsNormalized extends Node {
  readonly kind: 'is_normalized';
  readonly negated: boolean;
  readonly form?: 'NFC' | 'NFD' | 'NFKC' | 'NFKD';
  readonly expr: Expr;
}
export interface MemberOf extends Node {
  readonly kind: 'member_of';
  readonly value: Expr;
  readonly array: Expr;
}
export interface AtTimeZone extends Node {
  readonly kind: 'at_time_zone';
  readonly expr: Expr;
  readonly zone: Expr;
}
export interface Collate extends Node {
  readonly kind: 'collate';
  readonly expr: Expr;
  readonly collation: ObjectName;
}
/** `a[1]`, `f(x).b[2:3]`, `a.b.c(1)[2]`: a root and the steps behind it. */
export interface Access extends Node {
  readonly kind: 'access';
  readonly root: Expr;
  readonly steps: readonly AccessStep[];
}
export type AccessStep =
  | { readonly kind: 'field'; readonly field: Expr; readonly span: Span }
  | { readonly kind: 'index'; readonly index: Expr; readonly span: Span }
  | {
      readonly kind: 'slice';
      readonly low?: Expr;
      readonly high?: Expr;
      readonly stride?: Expr;
      readonly strided: boolean;
      readonly span: Span;
    };
/** `a:b.c[0]`. */
export interface JsonPath extends Node {
  readonly kind: 'json_path';
  readonly expr: Expr;
  readonly steps: readonly (
    | { readonly kind: 'key'; readonly key: string; readonly quoted: boolean }
    | { readonly kind: 'bracket'; readonly index: Expr }
  )[];
}
/** `agg(x) RANGE '5s' FILL PREV`. `range` is a string literal or a parenthesised expression. */
export interface RangeExpr extends Node {
  readonly kind: 'range';
  readonly expr: Expr;
  readonly range: Expr;
  readonly fill?: string;
}
export interface Cast extends Node {
  readonly kind: 'cast';
  readonly style: 'CAST' | 'TRY_CAST' | 'SAFE_CAST' | '::';
  readonly expr: Expr;
  readonly type: TypeName;
  readonly array: boolean;
  readonly format?: { readonly format: Literal; readonly zone?: Literal };
}
export interface Convert extends Node {
  readonly kind: 'convert';
  readonly expr: Expr;
  readonly type?: TypeName;
  readonly charset?: ObjectName;
}
export interface ExtractExpr extends Node {
  readonly kind: 'extract';
  readonly field: string;
  readonly expr: Expr;
}
export interface CeilFloor extends Node {
  readonly kind: 'ceil_floor';
  readonly function: 'CEIL' | 'FLOOR';
  readonly expr: Expr;
  readonly field?: string;
  readonly scale?: Literal;
}
export interface Position extends Node {
  readonly kind: 'position';
  readonly needle: Expr;
  readonly haystack: Expr;
}
export interface Substring extends Node {
  readonly kind: 'substring';
  /** Written as `SUBSTR`. */
  readonly short: boolean;
  readonly expr: Expr;
  readonly from?: Expr;
  readonly for?: Expr;
  /** Written with commas rather than FROM … FOR. */
  readonly commas: boolean;
}
export interface Overlay extends Node {
  readonly kind: 'overlay';
  readonly expr: Expr;
  readonly what: Expr;
  readonly from: Expr;
  readonly for?: Expr;
}
export interface Trim extends Node {
  readonly kind: 'trim';
  readonly where?: 'BOTH' | 'LEADING' | 'TRAILING';
  readonly what?: Expr;
  readonly expr: Expr;
}
export interface Exists extends Node {
  readonly kind: 'exists';
  readonly negated: boolean;
  readonly query: Query;
}
export interface Subquery extends Node {
  readonly kind: 'subquery';
  readonly query: Query;
}
export interface ArrayLiteral extends Node {
  readonly kind: 'array';
  /** Written with the word ARRAY in front. */
  readonly named: boolean;
  readonly elements: readonly Expr[];
}
export interface StructLiteral extends Node {
  readonly kind: 'struct';
  readonly fields: readonly { readonly name?: Ident; readonly type: TypeName }[];
  readonly values: readonly { readonly expr: Expr; readonly name?: Ident }[];
}
export interface Tuple extends Node {
  readonly kind: 'tuple';
  readonly elements: readonly Expr[];
}
/** `( expr )`. */
export interface Nested extends Node {
  readonly kind: 'nested';
  readonly expr: Expr;
}
export interface Case extends Node {
  readonly kind: 'case';
  readonly operand?: Expr;
  readonly branches: readonly { readonly when: Expr; readonly then: Expr }[];
  readonly otherwise?: Expr;
}
export interface Call extends Node {
  readonly kind: 'call';
  readonly name: ObjectName;
  /** Absent for `CURRENT_TIMESTAMP` and the like, written without parentheses. */
  readonly args?: readonly CallArg[];
  /** `ARRAY(query)` and other calls whose only argument is a bare query. */
  readonly query?: Query;
  readonly distinct?: 'ALL' | 'DISTINCT';
  readonly orderBy: readonly OrderItem[];
  readonly limit?: Expr;
  readonly overflow?: string;
  /** `NULL ON NULL`, `ABSENT ON NULL`, `RETURNING t`, SEPARATOR and other printed tails inside the parentheses. */
  readonly clauses: readonly string[];
  readonly withinGroup: readonly OrderItem[];
  readonly filter?: Expr;
  readonly nulls?: 'IGNORE NULLS' | 'RESPECT NULLS';
  readonly over?: WindowSpec | Ident;
}
export type CallArg =
  | { readonly kind: 'expr'; readonly expr: Expr; readonly span: Span }
  | {
      readonly kind: 'named';
      readonly name: Ident;
      readonly operator: '=>' | 'VALUE' | ':' | '=';
      readonly value: Expr | Wildcard;
      readonly span: Span;
    }
  | Wildcard;
export interface Wildcard extends Node {
  readonly kind: 'wildcard';
  /** `t.*`. */
  readonly qualifier?: ObjectName;
}
export interface WindowSpec extends Node {
  readonly kind: 'window';
  readonly name?: Ident;
  readonly partitionBy: readonly Expr[];
  readonly orderBy: readonly OrderItem[];
  readonly frame?: WindowFrame;
}
export interface WindowFrame {
  readonly unit: 'ROWS' | 'RANGE' | 'GROUPS';
  readonly start: FrameBound;
  readonly end?: FrameBound;
}
export type FrameBound = { readonly kind: 'current_row' } | { readonly kind: 'preceding' | 'following'; readonly offset?: Expr };
/** `{d '2020-01-01'}`, `{t '…'}`, `{ts '…'}`. */
export interface OdbcLiteral extends Node {
  readonly kind: 'odbc_literal';
  readonly type: 'd' | 't' | 'ts';
  readonly value: string;
}
/** `{fn name(args)}`. */
export interface OdbcCall extends Node {
  readonly kind: 'odbc_call';
  readonly call: Call;
}
/** MySQL's `MATCH (a) AGAINST ('x' …)`. */
export interface MatchAgainst extends Node {
  readonly kind: 'match_against';
  readonly columns: readonly ObjectName[];
  readonly value: Literal;
  readonly modifier?: string;
}
