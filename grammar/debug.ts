import type { Expr } from './ast.ts';

/** Rust's `Debug` of a string. */
export function debugString(text: string): string {
  return JSON.stringify(text);
}
export function debug(_source: string, expr: Expr): string {
  return expr.kind;
}
