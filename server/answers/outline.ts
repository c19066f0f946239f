import type {
  DocumentLink,
  DocumentLinkParams,
  DocumentSymbol,
  DocumentSymbolParams,
  FoldingRange,
  FoldingRangeParams,
  SelectionRange,
  SelectionRangeParams,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
  SymbolInformation,
} from 'vscode-languageserver';
import { documentLinks, documentSymbols, folds, RULES, selections, semanticTokens } from '../../analysis/index.ts';
import { toFold, toOutline, toSelection } from '../convert/outline.ts';
import { offsetIn, rangeIn, spanIn } from '../convert/ranges.ts';
import { encodeTokens } from '../convert/tokens.ts';
import type { Server } from '../entry.ts';

export function symbolsOfDocument(
  { session, client }: Server,
  { textDocument: { uri } }: DocumentSymbolParams,
): DocumentSymbol[] | SymbolInformation[] {
  const file = session.file(uri);
  return file === undefined ? [] : toOutline(session, uri, documentSymbols(file), client);
}

export function foldsOf({ session, client }: Server, { textDocument: { uri } }: FoldingRangeParams): FoldingRange[] {
  const file = session.file(uri);
  return file === undefined ? [] : folds(file).flatMap(fold => toFold(session, uri, fold, client) ?? []);
}

export function selectionsAt({ session }: Server, { textDocument: { uri }, positions }: SelectionRangeParams): SelectionRange[] {
  const file = session.file(uri);
  return positions.map(position => toSelection(session, uri, file === undefined ? [] : selections(file, offsetIn(session, uri, position))));
}

export function linksOf({ session }: Server, { textDocument: { uri } }: DocumentLinkParams): DocumentLink[] {
  const file = session.file(uri);
  if (file === undefined) return [];
  return documentLinks(file, RULES).map(({ start, end, target, tooltip }) => ({
    range: rangeIn(session, uri, start, end),
    target,
    tooltip,
  }));
}

export function tokensOf(server: Server, { textDocument: { uri } }: SemanticTokensParams): SemanticTokens {
  return server.tokens.remember(uri, encoded(server, uri));
}

export function tokensSince(
  server: Server,
  { textDocument: { uri }, previousResultId }: SemanticTokensDeltaParams,
): SemanticTokens | SemanticTokensDelta {
  return server.tokens.difference(uri, previousResultId, encoded(server, uri));
}

export function tokensIn(server: Server, { textDocument, range }: SemanticTokensRangeParams): SemanticTokens {
  return { data: encoded(server, textDocument.uri, spanIn(server.session, textDocument, range)) };
}

function encoded({ session, client }: Server, uri: string, range?: { readonly start: number; readonly end: number }): number[] {
  const file = session.file(uri);
  const lines = session.lines(uri);
  return file === undefined || lines === undefined ? [] : encodeTokens(semanticTokens(file, range), lines, session.encoding, client);
}
