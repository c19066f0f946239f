import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { afterEach } from 'vitest';
import { placeOf } from '../../config/index.ts';
import { CANCELLING } from '../../server/cancelling.ts';
import type { Host } from '../../server/host.ts';
import { serve } from '../../server/server.ts';
import { fixture } from '../fixture.ts';

/** Files in memory, as a host lends them. */
export function memoryHost(files: Map<string, string>): Host {
  return {
    readFile: uri => Promise.resolve(files.get(uri)),
    list: (folder, { enters, takes }) => {
      const inside = [...files.keys()].filter(uri => uri.startsWith(`${folder}/`) && takes(placeOf(uri)));
      const isEntered = (uri: string): boolean => {
        const parts = placeOf(uri)
          .slice(placeOf(folder).length + 1)
          .split('/')
          .slice(0, -1);
        return parts.every((_, index) => enters(`${placeOf(folder)}/${parts.slice(0, index + 1).join('/')}`));
      };
      return Promise.resolve(inside.filter(isEntered).map(uri => ({ uri })));
    },
  };
}

/** What a session was told, and the means to say something. */
export interface Conversation {
  readonly client: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly files: Map<string, string>;
  /** Marked cursor of the workspace, if there is one. */
  readonly cursor: { readonly uri: string; readonly position: { readonly line: number; readonly character: number } } | undefined;
  /** The diagnostics last pushed for a file. */
  readonly pushed: ReadonlyMap<string, PublishDiagnosticsParams>;
  /** Everything that was pushed, one after the other. */
  readonly pushes: readonly PublishDiagnosticsParams[];
  readonly logged: readonly string[];
  readonly requested: readonly { readonly method: string; readonly params: unknown }[];
  /** What it said of work that takes a while, and of what it does (`$/logTrace`). */
  readonly progress: readonly { readonly kind: string; readonly message?: string; readonly percentage?: number }[];
  readonly traced: readonly { readonly message: string; readonly verbose?: string }[];
  readonly open: (uri: string, options?: { readonly text?: string; readonly languageId?: string }) => Promise<void>;
  readonly change: (uri: string, text: string) => Promise<void>;
  readonly ask: <R>(method: string, params: object) => Promise<R>;
  readonly tell: (method: string, params: object) => Promise<void>;
  /** Waits until the server has read what is on disk. */
  readonly ready: () => Promise<void>;
  /** Waits until a push for the file fits. */
  readonly until: (uri: string, fits: (diagnostics: readonly Diagnostic[]) => boolean) => Promise<readonly Diagnostic[]>;
  readonly close: () => Promise<void>;
}

export interface ConversationOptions {
  readonly capabilities?: ClientCapabilities;
  readonly roots?: readonly string[] | null;
  readonly rootUri?: string | null;
  readonly initializationOptions?: unknown;
  readonly trace?: 'off' | 'messages' | 'verbose';
  readonly clientInfo?: { readonly name: string };
  readonly configuration?: () => unknown;
  /** Puts another answer in the place of the server's host. */
  readonly host?: (files: Map<string, string>) => Host;
}

const running: Conversation[] = [];
afterEach(async () => {
  for (const conversation of running.splice(0)) await conversation.close();
});

/** A conversation that ends with its test. */
export async function start(marked: string, options: ConversationOptions = {}): Promise<Conversation> {
  const conversation = await converse(marked, options);
  running.push(conversation);
  return conversation;
}

/** A whole session in this process, over streams in memory. The files of the marked SQL lie under `file:///w`. */
export async function converse(marked: string, options: ConversationOptions = {}): Promise<Conversation> {
  const made = fixture(marked);
  const home = (uri: string): string => uri.replace('file:///', 'file:///w/');
  const files = new Map(made.files.map(({ uri, text }) => [home(uri), text]));
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
    CANCELLING,
  );
  serve(connection, (options.host ?? memoryHost)(files));
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const pushed = new Map<string, PublishDiagnosticsParams>();
  const pushes: PublishDiagnosticsParams[] = [];
  const logged: string[] = [];
  const requested: { method: string; params: unknown }[] = [];
  const progress: Conversation['progress'][number][] = [];
  const traced: Conversation['traced'][number][] = [];
  const versions = new Map<string, number>();
  let wake = (): void => {};
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    pushed.set(params.uri, params);
    pushes.push(params);
    wake();
  });
  client.onNotification('window/logMessage', ({ message }: { readonly message: string }) => void logged.push(message));
  client.onUnhandledProgress(({ value }) => void progress.push(value as Conversation['progress'][number]));
  client.onNotification('$/logTrace', (params: Conversation['traced'][number]) => void traced.push(params));
  client.onRequest('workspace/configuration', (params: { readonly items: readonly unknown[] }) => {
    requested.push({ method: 'workspace/configuration', params });
    return params.items.map(() => options.configuration?.() ?? null);
  });
  client.onRequest((method, params) => {
    requested.push({ method, params });
    return null;
  });
  client.listen();
  const roots = options.roots === undefined ? ['file:///w'] : options.roots;
  const initialized = await client.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: options.rootUri ?? null,
    workspaceFolders: roots?.map(uri => ({ uri, name: uri.slice(uri.lastIndexOf('/') + 1) })) ?? null,
    capabilities: options.capabilities ?? {},
    ...(options.clientInfo === undefined ? {} : { clientInfo: options.clientInfo }),
    initializationOptions: options.initializationOptions,
    ...(options.trace === undefined ? {} : { trace: options.trace }),
  });
  // Clients take nothing but the answer to their first question.
  if (requested.length > 0) throw new Error(`asked before it introduced itself: ${JSON.stringify(requested)}`);
  await client.sendNotification('initialized', {});
  const cursor =
    made.cursor === undefined
      ? undefined
      : {
          uri: home(made.cursor.uri),
          position: positionOf(made.files.find(file => file.uri === made.cursor!.uri)!.text, made.cursor.offset),
        };
  const conversation: Conversation = {
    client,
    initialized,
    files,
    cursor,
    pushed,
    pushes,
    logged,
    requested,
    progress,
    traced,
    open: async (uri, { text = files.get(uri) ?? '', languageId = 'sql' } = {}) => {
      versions.set(uri, 1);
      await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    },
    change: async (uri, text) => {
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      await client.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
    },
    ask: <R>(method: string, params: object) => client.sendRequest<R>(method, params),
    tell: (method, params) => client.sendNotification(method, params),
    ready: async () => void (await client.sendRequest('textDocument/diagnostic', { textDocument: { uri: 'file:///none.sql' } })),
    until: async (uri, fits) => {
      const end = Date.now() + 5000;
      while (Date.now() < end) {
        const told = pushed.get(uri);
        if (told !== undefined && fits(told.diagnostics)) return told.diagnostics;
        await new Promise<void>(resolve => {
          wake = resolve;
          setTimeout(resolve, 50);
        });
      }
      throw new Error(`no such diagnostics for ${uri}: ${JSON.stringify(pushed.get(uri) ?? 'none')}`);
    },
    close: async () => {
      await client.sendRequest('shutdown');
      client.dispose();
      connection.dispose();
    },
  };
  return conversation;
}

export function positionOf(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}
