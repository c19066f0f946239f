import type { Scalar } from '../constant/scalar.ts';
import { defaultText } from './defaults.ts';

/** A partition rule after its names and values are resolved (`PartitionExpr`, `src/partition/src/expr.rs`). */
export type Rule =
  | { readonly kind: 'and' | 'or'; readonly left: Rule; readonly right: Rule }
  | { readonly kind: 'compare'; readonly column: string; readonly op: Comparison; readonly value: Scalar; readonly flipped: boolean };
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A rule as SHOW CREATE TABLE prints it. */
export function printRule(rule: Rule): string {
  if (rule.kind !== 'compare') return `${printRule(rule.left)} ${rule.kind === 'and' ? 'AND' : 'OR'} ${printRule(rule.right)}`;
  return rule.flipped ? `${defaultText(rule.value)} ${rule.op} ${rule.column}` : `${rule.column} ${rule.op} ${defaultText(rule.value)}`;
}

/** Rust's `Debug` of a `PartitionExpr`. */
export function debugRule(rule: Rule): string {
  if (rule.kind !== 'compare') {
    return `PartitionExpr { lhs: Expr(${debugRule(rule.left)}), op: ${rule.kind === 'and' ? 'And' : 'Or'}, rhs: Expr(${debugRule(rule.right)}) }`;
  }
  const column = `Column(${JSON.stringify(rule.column)})`;
  const value = `Value(${debugValue(rule.value)})`;
  const [left, right] = rule.flipped ? [value, column] : [column, value];
  return `PartitionExpr { lhs: ${left}, op: ${OPERATORS[OPERATOR_ORDER.indexOf(rule.op)]}, rhs: ${right} }`;
}

const OPERATOR_ORDER: readonly Comparison[] = ['=', '<>', '<', '<=', '>', '>='];
const OPERATORS = ['Eq', 'NotEq', 'Lt', 'LtEq', 'Gt', 'GtEq'];

function debugValue({ type, value }: Scalar): string {
  if (typeof value === 'string') return `String(StringBytes(${JSON.stringify(value)}))`;
  const name = `${type.kind[0]!.toUpperCase()}${type.kind.slice(1)}`.replace('Uint', 'UInt');
  return `${name}(${String(value)})`;
}

/** The order in which `PartitionExpr`s are sorted: left side, operator, right side; columns before values before expressions. */
export function compareRules(left: Rule, right: Rule): number {
  if (left.kind !== 'compare' && right.kind !== 'compare') {
    return (
      compareRules(left.left, right.left) ||
      (left.kind < right.kind ? -1 : left.kind > right.kind ? 1 : 0) ||
      compareRules(left.right, right.right)
    );
  }
  if (left.kind !== 'compare') return 1;
  if (right.kind !== 'compare') return -1;
  if (left.flipped !== right.flipped) return left.flipped ? 1 : -1;
  return (
    compareText(left.column, right.column) ||
    OPERATOR_ORDER.indexOf(left.op) - OPERATOR_ORDER.indexOf(right.op) ||
    compareScalars(left.value.value, right.value.value)
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareScalars(left: Scalar['value'], right: Scalar['value']): number {
  if (left === null || right === null || typeof left === 'object' || typeof right === 'object') return 0;
  return left < right ? -1 : left > right ? 1 : 0;
}
