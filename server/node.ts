import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { FILES } from './files.ts';
import { serve } from './server.ts';

/** The language server as a process: `--stdio`, `--node-ipc`, `--socket=<port>`. */
serve(createConnection(ProposedFeatures.all), FILES);
