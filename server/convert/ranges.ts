import type { Location, LocationLink, Position, Range, TextDocumentIdentifier } from 'vscode-languageserver';
import type { Link, Located } from '../../analysis/index.ts';
import { SCHEME } from '../../analysis/index.ts';
import type { Client } from '../client.ts';
import type { Session } from '../session.ts';
import { toOffset, toRange } from '../text.ts';

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function rangeIn(session: Session, uri: string, start: number, end: number): Range {
  const lines = session.lines(uri);
  return lines === undefined ? NOWHERE : toRange(lines, start, end, session.encoding);
}

/** A range of the client as offsets of a text. */
export function spanIn(session: Session, { uri }: TextDocumentIdentifier, range: Range): { readonly start: number; readonly end: number } {
  return { start: offsetIn(session, uri, range.start), end: offsetIn(session, uri, range.end) };
}

export function offsetIn(session: Session, uri: string, position: Position): number {
  const lines = session.lines(uri);
  return lines === undefined ? 0 : toOffset(lines, position, session.encoding);
}

export function toLocation(session: Session, { uri, start, end }: Located): Location {
  return { uri, range: rangeIn(session, uri, start, end) };
}

/** Links where the client knows them, locations where not. Documents that nobody wrote only where it can show them. */
export function toLinks(session: Session, client: Client, links: readonly Link[], linkSupport: boolean): Location[] | LocationLink[] {
  const shown = links.filter(({ target }) => client.virtual || !target.uri.startsWith(`${SCHEME}:`));
  if (!linkSupport) return shown.map(({ target }) => toLocation(session, target));
  return shown.map(({ origin, target, whole }) => ({
    originSelectionRange: rangeIn(session, origin.uri, origin.start, origin.end),
    targetUri: target.uri,
    targetRange: rangeIn(session, whole.uri, whole.start, whole.end),
    targetSelectionRange: rangeIn(session, target.uri, target.start, target.end),
  }));
}
