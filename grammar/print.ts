import type {
  AddColumn,
  AlterOperation,
  ColumnDef,
  ColumnOption,
  Cte,
  Expr,
  FlowInterval,
  Ident,
  Join,
  Json2Hint,
  Json2Settings,
  Node,
  ObjectName,
  Option,
  OrderItem,
  Partitions,
  QueryBody,
  RangeClause,
  SelectItem,
  SetOption,
  StatementNode,
  TableAlias,
  TableConstraint,
  TableFactor,
  TableWithJoins,
  TqlParam,
  TypeName,
  ValuesRow,
  Wildcard,
  WindowSpec,
  With,
} from './ast.ts';
import { printAddColumn, printAlterOperation } from './print/alters.ts';
import { isExprKind, printExpr, printOrderItem, printWildcard, printWindowSpec } from './print/expressions.ts';
import { printIdent, printName } from './print/names.ts';
import { printFlowInterval, printOption, printSetOption } from './print/options.ts';
import {
  printBody,
  printCte,
  printJoin,
  printRangeClause,
  printRow,
  printSelectItem,
  printTableAlias,
  printTableFactor,
  printTableWithJoins,
  printWith,
} from './print/queries.ts';
import { isStatementKind, printStatement } from './print/statements.ts';
import { printColumnDef, printColumnOption, printJson2, printJson2Hint, printPartitions, printTableConstraint } from './print/tables.ts';
import { printType } from './print/types.ts';

/**
 * The canonical text of a node: what sqlparser's `Display` prints, and so SHOW CREATE FLOW and SHOW CREATE VIEW. Upper-case
 * keywords, single blanks, AS before column aliases; names, quotes and literals as written. Comments are gone.
 * What GreptimeDB does to a statement before it keeps its text (aliases of types, order of options, …) is in `display.ts`.
 */
export function print(node: Node): string {
  if (isExprKind(node.kind)) return printExpr(node as Expr);
  if (isStatementKind(node.kind)) return printStatement(node as StatementNode);
  return (parts[node.kind as Part['kind']] as (part: Node) => string)(node);
}

/** Nodes that are neither expressions nor statements. */
type Part =
  | Ident
  | ObjectName
  | TypeName
  | Wildcard
  | WindowSpec
  | With
  | Cte
  | Exclude<QueryBody, StatementNode>
  | ValuesRow
  | Exclude<SelectItem, Wildcard>
  | RangeClause
  | OrderItem
  | TableWithJoins
  | Join
  | TableFactor
  | TableAlias
  | TqlParam
  | Option
  | SetOption
  | ColumnDef
  | ColumnOption
  | Json2Settings
  | Json2Hint
  | TableConstraint
  | Partitions
  | AddColumn
  | AlterOperation
  | FlowInterval;

const parts: { readonly [K in Part['kind']]: (part: Extract<Part, { readonly kind: K }>) => string } = {
  ident: printIdent,
  name: printName,
  type: printType,
  wildcard: printWildcard,
  window: printWindowSpec,
  with: printWith,
  cte: printCte,
  select: printBody,
  set_operation: printBody,
  parenthesised_query: printBody,
  values: printBody,
  table: printBody,
  opaque: printBody,
  row: printRow,
  item: printSelectItem,
  range_clause: printRangeClause,
  order_item: printOrderItem,
  table_with_joins: printTableWithJoins,
  join: printJoin,
  table_ref: printTableFactor,
  derived: printTableFactor,
  table_function: printTableFactor,
  nested_join: printTableFactor,
  opaque_factor: printTableFactor,
  table_alias: printTableAlias,
  tql_param: param => printExpr(param.expr),
  option: printOption,
  set_option: printSetOption,
  column_def: printColumnDef,
  not_null: printColumnOption,
  null: printColumnOption,
  primary_key: printColumnOption,
  unique: printColumnOption,
  time_index: printColumnOption,
  default: printColumnOption,
  comment: printColumnOption,
  character_set: printColumnOption,
  index: printColumnOption,
  other: printColumnOption,
  json2: printJson2,
  json2_hint: printJson2Hint,
  primary_key_constraint: printTableConstraint,
  time_index_constraint: printTableConstraint,
  partitions: printPartitions,
  add_column: printAddColumn,
  add_columns: printAlterOperation,
  add_constraint: printAlterOperation,
  drop_column: printAlterOperation,
  rename: printAlterOperation,
  set_options: printAlterOperation,
  unset_options: printAlterOperation,
  modify_type: printAlterOperation,
  set_defaults: printAlterOperation,
  drop_defaults: printAlterOperation,
  set_index: printAlterOperation,
  unset_index: printAlterOperation,
  partition: printAlterOperation,
  repartition: printAlterOperation,
  flow_interval: printFlowInterval,
};
