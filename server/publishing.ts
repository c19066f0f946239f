import { placeOf } from '../config/index.ts';
import { diagnosticsOf } from './pulling.ts';
import type { Server } from './entry.ts';
import { isConfigFile } from './project.ts';
import { unattended } from './unattended.ts';

/** Edits come in bursts; what is not in front of somebody can wait for their end. */
const PAUSE = 200;
/** So long other files are judged before somebody gets a turn. */
const SLICE = 15;

/**
 * Tells a client that does not ask. Open documents are told at once, once per turn of the event loop; the other files of the workspace
 * when nobody has typed for a moment, a few at a time. A result that was overtaken by an edit is never sent.
 */
export class Publisher {
  private readonly server: Server;
  private soon: ReturnType<typeof setTimeout> | undefined;
  private later: ReturnType<typeof setTimeout> | undefined;
  /** What each file was last told. */
  private readonly told = new Map<string, string>();
  /** The findings and the version that were last looked at: the same lists need no second look. */
  private readonly seen = new Map<string, { readonly found: readonly object[]; readonly version: number | undefined }>();
  private round = 0;

  constructor(server: Server) {
    this.server = server;
  }

  changed(): void {
    this.round++;
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.unattended(() => this.tellOpen());
    }, 0);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.unattended(() => this.tellRest(this.round)), PAUSE);
  }

  private unattended(run: () => Promise<void>): void {
    void unattended(this.server.connection, 'publishing', run);
  }

  stop(): void {
    clearTimeout(this.soon);
    clearTimeout(this.later);
  }

  private async tellOpen(): Promise<void> {
    const { session } = this.server;
    for (const uri of session.openUris()) await this.tell(uri);
  }

  /** Goes through all files in slices; an edit in between starts it anew. */
  private async tellRest(round: number): Promise<void> {
    const { session } = this.server;
    const uris = new Set([...session.uris(), ...session.faultyConfigs()]);
    let until = Date.now() + SLICE;
    for (const uri of uris) {
      if (session.document(uri) === undefined) await this.tell(uri);
      if (Date.now() < until) continue;
      await new Promise(resolve => void setTimeout(resolve, 0));
      if (this.round !== round) return;
      until = Date.now() + SLICE;
    }
    for (const uri of this.told.keys()) if (!uris.has(uri) && session.document(uri) === undefined) await this.tell(uri);
  }

  private async tell(uri: string): Promise<void> {
    const { session, connection } = this.server;
    const { round } = this;
    const found = session.diagnostics(uri);
    const last = this.seen.get(uri);
    if (last?.found === found && last.version === session.document(uri)?.version && !isConfigFile(placeOf(uri))) return;
    this.seen.set(uri, { found, version: session.document(uri)?.version });
    const diagnostics = await diagnosticsOf(this.server, uri);
    // Only configuration files are waited for; meanwhile somebody may have typed.
    if (isConfigFile(placeOf(uri)) && this.round !== round) return;
    const version = session.document(uri)?.version;
    const text = JSON.stringify([version, diagnostics]);
    const before = this.told.get(uri);
    if (before === text || (before === undefined && diagnostics.length === 0 && version === undefined)) return;
    if (diagnostics.length === 0 && version === undefined) this.told.delete(uri);
    else this.told.set(uri, text);
    void connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }
}
