import type { Node } from '../ast.ts';
import type { Span } from '../span.ts';

/** A PromQL expression. Spans count from the first character of the PromQL text. */
export type PromExpr =
  | PromNumber
  | PromString
  | PromSelector
  | PromSubquery
  | PromCall
  | PromAggregation
  | PromBinary
  | PromUnary
  | PromParen;

export interface PromName extends Node {
  readonly kind: 'prom_name';
  readonly value: string;
}
/** A number or a duration: both are scalars. */
export interface PromNumber extends Node {
  readonly kind: 'prom_number';
  readonly text: string;
}
export interface PromString extends Node {
  readonly kind: 'prom_string';
  readonly value: string;
}
/** `metric{label="value"}[5m] offset 1h @ 100`. With `range` its samples make a matrix. */
export interface PromSelector extends Node, PromModifiers {
  readonly kind: 'prom_selector';
  /** `m{…}`; `{"m"}` has one too. */
  readonly metric?: PromName;
  readonly matchers: readonly PromMatcher[];
  /** Whether the matchers are joined by `or` (promql-parser's own addition). */
  readonly hasOr: boolean;
  readonly range?: PromDuration;
}
export interface PromMatcher extends Node {
  readonly kind: 'prom_matcher';
  readonly label: PromName;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: PromString;
}
/** `expr[1h:5m]`. */
export interface PromSubquery extends Node, PromModifiers {
  readonly kind: 'prom_subquery';
  readonly expr: PromExpr;
  readonly range: PromDuration;
  readonly step?: PromDuration;
}
export interface PromModifiers {
  readonly offset?: PromDuration;
  readonly at?: PromAt;
}
/** `5m`, `-1h30m`, `300`. */
export interface PromDuration extends Node {
  readonly kind: 'prom_duration';
  readonly text: string;
  /** Absent for arithmetic. */
  readonly seconds?: number;
}
/** `@ 100`, `@ start()`, `@ end()`. */
export interface PromAt extends Node {
  readonly kind: 'prom_at';
  readonly time: string;
}
export interface PromCall extends Node {
  readonly kind: 'prom_call';
  readonly name: PromName;
  readonly args: readonly PromExpr[];
}
export interface PromAggregation extends Node {
  readonly kind: 'prom_aggregation';
  /** Lower case. */
  readonly op: PromName;
  readonly args: readonly PromExpr[];
  readonly grouping?: PromLabels & { readonly without: boolean };
}
/** A parenthesised list of labels behind BY, ON, GROUP_LEFT … */
export interface PromLabels {
  readonly labels: readonly PromName[];
  readonly span: Span;
}
export interface PromBinary extends Node {
  readonly kind: 'prom_binary';
  /** Lower case. */
  readonly op: string;
  readonly opSpan: Span;
  readonly left: PromExpr;
  readonly right: PromExpr;
  readonly returnsBool: boolean;
  readonly matching?: PromLabels & { readonly by: 'on' | 'ignoring' };
  readonly grouping?: PromLabels & { readonly side: 'left' | 'right' };
}
export interface PromUnary extends Node {
  readonly kind: 'prom_unary';
  readonly op: '+' | '-';
  readonly operand: PromExpr;
}
export interface PromParen extends Node {
  readonly kind: 'prom_paren';
  readonly expr: PromExpr;
}

/** What an expression yields, as messages name it. */
export type PromType = 'scalar' | 'vector' | 'matrix' | 'string';
