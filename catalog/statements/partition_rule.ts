import type { Scalar } from '../constant/scalar.ts';
import { printDate, printTimestamp } from '../timestamp_text.ts';
import { defaultText } from './defaults.ts';
import { NANOS_PER } from './literals.ts';

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

/** A value as messages about checkpoints print it (`Value`'s Display): text without quotes. */
export function printBare(value: Scalar): string {
  if (typeof value.value === 'string') return value.value;
  if (typeof value.value === 'number') return String(value.value);
  if (value.type.kind === 'timestamp' && typeof value.value === 'bigint') return printTimestamp(value.value * NANOS_PER[value.type.unit!]);
  if (value.type.kind === 'date' && typeof value.value === 'bigint') return printDate(Number(value.value));
  return defaultText(value);
}
