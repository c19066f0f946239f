import { createConnection, LSPErrorCodes, Message, ProposedFeatures, type ResponseMessage } from 'vscode-languageserver/node';
import { FILES } from './files.ts';
import { serve } from './server.ts';

/** The language server as a process: `--stdio`, `--node-ipc`, `--socket=<port>`, `--pipe=<name>`; standard input and output if nothing is said. */
const TRANSPORTS = ['--stdio', '--node-ipc', '--socket', '--pipe'];
if (!process.argv.some(argument => TRANSPORTS.some(transport => argument.startsWith(transport)))) process.argv.push('--stdio');

const connection = createConnection(ProposedFeatures.all, {
  /** A request that was called off before its turn is not begun. */
  cancelUndispatched: (message): ResponseMessage | undefined =>
    Message.isRequest(message)
      ? { jsonrpc: '2.0', id: message.id, error: { code: LSPErrorCodes.RequestCancelled, message: 'called off' } }
      : undefined,
});
serve(connection, FILES);
