/** Names and types: the leaves of every statement. */
import type { Span } from '../span.ts';
import type { Quote } from '../tokens.ts';

export interface Node {
  readonly kind: string;
  readonly span: Span;
}

export type Draft<N extends Node> = Pick<N, 'kind' | 'span'> & Partial<N>;

export interface Ident extends Node {
  readonly kind: 'ident';
  readonly value: string;
  readonly quote: Quote;
}
/** `a`, `a.b`, `a.b.c`, … any number of parts parses. */
export interface ObjectName extends Node {
  readonly kind: 'name';
  readonly parts: readonly Ident[];
}

/**
 * A data type as written. `head` is the built-in spelling in upper case with its words joined by a blank (`DOUBLE PRECISION`,
 * `CHARACTER VARYING`), or `CUSTOM`, which has a `name`. `args` are the printed arguments (`10`, `2`, `MAX`, `'UTC'`).
 */
export interface TypeName extends Node {
  readonly kind: 'type';
  readonly head: string;
  readonly name?: ObjectName;
  readonly args: readonly string[];
  /** Whether parentheses were written (`STRING()` does not parse, but a custom type may have an empty list). */
  readonly parenthesised: boolean;
  readonly unsigned: boolean;
  readonly zone?: 'WITH TIME ZONE' | 'WITHOUT TIME ZONE';
  /** `ARRAY<element>`, or the type in front of brackets. */
  readonly element?: TypeName;
  /** `element[]`, `element[3]` of PostgreSQL: what stands between the brackets. */
  readonly brackets?: string;
}
