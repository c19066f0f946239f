/** `key = value` lists. */
import type { Expr } from './expressions.ts';
import type { Ident, Node } from './names.ts';
import type { Span } from '../span.ts';

/** One `key = value` of a WITH or CONNECTION list. */
export interface Option extends Node {
  readonly kind: 'option';
  readonly key: Ident;
  readonly value: Expr;
  /** The string the server keeps; a list for arrays; absent for NULL and STRUCT. */
  readonly text?: string | readonly string[];
}
/** One `'key' = value` of ALTER … SET. NULL has the value ''. */
export interface SetOption extends Node {
  readonly kind: 'set_option';
  readonly key: string;
  readonly keySpan: Span;
  readonly value: string;
  readonly isNull: boolean;
}
