import { createRequire } from 'node:module';

/**
 * A language server that does nothing: what the protocol and its library cost by themselves. With `--findings=110` it tells of so many findings
 * at each edit, always the same, each as long as ours are on average.
 */
const require = createRequire(import.meta.url);
const { createConnection, ProposedFeatures } = require('vscode-languageserver/node');

const connection = createConnection(ProposedFeatures.all);
connection.onInitialize(() => ({ capabilities: { textDocumentSync: 2, completionProvider: {} } }));
const count = Number(process.argv.find(argument => argument.startsWith('--findings='))?.split('=')[1] ?? 0);
const diagnostics = Array.from({ length: count }, (_, i) => ({
  range: { start: { line: i * 100, character: 15 }, end: { line: i * 100, character: 26 } },
  severity: 2,
  code: 'partition-not-in-key',
  codeDescription: { href: 'https://github.com/greptime-sql/greptime-sql/blob/main/docs/rules/partition-not-in-key.md' },
  source: 'greptime-sql',
  message: 'What is found is said in so many words, with names of tables and columns: a hundred letters or so',
}));
const publish = ({ uri, version }) => void connection.sendDiagnostics({ uri, version, diagnostics });
connection.onDidOpenTextDocument(({ textDocument }) => publish(textDocument));
connection.onDidChangeTextDocument(({ textDocument }) => publish(textDocument));
connection.listen();
