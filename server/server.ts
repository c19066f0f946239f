import {
  CodeActionKind, DidChangeWatchedFilesNotification, DocumentDiagnosticReportKind, MarkupKind, PositionEncodingKind, TextDocumentSyncKind,
  type Connection, type InitializeParams, type InitializeResult,
} from 'vscode-languageserver';
import { actions, hover } from '../analysis/index.ts';
import { toCodeAction, toHover, toLspDiagnostic } from './convert.ts';
import type { Host } from './host.ts';
import type { ClientAbilities } from './protocol.ts';
import { answerRequests } from './requests.ts';
import { Session } from './session.ts';
import { statusTeller } from './status.ts';
import { linesOf, toOffset, type Encoding } from './text.ts';

/** What this client can do, as far as answers depend on it. */
interface Client {
  readonly pull: boolean;
  readonly related: boolean;
  readonly markdown: boolean;
  readonly watches: boolean;
  readonly refresh: boolean;
  readonly status: boolean;
}

/** Speaks the protocol on a connection. The session does the rest. */
export function serve(connection: Connection, host: Host): void {
  const session = new Session(host);
  session.onBug = (rule, error) => connection.console.error(`rule ${rule} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  let client: Client = { pull: false, related: false, markdown: false, watches: false, refresh: false, status: false };
  let roots: readonly string[] = [];
  let scheduled = false;
  let published = new Set<string>();
  answerRequests(connection, session);
  const status = statusTeller(connection, session);

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params);
    session.encoding = encodingOf(params);
    roots = rootsOf(params);
    return {
      serverInfo: { name: 'greptime-sql' },
      capabilities: {
        positionEncoding: session.encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(async () => {
    if (client.watches) {
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.sql' }, { globPattern: '**/greptime-sql.json' }] });
    }
    await session.load(roots);
    publishSoon();
    if (client.status) status.loaded();
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    session.open({ uri, languageId, version, text });
    publishSoon();
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const document = session.document(uri);
    if (document === undefined) return;
    let { text } = document;
    for (const change of contentChanges) {
      if (!('range' in change)) {
        text = change.text;
        continue;
      }
      const lines = linesOf({ text });
      const start = toOffset(lines, change.range.start, session.encoding);
      const end = toOffset(lines, change.range.end, session.encoding);
      text = text.slice(0, start) + change.text + text.slice(Math.max(start, end));
    }
    session.change({ ...document, version, text });
    publishSoon();
  });
  connection.onDidCloseTextDocument(async ({ textDocument: { uri } }) => {
    await session.close(uri);
    publishSoon();
  });
  connection.onDidSaveTextDocument(async () => {
    if (client.watches) return;
    await session.reload();
    publishSoon();
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    if (changes.some(({ uri }) => uri.endsWith('/greptime-sql.json'))) await session.reload();
    else await Promise.all(changes.map(({ uri }) => session.reread(uri)));
    publishSoon();
  });

  connection.onHover(params => toHover(session, params.textDocument.uri, hover(session.snapshot(), session.place(params)), client.markdown));
  connection.onCodeAction(params => {
    const { uri } = params.textDocument;
    const file = session.file(uri);
    if (file === undefined) return [];
    const lines = linesOf(file);
    const range = { start: toOffset(lines, params.range.start, session.encoding), end: toOffset(lines, params.range.end, session.encoding) };
    return actions(session.snapshot(), uri, range, session.diagnostics(uri)).map(action => toCodeAction(session, action, client));
  });
  connection.languages.diagnostics.on(({ textDocument: { uri } }) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: session.diagnostics(uri).map(diagnostic => toLspDiagnostic(session, diagnostic, client)),
  }));

  /** Once per turn of the event loop, however many edits came in. */
  function publishSoon(): void {
    if (client.status) status.changed();
    if (scheduled) return;
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      if (client.pull) {
        if (client.refresh) void connection.languages.diagnostics.refresh();
        return;
      }
      publish();
    }, 0);
  }

  function publish(): void {
    const now = new Set<string>();
    for (const uri of new Set([...session.openUris(), ...session.uris()])) {
      const diagnostics = session.diagnostics(uri).map(diagnostic => toLspDiagnostic(session, diagnostic, client));
      if (diagnostics.length > 0 || session.document(uri) !== undefined) now.add(uri);
      if (diagnostics.length === 0 && !published.has(uri) && session.document(uri) === undefined) continue;
      const version = session.document(uri)?.version;
      void connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
    }
    for (const uri of published) if (!now.has(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    published = now;
  }

  connection.listen();
}

function clientOf({ capabilities }: InitializeParams): Client {
  const { textDocument, workspace, experimental } = capabilities;
  const formats = textDocument?.hover?.contentFormat ?? [];
  return {
    pull: textDocument?.diagnostic !== undefined,
    related: textDocument?.publishDiagnostics?.relatedInformation === true || textDocument?.diagnostic?.relatedInformation === true,
    markdown: formats[0] === MarkupKind.Markdown,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    status: (experimental as { readonly greptimeSql?: ClientAbilities } | undefined)?.greptimeSql?.status === true,
  };
}

function encodingOf({ capabilities }: InitializeParams): Encoding {
  const wanted = capabilities.general?.positionEncodings ?? [];
  for (const encoding of [PositionEncodingKind.UTF16, PositionEncodingKind.UTF8, PositionEncodingKind.UTF32]) {
    if (wanted.includes(encoding)) return encoding as Encoding;
  }
  return 'utf-16';
}

function rootsOf(params: InitializeParams): readonly string[] {
  const folders = params.workspaceFolders?.map(folder => folder.uri) ?? [];
  if (folders.length > 0) return folders;
  // Some clients send only the older field.
  return params.rootUri === null || params.rootUri === undefined ? [] : [params.rootUri];
}
