// oxfmt-ignore
import {
  CallHierarchyIncomingCallsRequest, CallHierarchyOutgoingCallsRequest, CallHierarchyPrepareRequest, CodeActionRequest, CodeLensRequest, CodeLensResolveRequest, CompletionRequest,
  CompletionResolveRequest, DefinitionRequest, DocumentDiagnosticRequest, DocumentFormattingRequest, DocumentHighlightRequest, DocumentLinkRequest, DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest, DocumentRangesFormattingRequest, DocumentSymbolRequest, FoldingRangeRequest, HoverRequest, ImplementationRequest, InlayHintRequest, InlayHintResolveRequest,
  LinkedEditingRangeRequest, PrepareRenameRequest, ReferencesRequest, RenameRequest, RequestType, SelectionRangeRequest, SemanticTokensDeltaRequest, SemanticTokensRangeRequest,
  SemanticTokensRequest, SignatureHelpRequest, TextDocumentContentRequest, TypeDefinitionRequest, TypeHierarchyPrepareRequest, TypeHierarchySubtypesRequest, TypeHierarchySupertypesRequest,
  WillRenameFilesRequest, WorkspaceDiagnosticRequest, WorkspaceSymbolRequest, type ServerCapabilities,
} from 'vscode-languageserver';
import { ACTION_KINDS, actionsIn } from './answers/acting.ts';
import { hintsIn, lensesOf, resolvedHint, resolvedLens } from './answers/annotations.ts';
import { completionsAt, resolvedCompletion, signaturesAt } from './answers/completing.ts';
import { formattedDocument, formattedOnType, formattedRange, formattedRanges } from './answers/formatting.ts';
import { incomingTo, outgoingFrom, prepared, subtypesOf, supertypesOf } from './answers/hierarchies.ts';
import {
  definitionAt,
  highlightsAt,
  hoverAt,
  implementationAt,
  linkedRangesAt,
  referencesAt,
  symbolsOfWorkspace,
  typeDefinitionAt,
} from './answers/navigation.ts';
import { foldsOf, linksOf, selectionsAt, symbolsOfDocument, tokensIn, tokensOf, tokensSince } from './answers/outline.ts';
import { preparedRename, renamed } from './answers/renaming.ts';
import { editsForRenaming } from './answers/renaming_files.ts';
import type { Client } from './client.ts';
import { LEGEND } from './convert/tokens.ts';
import { on, onOwn, type Entry } from './entry.ts';
import { catalog, graph, virtualDocument } from './own_requests.ts';
import {
  REQUESTS,
  VIRTUAL_SCHEME,
  type Catalog,
  type CatalogParams,
  type DocumentParams,
  type Graph,
  type VirtualDocument,
} from './protocol.ts';
import { documentReport, workspaceReport } from './pulling.ts';

const own = {
  catalog: new RequestType<CatalogParams, Catalog, void>(REQUESTS.catalog),
  graph: new RequestType<object, Graph, void>(REQUESTS.graph),
  document: new RequestType<DocumentParams, VirtualDocument | null, void>(REQUESTS.document),
};
const completionProvider = { resolveProvider: true, triggerCharacters: ['.', ' ', '(', ',', "'", '{', '[', '-'] };
const signatureHelpProvider = { triggerCharacters: ['(', ','], retriggerCharacters: [')'] };
const documentRangeFormattingProvider = { rangesSupport: true };
export const SQL_FILES = [{ scheme: 'file', pattern: { glob: '**/*.sql' } }];
/** What a bug leaves of something that was to be made more of: the client keeps what it has. */
const NOTHING = { label: '' } as never;
const semanticTokensProvider = { legend: LEGEND, full: { delta: true }, range: true };

/** Every request we answer, a line each: the feature, the request, what we announce, who answers, and the answer of a bug. */
// oxfmt-ignore
export const ENTRIES: readonly Entry[] = [
  on('diagnostics', DocumentDiagnosticRequest.type, diagnosticProvider, documentReport, { kind: 'full', items: [] }),
  on('diagnostics', WorkspaceDiagnosticRequest.type, diagnosticProvider, workspaceReport, { items: [] }),
  on('hover', HoverRequest.type, { hoverProvider: true }, hoverAt, null),
  on('definition', DefinitionRequest.type, { definitionProvider: true }, definitionAt, null),
  on('definition', TypeDefinitionRequest.type, { typeDefinitionProvider: true }, typeDefinitionAt, null),
  on('definition', ImplementationRequest.type, { implementationProvider: true }, implementationAt, null),
  on('references', ReferencesRequest.type, { referencesProvider: true }, referencesAt, null),
  on('references', DocumentHighlightRequest.type, { documentHighlightProvider: true }, highlightsAt, null),
  on('rename', RenameRequest.type, renameProvider, renamed, null),
  on('rename', PrepareRenameRequest.type, renameProvider, preparedRename, null),
  on('linked_editing', LinkedEditingRangeRequest.type, { linkedEditingRangeProvider: true }, linkedRangesAt, null),
  on('symbols', DocumentSymbolRequest.type, { documentSymbolProvider: true }, symbolsOfDocument, null),
  on('symbols', WorkspaceSymbolRequest.type, { workspaceSymbolProvider: true }, symbolsOfWorkspace, null),
  on('tokens', SemanticTokensRequest.type, { semanticTokensProvider }, tokensOf, null),
  on('tokens', SemanticTokensDeltaRequest.type, { semanticTokensProvider }, tokensSince, null),
  on('tokens', SemanticTokensRangeRequest.type, { semanticTokensProvider }, tokensIn, null),
  on('folding', FoldingRangeRequest.type, { foldingRangeProvider: true }, foldsOf, null),
  on('selection', SelectionRangeRequest.type, { selectionRangeProvider: true }, selectionsAt, null),
  on('document_links', DocumentLinkRequest.type, { documentLinkProvider: {} }, linksOf, null),
  on('completion', CompletionRequest.type, { completionProvider }, completionsAt, null),
  on('completion', CompletionResolveRequest.type, { completionProvider }, resolvedCompletion, NOTHING),
  on('signature', SignatureHelpRequest.type, { signatureHelpProvider }, signaturesAt, null),
  on('hierarchy', CallHierarchyPrepareRequest.type, { callHierarchyProvider: true }, prepared, null),
  on('hierarchy', CallHierarchyIncomingCallsRequest.type, { callHierarchyProvider: true }, incomingTo, null),
  on('hierarchy', CallHierarchyOutgoingCallsRequest.type, { callHierarchyProvider: true }, outgoingFrom, null),
  on('hierarchy', TypeHierarchyPrepareRequest.type, { typeHierarchyProvider: true }, prepared, null),
  on('hierarchy', TypeHierarchySupertypesRequest.type, { typeHierarchyProvider: true }, supertypesOf, null),
  on('hierarchy', TypeHierarchySubtypesRequest.type, { typeHierarchyProvider: true }, subtypesOf, null),
  on('lens', CodeLensRequest.type, { codeLensProvider: { resolveProvider: true } }, lensesOf, null),
  on('lens', CodeLensResolveRequest.type, { codeLensProvider: { resolveProvider: true } }, resolvedLens, NOTHING),
  on('hints', InlayHintRequest.type, { inlayHintProvider: { resolveProvider: true } }, hintsIn, null),
  on('hints', InlayHintResolveRequest.type, { inlayHintProvider: { resolveProvider: true } }, resolvedHint, NOTHING),
  on('formatting', DocumentFormattingRequest.type, { documentFormattingProvider: true }, formattedDocument, null),
  on('formatting', DocumentRangeFormattingRequest.type, { documentRangeFormattingProvider }, formattedRange, null),
  on('formatting', DocumentRangesFormattingRequest.type, { documentRangeFormattingProvider }, formattedRanges, null),
  on('formatting', DocumentOnTypeFormattingRequest.type, { documentOnTypeFormattingProvider: { firstTriggerCharacter: ';' } }, formattedOnType, null),
  on('renaming_files', WillRenameFilesRequest.type, { workspace: { fileOperations: { willRename: { filters: SQL_FILES } } } }, editsForRenaming, null),
  on('actions', CodeActionRequest.type, codeActionProvider, actionsIn, null),
  on('virtual', TextDocumentContentRequest.type, textDocumentContent, ({ session }, p) => ({ text: virtualDocument(session, p)?.text ?? '' }), { text: '' }),
  onOwn('virtual', own.document, ({ session }, p) => virtualDocument(session, p), null),
  onOwn('catalog_at', own.catalog, ({ session }, p) => catalog(session, p), { moment: '', databases: [], flows: [] }),
  onOwn('flow_graph', own.graph, ({ session }) => graph(session), { nodes: [], edges: [] }),
];

/** What we announce: all that the list says of itself. */
export function capabilitiesFor(client: Client): ServerCapabilities {
  return ENTRIES.reduce<ServerCapabilities>((all, entry) => together(all, entry.capabilities(client)), {});
}

/** Two announcements as one. */
export function together(a: ServerCapabilities, b: ServerCapabilities): ServerCapabilities {
  if (a.workspace === undefined || b.workspace === undefined) return { ...a, ...b };
  const fileOperations = { ...a.workspace.fileOperations, ...b.workspace.fileOperations };
  return {
    ...a,
    ...b,
    workspace: { ...a.workspace, ...b.workspace, ...(Object.keys(fileOperations).length === 0 ? {} : { fileOperations }) },
  };
}

function renameProvider({ renamePlaceholder }: Client): Partial<ServerCapabilities> {
  return { renameProvider: renamePlaceholder ? { prepareProvider: true } : true };
}

function diagnosticProvider({ pulls }: Client): Partial<ServerCapabilities> {
  return pulls ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } } : {};
}

function codeActionProvider({ actionLiterals }: Client): Partial<ServerCapabilities> {
  return actionLiterals ? { codeActionProvider: { codeActionKinds: ACTION_KINDS } } : {};
}

/** A client with documents of ours shows them by its own means. */
function textDocumentContent({ virtual, own: { status } }: Client): Partial<ServerCapabilities> {
  return virtual && status !== true ? { workspace: { textDocumentContent: { schemes: [VIRTUAL_SCHEME] } } } : {};
}
