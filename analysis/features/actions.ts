import { helps, placeFix } from '../fixes.ts';
import type { Diagnostic, LintOptions } from '../lint.ts';
import { type Fix } from '../rule.ts';
import { RULES } from '../rules/index.ts';
import type { Snapshot } from '../simulate.ts';

/** A fix with its edits as offsets into files. */
export interface Action {
  readonly title: string;
  readonly safe: boolean;
  readonly diagnostic: Diagnostic;
  readonly edits: ReadonlyMap<string, readonly { readonly start: number; readonly end: number; readonly text: string }[]>;
}

/** The fixes of the findings that touch a range, each seen to help. */
export function actions(
  snapshot: Snapshot,
  uri: string,
  range: { readonly start: number; readonly end: number },
  diagnostics: readonly Diagnostic[],
  options: LintOptions = { rules: RULES },
): readonly Action[] {
  return diagnostics
    .filter(diagnostic => diagnostic.uri === uri && diagnostic.start <= range.end && range.start <= diagnostic.end)
    .flatMap(diagnostic => diagnostic.fixes.filter(fix => helps(snapshot, { diagnostic, fix }, options)).map(fix => toAction(snapshot, diagnostic, fix)));
}

export function toAction(snapshot: Snapshot, diagnostic: Diagnostic, fix: Fix): Action {
  return { title: fix.title, safe: fix.safe, diagnostic, edits: placeFix(snapshot, { diagnostic, fix }) };
}
