import type { Definition, Graph, GraphNode } from '../../client/protocol.ts';
import { draw, type Drawing } from './drawing.ts';
import { nextNode } from './keys.ts';
import { layOut, type Layout } from './layout.ts';
import { toPng, toSvg } from './pictures.ts';
import { Viewport } from './viewport.ts';
import { describe, summary, toMermaid } from './words.ts';

/** What the page around the graph does for it. */
export interface GraphHost {
  readonly open: (definition: Definition) => void;
  readonly save: (name: string, content: string | Blob) => void;
}
export interface GraphView {
  /** Draws another graph; the node that had the focus keeps it. `focus` names a flow to begin with. */
  readonly show: (graph: Graph, focus?: string) => void;
}

const PAGE = `
<div class="bar" role="toolbar" aria-label="Flow graph">
  <span class="summary" role="status"></span>
  <span class="group">
    <button type="button" data-do="out" aria-label="Zoom out">−</button>
    <button type="button" data-do="in" aria-label="Zoom in">+</button>
    <button type="button" data-do="fit">Fit</button>
  </span>
  <span class="group">
    <span aria-hidden="true">Save</span>
    <button type="button" data-do="svg" aria-label="Save SVG">SVG</button>
    <button type="button" data-do="png" aria-label="Save PNG">PNG</button>
    <button type="button" data-do="mermaid" aria-label="Save Mermaid">Mermaid</button>
  </span>
</div>
<p id="graph-keys" class="hidden">Arrow keys walk along the data, Enter goes to the code.</p>
<div class="canvas"></div>
<p class="empty" hidden>Nothing creates a flow or a view yet.</p>
<details class="outline"><summary>The graph as a list</summary><ul></ul></details>`;

/** Puts a flow graph into an element. */
export function mountGraph(root: HTMLElement, host: GraphHost): GraphView {
  root.classList.add('flow-graph');
  root.innerHTML = PAGE;
  const find = (selector: string): HTMLElement => root.querySelector<HTMLElement>(selector)!;
  const canvas = find('.canvas');
  const viewport = new Viewport(canvas);
  let shown: Graph = { nodes: [], edges: [] };
  let layout: Layout = { boxes: [], arrows: [], width: 0, height: 0 };
  let drawing: Drawing | undefined;
  let current: string | undefined;

  const open = (node: GraphNode | undefined): void => {
    if (node?.definition !== undefined) host.open(node.definition);
  };
  const nodeOf = (target: EventTarget | null): GraphNode | undefined => {
    const id = target instanceof Element ? target.closest('[data-id]')?.getAttribute('data-id') : undefined;
    return shown.nodes.find(node => node.id === id);
  };

  /** One box is reached with Tab, the others with the arrow keys. */
  const choose = (id: string | undefined, focus: boolean): void => {
    current = id;
    for (const [other, box] of drawing?.boxes ?? []) box.setAttribute('tabindex', other === id ? '0' : '-1');
    for (const edge of canvas.querySelectorAll('.edge')) {
      const isNear = edge.getAttribute('data-from') === id || edge.getAttribute('data-to') === id;
      edge.classList.toggle('near', isNear);
      if (!edge.classList.contains('cycle')) edge.setAttribute('marker-end', `url(#head-${isNear ? 'near' : 'arrow'})`);
    }
    if (!focus || id === undefined) return;
    drawing?.boxes.get(id)?.focus({ preventScroll: true });
    const box = layout.boxes.find(({ node }) => node.id === id);
    if (box !== undefined) viewport.reveal(box);
  };

  canvas.addEventListener('focusin', event => {
    const node = nodeOf(event.target);
    if (node !== undefined) choose(node.id, false);
  });
  canvas.addEventListener('click', event => {
    if (!viewport.wasDragged) open(nodeOf(event.target));
  });
  canvas.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') open(nodeOf(event.target));
    else if (event.key === '+' || event.key === '=') viewport.zoom(1.25);
    else if (event.key === '-') viewport.zoom(0.8);
    else if (event.key === '0') viewport.fit();
    else {
      const next = current === undefined ? undefined : nextNode(layout, shown, current, event.key);
      if (next === undefined) return;
      choose(next, true);
    }
    event.preventDefault();
  });
  find('.bar').addEventListener('click', event => {
    const action = event.target instanceof Element ? event.target.closest('[data-do]')?.getAttribute('data-do') : undefined;
    if (action === 'in') viewport.zoom(1.25);
    else if (action === 'out') viewport.zoom(0.8);
    else if (action === 'fit') viewport.fit();
    else if (action === 'mermaid') host.save('flows.mmd', toMermaid(shown));
    else if (drawing !== undefined && (action === 'svg' || action === 'png')) {
      // The picture does not show where the focus is.
      const chosen = current;
      choose(undefined, false);
      const picture = toSvg(drawing.svg, layout.width, layout.height);
      choose(chosen, false);
      if (action === 'svg') host.save('flows.svg', picture);
      else void toPng(picture, layout.width, layout.height).then(blob => host.save('flows.png', blob));
    }
  });

  return {
    show(graph, focus) {
      if (focus === undefined && drawing !== undefined && JSON.stringify(graph) === JSON.stringify(shown)) return;
      const hadFocus = canvas.contains(document.activeElement);
      shown = graph;
      layout = layOut(graph, measurer(root));
      drawing = draw(graph, layout);
      const isEmpty = graph.nodes.length === 0;
      find('.empty').hidden = !isEmpty;
      find('.outline').hidden = isEmpty;
      for (const group of root.querySelectorAll<HTMLElement>('.group')) group.hidden = isEmpty;
      find('.summary').textContent = summary(graph);
      canvas.replaceChildren(...(isEmpty ? [] : [drawing.svg]));
      viewport.show(drawing.svg, layout.width, layout.height);
      find('.outline ul').replaceChildren(...graph.nodes.map(node => toItem(graph, node, () => open(node))));
      const wanted = focus === undefined ? undefined : graph.nodes.find(node => node.kind === 'flow' && node.label === focus)?.id;
      const kept = graph.nodes.find(node => node.id === current)?.id;
      choose(wanted ?? kept ?? (graph.nodes.find(node => node.kind === 'flow') ?? graph.nodes[0])?.id, wanted !== undefined || hadFocus);
    },
  };
}

function toItem(graph: Graph, node: GraphNode, open: () => void): HTMLLIElement {
  const item = document.createElement('li');
  if (node.definition === undefined) {
    item.textContent = describe(graph, node);
    return item;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = describe(graph, node);
  button.addEventListener('click', open);
  item.append(button);
  return item;
}

/** Measures texts in the font of the page. */
function measurer(root: HTMLElement): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return text => text.length * 7.5;
  context.font = `600 13px ${getComputedStyle(root).fontFamily}`;
  return text => context.measureText(text).width;
}
