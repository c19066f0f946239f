import type { Node } from './ast.ts';
import { isNode } from './walk.ts';

/**
 * Rebuilds a tree from the inside out: `change` sees each node with its parts already rebuilt. What does not change stays the same
 * object. `enters` keeps parts of the tree as they are.
 */
export function rewrite<N extends Node>(
  node: N,
  change: (node: Node) => Node,
  enters: (part: Node, field: string) => boolean = () => true,
): N {
  return change(rebuilt(node, change, enters) as N) as N;
}

function rebuilt(part: object, change: (node: Node) => Node, enters: (part: Node, field: string) => boolean): object {
  let copy: Record<string, unknown> | undefined;
  for (const [field, value] of Object.entries(part) as [string, unknown][]) {
    const next = rewritten(value, field, change, enters);
    if (next === value) continue;
    copy ??= { ...part };
    copy[field] = next;
  }
  return copy ?? part;
}

function rewritten(value: unknown, field: string, change: (node: Node) => Node, enters: (part: Node, field: string) => boolean): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(item => rewritten(item, field, change, enters));
    return items.every((item, i) => item === value[i]) ? value : items;
  }
  if (!isNode(value)) return rebuilt(value, change, enters);
  return enters(value, field) ? change(rebuilt(value, change, enters) as Node) : value;
}
