import { Uri, type ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/browser';
import { start, stop } from './start.ts';

let worker: Worker | undefined;

/** The entry in a browser's host: the same server in a worker, which reads files through us. */
export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server.worker.js').toString(true);
  // A new worker for every start. VS Code wraps workers, so that the library would not know one when it sees it.
  const startWorker = (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(script);
    return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) });
  };
  await start(context, { createClient: options => new LanguageClient('greptime-sql', 'GreptimeDB SQL', startWorker, options) });
}

export async function deactivate(): Promise<void> {
  await stop();
  worker?.terminate();
}
