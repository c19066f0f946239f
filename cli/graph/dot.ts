import type { FlowGraph } from '../../analysis/index.ts';
import { lookOf, noteOf, type GraphNode, type NodeLook } from './node.ts';

/** Graphviz' language. */
export function toDot({ nodes, edges }: FlowGraph): string {
  const lines = ['digraph lineage {', '  rankdir=LR;', '  node [fontname="sans-serif"];'];
  for (const node of nodes) lines.push(`  ${quote(node.id)} [${attributes(node)}];`);
  for (const { from, to } of edges) lines.push(`  ${quote(from)} -> ${quote(to)}${from.startsWith('flow:') ? ' [penwidth=2]' : ''};`);
  return `${[...lines, '}'].join('\n')}\n`;
}

const SHAPES: Readonly<Record<NodeLook, string>> = {
  table: 'cylinder',
  sink: 'cylinder',
  elsewhere: 'cylinder',
  view: 'parallelogram',
  flow: 'box',
  missing: 'hexagon',
};

function attributes(node: GraphNode): string {
  const { label, state, inCycle } = node;
  const look = lookOf(node);
  const note = noteOf(node);
  const styles = [...(look === 'flow' ? ['rounded'] : []), ...(state === 'pending' || look === 'missing' ? ['dashed'] : [])];
  return [
    `label=${quote(note === '' ? label : `${label}\n${note}`)}`,
    `shape=${SHAPES[look]}`,
    ...(styles.length > 0 ? [`style="${styles.join(',')}"`] : []),
    ...(inCycle === true || look === 'missing' ? ['color="#d33"'] : []),
  ].join(', ');
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replace(/\r?\n/g, '\\n')}"`;
}
