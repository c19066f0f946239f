import { commands, window, workspace, type ExtensionContext, type WorkspaceFolder } from 'vscode';
import type { BaseLanguageClient, DocumentSelector, LanguageClientOptions } from 'vscode-languageclient';
import { registerCommands } from './commands.ts';
import { CatalogTree } from './catalog_tree.ts';
import { PendingFlows } from './pending_flows.ts';
import { Documents } from './documents.ts';
import { lendFiles } from './files.ts';
import { Formatting } from './formatting.ts';
import { registerGraph } from './graph_panel.ts';
import { Link } from './link.ts';
import { registerStatusBar } from './status_bar.ts';
import { registerTasks, type CommandLine } from './tasks.ts';
import { VIRTUAL_SCHEME } from './protocol.ts';

/** What differs between VS Code's hosts. */
export interface Platform {
  readonly createClient: (options: LanguageClientOptions) => BaseLanguageClient;
  /** Absent in browsers, where no program can be run. */
  readonly commandLine?: CommandLine;
}

let link: Link | undefined;

/** Starts the server and everything that shows what it says. The server does the thinking. */
export async function start(context: ExtensionContext, platform: Platform): Promise<void> {
  const settings = workspace.getConfiguration('greptime-sql');
  if (!settings.get('enable', true)) return;
  const client = platform.createClient({
    documentSelector: selectorFor(workspace.workspaceFolders ?? []),
    synchronize: { configurationSection: 'greptime-sql' },
    // Files of VS Code's own file systems are read through us.
    diagnosticCollectionName: 'greptime-sql',
  });
  const current = new Link(client);
  link = current;
  client.registerFeature(current.abilities());
  const formatting = new Formatting(client, current);
  client.registerFeature(formatting);
  lendFiles(client);
  const tree = new CatalogTree(current);
  const pending = new PendingFlows(current);
  context.subscriptions.push(
    current,
    formatting,
    window.createTreeView('greptime-sql.catalog', { treeDataProvider: tree, showCollapseAll: true }),
    window.registerFileDecorationProvider(pending),
    workspace.registerTextDocumentContentProvider(VIRTUAL_SCHEME, new Documents(current)),
    registerStatusBar(current),
    registerGraph(context, current),
    registerCommands(current, platform.commandLine),
    workspace.onDidGrantWorkspaceTrust(() => current.restart()),
  );
  if (platform.commandLine !== undefined) context.subscriptions.push(registerTasks(platform.commandLine));
  void commands.executeCommand('setContext', 'greptime-sql.hasCommandLine', platform.commandLine !== undefined);
  await client.start();
}

export function stop(): Promise<void> | undefined {
  return link?.stop();
}

/** What a file's older or other side is shown in (`git:`, comparisons, our own documents) is not the workspace: it is not judged. */
function selectorFor(folders: readonly WorkspaceFolder[]): DocumentSelector {
  const schemes = new Set(['file', 'untitled', 'vscode-vfs', ...folders.map(folder => folder.uri.scheme)]);
  const configuration = '**/greptime-sql.{json,jsonc,yaml,yml}';
  return [...schemes].flatMap(scheme => [
    { scheme, language: 'greptime-sql' },
    { scheme, language: 'sql' },
    { scheme, pattern: configuration },
  ]);
}
