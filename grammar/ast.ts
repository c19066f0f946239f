/**
 * Every node of the tree. A node belongs to one statement and knows no file; spans count from the statement's first character.
 *
 * - A field marked `?` may be absent from the text. An empty list means "none written".
 * - `Ident.value` is what was written, without quotes; folding to lower case is the catalog's business (`names.ts`).
 * - `Draft<N>` is what remains of a statement that was refused half-way: any field may be missing.
 */
import type { CreateFlow, CreateTrigger } from './ast/flows.ts';
import type { Query } from './ast/queries.ts';
import type {
  Admin,
  CloseCursor,
  CommentOn,
  Deallocate,
  DeclareCursor,
  Execute,
  FetchCursor,
  Kill,
  Prepare,
  SetVariable,
  Use,
} from './ast/sessions.ts';
import type { Describe, Explain, Show } from './ast/shows.ts';
import type {
  AlterDatabase,
  AlterTable,
  CreateDatabase,
  CreateExternalTable,
  CreateTable,
  CreateTableLike,
  CreateView,
  Drop,
  Truncate,
} from './ast/tables.ts';
import type { Tql } from './ast/tql.ts';
import type { Copy, Delete, Insert } from './ast/writes.ts';

export type * from './ast/names.ts';
export type * from './ast/expressions.ts';
export type * from './ast/queries.ts';
export type * from './ast/tql.ts';
export type * from './ast/options.ts';
export type * from './ast/tables.ts';
export type * from './ast/flows.ts';
export type * from './ast/shows.ts';
export type * from './ast/writes.ts';
export type * from './ast/sessions.ts';

export type StatementNode =
  | Query
  | Tql
  | Explain
  | CreateDatabase
  | CreateTable
  | CreateTableLike
  | CreateExternalTable
  | CreateView
  | CreateFlow
  | CreateTrigger
  | AlterTable
  | AlterDatabase
  | Drop<'drop_table'>
  | Drop<'drop_view'>
  | Drop<'drop_flow'>
  | Drop<'drop_database'>
  | Truncate
  | Show
  | Describe
  | Insert
  | Delete
  | Copy<'copy_table'>
  | Copy<'copy_database'>
  | Copy<'copy_query'>
  | Use
  | SetVariable
  | Admin
  | Kill
  | CommentOn
  | DeclareCursor
  | FetchCursor
  | CloseCursor
  | Prepare
  | Execute
  | Deallocate;
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
