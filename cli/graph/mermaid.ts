import type { FlowGraph } from '../../analysis/index.ts';
import { lookOf, noteOf, type NodeLook } from './node.ts';

const SHAPES: Readonly<Record<NodeLook, readonly [string, string]>> = {
  table: ['[(', ')]'],
  sink: ['[(', ')]'],
  view: ['[/', '/]'],
  flow: ['([', '])'],
  elsewhere: ['[(', ')]'],
  missing: ['{{', '}}'],
};

/** A Mermaid flow chart: forges and editors draw it in Markdown. */
export function toMermaid({ nodes, edges }: FlowGraph): string {
  const idOf = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const lines = ['flowchart LR'];
  for (const node of nodes) {
    const [open, close] = SHAPES[lookOf(node)];
    const note = noteOf(node);
    const text = note === '' ? escape(node.label) : `${escape(node.label)}<br/><small>${escape(note)}</small>`;
    lines.push(`  ${idOf.get(node.id)}${open}"${text}"${close}`);
  }
  for (const { from, to } of edges) lines.push(`  ${idOf.get(from)} ${from.startsWith('flow:') ? '==>' : '-->'} ${idOf.get(to)}`);
  const classed = (name: string, ids: readonly string[], style: string): void => {
    if (ids.length > 0) lines.push(`  classDef ${name} ${style}`, `  class ${ids.map(id => idOf.get(id)).join(',')} ${name}`);
  };
  classed(
    'pending',
    nodes.filter(({ state }) => state === 'pending').map(({ id }) => id),
    'stroke-dasharray:4',
  );
  classed(
    'missing',
    nodes.filter(node => lookOf(node) === 'missing').map(({ id }) => id),
    'stroke:#d33,stroke-dasharray:4',
  );
  classed(
    'cycle',
    nodes.filter(({ inCycle }) => inCycle === true).map(({ id }) => id),
    'stroke:#d33,stroke-width:3px',
  );
  return `${lines.join('\n')}\n`;
}

/** Everything that could be Mermaid, Markdown or HTML becomes a character code. */
function escape(text: string): string {
  return text.replace(/[^\p{L}\p{N} _.,:()=-]/gu, character => `#${character.codePointAt(0)};`);
}
