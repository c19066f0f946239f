import { join } from 'node:path';
import { commands, workspace, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';

let client: LanguageClient | undefined;

/** Starts the language server that is bundled beside this file. Everything else is the server's work. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = join(context.extensionPath, 'dist', 'server.cjs');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const options: LanguageClientOptions = {
    documentSelector: [{ language: 'greptime-sql' }, { language: 'sql' }],
    synchronize: { configurationSection: 'greptime-sql' },
  };
  client = new LanguageClient('greptime-sql', 'GreptimeDB SQL', server, options);
  context.subscriptions.push(
    commands.registerCommand('greptime-sql.restart', () => client?.restart()),
    workspace.onDidGrantWorkspaceTrust(() => client?.restart()),
  );
  await client.start();
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}
