/** Statements that read metadata. */
import type { Expr } from './expressions.ts';
import type { Ident, Node, ObjectName } from './names.ts';
import type { StatementNode } from '../ast.ts';

export interface Show extends Node {
  readonly kind: 'show';
  readonly what:
    | 'databases'
    | 'tables'
    | 'table_status'
    | 'views'
    | 'flows'
    | 'flow_status'
    | 'charset'
    | 'collation'
    | 'columns'
    | 'index'
    | 'region'
    | 'create_database'
    | 'create_table'
    | 'create_flow'
    | 'create_view'
    | 'variables'
    | 'status'
    | 'search_path'
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
