import { InlayHintKind, type CodeLens, type CodeLensParams, type InlayHint, type InlayHintParams } from 'vscode-languageserver';
import { hints, hintText, lenses, lensText, type Hint } from '../../analysis/index.ts';
import { rangeIn, spanIn } from '../convert/ranges.ts';
import type { Server } from '../entry.ts';
import { toPosition } from '../text.ts';

interface LensData {
  readonly uri: string;
  readonly statement: number;
}

export function lensesOf({ session }: Server, { textDocument: { uri } }: CodeLensParams): CodeLens[] {
  if (session.file(uri) === undefined) return [];
  return lenses(session.snapshot(uri), uri).map(({ start, end, statement }) => ({
    range: rangeIn(session, uri, start, end),
    data: { uri, statement } satisfies LensData,
  }));
}

/** A line that says something and does nothing. */
export function resolvedLens({ session }: Server, lens: CodeLens): CodeLens {
  const { uri, statement } = (lens.data ?? {}) as Partial<LensData>;
  if (uri === undefined || statement === undefined) return lens;
  return { ...lens, command: { title: lensText(session.snapshot(uri), uri, statement), command: '' } };
}

interface HintData extends Pick<Hint, 'label' | 'kind' | 'statement'> {
  readonly uri: string;
}

export function hintsIn({ session }: Server, { textDocument, range }: InlayHintParams): InlayHint[] {
  const { uri } = textDocument;
  const lines = session.lines(uri);
  if (lines === undefined || session.file(uri) === undefined) return [];
  return hints(session.snapshot(uri), uri, spanIn(session, textDocument, range)).map(({ offset, label, kind, statement, insert }) => {
    const position = toPosition(lines, offset, session.encoding);
    return {
      position,
      label,
      ...(kind === 'type' ? { kind: InlayHintKind.Type } : {}),
      ...(insert === undefined ? {} : { textEdits: [{ range: { start: position, end: position }, newText: insert }] }),
      data: { uri, label, kind, statement } satisfies HintData,
    };
  });
}

export function resolvedHint({ session }: Server, hint: InlayHint): InlayHint {
  const { uri, label, kind, statement } = (hint.data ?? {}) as Partial<HintData>;
  if (uri === undefined || label === undefined || kind === undefined || statement === undefined) return hint;
  const tooltip = hintText(session.snapshot(uri), uri, { label, kind, statement });
  return tooltip === undefined ? hint : { ...hint, tooltip };
}
