import { commands, EventEmitter, type Disposable } from 'vscode';
import { State, type BaseLanguageClient, type ClientCapabilities, type StaticFeature } from 'vscode-languageclient';
import {
  NOTIFICATIONS,
  REQUESTS,
  type Catalog,
  type CatalogParams,
  type ClientAbilities,
  type DocumentParams,
  type Graph,
  type Status,
  type VirtualDocument,
} from './protocol.ts';

const NOTHING: Catalog = { moment: '', databases: [], flows: [] };

/** The server as the rest of the extension sees it: its requests, and word of every change. */
export class Link implements Disposable {
  private readonly changes = new EventEmitter<Status>();
  /** Fires whenever the catalog or the findings may be others than before. */
  readonly onChange = this.changes.event;
  status: Status | undefined;
  readonly client: BaseLanguageClient;
  /** Settled when the server has read the workspace: what it says before is about a part of it. */
  private loaded = gate();

  constructor(client: BaseLanguageClient) {
    this.client = client;
    client.onNotification(NOTIFICATIONS.status, (status: Status) => {
      this.status = status;
      if (!status.loading) this.loaded.open();
      // Nothing of ours is shown in a workspace without GreptimeDB's SQL.
      void commands.executeCommand('setContext', 'greptime-sql.active', status.files > 0 || status.config !== undefined);
      this.changes.fire(status);
    });
  }

  /** Tells the server what this client wants and lends. */
  abilities(): StaticFeature {
    const greptimeSql: ClientAbilities = { status: true, files: true };
    return {
      fillClientCapabilities: (capabilities: ClientCapabilities): void => {
        const others = capabilities.experimental as object | undefined;
        capabilities.experimental = { ...others, greptimeSql };
      },
      initialize: () => {},
      getState: () => ({ kind: 'static' }),
      clear: () => {},
    };
  }

  catalog(params: CatalogParams = {}): Promise<Catalog> {
    return this.ask(REQUESTS.catalog, params, NOTHING);
  }

  graph(): Promise<Graph> {
    return this.ask(REQUESTS.graph, {}, { nodes: [], edges: [] });
  }

  document(params: DocumentParams): Promise<VirtualDocument | null> {
    return this.ask<VirtualDocument | null>(REQUESTS.document, params, null);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.client.start();
  }

  async stop(): Promise<void> {
    this.loaded.open();
    this.loaded = gate();
    if (this.client.state === State.Running) await this.client.stop();
  }

  dispose(): void {
    this.changes.dispose();
  }

  /** A server that is not there yet, or not any more, answers with nothing. */
  private async ask<T>(method: string, params: object, otherwise: T): Promise<T> {
    if (this.client.state !== State.Running) return otherwise;
    await this.loaded.opened;
    if (this.client.state !== State.Running) return otherwise;
    return this.client.sendRequest<T>(method, params);
  }
}

/** A promise that somebody else settles. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>(resolve => (open = resolve));
  return { opened, open };
}
