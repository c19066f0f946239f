import type { Binary, Call, Case, Expr, Ident, Like, Literal, Query } from '../../grammar/index.ts';
import { type Cell, compare, isSame, isUnsure, lift, orUnsure, type PlainCell, SOME, UNSURE } from './cells.ts';
import { isLike } from './like.ts';

/** Where an expression is evaluated: what its names, its aggregates and its subqueries stand for. */
export interface Scope {
  /** Undefined where there is no such column. */
  readonly column: (parts: readonly Ident[]) => Cell | undefined;
  readonly aggregate?: (call: Call) => Cell | undefined;
  /** The only column of a subquery's result; undefined where it is not determined. */
  readonly query?: (query: Query) => readonly Cell[] | undefined;
}

/** The value of an expression over one row; unsure where something in it is not modelled. Three-valued logic throughout. */
export function evaluate(expr: Expr, scope: Scope): Cell {
  switch (expr.kind) {
    case 'identifier':
      return orUnsure(scope.column([expr.ident]));
    case 'compound_identifier':
      return orUnsure(scope.column(expr.parts));
    case 'literal':
      return literal(expr);
    case 'nested':
      return evaluate(expr.expr, scope);
    case 'binary':
      return binary(expr, scope);
    case 'unary':
      return expr.op === 'NOT' ? lift([evaluate(expr.operand, scope)], not) : UNSURE;
    case 'between': {
      const value = evaluate(expr.expr, scope);
      const inside = and(comparison('>=', value, evaluate(expr.low, scope)), comparison('<=', value, evaluate(expr.high, scope)));
      return expr.negated ? lift([inside], not) : inside;
    }
    case 'in_list':
      return membership(
        evaluate(expr.expr, scope),
        expr.list.map(item => evaluate(item, scope)),
        expr.negated,
      );
    case 'in_query': {
      const list = scope.query?.(expr.query);
      return list === undefined ? UNSURE : membership(evaluate(expr.expr, scope), list, expr.negated);
    }
    case 'like':
      return like(expr, scope);
    case 'is':
      return is(evaluate(expr.expr, scope), expr.test, expr.negated);
    case 'case':
      return conditional(expr, scope);
    case 'call':
      return call(expr, scope);
    default:
      return UNSURE;
  }
}

function literal({ type, value }: Literal): Cell {
  switch (type) {
    case 'string':
      return value;
    case 'number':
      return INTEGER.test(value) ? BigInt(value) : SOME;
    case 'boolean':
      return value.toLowerCase() === 'true';
    case 'null':
      return null;
    default:
      return UNSURE;
  }
}
const INTEGER = /^\d+$/;

function binary({ op, left, right }: Binary, scope: Scope): Cell {
  const a = evaluate(left, scope);
  const b = evaluate(right, scope);
  switch (op) {
    case 'AND':
      return and(a, b);
    case 'OR':
      return or(a, b);
    case '||':
      return lift([a, b], (x, y) => (x === null || y === null ? null : typeof x === 'string' && typeof y === 'string' ? x + y : UNSURE));
    default:
      return op in COMPARISONS ? comparison(op, a, b) : UNSURE;
  }
}

const COMPARISONS: { readonly [op: string]: (order: number) => boolean } = {
  '=': order => order === 0,
  '==': order => order === 0,
  '<>': order => order !== 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};

function comparison(op: string, left: Cell, right: Cell): Cell {
  const test = COMPARISONS[op]!;
  const steps = isUnsure(left) && isUnsure(right) ? stepsBetween(left.moment, right.moment) : undefined;
  if (steps !== undefined) return test(steps);
  return lift([left, right], (a, b) => {
    if (a === null || b === null) return null;
    const order = compare(a, b);
    return order === undefined ? UNSURE : test(order);
  });
}

type Moment = Exclude<Cell, PlainCell>['moment'];

/** How many steps the first of two times of one owner is ahead of the second. */
function stepsBetween(left: Moment, right: Moment): number | undefined {
  return left === undefined || right === undefined || left.owner !== right.owner ? undefined : left.step - right.step;
}

function and(left: Cell, right: Cell): Cell {
  if (left === false || right === false) return false;
  if (isUnsure(left) || isUnsure(right)) return lift([left, right], and);
  return left === null || right === null ? null : left === true && right === true;
}

function or(left: Cell, right: Cell): Cell {
  if (left === true || right === true) return true;
  if (isUnsure(left) || isUnsure(right)) return lift([left, right], or);
  return left === null || right === null ? null : false;
}

function not(cell: PlainCell): Cell {
  return cell === null ? null : typeof cell === 'boolean' ? !cell : UNSURE;
}

function membership(value: Cell, list: readonly Cell[], negated: boolean): Cell {
  let found: Cell = false;
  for (const item of list) found = or(found, comparison('=', value, item));
  return negated ? lift([found], not) : found;
}

function like({ op, negated, any, expr, pattern, escape }: Like, scope: Scope): Cell {
  if (any || (op !== 'LIKE' && op !== 'ILIKE') || escape !== undefined) return UNSURE;
  const matched = lift([evaluate(expr, scope), evaluate(pattern, scope)], (text, shape) => {
    if (text === null || shape === null) return null;
    return typeof text === 'string' && typeof shape === 'string' ? isLike(text, shape, op === 'ILIKE') : UNSURE;
  });
  return negated ? lift([matched], not) : matched;
}

function is(cell: Cell, test: 'NULL' | 'TRUE' | 'FALSE' | 'UNKNOWN', negated: boolean): Cell {
  if (test === 'NULL' && isUnsure(cell) && !cell.nullable) return negated;
  const wanted = test === 'TRUE' ? true : test === 'FALSE' ? false : null;
  return lift([cell], plain => (plain === wanted) !== negated);
}

/** Where a condition is unsure, the value is one of the branches; that may be enough to know that it is not NULL. */
function conditional({ operand, branches, otherwise }: Case, scope: Scope): Cell {
  const possible: Cell[] = [];
  for (const { when, then } of branches) {
    const condition = operand === undefined ? evaluate(when, scope) : comparison('=', evaluate(operand, scope), evaluate(when, scope));
    if (condition === true) return choose([...possible, evaluate(then, scope)]);
    if (isUnsure(condition)) possible.push(evaluate(then, scope));
  }
  return choose([...possible, otherwise === undefined ? null : evaluate(otherwise, scope)]);
}

function choose(possible: readonly Cell[]): Cell {
  const first = possible[0]!;
  if (possible.length === 1) return first;
  if (!isUnsure(first) && possible.every(cell => !isUnsure(cell) && isSame(cell, first))) return first;
  return possible.every(cell => (isUnsure(cell) ? !cell.nullable : cell !== null)) ? SOME : UNSURE;
}

function call(node: Call, scope: Scope): Cell {
  const aggregated = scope.aggregate?.(node);
  if (aggregated !== undefined) return aggregated;
  const name = node.name.parts.map(part => part.value.toLowerCase()).join('.');
  const apply = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (apply === undefined || node.over !== undefined || node.filter !== undefined) return UNSURE;
  const args: Cell[] = [];
  for (const arg of node.args ?? []) {
    if (arg.kind !== 'expr') return UNSURE;
    args.push(evaluate(arg.expr, scope));
  }
  return apply(args);
}

/** The few functions that are worth knowing over system tables. */
const FUNCTIONS: { readonly [name: string]: (args: readonly Cell[]) => Cell } = {
  lower: args => text(args, value => value.toLowerCase()),
  upper: args => text(args, value => value.toUpperCase()),
  length: args => text(args, value => BigInt([...value].length)),
  char_length: args => text(args, value => BigInt([...value].length)),
  character_length: args => text(args, value => BigInt([...value].length)),
  concat: args =>
    lift(args, (...values) => (values.every(value => value === null || typeof value === 'string') ? values.join('') : UNSURE)),
  coalesce: args => choose(untilSure(args)),
  ifnull: args => choose(untilSure(args)),
  nvl: args => choose(untilSure(args)),
  nullif: args => lift(args, (left = null, right = null) => (compare(left, right) === 0 ? null : left)),
  if: ([condition = null, then = null, otherwise = null]) =>
    isUnsure(condition) ? choose([then, otherwise]) : condition === true ? then : otherwise,
};

function text(args: readonly Cell[], apply: (value: string) => PlainCell): Cell {
  return args.length === 1 ? lift(args, value => (value === null ? null : typeof value === 'string' ? apply(value) : UNSURE)) : UNSURE;
}

/** The arguments of COALESCE that its value can come from. */
function untilSure(args: readonly Cell[]): readonly Cell[] {
  const possible: Cell[] = [];
  for (const arg of args) {
    if (arg === null) continue;
    possible.push(arg);
    if (!isUnsure(arg) || !arg.nullable) return possible;
  }
  return [...possible, null];
}
