import { ADMIN_FUNCTIONS, fold } from '../../catalog/index.ts';
import type {
  Admin,
  AlterTable,
  CommentOn,
  CreateExternalTable,
  CreateFlow,
  CreateTable,
  CreateView,
  Expr,
  Ident,
  Node,
  ObjectName,
  Partitions,
  Query,
  Show,
  StatementNode,
  Tql,
} from '../../grammar/index.ts';
import { mention, mentionColumn, mentionRelation, type Collector } from './collector.ts';
import type { RelationEntity } from './entity.ts';
import type { Mention } from './mention.ts';
import { promqlNames } from './promql.ts';
import { deleteNames, exprNames, insertNames, queryNames } from './query.ts';
import { NO_SCOPE, type Scope } from './scope.ts';

/** Finds what every name of a statement means. `node` may be a draft: any field may be missing. */
export function statementNames(collector: Collector, node: StatementNode): void {
  switch (node.kind) {
    case 'query':
      queryNames(collector, node);
      return;
    case 'tql':
      promqlNames(collector, node);
      return;
    case 'explain':
      if (node.statement !== undefined) statementNames(collector, node.statement);
      return;
    case 'create_flow':
      createFlowNames(collector, node);
      return;
    case 'create_view':
      createViewNames(collector, node);
      return;
    case 'create_table':
    case 'create_external_table':
      createTableNames(collector, node);
      return;
    case 'create_table_like':
      mentionRelation(collector, node.name, 'declare');
      mentionRelation(collector, node.source);
      return;
    case 'alter_table':
      alterTableNames(collector, node);
      return;
    case 'drop_table':
    case 'drop_view':
      for (const name of node.names ?? []) mentionRelation(collector, name, 'drop');
      return;
    case 'drop_flow':
      for (const name of node.names ?? []) flowName(collector, name, 'drop');
      return;
    case 'create_database':
      databaseName(collector, node.name, 'declare');
      return;
    case 'drop_database':
      for (const name of node.names ?? []) databaseName(collector, name, 'drop');
      return;
    case 'alter_database':
      databaseName(collector, node.name, 'write');
      return;
    case 'use':
      if (node.database !== undefined) mention(collector, node.database.span, { kind: 'database', name: fold(node.database) });
      return;
    case 'insert':
      insertNames(collector, node);
      return;
    case 'delete':
      deleteNames(collector, node);
      return;
    case 'truncate':
      mentionRelation(collector, node.name, 'write');
      return;
    case 'describe':
      mentionRelation(collector, node.name);
      return;
    case 'copy_table':
      mentionRelation(collector, node.name, node.direction === 'FROM' ? 'write' : 'read');
      return;
    case 'copy_database':
      databaseName(collector, node.name, node.direction === 'FROM' ? 'write' : 'read');
      return;
    case 'copy_query':
    case 'declare_cursor':
      if (node.query !== undefined) queryNames(collector, node.query);
      return;
    case 'show':
      showNames(collector, node);
      return;
    case 'comment_on':
      commentNames(collector, node);
      return;
    case 'admin':
      adminNames(collector, node);
      return;
    default:
  }
}

function flowName(collector: Collector, name: ObjectName | undefined, use: Mention['use'] = 'read'): void {
  const part = name?.parts.at(-1);
  if (part !== undefined) mention(collector, part.span, { kind: 'flow', name: fold(part) }, use);
}

function databaseName(collector: Collector, name: ObjectName | undefined, use: Mention['use'] = 'read'): void {
  const part = name?.parts.at(-1);
  if (part !== undefined) mention(collector, part.span, { kind: 'database', name: fold(part) }, use);
}

function createFlowNames(collector: Collector, node: CreateFlow): void {
  flowName(collector, node.name, 'declare');
  mentionRelation(collector, node.sink, 'write');
  if (node.body !== undefined) bodyNames(collector, node.body);
}

function bodyNames(collector: Collector, body: Query | Tql): void {
  if (body.kind === 'tql') promqlNames(collector, body);
  else queryNames(collector, body);
}

function createViewNames(collector: Collector, node: CreateView): void {
  const relation = mentionRelation(collector, node.name, 'declare');
  for (const column of node.columns ?? []) mentionColumn(collector, relation, column, 'declare');
  if (node.query !== undefined) queryNames(collector, node.query);
}

function createTableNames(collector: Collector, node: CreateTable | CreateExternalTable): void {
  const relation = mentionRelation(collector, node.name, 'declare');
  for (const column of node.columns ?? []) mentionColumn(collector, relation, column.name, 'declare');
  for (const constraint of node.constraints ?? []) {
    const columns = constraint.kind === 'primary_key_constraint' ? constraint.columns : [constraint.column];
    for (const column of columns) mentionColumn(collector, relation, column);
  }
  if (node.kind === 'create_table') partitionNames(collector, relation, node.partitions);
}

function partitionNames(collector: Collector, relation: RelationEntity | undefined, partitions: Partitions | undefined): void {
  for (const column of partitions?.columns ?? []) mentionColumn(collector, relation, column);
  columnExprNames(collector, relation, partitions?.exprs ?? []);
}

/** Expressions whose names are columns of one table. */
function columnExprNames(collector: Collector, relation: RelationEntity | undefined, exprs: readonly Expr[]): void {
  const scope: Scope =
    relation === undefined
      ? NO_SCOPE
      : { sources: [{ exposed: relation.name, database: relation.database, relation }], outputs: [], outputsFirst: false };
  for (const expr of exprs) exprNames(collector, expr, scope);
}

function alterTableNames(collector: Collector, node: AlterTable): void {
  const relation = mentionRelation(collector, node.name, 'write');
  const { operation } = node;
  const column = (ident: Ident | undefined, use: Mention['use'] = 'write'): void => mentionColumn(collector, relation, ident, use);
  switch (operation?.kind) {
    case 'add_columns':
      for (const added of operation.columns) {
        column(added.column.name, 'declare');
        if (typeof added.position === 'object') column(added.position.after, 'read');
      }
      return;
    case 'rename':
      if (relation !== undefined) mention(collector, operation.to.span, { ...relation, name: fold(operation.to) }, 'declare');
      return;
    case 'drop_column':
      column(operation.column, 'drop');
      return;
    case 'modify_type':
    case 'set_index':
    case 'unset_index':
      column(operation.column);
      return;
    case 'set_defaults':
      for (const { column: ident } of operation.defaults) column(ident);
      return;
    case 'drop_defaults':
      for (const ident of operation.columns) column(ident);
      return;
    case 'partition':
      partitionNames(collector, relation, operation.partitions);
      return;
    case 'repartition':
      for (const ident of operation.columns ?? []) column(ident, 'read');
      columnExprNames(collector, relation, [...operation.from, ...operation.into]);
      return;
    default:
  }
}

function showNames(collector: Collector, node: Show): void {
  databaseName(collector, node.database);
  switch (node.what) {
    case 'create_flow':
      flowName(collector, node.name);
      return;
    case 'create_database':
      databaseName(collector, node.name);
      return;
    case 'create_table':
    case 'create_view':
      mentionRelation(collector, node.name);
      return;
    case 'columns':
    case 'index':
    case 'region': {
      const part = node.name?.parts.at(-1);
      if (part === undefined) return;
      const database = node.database?.parts.at(-1);
      const name = {
        kind: 'relation',
        database: database === undefined ? collector.world.session.database : fold(database),
        name: fold(part),
      } as const;
      mention(collector, part.span, name);
      return;
    }
    default:
  }
}

function commentNames(collector: Collector, node: CommentOn): void {
  if (node.name === undefined) return;
  if (node.object === 'FLOW') flowName(collector, node.name, 'write');
  else if (node.object === 'TABLE') mentionRelation(collector, node.name, 'write');
  else {
    const { parts } = node.name;
    const relation = mentionRelation(collector, { ...node.name, parts: parts.slice(0, -1) }, 'write');
    mentionColumn(collector, relation, parts.at(-1), 'write');
  }
}

/** `ADMIN flush_flow('f')`: the first argument is a name in a string. */
function adminNames(collector: Collector, { call }: Admin): void {
  const name = call?.name.parts.at(-1);
  if (name === undefined) return;
  mention(collector, name.span, { kind: 'function', name: fold(name), promql: false });
  const [first] = call.args ?? [];
  const literal = first?.kind === 'expr' && first.expr.kind === 'literal' && first.expr.type === 'string' ? first.expr : undefined;
  if (literal === undefined) return;
  const subject = ADMIN_FUNCTIONS[fold(name)]?.subject;
  const dot = literal.value.lastIndexOf('.');
  const span = contentSpan(literal, dot + 1);
  const { database } = collector.world.session;
  if (subject === 'flow') mention(collector, span, { kind: 'flow', name: literal.value.slice(dot + 1) }, 'write', 'string');
  if (subject === 'database') mention(collector, contentSpan(literal, 0), { kind: 'database', name: literal.value }, 'write', 'string');
  if (subject === 'table') {
    const owner = dot === -1 ? database : literal.value.slice(literal.value.lastIndexOf('.', dot - 1) + 1, dot);
    mention(collector, span, { kind: 'relation', database: owner, name: literal.value.slice(dot + 1) }, 'write', 'string');
  }
}

/** The content of a string from a character on, without the quotes. */
function contentSpan(literal: Node, from: number): { readonly start: number; readonly end: number } {
  return { start: literal.span.start + 1 + from, end: literal.span.end - 1 };
}
