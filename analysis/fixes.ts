import type { LintOptions } from './judge.ts';
import { lint, lintStep, type Diagnostic } from './lint.ts';
import { editsOf, splice, whole, type FileEdit, type Pieces } from './pieces.ts';
import type { Fix } from './rule.ts';
import { simulate, type Snapshot, type Step } from './simulate.ts';
import { isAboutComments } from './suppressions.ts';
import { attempt, keepsComments, rank, worst, type FileEdits, type Trial } from './trial.ts';
import type { Workspace } from './workspace.ts';

/** A way out of a finding that somebody may take. */
export interface Candidate {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/** The edits of a fix by file, counted from the files' first characters. */
export function placeFix(snapshot: Snapshot, { diagnostic, fix }: Candidate): FileEdits {
  const home = snapshot.steps.get(diagnostic.uri)?.[diagnostic.statement]?.placed.start ?? 0;
  const edits = new Map<string, FileEdit[]>();
  for (const { uri, span, text } of fix.edits) {
    const shift = uri === undefined ? home : 0;
    const known = edits.get(uri ?? diagnostic.uri) ?? [];
    known.push({ start: span.start + shift, end: span.end + shift, text });
    edits.set(uri ?? diagnostic.uri, known);
  }
  return edits;
}

/**
 * Whether a fix helps and harms nobody, seen by replaying the workspace with it: the verdict of the statement improves or the finding
 * is gone, no other statement is worse off, every comment survives.
 */
export function helps(snapshot: Snapshot, candidate: Candidate, options: LintOptions): boolean {
  return areGood(snapshot, [candidate], options);
}

/** The fixes of a finding that help. */
export function offeredFixes(snapshot: Snapshot, diagnostic: Diagnostic, options: LintOptions): readonly Fix[] {
  return diagnostic.fixes.filter(fix => helps(snapshot, { diagnostic, fix }, options));
}

function areGood(snapshot: Snapshot, candidates: readonly Candidate[], options: LintOptions): boolean {
  const trial = attempt(snapshot, merged(snapshot, candidates));
  // Where neighbours were changed by several fixes and do not pair up, nobody can tell which fix did what.
  if (candidates.length > 1 && trial?.changed.some(({ old }) => old.length > 1) === true) return false;
  return trial !== undefined && isHarmless(trial, candidates) && candidates.every(candidate => isGone(trial, candidate, options));
}

function merged(snapshot: Snapshot, candidates: readonly Candidate[]): FileEdits {
  const all = new Map<string, FileEdit[]>();
  for (const candidate of candidates) {
    for (const [uri, edits] of placeFix(snapshot, candidate)) {
      const known = all.get(uri);
      if (known === undefined) all.set(uri, [...edits]);
      else known.push(...edits);
    }
  }
  return all;
}

function isHarmless({ before, after, kept, changed }: Trial, candidates: readonly Candidate[]): boolean {
  for (const [old, now] of kept) if (old !== now && rank(now.outcome.verdict) > rank(old.outcome.verdict)) return false;
  const homes = candidates.map(({ diagnostic }) => homeOf(before, diagnostic)).filter(step => step !== undefined);
  const limit = worst([...homes, ...changed.flatMap(change => change.old)]);
  for (const { old, made } of changed) if (worst(made) > (old.length === 0 ? limit : worst(old))) return false;
  if (candidates.some(({ diagnostic }) => isAboutComments(diagnostic.name))) return true;
  return before.workspace.files.every(
    (file, index) => file === after.workspace.files[index] || keepsComments(file, after.workspace.files[index]!),
  );
}

function homeOf(snapshot: Snapshot, { uri, statement }: Diagnostic): Step | undefined {
  return snapshot.steps.get(uri)?.[statement];
}

function isGone({ before, after, kept, changeOf }: Trial, { diagnostic }: Candidate, options: LintOptions): boolean {
  const isSame = (other: Diagnostic): boolean => other.rule === diagnostic.rule && other.message === diagnostic.message;
  const home = homeOf(before, diagnostic);
  if (home === undefined || isAboutComments(diagnostic.name)) {
    const countIn = (snapshot: Snapshot): number => lint(snapshot, diagnostic.uri, options).filter(isSame).length;
    return countIn(after) < countIn(before);
  }
  const change = changeOf.get(home) ?? { old: [home], made: [kept.get(home) ?? home] };
  if (worst(change.made) < worst(change.old)) return true;
  if (isStuck(home, change.made)) return false;
  const countIn = (snapshot: Snapshot, steps: readonly Step[]): number =>
    steps.flatMap(step => lintStep(snapshot, step, options)).filter(isSame).length;
  return countIn(after, change.made) < countIn(before, change.old);
}

/** A syntax error in another wording is no progress, unless it stands nearer to the end. */
function isStuck(home: Step, made: readonly Step[]): boolean {
  const left = (step: Step): number | undefined => {
    const { verdict } = step.outcome;
    return verdict.kind === 'rejected' && verdict.reason === 'syntax' ? step.placed.statement.text.length - verdict.span.start : undefined;
  };
  const was = left(home);
  return was !== undefined && made.some(step => (left(step) ?? -1) >= was);
}

export interface FixAllOptions extends LintOptions {
  /** Also the fixes that a person should look at. */
  readonly unsafe?: boolean;
}
export interface Fixed {
  readonly workspace: Workspace;
  /** What changed, by file, against the workspace as it was. */
  readonly edits: FileEdits;
  /** How many findings were fixed. */
  readonly count: number;
}

/** Enough for fixes that only show behind other fixes. */
const ROUNDS = 20;

/** Applies every fix that helps to the files named, again and again until nothing is left to fix. */
export function fixAll(workspace: Workspace, uris: readonly string[], options: FixAllOptions): Fixed {
  const texts = new Map<string, Pieces>();
  let snapshot = simulate(workspace);
  let count = 0;
  const seen = new Set<string>([allText(snapshot.workspace, uris)]);
  const useless = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    // What needs a person's eye comes after what does not: it may be needless then.
    const found = candidatesIn(snapshot, uris, options, useless);
    const safe = found.filter(({ fix }) => fix.safe);
    const candidates = safe.length > 0 ? safe : found;
    const chosen = choose(snapshot, candidates, options);
    if (candidates.length === 0) break;
    if (chosen.length === 0) {
      // they may have stood in the way of others
      for (const candidate of candidates) useless.add(keyOf(candidate));
      continue;
    }
    useless.clear();
    const edits = merged(snapshot, chosen);
    const { after } = attempt(snapshot, edits)!;
    const text = allText(after.workspace, uris);
    if (seen.has(text)) break; // two fixes undo each other
    seen.add(text);
    for (const [uri, changes] of edits) {
      texts.set(uri, splice(texts.get(uri) ?? whole(snapshot.workspace.files.find(file => file.uri === uri)!.text), changes));
    }
    snapshot = after;
    count += chosen.length;
  }
  return { workspace: snapshot.workspace, edits: new Map([...texts].map(([uri, text]) => [uri, editsOf(text)])), count };
}

function keyOf({ diagnostic: { uri, start, rule, message } }: Candidate): string {
  return `${uri} ${start} ${rule} ${message}`;
}

function allText({ files }: Workspace, uris: readonly string[]): string {
  return files
    .filter(file => uris.includes(file.uri))
    .map(file => file.text)
    .join('\0');
}

/** One fix per finding, the first that may be taken; later ones that meet an earlier one wait for the next round. */
function candidatesIn(
  snapshot: Snapshot,
  uris: readonly string[],
  options: FixAllOptions,
  useless: ReadonlySet<string>,
): readonly Candidate[] {
  const taken = new Map<string, FileEdit[]>();
  const candidates: Candidate[] = [];
  for (const uri of uris) {
    for (const diagnostic of lint(snapshot, uri, options)) {
      const fix = diagnostic.fixes.find(({ safe }) => safe) ?? (options.unsafe === true ? diagnostic.fixes[0] : undefined);
      if (fix === undefined) continue;
      const candidate = { diagnostic, fix };
      if (useless.has(keyOf(candidate))) continue;
      const edits = placeFix(snapshot, candidate);
      const isFree = [...edits].every(([file, changes]) => uris.includes(file) && !changes.some(change => isTaken(taken, file, change)));
      if (!isFree) continue;
      for (const [file, changes] of edits) for (const change of changes) take(taken, file, change);
      candidates.push(candidate);
    }
  }
  return candidates;
}

/** Notes an edit as chosen, in each stretch of its file that it reaches into. */
function take(taken: Map<string, FileEdit[]>, file: string, edit: FileEdit): void {
  for (const key of stretchesOf(file, edit)) {
    const known = taken.get(key);
    if (known === undefined) taken.set(key, [edit]);
    else known.push(edit);
  }
}

/** Whether an edit overlaps or touches a chosen one. */
function isTaken(taken: ReadonlyMap<string, readonly FileEdit[]>, file: string, edit: FileEdit): boolean {
  return stretchesOf(file, edit).some(key => taken.get(key)?.some(other => edit.start <= other.end && other.start <= edit.end) === true);
}

const STRETCH = 256;

/** The stretches of a file that an edit reaches into, with the characters at its ends. */
function stretchesOf(file: string, { start, end }: FileEdit): readonly string[] {
  const keys: string[] = [];
  for (let stretch = Math.floor(Math.max(0, start - 1) / STRETCH); stretch <= Math.floor((end + 1) / STRETCH); stretch++)
    keys.push(`${file} ${stretch}`);
  return keys;
}

/** The largest part of the candidates, found by halving, that is good as a whole. */
function choose(snapshot: Snapshot, candidates: readonly Candidate[], options: LintOptions): readonly Candidate[] {
  if (candidates.length === 0 || areGood(snapshot, candidates, options)) return candidates;
  if (candidates.length === 1) return [];
  const middle = candidates.length >> 1;
  const left = choose(snapshot, candidates.slice(0, middle), options);
  const right = choose(snapshot, candidates.slice(middle), options);
  const both = [...left, ...right];
  if (left.length === 0 || right.length === 0 || areGood(snapshot, both, options)) return both;
  return left;
}
