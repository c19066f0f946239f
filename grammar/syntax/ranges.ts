import type { Expr } from '../ast.ts';

/**
 * Why a text is no duration, in the words of the PromQL parser that reads RANGE and ALIGN; absent when it is one: `5m`, `1h30m`.
 * Mirrors `parse_duration` of promql-parser.
 */
export function durationFault(text: string): string | undefined {
  if (text === '') return 'empty duration string';
  if (text === '0') return 'duration must be greater than 0';
  return DURATION.test(text) ? undefined : `not a valid duration string: ${text}`;
}
/** Units from years to milliseconds in falling order, each at most once. */
const DURATION = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;

/** Whether RANGE would find a function to wrap: calls in any depth, but not in sub-queries. */
export function containsCall(expr: Expr): boolean {
  const open: unknown[] = [expr];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    const { kind } = value as { readonly kind?: unknown };
    if (kind === 'call') return true;
    if (kind !== 'query') open.push(...Object.values(value));
  }
  return false;
}
