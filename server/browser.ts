import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { CANCELLING } from './cancelling.ts';
import { lentFiles } from './lent_files.ts';
import { serve } from './server.ts';

/** The language server as a worker: the same features, with the client's files. */
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(scope), new BrowserMessageWriter(scope), CANCELLING);
serve(connection, lentFiles(connection));
