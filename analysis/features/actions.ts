import type { Diagnostic } from '../lint.ts';
import { type Fix } from '../rule.ts';
import type { Snapshot } from '../simulate.ts';

/** A fix with its edits as offsets into files. */
export interface Action {
  readonly title: string;
  readonly safe: boolean;
  readonly diagnostic: Diagnostic;
  readonly edits: ReadonlyMap<string, readonly { readonly start: number; readonly end: number; readonly text: string }[]>;
}

/** The fixes of the findings that touch a range. */
export function actions(snapshot: Snapshot, uri: string, range: { readonly start: number; readonly end: number }, diagnostics: readonly Diagnostic[]): readonly Action[] {
  return diagnostics
    .filter(diagnostic => diagnostic.uri === uri && diagnostic.start <= range.end && range.start <= diagnostic.end)
    .flatMap(diagnostic => diagnostic.fixes.map(fix => toAction(snapshot, diagnostic, fix)));
}

export function toAction(snapshot: Snapshot, diagnostic: Diagnostic, fix: Fix): Action {
  const home = snapshot.steps.get(diagnostic.uri)?.[diagnostic.statement]?.placed.start ?? 0;
  const edits = new Map<string, { start: number; end: number; text: string }[]>();
  for (const edit of fix.edits) {
    const shift = edit.uri === undefined ? home : 0;
    const uri = edit.uri ?? diagnostic.uri;
    const known = edits.get(uri) ?? [];
    known.push({ start: edit.span.start + shift, end: edit.span.end + shift, text: edit.text });
    edits.set(uri, known);
  }
  return { title: fix.title, safe: fix.safe, diagnostic, edits };
}
