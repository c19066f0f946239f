import type { Graph, GraphNode } from '../../client/protocol.ts';

/** What stands in a box: its name, and what it is. */
export function linesOf(node: GraphNode): readonly [string, string] {
  switch (node.kind) {
    case 'flow':
      return [node.label, [node.assumed === true ? 'not certain' : node.state, node.mode].filter(word => word !== undefined).join(', ')];
    case 'view':
      return [node.label, 'view'];
    default:
      return [node.label, tableNote(node)];
  }
}

function tableNote({ missing, elsewhere, notYet, createdByFlow }: GraphNode): string {
  if (missing === true) return 'missing';
  if (elsewhere === true) return 'not in these files';
  if (notYet === true) return 'not made yet';
  return createdByFlow === undefined ? 'table' : 'sink table';
}

/** A node in words, for those who hear the graph. */
export function describe(graph: Graph, node: GraphNode): string {
  const label = (id: string): string => {
    const other = graph.nodes.find(candidate => candidate.id === id);
    return other === undefined ? id : other.label + (other.missing === true ? ' (missing)' : '');
  };
  const sources = graph.edges.filter(edge => edge.to === node.id).map(edge => label(edge.from));
  const targets = graph.edges.filter(edge => edge.from === node.id).map(edge => label(edge.to));
  const isFlow = node.kind === 'flow';
  // What is seen comes first: who speaks to a computer says what he sees.
  const parts = [
    linesOf(node).join(' '),
    isFlow ? 'flow' : undefined,
    node.createdByFlow === undefined ? undefined : `made by flow ${node.createdByFlow}`,
    node.inCycle === true ? 'in a cycle' : undefined,
    sources.length === 0 ? undefined : `${isFlow || node.kind === 'view' ? 'reads' : 'written by'} ${sources.join(' and ')}`,
    targets.length === 0 ? undefined : `${isFlow ? 'writes' : 'read by'} ${targets.join(' and ')}`,
  ];
  return parts.filter(part => part !== undefined).join(', ');
}

/** The whole graph in one sentence. */
export function summary({ nodes }: Graph): string {
  const flows = nodes.filter(node => node.kind === 'flow');
  const parts = [count(flows.length, 'flow')];
  const pending = flows.filter(({ state }) => state === 'pending').length;
  if (pending > 0) parts.push(`${pending} pending`);
  const missing = nodes.filter(node => node.missing === true).length;
  if (missing > 0) parts.push(count(missing, 'missing source'));
  if (nodes.some(node => node.inCycle === true)) parts.push('a cycle');
  return parts.join(', ');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** The graph in Mermaid's language, for Markdown. */
export function toMermaid(graph: Graph): string {
  const names = new Map(graph.nodes.map((node, index) => [node.id, `n${index + 1}`]));
  const lines = graph.nodes.map(node => {
    const text = `"${quoted(node.label)}<br/><small>${quoted(linesOf(node)[1])}</small>"`;
    const shape = node.kind === 'flow' ? `([${text}])` : node.kind === 'view' ? `[[${text}]]` : `[${text}]`;
    const look = node.missing === true ? ':::missing' : node.state === 'pending' ? ':::pending' : '';
    return `  ${names.get(node.id)!}${shape}${look}`;
  });
  const arrows = graph.edges.map(({ from, to }) => `  ${names.get(from)!} --> ${names.get(to)!}`);
  const looks = ['  classDef pending stroke-dasharray: 5 4', '  classDef missing stroke-dasharray: 2 3'];
  return ['flowchart LR', ...lines, ...arrows, ...looks, ''].join('\n');
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
