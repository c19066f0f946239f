import type { Call, Expr } from '../../grammar/index.ts';
import { type Cell, compare, isSame, isUnsure, type PlainCell, UNSURE } from './cells.ts';

const AGGREGATES: ReadonlySet<string> = new Set(['count', 'min', 'max']);

/** Whether an expression holds an aggregate that `aggregateCall` knows. */
export function isAggregate(expr: Expr): boolean {
  return expr.kind === 'nested' ? isAggregate(expr.expr) : expr.kind === 'call' && AGGREGATES.has(nameOf(expr));
}

/**
 * The value of an aggregate over the rows of a group; undefined where the call is no aggregate. `column` evaluates an argument over
 * each row.
 */
export function aggregateCall(call: Call, column: (expr: Expr) => readonly Cell[], rows: number): Cell | undefined {
  const name = nameOf(call);
  if (!AGGREGATES.has(name)) return undefined;
  const [arg, ...others] = call.args ?? [];
  if (arg === undefined || others.length > 0 || call.over !== undefined || call.filter !== undefined || call.orderBy.length > 0)
    return UNSURE;
  if (arg.kind === 'wildcard') return name === 'count' ? BigInt(rows) : UNSURE;
  if (arg.kind !== 'expr') return UNSURE;
  const cells = column(arg.expr);
  if (name === 'count') return call.distinct === 'DISTINCT' ? countDistinct(cells) : countPresent(cells);
  return extreme(cells, name === 'min' ? -1 : 1);
}

function nameOf(call: Call): string {
  return call.name.parts.map(part => part.value.toLowerCase()).join('.');
}

/** A value need not be known to be counted, only not to be NULL. */
function countPresent(cells: readonly Cell[]): Cell {
  if (cells.some(cell => isUnsure(cell) && cell.nullable)) return UNSURE;
  return BigInt(cells.filter(cell => cell !== null).length);
}

function countDistinct(cells: readonly Cell[]): Cell {
  if (cells.some(isUnsure)) return UNSURE;
  const distinct: PlainCell[] = [];
  for (const cell of cells as readonly PlainCell[]) if (cell !== null && !distinct.some(other => isSame(other, cell))) distinct.push(cell);
  return BigInt(distinct.length);
}

function extreme(cells: readonly Cell[], wanted: -1 | 1): Cell {
  if (cells.some(isUnsure)) return UNSURE;
  let best: PlainCell = null;
  for (const cell of cells as readonly PlainCell[]) if (cell !== null && (best === null || compare(cell, best) === wanted)) best = cell;
  return best;
}
