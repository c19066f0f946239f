import type { Node } from './ast.ts';
import { touches } from './span.ts';

/** The nodes directly under a node, in the order of the text. Parts without a span of their own (a CASE branch) are looked through. */
export function children(node: Node): readonly Node[] {
  const found: Node[] = [];
  collect(node, found);
  return found.length < 2 ? found : found.sort((a, b) => a.span.start - b.span.start);
}

function collect(part: object, found: Node[]): void {
  for (const value of Object.values(part) as unknown[]) {
    if (typeof value !== 'object' || value === null) continue;
    if (isNode(value)) found.push(value);
    else collect(value, found);
  }
}

export function isNode(value: object): value is Node {
  return 'kind' in value && typeof value.kind === 'string' && 'span' in value && typeof value.span === 'object';
}

/** Calls `visit` for a node and everything below it, outside in. A visit that returns `false` skips what is below. */
export function walk(node: Node, visit: (node: Node, parent: Node | undefined) => boolean | void): void {
  // No recursion: a chain of operators may be deeper than the stack.
  const waiting: (readonly [Node, Node | undefined])[] = [[node, undefined]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [current, parent] = next;
    if (visit(current, parent) === false) continue;
    for (const child of children(current).toReversed()) waiting.push([child, current]);
  }
}

/** Whether some node at or below this one answers yes. */
export function some(node: Node, isWanted: (node: Node) => boolean): boolean {
  let found = false;
  walk(node, current => {
    found ||= isWanted(current);
    return !found;
  });
  return found;
}

/** The nodes from `root` down to the innermost one that `offset` stands in or touches; of two neighbours the one that starts there. */
export function pathAt(root: Node, offset: number): readonly Node[] {
  const path: Node[] = [];
  let node: Node | undefined = touches(root.span, offset) ? root : undefined;
  while (node !== undefined) {
    path.push(node);
    node = children(node).findLast(child => touches(child.span, offset));
  }
  return path;
}

/** The innermost node at an offset. */
export function nodeAt(root: Node, offset: number): Node | undefined {
  return pathAt(root, offset).at(-1);
}
