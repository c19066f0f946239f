import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidRenameFilesNotification,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type Range,
  type ServerCapabilities,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { CONFIG_FILES, IGNORE_FILE, placeOf } from '../config/index.ts';
import type { Change } from '../grammar/index.ts';
import { clientOf, type Client } from './client.ts';
import { TokenMemory } from './convert/tokens.ts';
import type { Server } from './entry.ts';
import { Findings } from './findings.ts';
import type { Host } from './host.ts';
import { Lines } from './lines.ts';
import { isConfigFile, readClientSettings } from './project.ts';
import { Publisher } from './publishing.ts';
import { capabilitiesFor, ENTRIES, together } from './requests.ts';
import { Session } from './session.ts';
import { statusTeller } from './status.ts';
import { toOffset } from './text.ts';
import { logBug, unattended } from './unattended.ts';

const SECTION = 'greptime-sql';

/** Speaks the protocol on a connection. The session does the rest. */
export function serve(connection: Connection, host: Host): void {
  const session = new Session(host);
  const log = (what: string, error: unknown): void => logBug(connection, what, error);
  /**
   * A handler of notifications: nobody waits for it, so nobody else would hear of its failure. What is told before both sides have
   * introduced themselves is not heard, as the protocol wants it.
   */
  const told =
    <Params>(what: string, handle: (params: Params) => void | Promise<void>) =>
    (params: Params): Promise<void> =>
      isIntroduced ? unattended(connection, what, () => handle(params)) : Promise.resolve();
  session.onBug = (rule, error) => log(`rule ${rule}`, error);
  let server: Server;
  let isIntroduced = false;
  let publisher: Publisher | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let waiting: (() => void)[] = [];
  let isLoaded = false;
  let nowLoaded = (): void => {};
  const firstLoad = new Promise<void>(resolve => void (nowLoaded = resolve));
  /** The reading whose end is waited for already. */
  let followed: Promise<void> | undefined;
  const status = statusTeller(connection, session);

  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params);
    session.encoding = client.encoding;
    session.settings = readClientSettings(sectionOf(params.initializationOptions));
    const change = (): Promise<void> => new Promise(resolve => void waiting.push(resolve));
    const loaded = (): Promise<void> => firstLoad.then(() => session.loading).catch(() => {});
    server = { session, client, connection, tokens: new TokenMemory(), findings: new Findings(session, client), change, loaded };
    isIntroduced = true;
    if (!client.pulls) publisher = new Publisher(server);
    // The library listens too by now, and would have the client register what it was told already.
    connection.onNotification(
      DidChangeWorkspaceFoldersNotification.type,
      told('folders', ({ event }) => changeFolders(event)),
    );
    return {
      serverInfo: { name: SECTION },
      capabilities: together(basics(client), capabilitiesFor(client)),
    };
  });
  for (const entry of ENTRIES)
    entry.listen(
      connection,
      () => server,
      (feature, error) => log(`feature ${feature}`, error),
    );

  connection.onInitialized(
    told('starting', async () => {
      await register(connection, server.client);
      await configure();
      await load(server.client.roots, true);
      if (server.client.own.status === true) status.loaded();
    }),
  );
  connection.onShutdown(() => {
    publisher?.stop();
    clearTimeout(settling);
  });

  connection.onDidOpenTextDocument(
    told('opening', ({ textDocument: { uri, languageId, version, text } }) => {
      session.open(uri, languageId, version, Lines.of(text));
      if (session.projectOf(uri)?.isShallow === true) void load(session.roots);
      else changed(uri);
    }),
  );
  connection.onDidChangeTextDocument(
    told('an edit', ({ textDocument: { uri, version }, contentChanges }) => {
      const document = session.document(uri);
      if (document === undefined) return;
      let { lines } = document;
      const changes: Change[] = [];
      for (const change of contentChanges) {
        const offsets = 'range' in change ? offsetsOf(lines, change.range, session) : { start: 0, end: lines.content.length };
        changes.push({ ...offsets, text: change.text });
        lines = 'range' in change ? lines.replaced(offsets.start, offsets.end, change.text) : Lines.of(change.text);
      }
      session.change(uri, version, lines, contentChanges.every(change => 'range' in change) ? changes : undefined);
      changed(uri);
      clearTimeout(settling);
      settling = setTimeout(() => {
        if (session.settle()) changed();
      }, SETTLING);
    }),
  );
  connection.onDidCloseTextDocument(
    told('closing', async ({ textDocument: { uri } }) => {
      server.tokens.forget(uri);
      await session.close(uri);
      changed();
    }),
  );
  connection.onDidSaveTextDocument(
    told('saving', async ({ textDocument: { uri } }) => {
      // Who watches nothing is told by nobody that other files changed, or the configuration did.
      if (!server.client.watches || isConfigFile(placeOf(uri))) await load(session.roots);
    }),
  );

  connection.onNotification(
    DidChangeWatchedFilesNotification.type,
    told('a change on disk', async ({ changes }) => {
      const isConfiguration = changes.some(
        ({ uri }) => isConfigFile(placeOf(uri)) || uri.endsWith(`/${IGNORE_FILE}`) || uri.endsWith('.json'),
      );
      if (isConfiguration) await load(session.roots);
      else {
        await Promise.all(changes.map(({ uri }) => session.reread(uri)));
        changedOutside();
      }
    }),
  );
  connection.onNotification(
    DidRenameFilesNotification.type,
    told('renamed files', async ({ files }) => {
      await Promise.all(files.flatMap(({ oldUri, newUri }) => [session.reread(oldUri), session.reread(newUri)]));
      // A folder's files are not named one by one.
      if (files.some(({ newUri }) => !/\.\w+$/.test(newUri))) await load(session.roots);
      else changedOutside();
    }),
  );
  connection.onNotification(
    DidChangeConfigurationNotification.type,
    told('settings', async ({ settings }: { settings: unknown }) => {
      if (!server.client.configures) session.settings = readClientSettings(sectionOf(settings));
      await configure();
      await load(session.roots);
    }),
  );

  async function changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): Promise<void> {
    const gone = new Set(removed.map(({ uri }) => uri));
    await load([...session.roots.filter(uri => !gone.has(uri)), ...added.map(({ uri }) => uri)]);
  }

  /** Asks the client for its settings, where it answers such questions. */
  async function configure(): Promise<void> {
    if (!server.client.configures) return;
    const settings: unknown = await connection.workspace.getConfiguration(SECTION).catch(() => undefined);
    session.settings = readClientSettings(settings);
  }

  async function load(roots: readonly string[], isFirst = false): Promise<void> {
    const progress =
      isFirst && server.client.progress && roots.length > 0
        ? await connection.window.createWorkDoneProgress().catch(() => undefined)
        : undefined;
    progress?.begin('GreptimeDB SQL', 0, 'reading files');
    const reading = session.load(roots, (done, of) => progress?.report(Math.floor((done / of) * 100), `${done} of ${of} files`));
    const isFollowed = reading === followed;
    followed = reading;
    try {
      await reading;
    } catch (error) {
      log('reading the workspace', error);
    } finally {
      progress?.done();
    }
    if (isFirst) {
      isLoaded = true;
      nowLoaded();
    }
    if (isFirst || !isFollowed) changedOutside();
  }

  function changed(uri?: string): void {
    const now = waiting;
    waiting = [];
    for (const resolve of now) resolve();
    if (isLoaded) publisher?.changed(uri);
    if (server.client.own.status === true) status.changed();
  }

  /** Nobody typed: the client does not know by itself that its answers are out of date. */
  function changedOutside(): void {
    changed();
    const { refreshes } = server.client;
    if (refreshes.diagnostics && server.client.pulls) void connection.sendRequest('workspace/diagnostic/refresh').catch(() => {});
    if (refreshes.lenses) void connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
    if (refreshes.hints) void connection.languages.inlayHint.refresh().catch(() => {});
  }

  connection.listen();
}

/** What has no answer of its own: how texts come to us, and what we want to be told. */
function basics({ encoding, folders }: Client): ServerCapabilities {
  const filters = [
    { scheme: 'file', pattern: { glob: '**/*.sql' } },
    { scheme: 'file', pattern: { glob: '**/*', matches: 'folder' as const } },
  ];
  return {
    positionEncoding: encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    workspace: {
      ...(folders ? { workspaceFolders: { supported: true, changeNotifications: true } } : {}),
      fileOperations: { didRename: { filters } },
    },
  };
}

async function register(connection: Connection, client: Client): Promise<void> {
  if (client.watches) {
    const globs = ['**/*.sql', ...CONFIG_FILES.map(name => `**/${name}`), `**/${IGNORE_FILE}`];
    const watchers = globs.map(globPattern => ({ globPattern }));
    await unattended(connection, 'watching files', () => connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
  }
  if (!client.registersConfiguration) return;
  await unattended(connection, 'watching settings', () =>
    connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }),
  );
}

/** Settings come bare or under our name. */
function sectionOf(given: InitializeParams['initializationOptions']): unknown {
  const named = given as { readonly [SECTION]?: unknown } | null | undefined;
  return named?.[SECTION] ?? given;
}

/** When nobody has typed for so long, open quotes are taken as meant. */
const SETTLING = 300;

function offsetsOf(lines: Lines, range: Range, session: Session): { readonly start: number; readonly end: number } {
  const start = toOffset(lines, range.start, session.encoding);
  return { start, end: Math.max(start, toOffset(lines, range.end, session.encoding)) };
}
