import type { Connection } from 'vscode-languageserver';
import { catalogAt, catalogText, flowGraph, predictedText, previewAt, virtualText, type Located, type Place } from '../analysis/index.ts';
import { rangeIn } from './convert.ts';
import { REQUESTS, type Catalog, type CatalogParams, type Definition, type DocumentParams, type Graph, type VirtualDocument } from './protocol.ts';
import type { Session } from './session.ts';

/** Answers the requests of ours: the catalog at a moment, the flow graph, and documents that nobody wrote. */
export function answerRequests(connection: Connection, session: Session): void {
  connection.onRequest(REQUESTS.catalog, (params: CatalogParams): Catalog => {
    const { textDocument, position } = params;
    const place = textDocument === undefined || position === undefined ? undefined : session.place({ textDocument, position });
    const { moment, databases, flows } = catalogAt(session.snapshot(), place);
    return {
      moment,
      databases: databases.map(({ name, relations }) => ({ name, relations: relations.map(relation => defined(session, relation)) })),
      flows: flows.map(flow => defined(session, flow)),
    };
  });
  connection.onRequest(REQUESTS.graph, (): Graph => {
    const { nodes, edges } = flowGraph(session.snapshot());
    return { nodes: nodes.map(node => defined(session, node)), edges };
  });
  connection.onRequest(REQUESTS.document, ({ uri }: DocumentParams): VirtualDocument | null => {
    const text = documentText(session, uri);
    return text === undefined ? null : { text };
  });
}

/** The same with its place in the client's words. */
function defined<T extends { readonly definition?: Located }>(session: Session, thing: T): Omit<T, 'definition'> & { readonly definition?: Definition } {
  const { definition, ...rest } = thing;
  if (definition === undefined) return rest;
  const { uri, start, end } = definition;
  return { ...rest, definition: { uri, range: rangeIn(session, uri, start, end) } };
}

function documentText(session: Session, address: string): string | undefined {
  const snapshot = session.snapshot();
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  const kind = /^\/*([^/]+)\//.exec(url.pathname)?.[1];
  const place = placeIn(session, url.searchParams);
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
