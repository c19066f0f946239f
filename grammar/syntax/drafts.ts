import type { Draft, Node } from '../ast.ts';
import type { Engine } from '../engine.ts';

/** No elements: what most lists of most nodes hold. */
export const NONE: readonly never[] = [];

/** A node whose fields are set while its text is read; if the statement is refused half-way, the editor keeps what is there. */
export type Filling<N extends Node> = { -readonly [K in keyof Draft<N>]: Draft<N>[K] } & { readonly span: GrowingSpan };

/** The span of a node that is still being read. */
interface GrowingSpan {
  readonly start: number;
  end: number;
}

/** The span of a node that begins there, and of which nothing is read yet. */
export function spanFrom(start: number): GrowingSpan {
  return { start, end: start };
}

/** Starts a statement's node and registers it as the draft; `fields` are those that always have a value, so that one literal makes it. */
export function begin<N extends Node>($: Engine, fields: Filling<N>): Filling<N> {
  return $.draft(fields);
}

/** Ends it: every field has been read. */
export function finish<N extends Node>($: Engine, node: Filling<N>): N {
  node.span.end = $.end();
  return node as unknown as N;
}

/** The list with one more element. It has no room for others: most lists stay short, and all are kept for long. */
export function added<X>(list: readonly X[], element: X): readonly X[] {
  return list.length === 0 ? [element] : list.concat([element]);
}
