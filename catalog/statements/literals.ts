import type { Literal, Span } from '../../grammar/index.ts';
import { insertValue, type InsertTarget, type InsertValue, numberValue as numberOf } from '../constant/insert_values.ts';
import { isJsonFault, parseJson } from '../constant/json.ts';
import type { Scalar } from '../constant/scalar.ts';
import { isNumeric, type DataType } from '../types.ts';
import { reject, unknown } from '../verdict.ts';

/** Where a literal goes, and how the session reads it. */
export type LiteralTarget = InsertTarget;

type Sign = '+' | '-' | 'NOT' | undefined;

/** The value a column gets of a literal; the statement is refused when the literal does not fit. */
export function coerceLiteral(target: LiteralTarget, literal: Literal, sign?: Sign): Scalar {
  if (target.type.kind === 'json2' && literal.type === 'string') return json2Document(target.type, literal);
  const value = insertValue(target, literal);
  return signed(value.kind === 'value' ? value.value : ruled(value, { span: literal.span, column: target.column }), sign);
}

/** The text of a JSON2 column; whether its values fit the type hints is not looked at. */
function json2Document(type: DataType, literal: Literal): Scalar {
  const parsed = parseJson(literal.value);
  return isJsonFault(parsed) ? unknown('whether the text is JSON') : { type, value: { json: parsed.json } };
}

/** What digits mean in a column of this type. */
export function numberValue(type: DataType, digits: string, span: Span): Scalar {
  return ruled(numberOf(type, digits), { span });
}

function ruled(value: InsertValue, at: { readonly span: Span; readonly column?: string }): Scalar {
  if (value.kind === 'value') return value.value;
  if (value.kind === 'unknown') return unknown(value.why);
  const { statusName, message, reason } = value;
  return reject(statusName, message, { reason, span: at.span, ...(at.column === undefined ? {} : { detail: { column: at.column } }) });
}

function signed(scalar: Scalar, sign: Sign): Scalar {
  if (sign === undefined) return scalar;
  const { type, value } = scalar;
  if (value === null) return scalar;
  if (typeof value === 'boolean' && sign === 'NOT') return { type, value: !value };
  if (sign === 'NOT' || !isNumeric(type)) return unknown('a sign in front of this value');
  if (sign === '+') return scalar;
  if (type.kind.startsWith('uint')) return unknown('a minus in front of what has no sign');
  return typeof value === 'number' || typeof value === 'bigint' ? { type, value: -value } : unknown('a sign in front of this value');
}
