import type { Binary, Call, Cast, Expr, IntervalLiteral, Node } from './ast.ts';
import { debugString } from './debug/names.ts';
import { addIntervals, negateInterval, parseInterval, wholeSeconds, type Interval } from './intervals.ts';
import { print } from './print.ts';
import type { StatusName } from './status.ts';
import { parseTimestamp } from './timestamps.ts';
import { some } from './walk.ts';

/**
 * What GreptimeDB's parser folds an expression to while it reads EXPIRE AFTER, EVAL INTERVAL and TQL parameters
 * (`parser_expr_to_scalar_value_literal` in `src/sql/src/parsers/utils.rs`): DataFusion's planner and simplifier over no columns.
 * `now()` has no value here, so what depends on it has a kind only. `unknown` is whatever we are not sure of.
 */
export type Constant =
  | { readonly kind: 'interval'; readonly interval: Interval }
  /** A difference of two timestamps. */
  | { readonly kind: 'duration'; readonly nanos?: bigint }
  | {
      readonly kind: 'timestamp';
      readonly nanos?: bigint;
      /** Distance from now(), where that is what is known. */ readonly fromNow?: bigint;
    }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | Refused
  | { readonly kind: 'unknown' };

/** The server refuses the expression with this message. */
export interface Refused {
  readonly kind: 'refused';
  readonly statusName: StatusName;
  readonly message: string;
}

const UNKNOWN: Constant = { kind: 'unknown' };

function refused(statusName: StatusName, message: string): Refused {
  return { kind: 'refused', statusName, message };
}

export type IntervalClause = 'EXPIRE AFTER' | 'EVAL INTERVAL';
interface Seconds {
  readonly kind: 'seconds';
  readonly seconds: bigint;
  /** A fraction of a second was dropped. */
  readonly truncated: boolean;
}

/** The whole seconds of EXPIRE AFTER or EVAL INTERVAL, as `parse_interval_no_month` (`create_parser.rs`) computes them. */
export function flowSeconds(expr: Expr, clause: IntervalClause): Seconds | Refused | { readonly kind: 'unknown' } {
  const constant = evaluate(expr);
  switch (constant.kind) {
    case 'interval':
      return secondsOf(constant.interval, clause);
    case 'duration':
      return constant.nanos === undefined ? { kind: 'unknown' } : secondsOf({ months: 0, days: 0, nanos: constant.nanos }, clause);
    case 'string': {
      const interval = parseInterval(constant.value, 'month');
      return typeof interval === 'object' ? secondsOf(interval, clause) : notAnInterval(expr);
    }
    case 'integer':
    case 'float':
    case 'boolean':
    case 'timestamp':
      return notAnInterval(expr);
    case 'refused':
      return constant;
    default:
      // NULL makes the server panic; we have no words for that.
      return { kind: 'unknown' };
  }
}

function secondsOf(interval: Interval, clause: IntervalClause): Seconds | Refused {
  if (interval.months !== 0)
    return refused('InvalidArguments', `Invalid interval provided: Interval with months is not allowed in ${clause}`);
  return { kind: 'seconds', seconds: wholeSeconds(interval), truncated: interval.nanos % 1_000_000_000n !== 0n };
}

function notAnInterval(expr: Expr): Refused {
  return refused('InvalidArguments', `Invalid interval provided: cannot cast ${print(expr)} to interval type`);
}

/**
 * A TQL parameter that is not a plain number or string: its value in seconds as the parser prints it (absent where it depends on
 * now() or is not known), or the refusal. Mirrors `parse_tokens_to_ts` of `src/sql/src/parsers/tql_parser.rs`.
 */
export function tqlSeconds(expr: Expr): { readonly kind: 'seconds'; readonly text?: string } | Refused {
  const constant = evaluate(expr);
  switch (constant.kind) {
    case 'timestamp':
    case 'duration':
      return constant.nanos === undefined ? { kind: 'seconds' } : { kind: 'seconds', text: secondsText(constant.nanos) };
    case 'refused':
      return refused('InvalidSyntax', `Invalid TQL syntax: Failed to evaluate TQL expression: ${constant.message}`);
    case 'unknown':
      return { kind: 'seconds' };
    default:
      return refused(
        'InvalidSyntax',
        `Invalid TQL syntax: Failed to evaluate TQL expression: Failed to extract a timestamp value ${debugConstant(constant)}`,
      );
  }
}

/** Nanoseconds as seconds, printed as Rust prints an `f64`. */
function secondsText(nanos: bigint): string {
  return String(Number(nanos) / 1e9);
}

/** A scalar as DataFusion's `{:?}` prints it. */
function debugConstant(constant: Exclude<Constant, { readonly kind: 'refused' | 'unknown' | 'timestamp' | 'duration' }>): string {
  switch (constant.kind) {
    case 'interval': {
      const { months, days, nanos } = constant.interval;
      return `IntervalMonthDayNano("IntervalMonthDayNano { months: ${months}, days: ${days}, nanoseconds: ${nanos} }")`;
    }
    case 'integer':
      return `Int64(${constant.value})`;
    case 'float':
      return `Float64(${constant.value})`;
    case 'string':
      return `Utf8(${debugString(constant.value)})`;
    case 'boolean':
      return `Boolean(${constant.value})`;
    case 'null':
      return 'NULL';
  }
}

/** Whether a call of `now()` stands anywhere in the expression (the require-now rule of TQL in flows). */
export function usesNow(expr: Expr): boolean {
  return some(expr, isNowCall);
}

function isNowCall(node: Node): boolean {
  if (node.kind !== 'call') return false;
  const { name, args } = node as Call;
  return name.parts.length === 1 && name.parts[0]!.value.toLowerCase() === 'now' && args !== undefined;
}

/** Folds an expression; left before right, so the first refusal counts. */
export function evaluate(expr: Expr): Constant {
  switch (expr.kind) {
    case 'nested':
      return evaluate(expr.expr);
    case 'literal':
      switch (expr.type) {
        case 'string':
        case 'double_quoted':
        case 'dollar':
          return { kind: 'string', value: expr.value };
        case 'number':
          return numberOf(expr.value);
        case 'boolean':
          return { kind: 'boolean', value: expr.value.toLowerCase() === 'true' };
        case 'null':
          return { kind: 'null' };
        default:
          return UNKNOWN;
      }
    case 'interval':
      return intervalLiteral(expr, false);
    case 'typed_literal':
      return /^TIMESTAMP(TZ)?$/.test(expr.type.head) ? timestampOf(expr.value.value) : UNKNOWN;
    case 'identifier':
      return refused(
        'InvalidArguments',
        `Failed to convert to logical TQL expression: No field named ${columnName(expr.ident.value, expr.ident.quote)}.`,
      );
    case 'unary':
      return unary(expr.op, expr.operand);
    case 'binary':
      return binary(expr);
    case 'cast':
      return cast(expr);
    case 'call':
      return call(expr);
    default:
      return UNKNOWN;
  }
}

function numberOf(text: string): Constant {
  if (/^[0-9]+$/.test(text)) return BigInt(text) <= 2n ** 63n - 1n ? { kind: 'integer', value: BigInt(text) } : UNKNOWN;
  return { kind: 'float', value: Number(text) };
}

/** A column as DataFusion names it in `No field named …`: quoted where it is no plain lower-case word. */
function columnName(value: string, quote: string): string {
  const name = quote === '' ? value.toLowerCase() : value;
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Mirrors DataFusion's `sql_interval_to_expr`: the text, a minus in front of it if negated, and the unit behind. */
function intervalLiteral(literal: IntervalLiteral, negative: boolean): Constant {
  if (literal.precision !== undefined || literal.to !== undefined || literal.toPrecision !== undefined) return UNKNOWN;
  const written = intervalText(literal.value, negative);
  if (written === undefined) return UNKNOWN;
  const interval = parseInterval(literal.unit === undefined ? written : `${written} ${literal.unit}`, 'second');
  if (typeof interval === 'string')
    return refused('InvalidArguments', `Failed to convert to logical TQL expression: Parser error: ${interval}`);
  return interval === undefined ? UNKNOWN : { kind: 'interval', interval };
}

function intervalText(value: Expr, negative: boolean): string | undefined {
  if (value.kind === 'unary' && (value.op === '-' || value.op === '+'))
    return intervalText(value.operand, value.op === '-' ? !negative : negative);
  if (value.kind !== 'literal' || value.long === true) return undefined;
  if (value.type !== 'string' && value.type !== 'double_quoted' && value.type !== 'number') return undefined;
  return negative ? `-${value.value}` : value.value;
}

function timestampOf(text: string): Constant {
  const nanos = parseTimestamp(text);
  return { kind: 'timestamp', ...(nanos === undefined ? {} : { nanos }) };
}

function unary(op: string, operand: Expr): Constant {
  if (op !== '-' && op !== '+') return UNKNOWN;
  // DataFusion negates the text of an INTERVAL literal, so only its first amount changes its sign.
  if (op === '-' && operand.kind === 'interval') return intervalLiteral(operand, true);
  const constant = evaluate(operand);
  if (constant.kind === 'refused' || constant.kind === 'null') return constant;
  const sign = op === '-' ? -1n : 1n;
  switch (constant.kind) {
    case 'integer':
      return { kind: 'integer', value: sign * constant.value };
    case 'float':
      return { kind: 'float', value: Number(sign) * constant.value };
    case 'interval':
      return op === '-' ? { kind: 'interval', interval: negateInterval(constant.interval) } : constant;
    default:
      return UNKNOWN;
  }
}

function binary(expr: Binary): Constant {
  const left = evaluate(expr.left);
  if (left.kind === 'refused') return left;
  const right = evaluate(expr.right);
  if (right.kind === 'refused') return right;
  if (expr.op !== '+' && expr.op !== '-' && expr.op !== '*') return UNKNOWN;
  if (left.kind === 'integer' && right.kind === 'integer') return integerArithmetic(expr.op, left.value, right.value);
  return expr.op === '*' ? UNKNOWN : temporal(left, right, expr.op === '-' ? -1n : 1n);
}

function integerArithmetic(op: '+' | '-' | '*', left: bigint, right: bigint): Constant {
  const value = op === '+' ? left + right : op === '-' ? left - right : left * right;
  return value === BigInt.asIntN(64, value) ? { kind: 'integer', value } : UNKNOWN;
}

/** Sums and differences of timestamps, durations and intervals. A duration and an interval make an interval. */
function temporal(left: Constant, right: Constant, sign: 1n | -1n): Constant {
  switch (left.kind) {
    case 'interval':
      if (right.kind === 'interval') return { kind: 'interval', interval: addIntervals(left.interval, signed(right.interval, sign)) };
      if (right.kind === 'timestamp' && sign === 1n) return moved(right, left.interval);
      if (right.kind === 'duration') return withDuration(left.interval, right.nanos, sign);
      return UNKNOWN;
    case 'duration':
      if (right.kind === 'duration') return { kind: 'duration', ...sumOf('nanos', left.nanos, right.nanos, sign) };
      if (right.kind === 'interval') return withDuration(signed(right.interval, sign), left.nanos, 1n);
      if (right.kind === 'timestamp' && sign === 1n) return movedBy(right, left.nanos);
      return UNKNOWN;
    case 'timestamp':
      if (right.kind === 'interval') return moved(left, signed(right.interval, sign));
      if (right.kind === 'duration') return movedBy(left, right.nanos === undefined ? undefined : sign * right.nanos);
      if (right.kind === 'timestamp' && sign === -1n) return difference(left, right);
      if (right.kind === 'string') return notCoercible(sign);
      return UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** A string beside a timestamp is no interval: `now() - '5m'` does not evaluate (a unit test of the parser asserts the refusal). */
function notCoercible(sign: 1n | -1n): Refused {
  const op = sign === 1n ? '+' : '-';
  return refused(
    'InvalidArguments',
    `Failed to simplify TQL expression: Error during planning: Cannot coerce arithmetic expression Timestamp(ns, "+00:00") ${op} Utf8 to valid types`,
  );
}

type Timestamp = Extract<Constant, { readonly kind: 'timestamp' }>;

function signed(interval: Interval, sign: 1n | -1n): Interval {
  return sign === 1n ? interval : negateInterval(interval);
}

function withDuration(interval: Interval, nanos: bigint | undefined, sign: 1n | -1n): Constant {
  return nanos === undefined ? UNKNOWN : { kind: 'interval', interval: { ...interval, nanos: interval.nanos + sign * nanos } };
}

/** Months have no fixed length: then only the kind is kept. */
function moved(timestamp: Timestamp, interval: Interval): Constant {
  if (interval.months !== 0) return { kind: 'timestamp' };
  return movedBy(timestamp, interval.nanos + BigInt(interval.days) * 86_400_000_000_000n);
}

function movedBy(timestamp: Timestamp, nanos: bigint | undefined): Constant {
  return { kind: 'timestamp', ...sumOf('nanos', timestamp.nanos, nanos, 1n), ...sumOf('fromNow', timestamp.fromNow, nanos, 1n) };
}

function difference(left: Timestamp, right: Timestamp): Constant {
  if (left.nanos !== undefined && right.nanos !== undefined) return { kind: 'duration', nanos: left.nanos - right.nanos };
  return { kind: 'duration', ...sumOf('nanos', left.fromNow, right.fromNow, -1n) };
}

function sumOf<K extends string>(
  key: K,
  left: bigint | undefined,
  right: bigint | undefined,
  sign: 1n | -1n,
): { readonly [P in K]?: bigint } {
  return (left === undefined || right === undefined ? {} : { [key]: left + sign * right }) as { readonly [P in K]?: bigint };
}

/** Casts to INTERVAL and TIMESTAMP; a string cast to INTERVAL counts months where it names no unit. */
function cast(expr: Cast): Constant {
  const constant = evaluate(expr.expr);
  if (constant.kind === 'refused') return constant;
  if (expr.type.head === 'INTERVAL') {
    if (constant.kind === 'interval') return constant;
    if (constant.kind !== 'string') return UNKNOWN;
    const interval = parseInterval(constant.value, 'month');
    if (typeof interval === 'object') return { kind: 'interval', interval };
    if (interval === undefined || expr.style === 'TRY_CAST' || expr.style === 'SAFE_CAST') return UNKNOWN;
    return refused('InvalidArguments', `Failed to simplify TQL expression: Parser error: ${interval}`);
  }
  if (/^TIMESTAMP(TZ)?$/.test(expr.type.head) && expr.type.args.length === 0) {
    if (constant.kind === 'timestamp') return constant;
    if (constant.kind === 'string') return timestampOf(constant.value);
  }
  return UNKNOWN;
}

/** `now()` and the two functions that round it; any other function has a value we do not compute. */
function call(expr: Call): Constant {
  if (expr.name.parts.length !== 1 || expr.filter !== undefined || expr.over !== undefined) return UNKNOWN;
  const name = expr.name.parts[0]!.value.toLowerCase();
  const args = expr.args ?? [];
  if ((name === 'now' || name === 'current_timestamp') && args.length === 0) return { kind: 'timestamp', fromNow: 0n };
  const values: Constant[] = [];
  for (const arg of args) {
    if (arg.kind !== 'expr') return UNKNOWN;
    const value = evaluate(arg.expr);
    if (value.kind === 'refused') return value;
    values.push(value);
  }
  const isRounding =
    (name === 'date_bin' && (values[0]?.kind === 'interval' || values[0]?.kind === 'string')) ||
    (name === 'date_trunc' && values[0]?.kind === 'string');
  return isRounding && values[1]?.kind === 'timestamp' ? { kind: 'timestamp' } : UNKNOWN;
}
