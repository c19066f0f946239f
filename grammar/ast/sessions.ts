/** Statements of sessions and of administration. */
import type { Call, Expr } from './expressions.ts';
import type { Ident, Node, ObjectName } from './names.ts';
import type { Query } from './queries.ts';

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
