import type { Protocol } from '../../grammar/index.ts';
import { printTimestamp } from '../constant/timestamps.ts';

/** A value in a row of a system table, as far as the catalog determines it. */
export type Cell = PlainCell | Unsure;
export type PlainCell = null | boolean | bigint | string | Instant;

/** A point in time, in milliseconds since the epoch. */
export interface Instant {
  readonly kind: 'instant';
  readonly at: bigint;
}

/** A value that something else than the catalog decides: a clock, a counter of the server, the order of a hash map. */
export interface Unsure {
  readonly kind: 'unsure';
  readonly nullable: boolean;
  /** All it can be, where that is known. */
  readonly choices?: readonly PlainCell[];
  /** Whose time it is: of two such values of one owner that of a later step is greater; those of one step are equal. */
  readonly moment?: { readonly owner: object; readonly step: number };
}

export const UNSURE: Unsure = { kind: 'unsure', nullable: true };
/** Not known, but certainly not NULL. */
export const SOME: Unsure = { kind: 'unsure', nullable: false };
const MOST_CHOICES = 64;
/** NULL or empty text: they print alike. */
export const BLANK: Cell = oneOf([null, '']);

export function isUnsure(cell: Cell): cell is Unsure {
  return typeof cell === 'object' && cell !== null && cell.kind === 'unsure';
}

/** A column that a row has no cell for is not determined. */
export function orUnsure(cell: Cell | undefined): Cell {
  return cell === undefined ? UNSURE : cell;
}

export function oneOf(choices: readonly PlainCell[]): Cell {
  const distinct = choices.filter((choice, index) => choices.findIndex(other => isSame(other, choice)) === index);
  if (distinct.length === 1) return distinct[0]!;
  return distinct.length > MOST_CHOICES ? UNSURE : { kind: 'unsure', nullable: distinct.includes(null), choices: distinct };
}

/** Whether a condition keeps a row; undefined where that is not known. NULL does not. */
export function passes(condition: Cell): boolean | undefined {
  if (!isUnsure(condition)) return condition === true;
  const outcomes = new Set(condition.choices?.map(choice => choice === true));
  return outcomes.size === 1 ? [...outcomes][0] : undefined;
}

export function isSame(left: PlainCell, right: PlainCell): boolean {
  return left === right || (isInstant(left) && isInstant(right) && left.at === right.at);
}

export function isInstant(cell: Cell): cell is Instant {
  return typeof cell === 'object' && cell !== null && cell.kind === 'instant';
}

/** Applies a function of plain values; where arguments are one of several, to each combination. */
export function lift(cells: readonly Cell[], apply: (...plain: readonly PlainCell[]) => Cell): Cell {
  const at = cells.findIndex(isUnsure);
  if (at === -1) return apply(...(cells as readonly PlainCell[]));
  const choices = (cells[at] as Unsure).choices;
  if (choices === undefined) return UNSURE;
  const results = choices.map(choice => lift(cells.with(at, choice), apply));
  return results.some(isUnsure) ? UNSURE : oneOf(results as readonly PlainCell[]);
}

/** Less, equal, greater; undefined where the two are of different types or one is NULL. */
export function compare(left: PlainCell, right: PlainCell): -1 | 0 | 1 | undefined {
  if (left === null || right === null) return undefined;
  if (isInstant(left) && isInstant(right)) return order(left.at, right.at);
  if (typeof left === 'object' || typeof right === 'object' || typeof left !== typeof right) return undefined;
  return order(left, right);
}

function order<V extends boolean | bigint | string>(left: V, right: V): -1 | 0 | 1 {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The value as the client of a protocol shows it; absent where that is not determined. */
export function show(cell: Cell, protocol: Protocol): string | undefined {
  if (isUnsure(cell)) {
    const shown = new Set(cell.choices?.map(choice => show(choice, protocol)));
    return shown.size === 1 ? [...shown][0] : undefined;
  }
  if (cell === null) return '';
  if (typeof cell === 'boolean') return BOOLEANS[protocol][cell ? 1 : 0];
  if (typeof cell === 'object') return protocol === 'http' ? showInstant(cell.at) : undefined;
  return cell.toString();
}

const BOOLEANS: { readonly [P in Protocol]: readonly [string, string] } = {
  http: ['false', 'true'],
  mysql: ['0', '1'],
  postgres: ['f', 't'],
};

/** `2024-01-30T00:00:00`, with the milliseconds when there are any. */
function showInstant(at: bigint): string {
  return printTimestamp(at, 'ms');
}
