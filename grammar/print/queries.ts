import type {
  Cte,
  GroupBy,
  Join,
  Query,
  QueryBody,
  RangeClause,
  Select,
  SelectItem,
  TableAlias,
  TableFactor,
  TableWithJoins,
  Tql,
  ValuesRow,
  With,
} from '../ast.ts';
import { printArg, printCall, printDuration, printExpr, printOrderItem, printWildcard, printWindow } from './expressions.ts';
import { clause, commaList, printIdent, printName } from './names.ts';
import { printType } from './types.ts';
import { printDelete, printInsert } from './writes.ts';

/** Mirrors sqlparser's `Display` of queries: OFFSET after LIMIT, and `LIMIT ALL` is no limit. */
export function printQuery(query: Query): string {
  const { with: with_, body, orderBy, limit, offset, fetch, locks, forClause } = query;
  let text = with_ === undefined ? '' : `${printWith(with_)} `;
  text += printBody(body);
  if (orderBy.length > 0) text += ` ORDER BY ${commaList(orderBy, printOrderItem)}`;
  if (limit !== undefined && limit !== 'ALL') text += ` LIMIT ${printExpr(limit)}`;
  if (offset !== undefined) text += ` OFFSET ${printExpr(offset.count)}${offset.unit === undefined ? '' : ` ${offset.unit}`}`;
  if (fetch !== undefined) {
    const count = fetch.count === undefined ? '' : ` ${printExpr(fetch.count)}${fetch.percent ? ' PERCENT' : ''}`;
    text += ` FETCH FIRST${count} ROWS ${fetch.withTies ? 'WITH TIES' : 'ONLY'}`;
  }
  for (const { type, of, wait } of locks) text += ` FOR ${type}${clause('OF', of && printName(of))}${wait === undefined ? '' : ` ${wait}`}`;
  return text + clause('FOR', forClause);
}

export function printWith({ recursive, ctes }: With): string {
  return `WITH ${recursive ? 'RECURSIVE ' : ''}${commaList(ctes, printCte)}`;
}

export function printCte({ name, columns, hasColumns, body, from, materialized }: Cte): string {
  const list = hasColumns ? ` (${commaList(columns, printAliasColumn)})` : '';
  const inner = body.kind === 'tql' ? printTql(body) : printQuery(body);
  return `${printIdent(name)}${list} AS ${materialized === undefined ? '' : `${materialized} `}(${inner})${clause('FROM', from && printIdent(from))}`;
}

function printAliasColumn({ name, type }: TableAlias['columns'][number]): string {
  return type === undefined ? printIdent(name) : `${printIdent(name)} ${printType(type)}`;
}

export function printBody(body: QueryBody): string {
  switch (body.kind) {
    case 'select':
      return printSelect(body);
    case 'set_operation': {
      const quantifier = body.quantifier === undefined ? '' : ` ${body.quantifier}`;
      return `${printBody(body.left)} ${body.op}${quantifier} ${printBody(body.right)}`;
    }
    case 'parenthesised_query':
      return `(${printQuery(body.query)})`;
    case 'values':
      return `${body.singular ? 'VALUE' : 'VALUES'} ${commaList(body.rows, printRow)}`;
    case 'table':
      return `TABLE ${printName(body.name)}`;
    case 'insert':
      return printInsert(body);
    case 'delete':
      return printDelete(body);
    case 'opaque':
      return body.text;
  }
}

export function printRow({ explicit, values }: ValuesRow): string {
  return `${explicit ? 'ROW' : ''}(${commaList(values, printExpr)})`;
}

/** The clauses in the order in which they are read. */
export function printSelect(select: Select): string {
  let text = 'SELECT';
  const { distinct, top, into, connectBy } = select;
  if (distinct !== undefined) text += typeof distinct === 'string' ? ` ${distinct}` : ` DISTINCT ON (${commaList(distinct.on, printExpr)})`;
  if (top !== undefined) {
    const count = top.count.kind === 'literal' || top.count.kind === 'nested' ? printExpr(top.count) : `(${printExpr(top.count)})`;
    text += ` TOP ${count}${top.percent ? ' PERCENT' : ''}${top.withTies ? ' WITH TIES' : ''}`;
  }
  if (select.items.length > 0) text += ` ${commaList(select.items, printSelectItem)}`;
  if (into !== undefined) {
    text += ` INTO${into.temporary ? ' TEMPORARY' : ''}${into.unlogged ? ' UNLOGGED' : ''}${into.table ? ' TABLE' : ''} ${printName(into.name)}`;
  }
  if (select.from.length > 0) text += ` FROM ${commaList(select.from, printTableWithJoins)}`;
  for (const view of select.lateralViews) {
    text += ` LATERAL VIEW${view.outer ? ' OUTER' : ''} ${printExpr(view.expr)} ${printName(view.name)}`;
    if (view.aliases.length > 0) text += ` AS ${commaList(view.aliases, printIdent)}`;
  }
  text += clause('WHERE', select.where && printExpr(select.where));
  if (connectBy !== undefined) {
    text += clause('START WITH', connectBy.startWith && printExpr(connectBy.startWith));
    if (connectBy.relationships.length > 0)
      text += ` CONNECT BY${connectBy.noCycle ? ' NOCYCLE' : ''} ${commaList(connectBy.relationships, printExpr)}`;
  }
  if (select.groupBy !== undefined) text += ` ${printGroupBy(select.groupBy)}`;
  text += clause('CLUSTER BY', commaList(select.clusterBy, printExpr));
  text += clause('DISTRIBUTE BY', commaList(select.distributeBy, printExpr));
  if (select.range !== undefined) text += ` ${printRangeClause(select.range)}`;
  text += clause('SORT BY', commaList(select.sortBy, printOrderItem));
  text += clause('HAVING', select.having && printExpr(select.having));
  const windows = clause(
    'WINDOW',
    commaList(select.windows, ({ name, spec }) => `${printIdent(name)} AS ${printWindow(spec)}`),
  );
  const qualify = clause('QUALIFY', select.qualify && printExpr(select.qualify));
  return text + (select.windowBeforeQualify ? windows + qualify : qualify + windows);
}

/** An alias is always printed with AS. */
export function printSelectItem(item: SelectItem): string {
  return item.kind === 'wildcard' ? printWildcard(item) : printExpr(item.expr) + clause('AS', item.alias && printIdent(item.alias));
}

export function printGroupBy({ all, exprs, groupingSets }: GroupBy): string {
  const sets = groupingSets === undefined ? '' : ` GROUPING SETS (${commaList(groupingSets, set => `(${commaList(set, printExpr)})`)})`;
  return `GROUP BY ${all ? 'ALL' : commaList(exprs, printExpr)}${sets}`;
}

export function printRangeClause({ align, to, by, fill }: RangeClause): string {
  const target = to === undefined || typeof to === 'string' ? to : printDuration(to);
  return `ALIGN ${printDuration(align)}${clause('TO', target)}${by === undefined ? '' : ` BY (${commaList(by, printExpr)})`}${clause('FILL', fill)}`;
}

export function printTableWithJoins({ relation, joins }: TableWithJoins): string {
  return [printTableFactor(relation), ...joins.map(printJoin)].join(' ');
}

export function printJoin(join: Join): string {
  const { global, natural, type, relation, on, using, matchCondition } = join;
  const match = matchCondition === undefined ? '' : ` MATCH_CONDITION (${printExpr(matchCondition)})`;
  const condition = using === undefined ? clause('ON', on && printExpr(on)) : ` USING(${commaList(using, printName)})`;
  const name = type === 'FULL OUTER JOIN' ? 'FULL JOIN' : type;
  return `${global ? 'GLOBAL ' : ''}${natural ? 'NATURAL ' : ''}${name} ${printTableFactor(relation)}${match}${condition}`;
}

export function printTableFactor(factor: TableFactor): string {
  const alias = factor.alias === undefined ? '' : ` ${printTableAlias(factor.alias)}`;
  switch (factor.kind) {
    case 'table_ref': {
      const args = factor.args === undefined ? '' : `(${commaList(factor.args, printArg)})`;
      const hints = factor.hints.length === 0 ? '' : ` WITH (${commaList(factor.hints, printExpr)})`;
      return `${printName(factor.name)}${args}${factor.withOrdinality ? ' WITH ORDINALITY' : ''}${alias}${hints}${tailsOf(factor.tails)}`;
    }
    case 'derived':
      return `${factor.lateral ? 'LATERAL ' : ''}(${printQuery(factor.query)})${alias}${tailsOf(factor.tails)}`;
    case 'table_function': {
      const call = factor.call.kind === 'call' && factor.lateral ? printCall(factor.call) : printExpr(factor.call);
      return factor.lateral ? `LATERAL ${call}${alias}` : `TABLE(${call})${alias}`;
    }
    case 'nested_join':
      return `(${printTableWithJoins(factor.table)})${alias}`;
    case 'opaque_factor':
      return factor.text + alias;
  }
}

function tailsOf(tails: readonly string[]): string {
  return tails.map(tail => ` ${tail}`).join('');
}

/** Unlike a column's, a table's alias keeps the AS that was written, or the lack of it. */
export function printTableAlias({ name, columns, explicit }: TableAlias): string {
  return `${explicit ? 'AS ' : ''}${printIdent(name)}${columns.length === 0 ? '' : ` (${commaList(columns, printAliasColumn)})`}`;
}

/** TQL keeps its PromQL text; where that would be read as parameters or as a part of the head, a comma keeps it apart. */
export function printTql({ verb, verbose, format, params, promql, alias }: Tql): string {
  const head = verb === 'EVAL' ? 'EVAL' : `${verb}${verbose ? ' VERBOSE' : ''}${clause('FORMAT', format && printIdent(format))}`;
  const comma = /^(\(|VERBOSE\b|FORMAT\b)/i.test(promql) ? ',' : '';
  const list = params === undefined ? comma : ` (${commaList(params, param => printExpr(param.expr))})`;
  return `TQL ${head}${list} ${promql}${clause('AS', alias && printIdent(alias))}`;
}
