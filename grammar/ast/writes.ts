/** Statements that write rows. */
import type { Expr } from './expressions.ts';
import type { Ident, Node, ObjectName } from './names.ts';
import type { Option } from './options.ts';
import type { OrderItem, Query, SelectItem, TableWithJoins } from './queries.ts';

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
