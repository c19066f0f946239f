import { print, type Expr, type StatusName } from '../../grammar/index.ts';
import type { Scalar } from '../constant/scalar.ts';
import { printDate } from '../constant/calendar.ts';
import { printHex } from '../constant/binaries.ts';
import { printDecimal } from '../constant/decimals.ts';
import { displayFloat } from '../constant/floats.ts';
import { printTimestamp } from '../constant/timestamps.ts';
import { reject, unknown } from '../verdict.ts';
import type { ColumnDefault } from '../world.ts';
import { coerceLiteral, numberValue, type LiteralTarget } from './literals.ts';

/** The default of a column. Mirrors `parse_column_default_constraint` and the checks of `with_default_constraint`. */
export function columnDefault(
  target: LiteralTarget,
  expr: Expr,
  nullable: boolean,
  options: { readonly altering: boolean },
): ColumnDefault {
  const statusName = options.altering ? 'InvalidArguments' : 'InvalidSyntax';
  if (expr.kind === 'call') return functionDefault(target, expr, statusName);
  const value = constantDefault(target, expr);
  if (value.value === null && !nullable) {
    reject(statusName, 'Default value should not be null for non null column', {
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
function functionDefault(target: LiteralTarget, expr: Expr, statusName: StatusName): ColumnDefault {
  const printed = print(expr).toLowerCase();
  const detail = { column: target.column };
  const text = printed === 'current_timestamp' ? 'current_timestamp()' : printed;
  if (text !== 'current_timestamp()' && text !== 'now()') {
    reject(statusName, `Unsupported column default constraint expression: ${text}`, { reason: 'default', span: expr.span, detail });
  }
  if (target.type.kind !== 'timestamp') {
    reject(statusName, 'Incompatible default value type, reason: return value of the function must has timestamp type', {
      reason: 'default',
      span: expr.span,
      detail,
    });
  }
  return { text, expr, impure: true };
}

function unsupported(target: LiteralTarget, expr: Expr): never {
  return reject(
    'Unsupported',
    `Unsupported default constraint for column: '${target.column}', reason: expr '${print(expr)}' not supported`,
    {
      reason: 'default',
      span: expr.span,
      detail: { column: target.column },
    },
  );
}

/** A value as SHOW CREATE TABLE prints it behind DEFAULT. */
export function defaultText(scalar: Scalar): string {
  const { type, value } = scalar;
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'bigint' && (type.kind === 'timestamp' || type.kind === 'date')) return `'${bareText(scalar)}'`;
  return value instanceof Uint8Array ? `X'${printHex(value).toUpperCase()}'` : bareText(scalar);
}

/** A value without quotes, as messages print it (`Display` of GreptimeDB's Value). */
export function bareText({ type, value }: Scalar): string {
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'number':
      return displayFloat(value, type.kind === 'float32');
    case 'string':
      return value;
    case 'bigint':
      if (type.kind === 'timestamp') return `${printTimestamp(value, type.unit!).replace('T', ' ')}+0000`;
      if (type.kind === 'date') return printDate(Number(value));
      return type.kind === 'decimal' ? printDecimal(value, type.scale!) : String(value);
    default:
      return unknown(`a constant of the type ${type.kind}`);
  }
}
