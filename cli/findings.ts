import {
  fingerprintsOf,
  lint,
  offeredFixes,
  RULES,
  simulate,
  type Diagnostic,
  type Fix,
  type LintOptions,
  type Rule,
  type Snapshot,
} from '../analysis/index.ts';
import { pathOfUri } from './configuration.ts';
import { linesOf, type Lines } from './lines.ts';
import type { Project } from './project.ts';

/** A finding with what every report needs to show it. */
export interface Found {
  readonly diagnostic: Diagnostic;
  readonly snapshot: Snapshot;
  /** As people read it, with slashes. */
  readonly path: string;
  /** What paths are shown from. */
  readonly cwd: string;
  readonly lines: Lines;
  /** Survives moved lines; see `analysis/fingerprint.ts`. */
  readonly fingerprint: string;
  /** The ways out that were proven to help. */
  readonly fixes: () => readonly Fix[];
}

export interface JudgeOptions {
  readonly cwd: string;
  readonly rules?: readonly Rule[];
  readonly onBug?: (rule: string, error: unknown) => void;
  /** Told before each file. */
  readonly onFile?: (done: number, all: number) => void;
}

/** A project replayed, and what is found in the files that were asked for. */
export interface Judged {
  readonly project: Project;
  readonly snapshot: Snapshot;
  readonly found: readonly Found[];
}

/** Proving a fix replays the workspace. Past so many, findings are reported without. */
const MOST_PROVEN = 200;

export function judge(project: Project, options: JudgeOptions, previous?: Snapshot): Judged {
  const snapshot = simulate(project.workspace, previous);
  return { project, snapshot, found: findIn(snapshot, project.reported, options) };
}

/** The findings of some files, in the order of execution. */
export function findIn(snapshot: Snapshot, uris: readonly string[], options: JudgeOptions): readonly Found[] {
  const { cwd, rules = RULES, onBug, onFile } = options;
  const lintOptions: LintOptions = { rules, ...(onBug === undefined ? {} : { onBug }) };
  const files = new Map(snapshot.workspace.files.map(file => [file.uri, file]));
  let proven = 0;
  return uris.flatMap((uri, index) => {
    onFile?.(index, uris.length);
    const diagnostics = lint(snapshot, uri, lintOptions);
    if (diagnostics.length === 0) return [];
    const lines = linesOf(files.get(uri)?.text ?? '');
    const path = pathOfUri(uri, cwd);
    const fingerprints = fingerprintsOf(snapshot, uri, diagnostics);
    return diagnostics.map((diagnostic, at): Found => {
      let fixes: readonly Fix[] | undefined;
      const prove = (): readonly Fix[] =>
        diagnostic.fixes.length === 0 || proven++ >= MOST_PROVEN ? [] : offeredFixes(snapshot, diagnostic, lintOptions);
      return { diagnostic, snapshot, path, cwd, lines, fingerprint: fingerprints[at]!, fixes: () => (fixes ??= prove()) };
    });
  });
}

/** The lines of any file of a finding's workspace. */
export function linesIn({ snapshot, diagnostic, lines }: Found, uri: string): Lines {
  if (uri === diagnostic.uri) return lines;
  const { files, external } = snapshot.workspace;
  return linesOf([...files, ...external].find(file => file.uri === uri)?.text ?? '');
}
