import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node';
import { commandLineAt } from './command_line.ts';
import { start, stop } from './start.ts';

/** The entry in VS Code's Node host: the server is a process, the command line is at hand. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.cjs');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  await start(context, {
    createClient: options => new LanguageClient('greptime-sql', 'GreptimeDB SQL', server, options),
    commandLine: commandLineAt(context.asAbsolutePath('dist/cli.cjs')),
  });
}

export function deactivate(): Promise<void> | undefined {
  return stop();
}
