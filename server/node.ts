import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { CANCELLING } from './cancelling.ts';
import { FILES } from './files.ts';
import { collectAtRest } from './idle.ts';
import { serve } from './server.ts';

/** The language server as a process: `--stdio`, `--node-ipc`, `--socket=<port>`, `--pipe=<name>`; standard input and output if nothing is said. */
const TRANSPORTS = ['--stdio', '--node-ipc', '--socket', '--pipe'];
if (!process.argv.some(argument => TRANSPORTS.some(transport => argument.startsWith(transport)))) process.argv.push('--stdio');

const connection = createConnection(ProposedFeatures.all, CANCELLING);
serve(connection, FILES);
collectAtRest();
