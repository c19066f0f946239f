import { MarkupKind, PositionEncodingKind, type InitializeParams, type WorkDoneProgressReporter } from 'vscode-languageserver';
import type { ClientAbilities } from './protocol.ts';
import type { Encoding } from './text.ts';

/** What this client can do, as far as answers depend on it. The weakest client gets plain text, locations, and pushed diagnostics. */
export interface Client {
  readonly encoding: Encoding;
  readonly roots: readonly string[];
  /** It asks for diagnostics itself, of documents and of the whole workspace. */
  readonly pulls: boolean;
  readonly related: boolean;
  readonly markdown: boolean;
  readonly completionMarkdown: boolean;
  readonly snippets: boolean;
  readonly insertReplace: boolean;
  readonly labelDetails: boolean;
  readonly signatureMarkdown: boolean;
  readonly activeParameterPerSignature: boolean;
  readonly links: { readonly definition: boolean; readonly typeDefinition: boolean; readonly implementation: boolean };
  readonly outline: boolean;
  readonly multilineTokens: boolean;
  readonly lineFolds: boolean;
  /** Code actions as objects; clients that know only commands get none. */
  readonly actionLiterals: boolean;
  readonly renamePlaceholder: boolean;
  readonly documentChanges: boolean;
  readonly annotations: boolean;
  readonly watches: boolean;
  readonly configures: boolean;
  readonly registersConfiguration: boolean;
  readonly refreshes: {
    readonly diagnostics: boolean;
    readonly tokens: boolean;
    readonly lenses: boolean;
    readonly hints: boolean;
    readonly folds: boolean;
  };
  readonly progress: boolean;
  readonly folders: boolean;
  /** It can show documents that the server writes. */
  readonly virtual: boolean;
  readonly own: ClientAbilities;
}

export function clientOf(params: InitializeParams): Client {
  const { textDocument, workspace, window, experimental } = params.capabilities;
  const own = (experimental as { readonly greptimeSql?: ClientAbilities } | undefined)?.greptimeSql ?? {};
  const { completionItem } = textDocument?.completion ?? {};
  const isMarkdown = (formats: readonly MarkupKind[] | undefined): boolean => formats?.[0] === MarkupKind.Markdown;
  return {
    encoding: encodingOf(params),
    roots: rootsOf(params),
    // Neovim asks only for the document that is typed in: what edits of other files mend or break there, it has to be told.
    pulls: textDocument?.diagnostic !== undefined && params.clientInfo?.name !== 'Neovim',
    related: textDocument?.publishDiagnostics?.relatedInformation === true || textDocument?.diagnostic?.relatedInformation === true,
    markdown: isMarkdown(textDocument?.hover?.contentFormat),
    completionMarkdown: isMarkdown(completionItem?.documentationFormat),
    snippets: completionItem?.snippetSupport === true,
    insertReplace: completionItem?.insertReplaceSupport === true,
    labelDetails: completionItem?.labelDetailsSupport === true,
    signatureMarkdown: isMarkdown(textDocument?.signatureHelp?.signatureInformation?.documentationFormat),
    activeParameterPerSignature: textDocument?.signatureHelp?.signatureInformation?.activeParameterSupport === true,
    links: {
      definition: textDocument?.definition?.linkSupport === true,
      typeDefinition: textDocument?.typeDefinition?.linkSupport === true,
      implementation: textDocument?.implementation?.linkSupport === true,
    },
    outline: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    multilineTokens: textDocument?.semanticTokens?.multilineTokenSupport === true,
    lineFolds: textDocument?.foldingRange?.lineFoldingOnly === true,
    actionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    renamePlaceholder: textDocument?.rename?.prepareSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    annotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    configures: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    refreshes: {
      diagnostics: workspace?.diagnostics?.refreshSupport === true,
      tokens: workspace?.semanticTokens?.refreshSupport === true,
      lenses: workspace?.codeLens?.refreshSupport === true,
      hints: workspace?.inlayHint?.refreshSupport === true,
      folds: workspace?.foldingRange?.refreshSupport === true,
    },
    progress: window?.workDoneProgress === true,
    folders: workspace?.workspaceFolders === true,
    virtual: (workspace as { readonly textDocumentContent?: object } | undefined)?.textDocumentContent !== undefined || own.status === true,
    own,
  };
}

function encodingOf({ capabilities }: InitializeParams): Encoding {
  const wanted = capabilities.general?.positionEncodings ?? [];
  // UTF-16 is what the text is held in, so it costs least.
  const known = [PositionEncodingKind.UTF16, PositionEncodingKind.UTF8, PositionEncodingKind.UTF32];
  return (known.find(encoding => wanted.includes(encoding)) ?? PositionEncodingKind.UTF16) as Encoding;
}

/** Some clients send only the older fields, some nothing at all. */
function rootsOf(params: InitializeParams): readonly string[] {
  const folders = params.workspaceFolders?.map(folder => folder.uri) ?? [];
  if (folders.length > 0) return folders;
  return params.rootUri === null || params.rootUri === undefined ? [] : [params.rootUri];
}

export type Progress = Pick<WorkDoneProgressReporter, 'begin' | 'report' | 'done'>;
