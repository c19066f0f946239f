import './graph.css';
import type { Definition, Graph } from '../../client/protocol.ts';
import { mountGraph } from './view.ts';

/** The page of the extension's flow graph panel. */
interface VsCode {
  readonly postMessage: (message: FromPage) => void;
  readonly setState: (state: object) => void;
}
type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly definition: Definition }
  | { readonly kind: 'save'; readonly name: string; readonly text?: string; readonly base64?: string };

declare function acquireVsCodeApi(): VsCode;

const { postMessage: tell, setState } = acquireVsCodeApi();
const view = mountGraph(document.getElementById('graph')!, {
  open: definition => tell({ kind: 'open', definition }),
  save: (name, content) => void save(name, content),
});
addEventListener('message', ({ data }: MessageEvent<{ kind: 'graph'; graph: Graph; focus?: string }>) => {
  if (data.kind === 'graph') view.show(data.graph, data.focus);
});
// VS Code brings panels with a state back after the window is loaded again.
setState({});
tell({ kind: 'ready' });

async function save(name: string, content: string | Blob): Promise<void> {
  if (typeof content === 'string') {
    tell({ kind: 'save', name, text: content });
    return;
  }
  const bytes = new Uint8Array(await content.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  tell({ kind: 'save', name, base64: btoa(binary) });
}
