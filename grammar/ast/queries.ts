/** Queries: SELECT and everything that stands where it may stand. */
import type { CallArg, Expr, Wildcard, WindowSpec } from './expressions.ts';
import type { Ident, Node, ObjectName, TypeName } from './names.ts';
import type { Tql } from './tql.ts';
import type { Delete, Insert } from './writes.ts';
import type { Span } from '../span.ts';

export interface Query extends Node {
  readonly kind: 'query';
  readonly with?: With;
  readonly body: QueryBody;
  readonly orderBy: readonly OrderItem[];
  /** `LIMIT ALL` has `limit` 'ALL'. */
  readonly limit?: Expr | 'ALL';
  readonly offset?: { readonly count: Expr; readonly unit?: 'ROW' | 'ROWS'; readonly beforeLimit: boolean };
  readonly fetch?: { readonly count?: Expr; readonly percent: boolean; readonly withTies: boolean };
  readonly locks: readonly { readonly type: 'UPDATE' | 'SHARE'; readonly of?: ObjectName; readonly wait?: 'NOWAIT' | 'SKIP LOCKED' }[];
  /** `FOR BROWSE`, `FOR XML …`, `FOR JSON …`, as printed. */
  readonly forClause?: string;
}
export interface With extends Node {
  readonly kind: 'with';
  readonly recursive: boolean;
  readonly ctes: readonly Cte[];
}
export interface Cte extends Node {
  readonly kind: 'cte';
  readonly name: Ident;
  readonly columns: readonly { readonly name: Ident; readonly type?: TypeName }[];
  /** Whether a column list was written, even an empty one. */
  readonly hasColumns: boolean;
  readonly body: Query | Tql;
  readonly from?: Ident;
  readonly materialized?: 'MATERIALIZED' | 'NOT MATERIALIZED';
}
export type QueryBody = Select | SetOperation | Values | TableBody | ParenthesisedQuery | Insert | Delete | OpaqueBody;
export interface SetOperation extends Node {
  readonly kind: 'set_operation';
  readonly op: 'UNION' | 'EXCEPT' | 'MINUS' | 'INTERSECT';
  readonly quantifier?: 'ALL' | 'DISTINCT' | 'BY NAME' | 'ALL BY NAME' | 'DISTINCT BY NAME';
  readonly left: QueryBody;
  readonly right: QueryBody;
}
export interface ParenthesisedQuery extends Node {
  readonly kind: 'parenthesised_query';
  readonly query: Query;
}
export interface Values extends Node {
  readonly kind: 'values';
  /** Written `VALUE`. */
  readonly singular: boolean;
  readonly rows: readonly ValuesRow[];
}
export interface ValuesRow extends Node {
  readonly kind: 'row';
  /** Written `ROW(…)`. */
  readonly explicit: boolean;
  readonly values: readonly Expr[];
}
/** `TABLE t` as a query body. */
export interface TableBody extends Node {
  readonly kind: 'table';
  readonly name: ObjectName;
}
/** A body that parses and is refused by every planner (UPDATE, MERGE). */
export interface OpaqueBody extends Node {
  readonly kind: 'opaque';
  readonly verb: string;
  /** The whole of it, as written. */
  readonly text: string;
}
export interface Select extends Node {
  readonly kind: 'select';
  readonly distinct?: 'ALL' | 'DISTINCT' | { readonly on: readonly Expr[] };
  /** MySQL's `HIGH_PRIORITY`, `SQL_NO_CACHE`, … */
  readonly modifiers?: readonly string[];
  readonly top?: { readonly count: Expr; readonly percent: boolean; readonly withTies: boolean };
  readonly items: readonly SelectItem[];
  readonly into?: { readonly name: ObjectName; readonly temporary: boolean; readonly unlogged: boolean; readonly table: boolean };
  readonly from: readonly TableWithJoins[];
  readonly lateralViews: readonly {
    readonly outer: boolean;
    readonly expr: Expr;
    readonly name: ObjectName;
    readonly aliases: readonly Ident[];
  }[];
  readonly where?: Expr;
  readonly connectBy?: { readonly startWith?: Expr; readonly noCycle: boolean; readonly relationships: readonly Expr[] };
  readonly groupBy?: GroupBy;
  readonly clusterBy: readonly Expr[];
  readonly distributeBy: readonly Expr[];
  readonly range?: RangeClause;
  readonly sortBy: readonly OrderItem[];
  readonly having?: Expr;
  readonly windows: readonly { readonly name: Ident; readonly spec: WindowSpec | Ident }[];
  readonly qualify?: Expr;
  readonly windowBeforeQualify: boolean;
}
export type SelectItem =
  | (Node & { readonly kind: 'item'; readonly expr: Expr; readonly alias?: Ident; /** Written with AS. */ readonly explicit: boolean })
  | Wildcard;
export interface GroupBy {
  readonly all: boolean;
  readonly exprs: readonly Expr[];
  /** `GROUPING SETS (…)` after the list, as printed; `WITH ROLLUP` and the like. */
  readonly groupingSets?: readonly (readonly Expr[])[];
  readonly span: Span;
}
/** `ALIGN '5s' TO x BY (…) FILL y`. */
export interface RangeClause extends Node {
  readonly kind: 'range_clause';
  readonly align: Expr;
  /** The parenthesised expression, or the text of the one token after TO. */
  readonly to?: Expr | string;
  readonly by?: readonly Expr[];
  readonly fill?: string;
}
export interface OrderItem extends Node {
  readonly kind: 'order_item';
  readonly expr: Expr;
  readonly direction?: 'ASC' | 'DESC';
  readonly nulls?: 'FIRST' | 'LAST';
}
export interface TableWithJoins extends Node {
  readonly kind: 'table_with_joins';
  readonly relation: TableFactor;
  readonly joins: readonly Join[];
}
export interface Join extends Node {
  readonly kind: 'join';
  readonly global: boolean;
  readonly natural: boolean;
  /** As printed: `JOIN`, `INNER JOIN`, `LEFT JOIN`, `LEFT OUTER JOIN`, `CROSS JOIN`, `CROSS APPLY`, `ASOF JOIN`, … */
  readonly type: string;
  readonly relation: TableFactor;
  readonly on?: Expr;
  readonly using?: readonly ObjectName[];
  readonly matchCondition?: Expr;
}
export type TableFactor = TableRef | DerivedTable | TableFunction | NestedJoin | OpaqueFactor;
export interface TableAlias extends Node {
  readonly kind: 'table_alias';
  readonly name: Ident;
  readonly columns: readonly { readonly name: Ident; readonly type?: TypeName }[];
  readonly explicit: boolean;
}
/** A table, view, CTE, or (with `args`) a table function seen as a table. */
export interface TableRef extends Node {
  readonly kind: 'table_ref';
  readonly name: ObjectName;
  readonly args?: readonly CallArg[];
  readonly withOrdinality: boolean;
  readonly alias?: TableAlias;
  readonly hints: readonly Expr[];
  /** TABLESAMPLE, PIVOT, UNPIVOT, index hints …, as written. */
  readonly tails: readonly string[];
}
export interface DerivedTable extends Node {
  readonly kind: 'derived';
  readonly lateral: boolean;
  readonly query: Query;
  readonly alias?: TableAlias;
  readonly tails: readonly string[];
}
/** `TABLE (f(x))` and `LATERAL f(x)`. */
export interface TableFunction extends Node {
  readonly kind: 'table_function';
  readonly lateral: boolean;
  readonly call: Expr;
  readonly alias?: TableAlias;
}
export interface NestedJoin extends Node {
  readonly kind: 'nested_join';
  readonly table: TableWithJoins;
  readonly alias?: TableAlias;
}
/** JSON_TABLE, OPENJSON, XMLTABLE: parsed, planned by nobody. */
export interface OpaqueFactor extends Node {
  readonly kind: 'opaque_factor';
  /** As written, without the alias. */
  readonly text: string;
  readonly alias?: TableAlias;
}
