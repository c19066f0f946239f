import type { IntervalLiteral, Literal, Expr, OdbcLiteral, Span, TypedLiteral } from '../../grammar/index.ts';
import { parseInterval } from '../../grammar/intervals.ts';
import { print } from '../../grammar/index.ts';
import { BINARY, BOOLEAN, FLOAT64, INT64, INTERVAL, NULL, STRING, UINT64 } from '../types.ts';
import { reject, unknown } from '../verdict.ts';
import type { Bound } from './bound.ts';
import { cast, literal } from './build.ts';
import { literalTarget } from './cast_types.ts';
import { notImplemented, planError } from './context.ts';
import { DATE, timestamp } from '../types.ts';
import { expandInterval } from './interval_text.ts';

export function bindLiteral(node: Literal): Bound {
  const { span } = node;
  switch (node.type) {
    case 'number':
      return numberLiteral(node.value, false, span);
    case 'string':
    case 'double_quoted':
    case 'dollar':
    case 'escaped':
      return literal({ type: STRING, value: node.value }, span);
    case 'boolean':
      return literal({ type: BOOLEAN, value: node.value === 'true' }, span);
    case 'null':
      return literal({ type: NULL, value: null }, span);
    case 'hex':
      return literal({ type: BINARY, value: bytesOf(node.value, span) }, span);
    default:
      return unknown(`a literal of the form ${node.type}`);
  }
}

function bytesOf(hex: string, span: Span): Uint8Array {
  const digits = hex.length % 2 === 0 ? hex : `0${hex}`;
  const bytes = Uint8Array.from({ length: digits.length / 2 }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
  if (!/^[0-9a-fA-F]*$/.test(hex)) planError(`Invalid HexStringLiteral '${hex}'`, { reason: 'plan', span });
  return bytes;
}

const MAX_I64 = 2n ** 63n - 1n;
const MAX_U64 = 2n ** 64n - 1n;
const INTEGER_TEXT = /^[0-9]+$/;

/** i64, else u64 where no sign stands before it, else a float (`parse_sql_number`). */
export function numberLiteral(text: string, negative: boolean, span: Span): Bound {
  if (INTEGER_TEXT.test(text)) {
    const value = negative ? -BigInt(text) : BigInt(text);
    if (value <= MAX_I64 && value >= -MAX_I64 - 1n) return literal({ type: INT64, value }, span);
    if (!negative && value <= MAX_U64) return literal({ type: UINT64, value }, span);
  }
  const value = Number(text);
  if (Number.isNaN(value)) unknown('a number that is no decimal');
  return literal({ type: FLOAT64, value: negative ? -value : value }, span);
}

/** `DATE '2020-01-01'` is a cast of the text that keeps the text's name; GreptimeDB squeezes the blanks of timestamps (`string_normalization.rs`). */
export function bindTypedLiteral(node: TypedLiteral): Bound {
  const type = literalTarget(node.type);
  if (type === undefined) return unknown(`a literal of type ${node.type.head}`);
  const { value } = node;
  if (value.type !== 'string' && value.type !== 'number' && value.type !== 'double_quoted' && value.type !== 'boolean')
    unknown('a typed literal of another literal');
  const text =
    type.kind === 'timestamp'
      ? value.value
          .split(/\s+/)
          .filter(word => word !== '')
          .join(' ')
      : value.value;
  return cast(literal({ type: STRING, value: text }, value.span), type, { tries: false, span: node.span });
}

export function bindOdbcLiteral(node: OdbcLiteral): Bound {
  if (node.type === 't') unknown('a time literal of ODBC');
  return cast(literal({ type: STRING, value: node.value }, node.span), node.type === 'd' ? DATE : timestamp('ns'), {
    tries: false,
    span: node.span,
  });
}

/** `INTERVAL '1 hour'`, after GreptimeDB spelled its abbreviations out. */
export function bindInterval(node: IntervalLiteral, negative = false): Bound {
  const { span } = node;
  if (node.precision !== undefined || node.to !== undefined || node.toPrecision !== undefined)
    unknown('an interval with a precision or a range of units');
  const amount = intervalText(node.value, negative);
  const text = node.unit === undefined ? amount : `${amount} ${node.unit}`;
  const interval = parseInterval(text, 'second');
  if (interval === undefined) return unknown('an interval out of range');
  if (typeof interval === 'string') {
    return reject('PlanQuery', `Failed to plan SQL: Parser error: ${interval}`, {
      reason: 'interval',
      span,
      detail: { text },
    });
  }
  return literal({ type: INTERVAL, value: { months: interval.months, days: interval.days, nanos: interval.nanos } }, span);
}

function intervalText(value: Expr, negative: boolean): string {
  if (value.kind === 'literal' && (value.type === 'string' || value.type === 'number' || value.type === 'double_quoted')) {
    const text = value.type === 'number' ? value.value : expandInterval(value.value);
    return negative ? `-${text}` : text;
  }
  if (value.kind === 'unary' && value.op === '-') return intervalText(value.operand, !negative);
  if (value.kind === 'binary' || value.kind === 'nested') unknown('a computed interval');
  return notImplemented(`Unsupported interval argument. Expected string literal, got: ${print(value)}`, {
    reason: 'plan',
    span: value.span,
  });
}
