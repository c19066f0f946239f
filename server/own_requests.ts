import { catalogAt, catalogText, flowGraph, predictedText, previewAt, virtualText, type Located, type Place } from '../analysis/index.ts';
import { rangeIn } from './convert/ranges.ts';
import type { Catalog, CatalogParams, Definition, DocumentParams, Graph, VirtualDocument } from './protocol.ts';
import type { Session } from './session.ts';

/** What exists at a moment of the workspace. */
export function catalog(session: Session, { textDocument, position }: CatalogParams): Catalog {
  const place = textDocument === undefined || position === undefined ? undefined : session.place({ textDocument, position });
  const { moment, databases, flows } = catalogAt(session.snapshot(textDocument?.uri), place);
  return {
    moment,
    databases: databases.map(({ name, relations }) => ({ name, relations: relations.map(relation => defined(session, relation)) })),
    flows: flows.map(flow => defined(session, flow)),
  };
}

/** Who reads what and writes where. */
export function graph(session: Session): Graph {
  const { nodes, edges } = flowGraph(session.snapshot());
  return { nodes: nodes.map(node => defined(session, node)), edges };
}

/** The text of a document that nobody wrote. */
export function virtualDocument(session: Session, { uri }: DocumentParams): VirtualDocument | null {
  const text = documentText(session, uri);
  return text === undefined ? null : { text };
}

/** The same with its place in the client's words. */
function defined<T extends { readonly definition?: Located }>(
  session: Session,
  thing: T,
): Omit<T, 'definition'> & { readonly definition?: Definition } {
  const { definition, ...rest } = thing;
  if (definition === undefined) return rest;
  const { uri, start, end } = definition;
  return { ...rest, definition: { uri, range: rangeIn(session, uri, start, end) } };
}

function documentText(session: Session, address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  const kind = /^\/*([^/]+)\//.exec(url.pathname)?.[1];
  const place = placeIn(session, url.searchParams);
  const snapshot = session.snapshot(place?.uri);
  if (place === undefined) return virtualText(snapshot, address);
  switch (kind) {
    case 'catalog':
      return catalogText(snapshot, url.searchParams.has('line') ? place : undefined);
    case 'predicted':
      return predictedText(snapshot, place.uri);
    case 'show-create':
      return previewAt(snapshot, place) ?? '-- The statement here makes and names nothing that SHOW CREATE could print.\n';
    default:
      return undefined;
  }
}

function placeIn(session: Session, query: URLSearchParams): Place | undefined {
  const uri = query.get('uri');
  if (uri === null) return undefined;
  const position = { line: Number(query.get('line') ?? 0), character: Number(query.get('character') ?? 0) };
  return session.place({ textDocument: { uri }, position });
}
