import type { Verdict } from '../catalog/index.ts';
import { sliceOf, type SourceFile } from '../grammar/index.ts';
import type { FileEdit } from './pieces.ts';
import { simulate, type Snapshot, type Step } from './simulate.ts';
import { fileIn, withEdits } from './workspace.ts';

export type FileEdits = ReadonlyMap<string, readonly FileEdit[]>;

/** An edited workspace, replayed: which statements are the ones there were, and which stand where others stood. */
export interface Trial {
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** Statements that no edit touched, old to new; not those of files that are replayed just as before. */
  readonly kept: ReadonlyMap<Step, Step>;
  /** What lies between kept neighbours: the statements there were, and those there are. */
  readonly changed: readonly Change[];
  /** The change that each statement there was is a part of, if it was touched. */
  readonly changeOf: ReadonlyMap<Step, Change>;
}
export interface Change {
  readonly old: readonly Step[];
  readonly made: readonly Step[];
}

/** Replays the workspace with edits; undefined when they overlap or point at no text. */
export function attempt(before: Snapshot, edits: FileEdits): Trial | undefined {
  let { workspace } = before;
  for (const [uri, changes] of edits) {
    const file = fileIn(workspace, uri);
    if (file === undefined || !fit(file, changes)) return undefined;
    workspace = withEdits(workspace, uri, changes);
  }
  const after = simulate(workspace, before);
  const kept = new Map<Step, Step>();
  const changed: Change[] = [];
  for (const [uri, old] of before.steps) {
    const made = after.steps.get(uri) ?? [];
    const changes = edits.get(uri);
    if (made === old) continue;
    if (changes === undefined) old.forEach((step, index) => kept.set(step, made[index]!));
    else align(old, made, changes, kept, changed);
  }
  return { before, after, kept, changed, changeOf: new Map(changed.flatMap(change => change.old.map(step => [step, change] as const))) };
}

/** Whether edits are within a file, and no two of them overlap or insert at one place. */
function fit({ length }: SourceFile, edits: readonly FileEdit[]): boolean {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  return sorted.every(({ start, end }, index) => {
    const before = sorted[index - 1];
    return start <= end && end <= length && (before === undefined || (start >= before.end && start > before.start));
  });
}

/** Finds each old statement where it must be now; what is not there, or is another text, was changed. */
function align(old: readonly Step[], made: readonly Step[], edits: readonly FileEdit[], kept: Map<Step, Step>, changed: Change[]): void {
  const byStart = new Map(made.map(step => [step.placed.start, step]));
  let from = 0;
  let touched: Step[] = [];
  const flush = (to: number): void => {
    const between = made.slice(from, to);
    if (between.length === touched.length) touched.forEach((step, index) => changed.push({ old: [step], made: [between[index]!] }));
    else changed.push({ old: touched, made: between });
    touched = [];
  };
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let next = 0;
  let shift = 0;
  for (const step of old) {
    const { start, statement } = step.placed;
    const end = start + statement.text.length;
    for (let change = sorted[next]; change !== undefined && change.end <= start; change = sorted[++next])
      shift += change.text.length - (change.end - change.start);
    const isTouched = next < sorted.length && sorted[next]!.start < end;
    const now = isTouched ? undefined : byStart.get(start + shift);
    if (now === undefined || now.placed.statement.text !== statement.text) {
      touched.push(step);
      continue;
    }
    flush(now.index);
    from = now.index + 1;
    kept.set(step, now);
  }
  flush(made.length);
}

/** How good a verdict is for the author: the smaller the better. */
export function rank(verdict: Verdict): number {
  switch (verdict.kind) {
    case 'accepted':
      return 0;
    case 'unknown':
      return verdict.suspected === undefined ? 1 : 2;
    default:
      return 3;
  }
}

export function worst(steps: readonly Step[]): number {
  return steps.reduce((most, step) => Math.max(most, rank(step.outcome.verdict)), 0);
}

/** Whether every comment of a file is still there, wherever it stands now. */
export function keepsComments(old: SourceFile, now: SourceFile): boolean {
  const left = new Map<string, number>();
  for (const { start, end } of now.comments) count(left, sliceOf(now, start, end).trim(), 1);
  return old.comments.every(({ start, end }) => count(left, sliceOf(old, start, end).trim(), -1) >= 0);
}

function count(counts: Map<string, number>, key: string, by: number): number {
  const now = (counts.get(key) ?? 0) + by;
  counts.set(key, now);
  return now;
}
