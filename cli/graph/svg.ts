import type { FlowGraph } from '../../analysis/index.ts';
import { layersOf } from './layers.ts';
import { lookOf, noteOf, type GraphNode } from './node.ts';

const FONT = 13;
const CHARACTER = 7.3;
const NOTE_CHARACTER = 6;
const HEIGHT = 40;
const GAP_X = 64;
const GAP_Y = 18;
const MARGIN = 16;

/** A picture that stands alone: no script, no foreign resource, light and dark, readable by screen readers. */
export function toSvg(graph: FlowGraph): string {
  const boxes = place(graph);
  const width = Math.max(0, ...[...boxes.values()].map(box => box.x + box.width)) + MARGIN;
  const height = Math.max(0, ...[...boxes.values()].map(box => box.y + HEIGHT)) + MARGIN;
  const flows = graph.nodes.filter(({ kind }) => kind === 'flow').length;
  const title = `Lineage of ${flows} ${flows === 1 ? 'flow' : 'flows'} over ${graph.nodes.length - flows} relations`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" role="img" aria-label="${title}" font-family="ui-monospace, monospace" font-size="${FONT}">
<title>${title}</title>
<style>
  .node rect { fill: #fff; stroke: #57606a; } .flow rect { fill: #ddf4ff; stroke: #0969da; } .sink rect { fill: #dafbe1; stroke: #1a7f37; }
  .view rect { fill: #fff8c5; stroke: #9a6700; } .missing rect { fill: #ffebe9; stroke: #cf222e; stroke-dasharray: 4; }
  .pending rect { stroke-dasharray: 4; } .cycle rect { stroke: #cf222e; stroke-width: 3; }
  text { fill: #1f2328; } .note { font-size: 10px; fill: #57606a; } path { fill: none; stroke: #57606a; } .writes { stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    .node rect { fill: #161b22; stroke: #8b949e; } .flow rect { fill: #0c2d6b; } .sink rect { fill: #033a16; } .view rect { fill: #341a00; } .missing rect { fill: #67060c; }
    text { fill: #e6edf3; } .note { fill: #adbac7; } path { stroke: #8b949e; }
  }
</style>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" style="fill:#57606a;stroke:none"/></marker></defs>
${graph.edges.map(({ from, to }) => arrow(boxes.get(from)!, boxes.get(to)!, from.startsWith('flow:') ? 'writes' : 'reads')).join('\n')}
${graph.nodes.map(node => drawn(node, boxes.get(node.id)!)).join('\n')}
</svg>
`;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function place(graph: FlowGraph): ReadonlyMap<string, Box> {
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  const boxes = new Map<string, Box>();
  const layers = layersOf(graph);
  const tallest = Math.max(0, ...layers.map(({ length }) => length));
  let x = MARGIN;
  for (const layer of layers) {
    const width = Math.max(0, ...layer.map(id => widthOf(nodes.get(id)!)));
    const top = MARGIN + ((tallest - layer.length) * (HEIGHT + GAP_Y)) / 2;
    for (const [row, id] of layer.entries()) boxes.set(id, { x, y: top + row * (HEIGHT + GAP_Y), width });
    x += width + GAP_X;
  }
  return boxes;
}

function widthOf(node: GraphNode): number {
  return Math.max(node.label.length * CHARACTER, noteOf(node).length * NOTE_CHARACTER) + 24;
}

function arrow(from: Box, to: Box, kind: string): string {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
  const bend = Math.max(GAP_X / 2, Math.abs(x2 - x1) / 2);
  return `<path class="${kind}" marker-end="url(#arrow)" d="M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}"/>`;
}

function drawn(node: GraphNode, { x, y, width }: Box): string {
  const { label, state, inCycle } = node;
  const look = lookOf(node);
  const note = noteOf(node);
  const classes = ['node', look, ...(state === 'pending' ? ['pending'] : []), ...(inCycle === true ? ['cycle'] : [])].join(' ');
  const middle = round(x + width / 2);
  const corner = look === 'flow' ? HEIGHT / 2 : 4;
  const box = `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${HEIGHT}" rx="${corner}"/>`;
  const name = `<text x="${middle}" y="${round(y + (note === '' ? 25 : 17))}" text-anchor="middle">${escape(label)}</text>`;
  const below = note === '' ? '' : `<text class="note" x="${middle}" y="${round(y + 32)}" text-anchor="middle">${escape(note)}</text>`;
  return `<g class="${classes}">${box}${name}${below}</g>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text
    .replace(/[\u0000-\u001f\ufffe\uffff]/g, '\u{fffd}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
