/** Statements on databases, tables and views. */
import type { Expr, Literal } from './expressions.ts';
import type { Ident, Node, ObjectName, TypeName } from './names.ts';
import type { Option, SetOption } from './options.ts';
import type { Query } from './queries.ts';

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
  | (Node & {
      readonly kind: 'set_index';
      readonly column: Ident;
      readonly type: 'FULLTEXT' | 'SKIPPING' | 'INVERTED';
      readonly options: readonly Option[];
    })
  | (Node & { readonly kind: 'unset_index'; readonly column: Ident; readonly type: 'FULLTEXT' | 'SKIPPING' | 'INVERTED' })
  | (Node & { readonly kind: 'partition'; readonly partitions: Partitions })
  | (Node & {
      readonly kind: 'repartition';
      readonly verb: 'REPARTITION' | 'SPLIT' | 'MERGE';
      readonly from: readonly Expr[];
      readonly columns?: readonly Ident[];
      readonly into: readonly Expr[];
    });
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
