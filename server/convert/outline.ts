import {
  FoldingRangeKind,
  SymbolKind,
  type DocumentSymbol,
  type FoldingRange,
  type SelectionRange,
  type SymbolInformation,
  type WorkspaceSymbol,
} from 'vscode-languageserver';
import type { Fold, OutlineSymbol, SymbolKind as Kind, WorkspaceSymbol as Found } from '../../analysis/index.ts';
import type { Client } from '../client.ts';
import type { Session } from '../session.ts';
import { rangeIn } from './ranges.ts';

const KINDS: Readonly<Record<Kind, SymbolKind>> = {
  database: SymbolKind.Namespace,
  table: SymbolKind.Class,
  view: SymbolKind.Interface,
  flow: SymbolKind.Event,
  column: SymbolKind.Field,
  key: SymbolKind.Key,
  cte: SymbolKind.Variable,
  statement: SymbolKind.Operator,
};

/** A tree where the client shows one, a flat list where not. */
export function toOutline(
  session: Session,
  uri: string,
  symbols: readonly OutlineSymbol[],
  client: Client,
): DocumentSymbol[] | SymbolInformation[] {
  return client.outline ? symbols.map(symbol => toSymbol(session, uri, symbol)) : symbols.flatMap(symbol => flat(session, uri, symbol));
}

function toSymbol(session: Session, uri: string, { name, detail, kind, start, end, selection, children }: OutlineSymbol): DocumentSymbol {
  return {
    name,
    ...(detail === undefined ? {} : { detail }),
    kind: KINDS[kind],
    range: rangeIn(session, uri, start, end),
    selectionRange: rangeIn(session, uri, selection.start, selection.end),
    children: children.map(child => toSymbol(session, uri, child)),
  };
}

function flat(session: Session, uri: string, symbol: OutlineSymbol, container?: string): SymbolInformation[] {
  const { name, kind, start, end, children } = symbol;
  const own = {
    name,
    kind: KINDS[kind],
    location: { uri, range: rangeIn(session, uri, start, end) },
    ...(container === undefined ? {} : { containerName: container }),
  };
  return [own, ...children.flatMap(child => flat(session, uri, child, name))];
}

export function toWorkspaceSymbol(session: Session, { name, kind, container, uri, start, end }: Found): WorkspaceSymbol {
  return {
    name,
    kind: KINDS[kind],
    ...(container === undefined ? {} : { containerName: container }),
    location: { uri, range: rangeIn(session, uri, start, end) },
  };
}

export function toFold(session: Session, uri: string, { start, end, kind }: Fold, client: Client): FoldingRange | undefined {
  const range = rangeIn(session, uri, start, end);
  // The line with the closing bracket stays in sight where only whole lines fold.
  const endLine =
    range.end.line - (client.lineFolds && kind === undefined && /[)\]}]/.test(session.lines(uri)!.content.slice(end - 1, end)) ? 1 : 0);
  if (endLine <= range.start.line) return undefined;
  const named = kind === undefined ? {} : { kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region };
  if (client.lineFolds) return { startLine: range.start.line, endLine, ...named };
  return { startLine: range.start.line, startCharacter: range.start.character, endLine, endCharacter: range.end.character, ...named };
}

/** A chain of ranges, the innermost first. */
export function toSelection(
  session: Session,
  uri: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): SelectionRange {
  let chain: SelectionRange | undefined;
  for (const { start, end } of spans.toReversed()) {
    const range = rangeIn(session, uri, start, end);
    chain = chain === undefined ? { range } : { range, parent: chain };
  }
  return chain ?? { range: rangeIn(session, uri, 0, 0) };
}
