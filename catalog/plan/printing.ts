import type { Scalar } from '../constant/scalar.ts';
import { arrowTypeName } from '../type_names.ts';

/** A literal as DataFusion's expressions print it (`Debug` of ScalarValue); both modes agree. Absent for what we cannot print. */
export function printLiteral({ type, value }: Scalar): string | undefined {
  if (type.kind === 'null') return 'NULL';
  if (type.kind === 'string') return value === null ? 'Utf8(NULL)' : `Utf8("${value as string}")`;
  const plain = printValue({ type, value });
  if (plain === undefined) return undefined;
  switch (type.kind) {
    case 'binary':
      return value === null ? 'Binary(NULL)' : `Binary("${plain}")`;
    case 'interval':
      return `IntervalMonthDayNano("${plain}")`;
    case 'boolean':
    case 'int64':
    case 'uint64':
    case 'float64':
      return `${arrowTypeName(type)}(${plain})`;
    default:
      return undefined;
  }
}

function printValue({ type, value }: Scalar): string | undefined {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return printFloat(value);
  if (value instanceof Uint8Array) return value.join(',');
  if (type.kind === 'interval' && typeof value === 'object' && 'months' in value) {
    return `IntervalMonthDayNano { months: ${value.months}, days: ${value.days}, nanoseconds: ${value.nanos} }`;
  }
  return undefined;
}

/** A float as Rust's `{}` prints it: never an exponent. */
export function printFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  const at = text.indexOf('e');
  if (at === -1) return text;
  const exponent = Number(text.slice(at + 1));
  const negative = text.startsWith('-');
  const mantissa = text.slice(negative ? 1 : 0, at);
  const [whole, fraction = ''] = mantissa.split('.');
  const digits = whole! + fraction;
  const point = whole!.length + exponent;
  const plain =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits + '0'.repeat(point - digits.length)
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return negative ? `-${plain}` : plain;
}
