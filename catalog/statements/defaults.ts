import { print, type Expr } from '../../grammar/index.ts';
import type { Scalar } from '../constant/scalar.ts';
import { printDate, printTimestamp } from '../timestamp_text.ts';
import type { DataType } from '../types.ts';
import { reject, unknown } from '../verdict.ts';
import type { ColumnDefault } from '../world.ts';
import { coerceLiteral, NANOS_PER, numberValue, type LiteralTarget } from './literals.ts';

/** The default of a column. Mirrors `parse_column_default_constraint` and the checks of `with_default_constraint`. */
export function columnDefault(target: LiteralTarget, expr: Expr, nullable: boolean, options: { readonly altering: boolean }): ColumnDefault {
  if (expr.kind === 'call') return functionDefault(target, expr, print(expr).toLowerCase());
  const value = constantDefault(target, expr);
  if (value.value === null && !nullable) {
    reject(options.altering ? 'InvalidArguments' : 'InvalidSyntax', 'Default value should not be null for non null column', {
      reason: 'default_null',
      span: expr.span,
      detail: { column: target.column },
    });
  }
  return { text: defaultText(value), expr, impure: false, value };
}

function constantDefault(target: LiteralTarget, expr: Expr): Scalar {
  if (expr.kind === 'literal') return coerceLiteral(target, expr);
  if (expr.kind === 'unary' && expr.operand.kind === 'literal') {
    const { op, operand } = expr;
    if (op === '-' && operand.type === 'number') return numberValue(target.type, `-${operand.value}`, expr.span);
    if (op === '-' || op === '+' || op === 'NOT') return coerceLiteral(target, operand, op);
  }
  return unsupported(target, expr);
}

/** Only the current time may be computed at each insert, and only for a timestamp. */
function functionDefault(target: LiteralTarget, expr: Expr, printed: string): ColumnDefault {
  const text = printed === 'current_timestamp' ? 'current_timestamp()' : printed;
  if (text !== 'current_timestamp()' && text !== 'now()') {
    reject('InvalidArguments', `Unsupported expression ${text} for default value`, { reason: 'default', span: expr.span, detail: { column: target.column } });
  }
  if (target.type.kind !== 'timestamp') unknown('the current time as the default of a column that is no timestamp');
  return { text, expr, impure: true };
}

function unsupported(target: LiteralTarget, expr: Expr): never {
  return reject('Unsupported', `Unsupported default constraint for column: '${target.column}', reason: expr '${print(expr)}' not supported`, {
    reason: 'default',
    span: expr.span,
    detail: { column: target.column },
  });
}

/** A value as SHOW CREATE TABLE prints it behind DEFAULT. */
export function defaultText({ type, value }: Scalar): string {
  if (value === null) return 'NULL';
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return floatText(value);
    case 'string':
      return `'${value.replaceAll("'", "''")}'`;
    case 'bigint':
      return typeof type.unit === 'string' && type.kind === 'timestamp' ? `'${printTimestamp(value * NANOS_PER[type.unit])}'` : integerText(type, value);
    default:
      return value instanceof Uint8Array ? `X'${[...value].map(byte => byte.toString(16).padStart(2, '0').toUpperCase()).join('')}'` : unknown('a default of this type');
  }
}

function integerText(type: DataType, value: bigint): string {
  if (type.kind === 'date') return `'${printDate(Number(value))}'`;
  if (type.kind !== 'decimal' || type.scale === undefined || type.scale === 0) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(type.scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -type.scale)}.${digits.slice(-type.scale)}`;
}

/** Rust prints floats without an exponent. */
function floatText(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign, whole, fraction = '', exponent] = match;
  const digits = whole! + fraction;
  const point = whole!.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0').slice(0, point)}${digits.length > point ? `.${digits.slice(point)}` : ''}`;
}
