import {
  DocumentHighlightKind,
  type DocumentHighlight,
  type DocumentHighlightParams,
  type Hover,
  type HoverParams,
  type LinkedEditingRangeParams,
  type LinkedEditingRanges,
  type Location,
  type LocationLink,
  type ReferenceParams,
  type TextDocumentPositionParams,
  type WorkspaceSymbol,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import {
  definition,
  highlights,
  hover,
  implementation,
  linkedPlaces,
  references,
  typeDefinition,
  workspaceSymbols,
  type Highlight,
  type Place,
  type Snapshot,
} from '../../analysis/index.ts';
import { toHover } from '../convert/hovers.ts';
import { toWorkspaceSymbol } from '../convert/outline.ts';
import { rangeIn, toLinks, toLocation } from '../convert/ranges.ts';
import type { Server } from '../entry.ts';

/** The snapshot that a position is asked of, and the place in it. */
export function placeOf({ session }: Server, params: TextDocumentPositionParams): readonly [snapshot: Snapshot, place: Place] {
  return [session.snapshot(params.textDocument.uri), session.place(params)];
}

export function hoverAt(server: Server, params: HoverParams): Hover | null {
  return toHover(server.session, params.textDocument.uri, hover(...placeOf(server, params)), server.client.markdown);
}

type Links = Location[] | LocationLink[];

export function definitionAt(server: Server, params: TextDocumentPositionParams): Links {
  return toLinks(server.session, server.client, definition(...placeOf(server, params)), server.client.links.definition);
}

export function typeDefinitionAt(server: Server, params: TextDocumentPositionParams): Links {
  return toLinks(server.session, server.client, typeDefinition(...placeOf(server, params)), server.client.links.typeDefinition);
}

export function implementationAt(server: Server, params: TextDocumentPositionParams): Links {
  return toLinks(server.session, server.client, implementation(...placeOf(server, params)), server.client.links.implementation);
}

export function referencesAt(server: Server, params: ReferenceParams): Location[] {
  const found = references(...placeOf(server, params), { declaration: params.context.includeDeclaration });
  return found.map(located => toLocation(server.session, located));
}

const HIGHLIGHTS: Readonly<Record<Highlight['kind'], DocumentHighlightKind>> = {
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
  text: DocumentHighlightKind.Text,
};

export function highlightsAt(server: Server, params: DocumentHighlightParams): DocumentHighlight[] {
  const { uri } = params.textDocument;
  return highlights(...placeOf(server, params)).map(({ start, end, kind }) => ({
    range: rangeIn(server.session, uri, start, end),
    kind: HIGHLIGHTS[kind],
  }));
}

export function linkedRangesAt(server: Server, params: LinkedEditingRangeParams): LinkedEditingRanges | null {
  const { uri } = params.textDocument;
  const ranges = linkedPlaces(...placeOf(server, params)).map(({ start, end }) => rangeIn(server.session, uri, start, end));
  return ranges.length === 0 ? null : { ranges, wordPattern: '[A-Za-z_][A-Za-z0-9_]*' };
}

export function symbolsOfWorkspace({ session }: Server, { query }: WorkspaceSymbolParams): WorkspaceSymbol[] {
  return session.allSnapshots().flatMap(snapshot => workspaceSymbols(snapshot, query).map(symbol => toWorkspaceSymbol(session, symbol)));
}
