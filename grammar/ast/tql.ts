/** TQL statements. */
import type { Expr } from './expressions.ts';
import type { Ident, Node } from './names.ts';
import type { Span } from '../span.ts';

export interface Tql extends Node {
  readonly kind: 'tql';
  readonly verb: 'EVAL' | 'EXPLAIN' | 'ANALYZE';
  /** As written (`EVALUATE`). */
  readonly verbWritten: string;
  readonly verbose: boolean;
  readonly format?: Ident;
  /** start, end, step[, lookback]; absent when the parenthesis is. */
  readonly params?: readonly TqlParam[];
  /** The PromQL text as the server slices it, trimmed. */
  readonly promql: string;
  readonly promqlSpan: Span;
  readonly alias?: Ident;
}
export interface TqlParam extends Node {
  readonly kind: 'tql_param';
  readonly expr: Expr;
  /** The value GreptimeDB computes while it parses: the literal's text, or seconds as text; absent when it depends on now(). */
  readonly value?: string;
  readonly usesNow: boolean;
}
