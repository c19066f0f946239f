import {
  SymbolKind,
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type TextDocumentPositionParams,
  type TypeHierarchyItem,
  type TypeHierarchySubtypesParams,
  type TypeHierarchySupertypesParams,
} from 'vscode-languageserver';
import {
  hierarchyAt,
  incoming,
  outgoing,
  SCHEME,
  subtypes,
  supertypes,
  type HierarchyCall,
  type HierarchyItem,
} from '../../analysis/index.ts';
import { rangeIn } from '../convert/ranges.ts';
import type { Server } from '../entry.ts';
import { placeOf } from './navigation.ts';

const KINDS: Readonly<Record<HierarchyItem['kind'], SymbolKind>> = {
  table: SymbolKind.Class,
  view: SymbolKind.Interface,
  flow: SymbolKind.Event,
};

type Data = Pick<HierarchyItem, 'entity'> & { readonly uri: string };

function toItem({ session }: Server, item: HierarchyItem, home: string): CallHierarchyItem & TypeHierarchyItem {
  const { kind, name, detail, entity, whole, selection } = item;
  return {
    name,
    kind: KINDS[kind],
    detail,
    uri: selection.uri,
    range: rangeIn(session, whole.uri, whole.start, whole.end),
    selectionRange: rangeIn(session, selection.uri, selection.start, selection.end),
    data: { entity, uri: home } satisfies Data,
  };
}

export function prepared(server: Server, params: TextDocumentPositionParams): (CallHierarchyItem & TypeHierarchyItem)[] {
  return hierarchyAt(...placeOf(server, params))
    .filter(shown)
    .map(item => toItem(server, item, params.textDocument.uri));
}

function shown({ selection }: HierarchyItem): boolean {
  return !selection.uri.startsWith(`${SCHEME}:`);
}

/** What an item that we made is about; nothing where the client sends another's. */
function asked(
  { session }: Server,
  { data }: { readonly data?: unknown },
): readonly [snapshot: ReturnType<Server['session']['snapshot']>, entity: HierarchyItem['entity'], uri: string] | undefined {
  const { entity, uri } = (data ?? {}) as Partial<Data>;
  return entity === undefined || uri === undefined ? undefined : [session.snapshot(uri), entity, uri];
}

export function incomingTo(server: Server, { item }: CallHierarchyIncomingCallsParams): CallHierarchyIncomingCall[] {
  const about = asked(server, item);
  if (about === undefined) return [];
  const [snapshot, entity, uri] = about;
  return incoming(snapshot, entity).map(call => ({ from: toItem(server, call.item, uri), fromRanges: rangesOf(server, call) }));
}

export function outgoingFrom(server: Server, { item }: CallHierarchyOutgoingCallsParams): CallHierarchyOutgoingCall[] {
  const about = asked(server, item);
  if (about === undefined) return [];
  const [snapshot, entity, uri] = about;
  return outgoing(snapshot, entity).map(call => ({ to: toItem(server, call.item, uri), fromRanges: rangesOf(server, call) }));
}

function rangesOf({ session }: Server, { places }: HierarchyCall): CallHierarchyIncomingCall['fromRanges'] {
  return places.map(({ uri, start, end }) => rangeIn(session, uri, start, end));
}

export function supertypesOf(server: Server, { item }: TypeHierarchySupertypesParams): TypeHierarchyItem[] {
  const about = asked(server, item);
  return about === undefined ? [] : supertypes(about[0], about[1]).map(found => toItem(server, found, about[2]));
}

export function subtypesOf(server: Server, { item }: TypeHierarchySubtypesParams): TypeHierarchyItem[] {
  const about = asked(server, item);
  return about === undefined ? [] : subtypes(about[0], about[1]).map(found => toItem(server, found, about[2]));
}
