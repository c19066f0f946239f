import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Server } from './entry.ts';
import { worded, type Worded } from './findings.ts';
import { prepare } from './prepared.ts';
import { configDiagnosticsOf } from './pulling.ts';
import { unattended } from './unattended.ts';

/** Edits come in bursts: other open documents can wait until nobody has typed for a moment, and what is closed a little longer. */
const BREATH = 30;
const PAUSE = 200;
/** So long other files are judged before somebody gets a turn. */
const SLICE = 8;

/** Runs something when the messages that are here have been read. A timer of Node waits for a millisecond at least. */
const nextTurn: (run: () => void) => unknown =
  (globalThis as { readonly setImmediate?: (run: () => void) => unknown }).setImmediate ?? (run => setTimeout(run, 0));

/**
 * Tells a client that does not ask. Documents that were touched are told at once, once per turn of the event loop; the other files
 * when nobody has typed for a moment, a few at a time. A result that was overtaken by an edit is never sent.
 */
export class Publisher {
  private readonly server: Server;
  /** Whether somebody is about to be told. */
  private isDue = false;
  private isStopped = false;
  private later: ReturnType<typeof setTimeout> | undefined;
  /** What each file was last told. */
  private readonly told = new Map<string, Told>();
  /** The findings and the version that were last looked at: the same lists need no second look. */
  private readonly seen = new Map<string, { readonly found: readonly object[]; readonly version: number | undefined }>();
  /** Documents that were touched since the last turn. */
  private touched = new Set<string>();
  private round = 0;

  constructor(server: Server) {
    this.server = server;
  }

  /** Something has changed: the text of a document, or whatever. */
  changed(uri?: string): void {
    this.round++;
    if (uri !== undefined) this.touched.add(uri);
    if (!this.isDue) {
      this.isDue = true;
      nextTurn(() => {
        this.isDue = false;
        if (!this.isStopped) this.unattended(() => this.tellTouched());
      });
    }
    clearTimeout(this.later);
    this.later = setTimeout(() => this.unattended(() => this.tellOpen(this.round)), uri === undefined ? 0 : BREATH);
  }

  private unattended(run: () => Promise<void>): void {
    void unattended(this.server.connection, 'publishing', run);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.later);
  }

  private async tellTouched(): Promise<void> {
    const { touched } = this;
    this.touched = new Set();
    for (const uri of touched) if (this.server.session.document(uri) !== undefined) await this.tell(uri);
  }

  /** Goes through the open documents in slices, and later through the others; an edit in between starts it anew. */
  private async tellOpen(round: number): Promise<void> {
    if (await this.tellSliced(this.server.session.openUris(), round))
      this.later = setTimeout(() => this.unattended(() => this.tellClosed(round)), PAUSE);
  }

  private async tellClosed(round: number): Promise<void> {
    const { session } = this.server;
    const uris = new Set([...session.uris(), ...session.faultyConfigs()]);
    const isClosed = (uri: string): boolean => session.document(uri) === undefined;
    if (!(await this.tellSliced([...uris].filter(isClosed), round))) return;
    for (const uri of this.told.keys()) if (!uris.has(uri) && isClosed(uri)) await this.tell(uri);
  }

  /** Whether all were told before the next edit. */
  private async tellSliced(uris: readonly string[], round: number): Promise<boolean> {
    let until = Date.now() + SLICE;
    for (const uri of uris) {
      await this.tell(uri);
      if (Date.now() < until) continue;
      await new Promise(resolve => void setTimeout(resolve, 0));
      if (this.round !== round) return false;
      until = Date.now() + SLICE;
    }
    return true;
  }

  private async tell(uri: string): Promise<void> {
    const { session, findings } = this.server;
    if (session.isConfig(uri)) {
      const { round } = this;
      const diagnostics = await configDiagnosticsOf(this.server, uri);
      // Meanwhile somebody may have typed.
      if (this.round === round) this.send(uri, diagnostics.map(worded));
      return;
    }
    const found = session.diagnostics(uri);
    const version = session.document(uri)?.version;
    const last = this.seen.get(uri);
    if (last?.found === found && last.version === version) return;
    this.seen.set(uri, { found, version });
    this.send(uri, findings.worded(uri, found));
  }

  /** Sends what is said of a file, unless it was told just this of this version. */
  private send(uri: string, findings: readonly Worded[]): void {
    const { session, connection } = this.server;
    const version = session.document(uri)?.version;
    const isNothing = findings.length === 0 && version === undefined;
    const before = this.told.get(uri);
    if (before === undefined ? isNothing : before.version === version && isSame(before.findings, findings)) return;
    if (isNothing) this.told.delete(uri);
    else this.told.set(uri, { version, findings });
    void connection.sendDiagnostics(paramsOf(uri, { version, findings }));
  }
}

/** What a client was told of a file. */
interface Told {
  readonly version: number | undefined;
  readonly findings: readonly Worded[];
}

function isSame(some: readonly Worded[], others: readonly Worded[]): boolean {
  return some === others || (some.length === others.length && some.every(({ json }, index) => json === others[index]!.json));
}

function paramsOf(uri: string, { version, findings }: Told): PublishDiagnosticsParams {
  const diagnostics = findings.map(({ diagnostic }) => diagnostic);
  const behind = version === undefined ? '' : `,"version":${JSON.stringify(version)}`;
  return prepare({ uri, diagnostics, ...(version === undefined ? {} : { version }) }, () => [
    `{"uri":${JSON.stringify(uri)},"diagnostics":[`,
    findings.map(({ json }) => json).join(','),
    `]${behind}}`,
  ]);
}
