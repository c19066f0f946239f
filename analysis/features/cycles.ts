/**
 * The nodes that lie on a cycle, each with a number that it shares with the others of its cycle: Tarjan's strongly connected
 * components, without recursion, so that a long chain of flows does no harm.
 */
export function cyclic(edges: readonly { readonly from: string; readonly to: string }[]): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
  }
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const found = new Map<string, number>();
  const enter = (node: string): { readonly node: string; at: number } => {
    order.set(node, order.size);
    lowest.set(node, order.get(node)!);
    stack.push(node);
    onStack.add(node);
    return { node, at: 0 };
  };
  for (const root of next.keys()) {
    if (order.has(root)) continue;
    const path = [enter(root)];
    while (path.length > 0) {
      const here = path.at(-1)!;
      const target = next.get(here.node)?.[here.at++];
      if (target !== undefined) {
        if (!order.has(target)) path.push(enter(target));
        else if (onStack.has(target)) lowest.set(here.node, Math.min(lowest.get(here.node)!, order.get(target)!));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) lowest.set(parent.node, Math.min(lowest.get(parent.node)!, lowest.get(here.node)!));
      if (lowest.get(here.node) !== order.get(here.node)) continue;
      const component = stack.splice(stack.lastIndexOf(here.node));
      for (const node of component) onStack.delete(node);
      const isRound = component.length > 1 || (next.get(here.node) ?? []).includes(here.node);
      if (isRound) for (const node of component) found.set(node, order.get(here.node)!);
    }
  }
  return found;
}
