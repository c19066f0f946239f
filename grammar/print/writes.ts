import type { Delete, Insert } from '../ast.ts';
import { printExpr, printOrderItem } from './expressions.ts';
import { clause, commaList, printIdent, printName } from './names.ts';
import { printQuery, printSelectItem, printTableWithJoins } from './queries.ts';

/** Clauses without a meaning here stand where they were read: behind the verb, before the query, or at the end. */
export function printInsert({ replace, name, columns, query, clauses }: Insert): string {
  const isOr = (text: string): boolean => /^(OR|REPLACE)\b/i.test(text);
  const isPartition = (text: string): boolean => /^PARTITION\b/i.test(text);
  return [
    replace ? 'REPLACE' : 'INSERT',
    ...clauses.filter(isOr),
    `INTO ${printName(name)}`,
    ...(columns.length === 0 ? [] : [`(${commaList(columns, printIdent)})`]),
    ...clauses.filter(isPartition),
    query === undefined ? 'DEFAULT VALUES' : printQuery(query),
    ...clauses.filter(text => !isOr(text) && !isPartition(text)),
  ].join(' ');
}

export function printDelete({ tables, from, using, where, returning, orderBy, limit }: Delete): string {
  return `DELETE${tables.length === 0 ? '' : ` ${commaList(tables, printName)}`}${clause('FROM', commaList(from, printTableWithJoins))}`
    + clause('USING', commaList(using, printTableWithJoins)) + clause('WHERE', where && printExpr(where))
    + clause('RETURNING', commaList(returning, printSelectItem)) + clause('ORDER BY', commaList(orderBy, printOrderItem))
    + clause('LIMIT', limit && printExpr(limit));
}
