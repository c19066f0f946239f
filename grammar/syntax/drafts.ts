import type { Draft, Node } from '../ast.ts';
import type { Engine } from '../engine.ts';

/** No elements: what most lists of most nodes hold. */
export const NONE: readonly never[] = [];

/** A node whose fields are set while its text is read; if the statement is refused half-way, the editor keeps what is there. */
export type Filling<N extends Node> = { -readonly [K in keyof Draft<N>]: Draft<N>[K] };

/** Starts a statement's node and registers it as the draft; `fields` are those that always have a value. */
export function begin<N extends Node>($: Engine, fields: Omit<Filling<N>, 'span'>, start: number): Filling<N> {
  const node = fields as Filling<N>;
  node.span = { start, end: start };
  return $.draft(node);
}

/** Ends it: every field has been read. */
export function finish<N extends Node>($: Engine, node: Filling<N>): N {
  node.span = { start: node.span.start, end: $.end() };
  return node as unknown as N;
}
