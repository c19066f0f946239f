import type { Delete, Insert } from '../ast.ts';
import { printExpr, printOrderItem } from './expressions.ts';
import { clause, commaList, printIdent, printName } from './names.ts';
import { printQuery, printSelectItem, printTableWithJoins } from './queries.ts';

/** Clauses without a meaning here stand where they were read: behind the verb, before the query, in its place, or at the end. */
export function printInsert({ replace, name, columns, query, clauses }: Insert): string {
  const placed = (place: ClausePlace): readonly string[] => clauses.filter(text => placeOf(text) === place);
  const source = query === undefined ? 'DEFAULT VALUES' : printQuery(query);
  return [
    replace ? 'REPLACE' : 'INSERT',
    ...placed('verb'),
    `INTO ${printName(name)}`,
    ...(columns.length === 0 ? [] : [`(${commaList(columns, printIdent)})`]),
    ...placed('target'),
    ...(placed('source').length === 0 ? [source] : placed('source')),
    ...placed('end'),
  ].join(' ');
}

type ClausePlace = 'verb' | 'target' | 'source' | 'end';

function placeOf(text: string): ClausePlace {
  if (/^(OR|REPLACE|OVERWRITE|LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\b/i.test(text)) return 'verb';
  if (/^PARTITION\b/i.test(text)) return 'target';
  return /^SET\b/i.test(text) ? 'source' : 'end';
}

export function printDelete({ tables, from, using, where, returning, orderBy, limit }: Delete): string {
  return (
    `DELETE${tables.length === 0 ? '' : ` ${commaList(tables, printName)}`}${clause('FROM', commaList(from, printTableWithJoins))}` +
    clause('USING', commaList(using, printTableWithJoins)) +
    clause('WHERE', where && printExpr(where)) +
    clause('RETURNING', commaList(returning, printSelectItem)) +
    clause('ORDER BY', commaList(orderBy, printOrderItem)) +
    clause('LIMIT', limit && printExpr(limit))
  );
}
