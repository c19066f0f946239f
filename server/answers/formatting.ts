import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  DocumentRangesFormattingParams,
  FormattingOptions,
  TextEdit,
} from 'vscode-languageserver';
import { formatting, rangeFormatting, typeFormatting, type FileEdit } from '../../analysis/index.ts';
import { DEFAULT_FORMAT, type FormatOptions } from '../../grammar/index.ts';
import { offsetIn, rangeIn, spanIn } from '../convert/ranges.ts';
import type { Server } from '../entry.ts';

/** A configuration file decides about layout; without one the editor's indentation does. */
function optionsFor({ session }: Server, uri: string, { tabSize }: FormattingOptions): FormatOptions {
  const project = session.projectOf(uri);
  if (project?.isClaimed === true) return project.format;
  return {
    ...DEFAULT_FORMAT,
    ...(Number.isInteger(tabSize) && tabSize > 0 && tabSize <= 16 ? { indent: tabSize } : {}),
    ...project?.format,
  };
}

function toEdits({ session }: Server, uri: string, edits: readonly FileEdit[]): TextEdit[] {
  return edits.map(({ start, end, text }) => ({ range: rangeIn(session, uri, start, end), newText: text }));
}

export function formattedDocument(server: Server, { textDocument: { uri }, options }: DocumentFormattingParams): TextEdit[] | null {
  const file = server.session.file(uri);
  return file === undefined ? null : toEdits(server, uri, formatting(file, optionsFor(server, uri, options)));
}

export function formattedRange(server: Server, { textDocument, range, options }: DocumentRangeFormattingParams): TextEdit[] | null {
  return formattedRanges(server, { textDocument, ranges: [range], options });
}

export function formattedRanges(server: Server, { textDocument, ranges, options }: DocumentRangesFormattingParams): TextEdit[] | null {
  const { uri } = textDocument;
  const file = server.session.file(uri);
  if (file === undefined) return null;
  const wanted = optionsFor(server, uri, options);
  const found = new Map<string, FileEdit>();
  for (const range of ranges)
    for (const edit of rangeFormatting(file, spanIn(server.session, textDocument, range), wanted))
      found.set(`${edit.start} ${edit.end}`, edit);
  return toEdits(server, uri, [...found.values()]);
}

export function formattedOnType(
  server: Server,
  { textDocument: { uri }, position, ch, options }: DocumentOnTypeFormattingParams,
): TextEdit[] | null {
  const file = server.session.file(uri);
  return file === undefined
    ? null
    : toEdits(server, uri, typeFormatting(file, offsetIn(server.session, uri, position), ch, optionsFor(server, uri, options)));
}
