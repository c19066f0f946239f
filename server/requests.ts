import {
  CodeActionKind,
  CodeActionRequest,
  DefinitionRequest,
  DocumentDiagnosticRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  ImplementationRequest,
  LinkedEditingRangeRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  RequestType,
  SelectionRangeRequest,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  TextDocumentContentRequest,
  TypeDefinitionRequest,
  WorkspaceDiagnosticRequest,
  WorkspaceSymbolRequest,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { SCHEME } from '../analysis/index.ts';
import { actionsIn } from './answers/acting.ts';
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
import type { Client } from './client.ts';
import { LEGEND } from './convert/tokens.ts';
import { on, onOwn, type Entry } from './entry.ts';
import { catalog, graph, virtualDocument } from './own_requests.ts';
import { REQUESTS, type Catalog, type CatalogParams, type DocumentParams, type Graph, type VirtualDocument } from './protocol.ts';
import { documentReport, workspaceReport } from './pulling.ts';

const own = {
  catalog: new RequestType<CatalogParams, Catalog, void>(REQUESTS.catalog),
  graph: new RequestType<object, Graph, void>(REQUESTS.graph),
  document: new RequestType<DocumentParams, VirtualDocument | null, void>(REQUESTS.document),
};
const diagnosticProvider = { interFileDependencies: true, workspaceDiagnostics: true };
const semanticTokensProvider = { legend: LEGEND, full: { delta: true }, range: true };

/** Every request we answer, a line each: the feature, the request, what we announce, who answers, and the answer of a bug. */
// oxfmt-ignore
export const ENTRIES: readonly Entry[] = [
  on('diagnostics', DocumentDiagnosticRequest.type, { diagnosticProvider }, documentReport, { kind: 'full', items: [] }),
  on('diagnostics', WorkspaceDiagnosticRequest.type, { diagnosticProvider }, workspaceReport, { items: [] }),
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
  on('actions', CodeActionRequest.type, codeActionProvider, actionsIn, null),
  on('virtual', TextDocumentContentRequest.type, textDocumentContent, ({ session }, p) => ({ text: virtualDocument(session, p)?.text ?? '' }), { text: '' }),
  onOwn('virtual', own.document, ({ session }, p) => virtualDocument(session, p), null),
  onOwn('catalog_at', own.catalog, ({ session }, p) => catalog(session, p), { moment: '', databases: [], flows: [] }),
  onOwn('flow_graph', own.graph, ({ session }) => graph(session), { nodes: [], edges: [] }),
];

/** What we announce: all that the list says of itself. */
export function capabilitiesFor(client: Client): ServerCapabilities {
  return ENTRIES.reduce<ServerCapabilities>((all, entry) => {
    const { workspace, ...more } = entry.capabilities(client);
    return { ...all, ...more, ...(workspace === undefined ? {} : { workspace: { ...all.workspace, ...workspace } }) };
  }, {});
}

function renameProvider({ renamePlaceholder }: Client): Partial<ServerCapabilities> {
  return { renameProvider: renamePlaceholder ? { prepareProvider: true } : true };
}

function codeActionProvider({ actionLiterals }: Client): Partial<ServerCapabilities> {
  return { codeActionProvider: actionLiterals ? { codeActionKinds: [CodeActionKind.QuickFix] } : true };
}

/** A client with documents of ours shows them by its own means. */
function textDocumentContent({ virtual, own: { status } }: Client): Partial<ServerCapabilities> {
  return virtual && status !== true ? { workspace: { textDocumentContent: { schemes: [SCHEME] } } } : {};
}
