import { commands, Disposable, Uri, ViewColumn, window, workspace, type ExtensionContext, type Webview, type WebviewPanel } from 'vscode';
import type { Link } from './link.ts';
import { reveal } from './locations.ts';
import type { Definition, Graph } from './protocol.ts';

/** What the page tells us. */
type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly definition: Definition }
  | { readonly kind: 'save'; readonly name: string; readonly text?: string; readonly base64?: string };
/** What we tell the page. */
type ToPage = { readonly kind: 'graph'; readonly graph: Graph; readonly focus?: string };

const VIEW = 'greptime-sql.graph';

/** The flow graph in a panel of its own: one at a time, kept up to date, and there again after a reload of the window. */
export function registerGraph(context: ExtensionContext, link: Link): Disposable {
  let panel: WebviewPanel | undefined;
  let focus: string | undefined;

  const send = async (): Promise<void> => {
    if (panel === undefined) return;
    const message: ToPage = { kind: 'graph', graph: await link.graph(), ...(focus === undefined ? {} : { focus }) };
    focus = undefined;
    await panel?.webview.postMessage(message);
  };
  const fill = (made: WebviewPanel): void => {
    panel = made;
    const { webview } = made;
    webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(context.extensionUri, 'dist')] };
    webview.html = pageFor(webview, context.extensionUri);
    const icon = (name: string): Uri => Uri.joinPath(context.extensionUri, 'client', 'assets', name);
    made.iconPath = { light: icon('file-light.svg'), dark: icon('file-dark.svg') };
    webview.onDidReceiveMessage((message: FromPage) => {
      switch (message.kind) {
        case 'ready':
          return send();
        case 'open':
          // Beside the graph, so that it stays in sight.
          return reveal(message.definition, made.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One);
        default:
          return save(message);
      }
    });
    made.onDidDispose(() => (panel = undefined));
  };
  const show = (wanted?: unknown): void => {
    focus = typeof wanted === 'object' && wanted !== null && 'label' in wanted ? String(wanted.label) : undefined;
    if (panel === undefined) {
      fill(window.createWebviewPanel(VIEW, 'Flow Graph', { viewColumn: ViewColumn.Beside, preserveFocus: false }, { enableScripts: true }));
      return;
    }
    panel.reveal();
    void send();
  };
  return Disposable.from(
    commands.registerCommand('greptime-sql.showGraph', show),
    window.registerWebviewPanelSerializer(VIEW, { deserializeWebviewPanel: async made => fill(made) }),
    link.onChange(status => {
      if (!status.loading) void send();
    }),
    { dispose: () => panel?.dispose() },
  );
}

/** Scripts and styles come from the extension alone, nothing comes from the network. */
function pageFor(webview: Webview, extension: Uri): string {
  const at = (name: string): string => webview.asWebviewUri(Uri.joinPath(extension, 'dist', name)).toString();
  const policy = `default-src 'none'; script-src ${webview.cspSource}; style-src ${webview.cspSource}; img-src data: blob:`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Flow Graph</title>
<link rel="stylesheet" href="${at('graph.css')}">
</head>
<body>
<main id="graph"></main>
<script src="${at('graph.js')}"></script>
</body>
</html>`;
}

async function save({ name, text, base64 }: Extract<FromPage, { kind: 'save' }>): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) });
  if (target === undefined) return;
  const bytes =
    base64 === undefined ? new TextEncoder().encode(text ?? '') : Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  await workspace.fs.writeFile(target, bytes);
}
