import type { Graph } from '../../client/protocol.ts';
import type { Layout } from './layout.ts';

/** Where an arrow key leads: Left and Right along the data, Up and Down within a column, Home and End to the first and last node. */
export function nextNode({ boxes }: Layout, graph: Graph, id: string, key: string): string | undefined {
  const here = boxes.find(({ node }) => node.id === id);
  if (here === undefined) return undefined;
  const nearest = (ids: readonly string[]): string | undefined =>
    boxes
      .filter(({ node }) => ids.includes(node.id) && node.id !== id)
      .toSorted((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y))
      .at(0)?.node.id;
  const ordered = boxes.toSorted((a, b) => a.column - b.column || a.y - b.y);
  const column = ordered.filter(box => box.column === here.column);
  const at = column.indexOf(here);
  switch (key) {
    case 'ArrowRight':
      return nearest(graph.edges.filter(edge => edge.from === id).map(edge => edge.to));
    case 'ArrowLeft':
      return nearest(graph.edges.filter(edge => edge.to === id).map(edge => edge.from));
    case 'ArrowDown':
      return column[at + 1]?.node.id;
    case 'ArrowUp':
      return column[at - 1]?.node.id;
    case 'Home':
      return ordered[0]?.node.id;
    case 'End':
      return ordered.at(-1)?.node.id;
    default:
      return undefined;
  }
}
