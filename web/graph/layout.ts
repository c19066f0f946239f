import { Graph as Drawing, layout as place } from '@dagrejs/dagre';
import type { Graph, GraphEdge, GraphNode } from '../../client/protocol.ts';
import { linesOf } from './words.ts';

export interface Box {
  readonly node: GraphNode;
  /** The middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Columns from the left: who stands in the same one is reached with Up and Down. */
  readonly column: number;
}
export interface Arrow {
  readonly edge: GraphEdge;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}
export interface Layout {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly width: number;
  readonly height: number;
}

const LINE = 16;
const PADDING = 12;
/** Room around everything, for the ring around the box that has the focus. */
const MARGIN = 16;

/** Places the nodes so that data runs from left to right. `measure` tells how wide a text is drawn. */
export function layOut(graph: Graph, measure: (text: string) => number): Layout {
  const drawing = new Drawing({ multigraph: true });
  drawing.setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 40, edgesep: 12, marginx: MARGIN, marginy: MARGIN, acyclicer: 'greedy' });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) {
    const width = Math.ceil(Math.max(...linesOf(node).map(measure))) + 2 * PADDING + (node.kind === 'flow' ? LINE : 0);
    drawing.setNode(node.id, { width: Math.max(width, 72), height: 2 * LINE + PADDING });
  }
  graph.edges.forEach((edge, index) => void drawing.setEdge(edge.from, edge.to, {}, String(index)));
  place(drawing);
  const places = graph.nodes.map(node => ({ node, ...(drawing.node(node.id) as Place) }));
  const columns = [...new Set(places.map(({ x }) => Math.round(x)))].toSorted((a, b) => a - b);
  const { width = 0, height = 0 } = drawing.graph() as { width?: number; height?: number };
  return {
    boxes: places.map(({ node, x, y, width: w, height: h }) => ({
      node,
      x,
      y,
      width: w,
      height: h,
      column: columns.indexOf(Math.round(x)),
    })),
    arrows: graph.edges.map((edge, index) => ({
      edge,
      points: (drawing.edge(edge.from, edge.to, String(index)) as { points: Arrow['points'] }).points,
    })),
    width: Number.isFinite(width) ? width : 0,
    height: Number.isFinite(height) ? height : 0,
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
