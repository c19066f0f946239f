import type { Copy, CreateFlow, Drop, Option, PerKind, Show, StatementNode } from '../ast.ts';
import { alterPrinters } from './alters.ts';
import { printCall, printExpr, printLiteral } from './expressions.ts';
import { clause, commaList, printIdent, printName, quoted } from './names.ts';
import { printFlowInterval, printOption } from './options.ts';
import { printQuery, printTql } from './queries.ts';
import { tablePrinters } from './tables.ts';
import { printDelete, printInsert } from './writes.ts';

/** One printer per kind of statement; upper-case keywords, single blanks, and the line breaks of GreptimeDB's own `Display`. */
export const statementPrinters: PerKind<string> = {
  query: printQuery,
  tql: printTql,
  explain: ({ analyze, verbose, format, statement }) =>
    `EXPLAIN ${analyze ? 'ANALYZE ' : ''}${verbose ? 'VERBOSE ' : ''}${format === undefined ? '' : `FORMAT ${format} `}${printStatement(statement)}`,
  ...tablePrinters,
  ...alterPrinters,
  create_flow: printCreateFlow,
  create_trigger: ({ name }) => `CREATE TRIGGER ${printName(name)}`,
  drop_table: drop => printDrop(drop, 'TABLE'),
  drop_view: drop => printDrop(drop, 'VIEW'),
  drop_flow: drop => printDrop(drop, 'FLOW'),
  drop_database: drop => printDrop(drop, 'DATABASE'),
  truncate: ({ name, ranges }) =>
    `TRUNCATE TABLE ${printName(name)}${clause(
      'FILE RANGE',
      commaList(ranges, ({ from, to }) => `(${printLiteral(from)}, ${printLiteral(to)})`),
    )}`,
  show: printShow,
  describe: ({ name }) => `DESCRIBE TABLE ${printName(name)}`,
  insert: printInsert,
  delete: printDelete,
  copy_table: copy => printCopy(copy, printName(copy.name!)),
  copy_database: copy => printCopy(copy, `DATABASE ${printName(copy.name!)}`),
  copy_query: copy => printCopy(copy, `(${printQuery(copy.query!)})`),
  use: ({ database }) => `USE ${printIdent(database)}`,
  set: ({ scope, name, values, refused }) =>
    `SET ${scope === undefined ? '' : `${scope} `}${refused ?? `${printName(name)} = ${commaList(values, printExpr)}`}`,
  admin: ({ call }) => `ADMIN ${printCall(call)}`,
  kill: ({ target, id }) => (target === 'query' ? `KILL QUERY ${id}` : `KILL ${quoted(id, "'")}`),
  comment_on: ({ object, name, comment }) =>
    `COMMENT ON ${object} ${printName(name)} IS ${comment === undefined ? 'NULL' : quoted(comment, "'")}`,
  declare_cursor: ({ name, query }) => `DECLARE ${printName(name)} CURSOR FOR ${printQuery(query)}`,
  fetch_cursor: ({ count, name }) => `FETCH ${count} FROM ${printName(name)}`,
  close_cursor: ({ name }) => `CLOSE ${printName(name)}`,
  prepare: ({ name, sql }) => `PREPARE ${printIdent(name)} FROM ${quoted(sql, "'")}`,
  execute: ({ name, using }) => `EXECUTE ${printIdent(name)}${clause('USING', commaList(using, printExpr))}`,
  deallocate: ({ name }) => `DEALLOCATE ${printIdent(name)}`,
};

export function isStatementKind(kind: string): kind is StatementNode['kind'] {
  return Object.hasOwn(statementPrinters, kind);
}

export function printStatement(statement: StatementNode): string {
  return (statementPrinters[statement.kind] as (node: StatementNode) => string)(statement);
}

function printCreateFlow(flow: CreateFlow): string {
  return [
    `CREATE ${flow.orReplace ? 'OR REPLACE ' : ''}FLOW ${flow.ifNotExists ? 'IF NOT EXISTS ' : ''}${printName(flow.name)}`,
    `SINK TO ${printName(flow.sink)}`,
    ...(flow.expireAfter === undefined ? [] : [`EXPIRE AFTER ${printFlowInterval(flow.expireAfter)}`]),
    ...(flow.evalInterval === undefined ? [] : [`EVAL INTERVAL ${printFlowInterval(flow.evalInterval)}`]),
    ...(flow.comment === undefined ? [] : [`COMMENT ${printLiteral(flow.comment)}`]),
    ...(flow.options.length === 0 ? [] : [`WITH (${commaList(flow.options, printOption)})`]),
    `AS ${flow.body.kind === 'tql' ? printTql(flow.body) : printQuery(flow.body)}`,
  ].join('\n');
}

function printDrop({ ifExists, names }: Drop, what: string): string {
  return `DROP ${what} ${ifExists ? 'IF EXISTS ' : ''}${commaList(names, printName)}`;
}

/** What stands behind SHOW, where it is not simply the upper-case words of its kind. */
const SHOWN: Partial<Record<Show['what'], string>> = {
  table_status: 'TABLE STATUS',
  flow_status: 'FLOW STATUS',
  create_database: 'CREATE DATABASE',
  create_table: 'CREATE TABLE',
  create_flow: 'CREATE FLOW',
  create_view: 'CREATE VIEW',
};

function printShow({ what, full, name, database, like, where, foreignTable }: Show): string {
  const isListing = what === 'columns' || what === 'index' || what === 'region';
  let text = `SHOW ${full ? 'FULL ' : ''}${SHOWN[what] ?? what.toUpperCase()}`;
  if (name !== undefined) text += `${isListing ? ' IN' : ''} ${printName(name)}`;
  if (foreignTable) text += ' FOR POSTGRES_FOREIGN_TABLE';
  return (
    text +
    clause('IN', database && printName(database)) +
    clause('LIKE', like && printIdent(like)) +
    clause('WHERE', where && printExpr(where))
  );
}

function printCopy({ direction, location, options, connection, limit }: Copy, what: string): string {
  const list = (keyword: string, written: readonly Option[]): string =>
    written.length === 0 ? '' : ` ${keyword} (${commaList(written, printOption)})`;
  return `COPY ${what} ${direction} ${quoted(location, "'")}${list('WITH', options)}${list('CONNECTION', connection)}${clause('LIMIT', limit)}`;
}
