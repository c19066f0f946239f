import { createConnection, ProposedFeatures, type Connection } from 'vscode-languageserver/node';
import { CANCELLING } from './cancelling.ts';
import { FILES } from './files.ts';
import { collectAtRest } from './idle.ts';
import { serve } from './server.ts';
import { WholeWriter } from './writer.ts';

/** The language server as a process: `--stdio`, `--node-ipc`, `--socket=<port>`, `--pipe=<name>`; standard input and output if nothing is said. */
const TRANSPORTS = ['--stdio', '--node-ipc', '--socket', '--pipe'];
const asked = process.argv.find(argument => TRANSPORTS.some(transport => argument.startsWith(transport)));

const connection = asked === undefined || asked === '--stdio' ? standard() : createConnection(ProposedFeatures.all, CANCELLING);
serve(connection, FILES);
collectAtRest();

function standard(): Connection {
  // Whatever a package prints must not come between the messages.
  globalThis.console = new console.Console(process.stderr);
  // The library ends the process when a stream of input ends, and takes a writer of ours as it is.
  const output = new WholeWriter(process.stdout) as unknown as NodeJS.WritableStream;
  return createConnection(ProposedFeatures.all, process.stdin, output, CANCELLING);
}
