import { sliceOf, type Span } from '../../grammar/index.ts';
import { fixAll, offeredFixes, placeFix } from '../fixes.ts';
import type { LintOptions } from '../judge.ts';
import type { Diagnostic } from '../lint.ts';
import type { Snapshot } from '../simulate.ts';
import type { FileEdits } from '../trial.ts';

/** A way out of a finding. */
export interface Action {
  readonly title: string;
  /** The fix keeps what the statement means to do. */
  readonly isSafe: boolean;
  readonly diagnostic: Diagnostic;
  readonly edits: FileEdits;
}

function touching(uri: string, range: Span, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(diagnostic => diagnostic.uri === uri && diagnostic.start <= range.end && range.start <= diagnostic.end);
}

/** The fixes of the findings that touch a range; each is replayed first, and offered if it helps and harms nobody. */
export function fixesIn(
  snapshot: Snapshot,
  uri: string,
  range: Span,
  diagnostics: readonly Diagnostic[],
  options: LintOptions,
): readonly Action[] {
  return touching(uri, range, diagnostics).flatMap(diagnostic =>
    offeredFixes(snapshot, diagnostic, options).map(fix => ({
      title: fix.title,
      isSafe: fix.safe,
      diagnostic,
      edits: placeFix(snapshot, { diagnostic, fix }),
    })),
  );
}

/** Comments that silence the findings of a range. They stand in front of the statement: inside a flow they would be stored with it. */
export function suppressionsIn(snapshot: Snapshot, uri: string, range: Span, diagnostics: readonly Diagnostic[]): readonly Action[] {
  const file = snapshot.workspace.files.find(own => own.uri === uri);
  if (file === undefined) return [];
  const seen = new Set<string>();
  return touching(uri, range, diagnostics).flatMap(diagnostic => {
    const { name, statement } = diagnostic;
    const placed = file.statements[statement];
    if (placed === undefined || seen.has(`${name} ${statement}`)) return [];
    seen.add(`${name} ${statement}`);
    const before = file.statements[statement - 1];
    const between = sliceOf(file, before === undefined ? 0 : before.start + before.statement.text.length, placed.start);
    const line = between.lastIndexOf('\n') + 1;
    const indent = between.slice(line);
    // A statement that begins behind another one has no line of its own to stand above.
    if (indent.trim() !== '' || (line === 0 && before !== undefined)) return [];
    const text = `-- greptime-sql-disable-next-line ${name} -- reviewed\n${indent}`;
    return [
      {
        title: `Silence ${name} here`,
        isSafe: false,
        diagnostic,
        edits: new Map([[uri, [{ start: placed.start, end: placed.start, text }]]]),
      },
    ];
  });
}

/** Every safe fix of a file, again and again until nothing is left to fix. */
export function fixEverything(snapshot: Snapshot, uri: string, options: LintOptions): FileEdits {
  return fixAll(snapshot.workspace, [uri], options).edits;
}
