import { pathAt, type Node, type Span, type StatementNode } from '../../../grammar/index.ts';
import type { FileEdit } from '../../pieces.ts';
import type { Snapshot, Step } from '../../simulate.ts';
import { attempt, worst, type FileEdits } from '../../trial.ts';

/** Where somebody asks what could be done: a statement that parses, and the selected part of it. */
export interface Site {
  readonly snapshot: Snapshot;
  readonly step: Step;
  readonly text: string;
  readonly node: StatementNode;
  /** Counted from the statement's first character. */
  readonly range: Span;
  /** The nodes around the start of the range, the innermost last. */
  readonly path: readonly Node[];
}

/** A change of a text that somebody may want. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'rewrite' | 'extract';
  readonly edits: FileEdits;
  /** It gives columns other names, and is meant to. */
  readonly renamesColumns?: boolean;
}

export type Proposal = (site: Site) => Refactoring | undefined;

export function siteAt(snapshot: Snapshot, uri: string, range: Span): Site | undefined {
  const step = snapshot.steps
    .get(uri)
    ?.find(({ placed: { start, statement } }) => start <= range.start && range.start <= start + statement.text.length);
  const node = step?.placed.statement.node;
  if (step === undefined || node === undefined) return undefined;
  const { start, statement } = step.placed;
  const own = { start: range.start - start, end: range.end - start };
  return { snapshot, step, text: statement.text, node, range: own, path: pathAt(node, own.start) };
}

/** Edits of the statement itself. */
export function inStatement({ step }: Site, ...edits: readonly FileEdit[]): FileEdits {
  const { start } = step.placed;
  return new Map([[step.uri, edits.map(edit => ({ start: edit.start + start, end: edit.end + start, text: edit.text }))]]);
}

/** A statement on lines of its own in front of this one. */
export function inFront({ step }: Site, sql: string): FileEdits {
  const { start } = step.placed;
  return new Map([[step.uri, [{ start, end: start, text: `${sql.trimEnd()}\n` }]]]);
}

/**
 * Whether a change harms nobody, seen by replaying the workspace with it: no statement is worse off, and views and sinks keep the names
 * of their columns unless that is what it is for.
 */
export function isHarmless(snapshot: Snapshot, { edits, renamesColumns }: Refactoring): boolean {
  const trial = attempt(snapshot, edits);
  if (trial === undefined) return false;
  for (const [old, now] of trial.kept) if (old !== now && worst([now]) > worst([old])) return false;
  const limit = Math.min(2, worst(trial.changed.flatMap(({ old }) => old)));
  for (const { old, made } of trial.changed) if (worst(made) > (old.length === 0 ? limit : worst(old))) return false;
  return renamesColumns === true || keepsColumns(snapshot, trial.after);
}

function keepsColumns({ end: before }: Snapshot, { end: after }: Snapshot): boolean {
  for (const [database, { relations }] of before.databases) {
    for (const { name, columns } of relations.values()) {
      const now = after.databases.get(database)?.relations.get(name)?.columns;
      if (columns?.some((column, index) => now?.[index]?.name !== column.name) === true) return false;
    }
  }
  return true;
}
