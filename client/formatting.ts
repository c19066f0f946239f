import { Uri, type Disposable } from 'vscode';
import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type BaseLanguageClient,
  type DocumentSelector,
  type DynamicFeature,
  type ServerCapabilities,
  type StaticFeature,
  type TextDocumentRegistrationOptions,
} from 'vscode-languageclient';
import type { Link } from './link.ts';

const LAYOUTS = [
  ['documentFormattingProvider', DocumentFormattingRequest.method],
  ['documentRangeFormattingProvider', DocumentRangeFormattingRequest.method],
  ['documentOnTypeFormattingProvider', DocumentOnTypeFormattingRequest.method],
] as const;

/**
 * Makes us a formatter of the documents that are judged, and of no other: two formatters for one file would make VS Code ask which one is
 * meant, in every repository with SQL of another database.
 */
export class Formatting implements StaticFeature, Disposable {
  private readonly client: BaseLanguageClient;
  private offered: readonly { readonly method: string; readonly options: object }[] = [];
  private registered: readonly string[] = [];
  private selected = '';
  private number = 0;

  constructor(client: BaseLanguageClient, link: Link) {
    this.client = client;
    link.onChange(({ own }) => this.registerFor(own));
  }

  /** What the server can lay out is taken from its announcement before anybody registers it for all SQL. */
  preInitialize(capabilities: ServerCapabilities): void {
    this.offered = LAYOUTS.flatMap(([key, method]) => {
      const options = capabilities[key];
      delete capabilities[key];
      return options === undefined || options === false ? [] : [{ method, options: options === true ? {} : options }];
    });
    this.registered = [];
    this.selected = '';
    this.registerFor([]);
  }

  fillClientCapabilities(): void {}

  initialize(): void {}

  getState(): ReturnType<StaticFeature['getState']> {
    return { kind: 'static' };
  }

  clear(): void {
    this.registered = [];
  }

  dispose(): void {
    this.unregister();
  }

  private registerFor(own: readonly string[]): void {
    const selected = own.toSorted().join('\n');
    if (this.registered.length > 0 && selected === this.selected) return;
    this.unregister();
    this.selected = selected;
    const documentSelector: DocumentSelector = [{ language: 'greptime-sql' }, ...own.map(filterFor)];
    this.registered = this.offered.map(({ method, options }) => {
      const id = `greptime-sql ${method} ${this.number++}`;
      this.featureOf(method)?.register({ id, registerOptions: { ...options, documentSelector } });
      return `${method}\n${id}`;
    });
  }

  private unregister(): void {
    for (const known of this.registered) {
      const [method, id] = known.split('\n') as [string, string];
      this.featureOf(method)?.unregister(id);
    }
    this.registered = [];
  }

  private featureOf(method: string): DynamicFeature<TextDocumentRegistrationOptions> | undefined {
    return this.client.getFeature(method as typeof DocumentFormattingRequest.method) as unknown as
      | DynamicFeature<TextDocumentRegistrationOptions>
      | undefined;
  }
}

function filterFor(address: string): { readonly language: string; readonly scheme: string; readonly pattern: string } {
  const uri = Uri.parse(address);
  return { language: 'sql', scheme: uri.scheme, pattern: uri.scheme === 'file' ? uri.fsPath : uri.path };
}
