/**
 * Every node of the tree. A node belongs to one statement and knows no file; spans count from the statement's first character.
 *
 * - A field marked `?` may be absent from the text. An empty list means "none written".
 * - `Ident.value` is what was written, without quotes; folding to lower case is the catalog's business (`names.ts`).
 * - `Draft<N>` is what remains of a statement that was refused half-way: any field may be missing.
 */
import type { Span } from './span.ts';
import type { Quote } from './tokens.ts';

export interface Node {
  readonly kind: string;
  readonly span: Span;
}

export type Draft<N extends Node> = Pick<N, 'kind' | 'span'> & Partial<N>;

// ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────
export interface Ident extends Node {
  readonly kind: 'ident';
  readonly value: string;
  readonly quote: Quote;
}
/** `a`, `a.b`, `a.b.c`, … any number of parts parses. */
export interface ObjectName extends Node {
  readonly kind: 'name';
  readonly parts: readonly Ident[];
}

// ── types ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────
/**
 * A data type as written. `head` is the built-in spelling in upper case with its words joined by a blank (`DOUBLE PRECISION`,
 * `CHARACTER VARYING`), or `CUSTOM`, which has a `name`. `args` are the printed arguments (`10`, `2`, `MAX`, `'UTC'`).
 */
export interface TypeName extends Node {
  readonly kind: 'type';
  readonly head: string;
  readonly name?: ObjectName;
  readonly args: readonly string[];
  /** Whether parentheses were written (`STRING()` does not parse, but a custom type may have an empty list). */
  readonly parenthesised: boolean;
  readonly unsigned: boolean;
  readonly zone?: 'WITH TIME ZONE' | 'WITHOUT TIME ZONE';
  /** `ARRAY<element>`, or the type in front of brackets. */
  readonly element?: TypeName;
  /** `element[]`, `element[3]` of PostgreSQL: what stands between the brackets. */
  readonly brackets?: string;
}

// ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
export type Expr =
  | IdentifierExpr | CompoundIdentifier | Literal | TypedLiteral | IntervalLiteral | IntroducedString
  | Binary | Unary | Quantified | Between | InList | InQuery | InUnnest | Like | Is | IsDistinct | IsNormalized | MemberOf
  | AtTimeZone | Collate | Access | JsonPath | RangeExpr
  | Cast | Convert | ExtractExpr | CeilFloor | Position | Substring | Overlay | Trim | Exists | Subquery
  | ArrayLiteral | StructLiteral | Tuple | Nested | Case | Call | OdbcLiteral | OdbcCall | MatchAgainst;

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
  readonly type: 'number' | 'string' | 'double_quoted' | 'national' | 'hex' | 'dollar' | 'escaped' | 'unicode' | 'bit' | 'boolean' | 'null' | 'placeholder';
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
  readonly op: '-' | '+' | '~' | 'NOT' | '!' | '!!' | '@' | '|/' | '||/' | 'postfix !' | 'BINARY' | 'PRIOR' | '@-@' | '@@' | '#' | '?-' | '?|';
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
  | { readonly kind: 'slice'; readonly low?: Expr; readonly high?: Expr; readonly stride?: Expr; readonly strided: boolean; readonly span: Span };
/** `a:b.c[0]`. */
export interface JsonPath extends Node {
  readonly kind: 'json_path';
  readonly expr: Expr;
  readonly steps: readonly ({ readonly kind: 'key'; readonly key: string; readonly quoted: boolean } | { readonly kind: 'bracket'; readonly index: Expr })[];
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
  | { readonly kind: 'named'; readonly name: Ident; readonly operator: '=>' | 'VALUE' | ':' | '='; readonly value: Expr | Wildcard; readonly span: Span }
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
export type FrameBound =
  | { readonly kind: 'current_row' }
  | { readonly kind: 'preceding' | 'following'; readonly offset?: Expr };
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

// ── queries ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
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
  readonly lateralViews: readonly { readonly outer: boolean; readonly expr: Expr; readonly name: ObjectName; readonly aliases: readonly Ident[] }[];
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

// ── TQL ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
export interface Tql extends Node {
  readonly kind: 'tql';
  readonly verb: 'EVAL' | 'EXPLAIN' | 'ANALYZE';
  /** As written (`EVALUATE`). */
  readonly verbWritten: string;
  readonly verbose: boolean;
  readonly format?: string;
  /** start, end, step[, lookback]; absent when the parenthesis is. */
  readonly params?: readonly TqlParam[];
  /** The PromQL text as the server slices it, trimmed. */
  readonly promql: string;
  readonly promqlSpan: Span;
  readonly alias?: Ident;
}
export interface TqlParam extends Node {
  readonly kind: 'tql_param';
  readonly expr: Expr;
  /** The value GreptimeDB computes while it parses: the literal's text, or seconds as text; absent when it depends on now(). */
  readonly value?: string;
  readonly usesNow: boolean;
}

// ── options ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
/** One `key = value` of a WITH or CONNECTION list. */
export interface Option extends Node {
  readonly kind: 'option';
  readonly key: Ident;
  readonly value: Expr;
  /** The string the server keeps; a list for arrays; absent for NULL and STRUCT. */
  readonly text?: string | readonly string[];
}
/** One `'key' = value` of ALTER … SET. NULL has the value ''. */
export interface SetOption extends Node {
  readonly kind: 'set_option';
  readonly key: string;
  readonly keySpan: Span;
  readonly value: string;
  readonly isNull: boolean;
}

// ── statements: databases, tables, views ────────────────────────────────────────────────────────────────────────────────────
export interface CreateDatabase extends Node {
  readonly kind: 'create_database';
  readonly ifNotExists: boolean;
  readonly name: ObjectName;
  readonly options: readonly Option[];
}
export interface CreateTable extends Node {
  readonly kind: 'create_table';
  readonly ifNotExists: boolean;
  readonly name: ObjectName;
  readonly columns: readonly ColumnDef[];
  readonly constraints: readonly TableConstraint[];
  readonly partitions?: Partitions;
  readonly engine?: Ident;
  readonly options: readonly Option[];
}
export interface CreateTableLike extends Node {
  readonly kind: 'create_table_like';
  readonly ifNotExists: boolean;
  readonly name: ObjectName;
  readonly source: ObjectName;
}
export interface CreateExternalTable extends Node {
  readonly kind: 'create_external_table';
  readonly ifNotExists: boolean;
  readonly name: ObjectName;
  readonly columns: readonly ColumnDef[];
  readonly constraints: readonly TableConstraint[];
  readonly engine?: Ident;
  readonly options: readonly Option[];
}
export interface ColumnDef extends Node {
  readonly kind: 'column_def';
  readonly name: Ident;
  readonly type: TypeName;
  readonly json2?: Json2Settings;
  readonly options: readonly ColumnOption[];
}
export type ColumnOption =
  | (Node & { readonly kind: 'not_null' | 'null' | 'primary_key' | 'unique' | 'time_index'; readonly constraint?: Ident })
  | (Node & { readonly kind: 'default'; readonly expr: Expr; readonly constraint?: Ident })
  | (Node & { readonly kind: 'comment'; readonly text: string; readonly constraint?: Ident })
  | (Node & { readonly kind: 'character_set'; readonly name: ObjectName; readonly constraint?: Ident })
  | (Node & { readonly kind: 'index'; readonly type: 'SKIPPING' | 'FULLTEXT' | 'INVERTED' | 'VECTOR'; readonly options: readonly Option[] })
  /** Options of ALTER … ADD COLUMN that GreptimeDB does not support (REFERENCES, CHECK, GENERATED …), as printed. */
  | (Node & { readonly kind: 'other'; readonly text: string });
export interface Json2Settings extends Node {
  readonly kind: 'json2';
  readonly maxAutoExpandedPaths?: number;
  readonly hints: readonly Json2Hint[];
}
export interface Json2Hint extends Node {
  readonly kind: 'json2_hint';
  readonly path: readonly Ident[];
  readonly type: TypeName;
  readonly nullable?: boolean;
  readonly default?: Expr;
  readonly inverted: boolean;
}
export type TableConstraint =
  | (Node & { readonly kind: 'primary_key_constraint'; readonly columns: readonly Ident[] })
  | (Node & { readonly kind: 'time_index_constraint'; readonly column: Ident });
export interface Partitions extends Node {
  readonly kind: 'partitions';
  readonly columns: readonly Ident[];
  readonly exprs: readonly Expr[];
}
export interface CreateView extends Node {
  readonly kind: 'create_view';
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  readonly name: ObjectName;
  readonly columns: readonly Ident[];
  readonly query: Query;
}
export interface AlterTable extends Node {
  readonly kind: 'alter_table';
  readonly name: ObjectName;
  readonly operation: AlterOperation;
  readonly options: readonly Option[];
}
export type AlterOperation =
  | (Node & { readonly kind: 'add_columns'; readonly columns: readonly AddColumn[] })
  | (Node & { readonly kind: 'add_constraint'; readonly text: string })
  | (Node & { readonly kind: 'drop_column'; readonly column: Ident })
  | (Node & { readonly kind: 'rename'; readonly to: Ident })
  | (Node & { readonly kind: 'set_options'; readonly options: readonly SetOption[] })
  | (Node & { readonly kind: 'unset_options'; readonly keys: readonly Literal[] })
  | (Node & { readonly kind: 'modify_type'; readonly column: Ident; readonly type: TypeName })
  | (Node & { readonly kind: 'set_defaults'; readonly defaults: readonly { readonly column: Ident; readonly expr: Expr }[] })
  | (Node & { readonly kind: 'drop_defaults'; readonly columns: readonly Ident[] })
  | (Node & { readonly kind: 'set_index'; readonly column: Ident; readonly type: 'FULLTEXT' | 'SKIPPING' | 'INVERTED'; readonly options: readonly Option[] })
  | (Node & { readonly kind: 'unset_index'; readonly column: Ident; readonly type: 'FULLTEXT' | 'SKIPPING' | 'INVERTED' })
  | (Node & { readonly kind: 'partition'; readonly partitions: Partitions })
  | (Node & { readonly kind: 'repartition'; readonly verb: 'REPARTITION' | 'SPLIT' | 'MERGE'; readonly from: readonly Expr[]; readonly columns?: readonly Ident[]; readonly into: readonly Expr[] });
export interface AddColumn extends Node {
  readonly kind: 'add_column';
  readonly ifNotExists: boolean;
  readonly column: ColumnDef;
  readonly position?: 'FIRST' | { readonly after: Ident };
}
export interface AlterDatabase extends Node {
  readonly kind: 'alter_database';
  readonly name: ObjectName;
  readonly set: readonly SetOption[];
  readonly unset: readonly Literal[];
}
export interface Drop<K extends DropKind = DropKind> extends Node {
  readonly kind: K;
  readonly ifExists: boolean;
  /** One name, except for DROP TABLE. */
  readonly names: readonly ObjectName[];
}
export type DropKind = 'drop_table' | 'drop_view' | 'drop_flow' | 'drop_database';
export interface Truncate extends Node {
  readonly kind: 'truncate';
  readonly name: ObjectName;
  readonly ranges: readonly { readonly from: Literal; readonly to: Literal }[];
}

// ── statements: flows ───────────────────────────────────────────────────────────────────────────────────────────────────────
export interface CreateFlow extends Node {
  readonly kind: 'create_flow';
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  readonly name: ObjectName;
  readonly sink: ObjectName;
  readonly expireAfter?: FlowInterval;
  /** `EXPIRE` without AFTER: swallowed silently by the server. */
  readonly bareExpire?: Span;
  readonly evalInterval?: FlowInterval;
  readonly comment?: Literal;
  readonly withSpan?: Span;
  readonly options: readonly Option[];
  readonly body: Query | Tql;
  /** The query text the server stores, as its offset arithmetic cuts it. */
  readonly rawText: string;
  /** The server's cut would fall inside a character, and it would panic: `rawText` is then the query as it really is. */
  readonly rawTextBroken?: boolean;
  /** Where the query really is. */
  readonly bodySpan: Span;
}
/** EXPIRE AFTER or EVAL INTERVAL: the written expression and the whole seconds the parser makes of it. */
export interface FlowInterval extends Node {
  readonly kind: 'flow_interval';
  readonly expr: Expr;
  /** Absent when we cannot evaluate the expression (then nothing may be said that depends on it). */
  readonly seconds?: bigint;
  /** The seconds lost a fraction. */
  readonly truncated?: boolean;
}
/** Enterprise only: parsed by the editor, refused by the open-source build. */
export interface CreateTrigger extends Node {
  readonly kind: 'create_trigger';
  readonly name: ObjectName;
}

// ── statements: reading metadata ────────────────────────────────────────────────────────────────────────────────────────────
export interface Show extends Node {
  readonly kind: 'show';
  readonly what:
    | 'databases' | 'tables' | 'table_status' | 'views' | 'flows' | 'flow_status' | 'charset' | 'collation' | 'columns' | 'index'
    | 'region' | 'create_database' | 'create_table' | 'create_flow' | 'create_view' | 'variables' | 'status' | 'search_path'
    | 'processlist';
  readonly full: boolean;
  /** The object: the table of SHOW COLUMNS, the name of SHOW CREATE …, the variable. */
  readonly name?: ObjectName;
  readonly database?: ObjectName;
  readonly like?: Ident;
  readonly where?: Expr;
  /** SHOW CREATE TABLE … FOR POSTGRES_FOREIGN_TABLE. */
  readonly foreignTable: boolean;
}
export interface Describe extends Node {
  readonly kind: 'describe';
  readonly name: ObjectName;
}
export interface Explain extends Node {
  readonly kind: 'explain';
  readonly analyze: boolean;
  readonly verbose: boolean;
  readonly format?: string;
  readonly statement: StatementNode;
}

// ── statements: writing ─────────────────────────────────────────────────────────────────────────────────────────────────────
export interface Insert extends Node {
  readonly kind: 'insert';
  /** Written REPLACE. */
  readonly replace: boolean;
  readonly name: ObjectName;
  readonly columns: readonly Ident[];
  /** Absent for DEFAULT VALUES. */
  readonly query?: Query;
  /** Clauses that parse and have no meaning here (OVERWRITE, PARTITION, ON CONFLICT, RETURNING …), as printed. */
  readonly clauses: readonly string[];
}
export interface Delete extends Node {
  readonly kind: 'delete';
  readonly tables: readonly ObjectName[];
  readonly from: readonly TableWithJoins[];
  readonly using: readonly TableWithJoins[];
  readonly where?: Expr;
  readonly returning: readonly SelectItem[];
  readonly orderBy: readonly OrderItem[];
  readonly limit?: Expr;
}
export type CopyKind = 'copy_table' | 'copy_database' | 'copy_query';
export interface Copy<K extends CopyKind = CopyKind> extends Node {
  readonly kind: K;
  readonly direction: 'TO' | 'FROM';
  readonly name?: ObjectName;
  readonly query?: Query;
  readonly location: string;
  readonly options: readonly Option[];
  readonly connection: readonly Option[];
  readonly limit?: string;
}

// ── statements: sessions and administration ─────────────────────────────────────────────────────────────────────────────────
export interface Use extends Node {
  readonly kind: 'use';
  readonly database: Ident;
}
export interface SetVariable extends Node {
  readonly kind: 'set';
  readonly scope?: 'SESSION' | 'LOCAL' | 'GLOBAL';
  /** `TIME ZONE` has the name TIMEZONE. */
  readonly name: ObjectName;
  readonly values: readonly Expr[];
  /** SET TRANSACTION, SET ROLE …: parsed and refused, as printed. */
  readonly refused?: string;
}
export interface Admin extends Node {
  readonly kind: 'admin';
  readonly call: Call;
}
export interface Kill extends Node {
  readonly kind: 'kill';
  /** KILL QUERY 5 (connection) or KILL 'node/5' (process). */
  readonly target: 'query' | 'process';
  readonly id: string;
}
export interface CommentOn extends Node {
  readonly kind: 'comment_on';
  readonly object: 'TABLE' | 'COLUMN' | 'FLOW';
  readonly name: ObjectName;
  readonly comment?: string;
}
export interface DeclareCursor extends Node {
  readonly kind: 'declare_cursor';
  readonly name: ObjectName;
  readonly query: Query;
}
export interface FetchCursor extends Node {
  readonly kind: 'fetch_cursor';
  readonly count: string;
  readonly name: ObjectName;
}
export interface CloseCursor extends Node {
  readonly kind: 'close_cursor';
  readonly name: ObjectName;
}
/** PREPARE … FROM 'sql' of the MySQL text protocol. */
export interface Prepare extends Node {
  readonly kind: 'prepare';
  readonly name: Ident;
  readonly sql: string;
}
export interface Execute extends Node {
  readonly kind: 'execute';
  readonly name: Ident;
  readonly using: readonly Expr[];
}
export interface Deallocate extends Node {
  readonly kind: 'deallocate';
  readonly name: Ident;
}

// ── the union ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
export type StatementNode =
  | Query | Tql | Explain | CreateDatabase | CreateTable | CreateTableLike | CreateExternalTable | CreateView | CreateFlow | CreateTrigger
  | AlterTable | AlterDatabase | Drop<'drop_table'> | Drop<'drop_view'> | Drop<'drop_flow'> | Drop<'drop_database'> | Truncate | Show
  | Describe | Insert | Delete | Copy<'copy_table'> | Copy<'copy_database'> | Copy<'copy_query'> | Use | SetVariable | Admin | Kill | CommentOn
  | DeclareCursor | FetchCursor | CloseCursor | Prepare | Execute | Deallocate;
export type StatementKind = StatementNode['kind'];
export type NodeOf<K extends StatementKind> = Extract<StatementNode, { readonly kind: K }>;
/** One function per kind of statement; a missing one does not compile. */
export type PerKind<Result, Context extends readonly unknown[] = []> = {
  readonly [K in StatementKind]: (node: NodeOf<K>, ...context: Context) => Result;
};

/** Makes "we forgot a case" a compile error, and a bug when it happens all the same. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
