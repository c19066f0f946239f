import type { FlowGraph } from '../../analysis/index.ts';

export type GraphNode = FlowGraph['nodes'][number];

/** How a node is drawn: a table that no file creates is another thing than one that must be there and is not. */
export type NodeLook = 'flow' | 'view' | 'table' | 'sink' | 'elsewhere' | 'missing';

export function lookOf({ kind, missing, elsewhere, createdByFlow }: GraphNode): NodeLook {
  if (missing === true) return 'missing';
  if (elsewhere === true) return 'elsewhere';
  return createdByFlow === undefined ? kind : 'sink';
}

/** What is worth knowing beside the name; empty for a plain table. */
export function noteOf(node: GraphNode): string {
  const { state, mode, notYet, createdByFlow, inCycle } = node;
  const look = lookOf(node);
  const notes = [
    ...(look === 'missing' ? ['missing'] : []),
    ...(look === 'elsewhere' ? ['no file creates it'] : []),
    ...(notYet === true ? ['not made yet'] : []),
    ...(look === 'view' ? ['view'] : []),
    ...(createdByFlow === undefined ? [] : [`created by ${createdByFlow}`]),
    ...(state === 'pending' ? ['pending'] : mode === undefined ? [] : [mode]),
    ...(inCycle === true ? ['in a cycle'] : []),
  ];
  return notes.join(', ');
}
