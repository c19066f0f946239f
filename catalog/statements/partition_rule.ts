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
