import { type DataType, FLOAT64 } from '../../types.ts';
import { unknown } from '../../verdict.ts';
import { arithmetic } from '../coercion.ts';

const PRINTED: { readonly [op: string]: string } = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '%': '%',
  '==': '=',
  '!=': '!=',
  '>': '>',
  '<': '<',
  '>=': '>=',
  '<=': '<=',
};
const COMPARISONS = new Set(['==', '!=', '>', '<', '>=', '<=']);
const SETS = new Set(['and', 'or', 'unless']);

export function isComparison(op: string): boolean {
  return COMPARISONS.has(op);
}
export function isSetOperator(op: string): boolean {
  return SETS.has(op);
}

/** The expression of an operator, as printed (`prom_token_to_binary_expr_builder`). */
export function binaryText(op: string, left: string, right: string): string | undefined {
  if (op === '^') return `power(${left},${right})`;
  if (op === 'atan2') return `atan2(${left},${right})`;
  const printed = PRINTED[op];
  return printed === undefined ? undefined : `${left} ${printed} ${right}`;
}

/** Its type: comparisons with `bool` are cast to floats. */
export function binaryType(op: string, left: DataType, right: DataType): DataType {
  if (isComparison(op)) return FLOAT64;
  if (op === '^' || op === 'atan2') return FLOAT64;
  const type = arithmetic(op, left, right);
  return typeof type === 'string' ? unknown('PromQL arithmetic with a value that is no number') : type;
}
