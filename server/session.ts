import {
  DEFAULT_SETTINGS, edit, emptyWorkspace, lint, RULES, simulate, type Diagnostic, type Place, type Settings, type Snapshot, type Workspace,
} from '../analysis/index.ts';
import type { Host } from './host.ts';
import { CONFIG_FILE, LANGUAGE, usesGreptimeSyntax } from './relevance.ts';
import { linesOf, toOffset, type Encoding } from './text.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
}

/**
 * The one mutable object of the server: open documents, the files of the workspace, and the newest snapshot. Everything else is a
 * value that it replaces.
 */
export class Session {
  readonly host: Host;
  encoding: Encoding = 'utf-16';
  private readonly documents = new Map<string, OpenDocument>();
  private roots: readonly string[] = [];
  /** Whether a greptime-sql.json claims the SQL files of the workspace. */
  private claimed = false;
  private workspace: Workspace = emptyWorkspace();
  private newest: Snapshot | undefined;
  private readonly found = new Map<string, { readonly snapshot: Snapshot; readonly diagnostics: readonly Diagnostic[] }>();
  /** Told when a rule throws. */
  onBug: (rule: string, error: unknown) => void = () => {};

  constructor(host: Host) {
    this.host = host;
  }

  /** Reads the SQL files of the roots. Open documents keep the editor's text. */
  async load(roots: readonly string[]): Promise<void> {
    this.roots = roots;
    const claims = await Promise.all(roots.map(root => this.host.exists(`${root.replace(/\/$/, '')}/${CONFIG_FILE}`)));
    this.claimed = claims.some(Boolean);
    const uris = new Set((await Promise.all(roots.map(root => this.host.listSql(root)))).flat());
    await Promise.all([...uris].filter(uri => !this.documents.has(uri)).map(uri => this.reread(uri)));
    for (const { uri } of this.workspace.files) if (!uris.has(uri) && !this.documents.has(uri)) this.put(uri, undefined);
  }

  /** Reads everything again: for clients that watch no files. */
  reload(): Promise<void> {
    return this.load(this.roots);
  }

  /** Reads one file that changed on disk; an open document is the editor's. */
  async reread(uri: string): Promise<void> {
    if (this.documents.has(uri)) return;
    const text = await this.host.readFile(uri);
    if (this.documents.has(uri)) return;
    this.put(uri, text !== undefined && (this.claimed || usesGreptimeSyntax(text)) ? text : undefined);
  }

  open(document: OpenDocument): void {
    this.documents.set(document.uri, document);
    this.put(document.uri, this.isOurs(document) ? document.text : undefined);
  }

  change(document: OpenDocument): void {
    this.open(document);
  }

  /** The editor's text goes; what is on disk counts again. */
  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.reread(uri);
  }

  document(uri: string): OpenDocument | undefined {
    return this.documents.get(uri);
  }

  openUris(): readonly string[] {
    return [...this.documents.keys()];
  }

  configure(settings: Partial<Settings>): void {
    this.workspace = { ...this.workspace, settings: { ...DEFAULT_SETTINGS, ...settings } };
  }

  snapshot(): Snapshot {
    if (this.newest === undefined || this.newest.workspace !== this.workspace) this.newest = simulate(this.workspace, this.newest);
    return this.newest;
  }

  diagnostics(uri: string): readonly Diagnostic[] {
    const snapshot = this.snapshot();
    const known = this.found.get(uri);
    if (known?.snapshot === snapshot) return known.diagnostics;
    const diagnostics = lint(snapshot, uri, { rules: RULES, onBug: this.onBug });
    this.found.set(uri, { snapshot, diagnostics });
    return diagnostics;
  }

  file(uri: string): { readonly text: string } | undefined {
    return this.workspace.files.find(file => file.uri === uri);
  }

  uris(): readonly string[] {
    return this.workspace.files.map(file => file.uri);
  }

  place(params: { readonly textDocument: { readonly uri: string }; readonly position: { readonly line: number; readonly character: number } }): Place {
    const { uri } = params.textDocument;
    const file = this.file(uri);
    return { uri, offset: file === undefined ? 0 : toOffset(linesOf(file), params.position, this.encoding) };
  }

  private isOurs(document: OpenDocument): boolean {
    return this.claimed || document.languageId === LANGUAGE || usesGreptimeSyntax(document.text);
  }

  private put(uri: string, text: string | undefined): void {
    this.workspace = edit(this.workspace, uri, text);
    if (text === undefined) this.found.delete(uri);
  }
}
