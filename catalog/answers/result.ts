import type { Protocol } from '../../grammar/index.ts';
import type { Answer } from '../rows.ts';
import { type Cell, compare, isSame, isUnsure, orUnsure, type PlainCell, show } from './cells.ts';

/** What a query over system tables yields, before it is printed. */
export interface Result {
  readonly headers: readonly string[];
  readonly rows: readonly ResultRow[];
  /** Whether the rows come in this order. */
  readonly ordered: boolean;
  /** Whether something may have dropped the empty batches of a result without rows. */
  readonly filtered: boolean;
}

export interface ResultRow {
  /** A missing cell is not determined. */
  readonly cells: readonly (Cell | undefined)[];
  /** What ORDER BY compares. */
  readonly keys: readonly (Cell | undefined)[];
}

export interface Direction {
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** The result sorted by the keys of its rows; absent where a key is not known, or where rows tie that do not look the same. */
export function sortResult(result: Result, directions: readonly Direction[]): Result | undefined {
  if (result.rows.length < 2) return { ...result, ordered: true };
  if (result.rows.some(row => row.keys.some(key => key === undefined || isUnsure(key)))) return undefined;
  const rows = result.rows.toSorted((left, right) => compareKeys(left, right, directions));
  const isTied = rows.some((row, at) => at > 0 && compareKeys(rows[at - 1]!, row, directions) === 0 && !isAlike(rows[at - 1]!, row));
  return isTied ? undefined : { ...result, rows, ordered: true };
}

function compareKeys(left: ResultRow, right: ResultRow, directions: readonly Direction[]): number {
  for (const [at, { descending, nullsFirst }] of directions.entries()) {
    const [a, b] = [left.keys[at] as PlainCell, right.keys[at] as PlainCell];
    if (a === null || b === null) {
      if (a !== b) return (a === null) === nullsFirst ? -1 : 1;
      continue;
    }
    const order = compare(a, b) ?? 0;
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

export function isAlike(left: ResultRow, right: ResultRow): boolean {
  return left.cells.every((cell, at) => {
    const other = right.cells[at];
    return cell !== undefined && other !== undefined && !isUnsure(cell) && !isUnsure(other) && isSame(cell, other);
  });
}

/** The result as a client of the protocol prints it. */
export function drawResult({ headers, rows, ordered, filtered }: Result, protocol: Protocol): Answer | undefined {
  if (rows.length === 0) return filtered ? emptyAnswer(headers, protocol) : undefined;
  if (!ordered && rows.some(row => !isAlike(rows[0]!, row))) return undefined;
  const shown: (readonly string[])[] = [];
  for (const { cells } of rows) {
    const texts = cells.map(cell => show(orUnsure(cell), protocol));
    if (texts.includes(undefined)) return undefined;
    shown.push(texts as readonly string[]);
  }
  return { kind: 'table', columns: headers, rows: shown };
}

/** A result without rows: over gRPC it has no batches and so no header, MySQL reports no affected rows, PostgreSQL prints the header. */
function emptyAnswer(headers: readonly string[], protocol: Protocol): Answer {
  if (protocol === 'postgres') return { kind: 'table', columns: headers, rows: [] };
  return protocol === 'mysql' ? { kind: 'affected', rows: 0 } : { kind: 'empty' };
}
