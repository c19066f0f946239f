import { fileURLToPath, pathToFileURL } from 'node:url';
import { simulate, type Workspace } from '../analysis/index.ts';
import { orderOf } from '../config/index.ts';
import { parseFile, type SourceFile } from '../grammar/index.ts';
import { textOf } from './disk.ts';
import { findIn, type Found, type Judged, type JudgeOptions } from './findings.ts';
import { headOf, repositoryOf, type Repository } from './git.ts';
import type { Project } from './project.ts';

/** Which part of a project is reported: what changed since a commit, and what those changes do to the rest. */
export interface Changes {
  readonly repository: Repository;
  /** The commit to compare with. */
  readonly commit: string;
  /** Absolute paths of files that changed, came or went. */
  readonly paths: ReadonlySet<string>;
}

export function changesSince(cwd: string, revision: string | undefined): Changes {
  const repository = repositoryOf(cwd);
  const commit = revision === undefined ? headOf(repository) : repository.base(revision);
  return { repository, commit, paths: new Set(repository.changedSince(commit)) };
}

/** What is staged, as texts that stand in for the files on disk; files that are not in the index are left out. */
export interface Staged extends Changes {
  readonly texts: ReadonlyMap<string, string>;
  readonly absent: ReadonlySet<string>;
}

export function stagedChanges(cwd: string): Staged {
  const repository = repositoryOf(cwd);
  const staged = repository.staged();
  const { changed, unknown } = repository.unstaged();
  const texts = new Map<string, string>();
  const absent = new Set(unknown);
  for (const [path, bytes] of repository.texts(
    '',
    [...new Set([...staged, ...changed])].filter(path => path.endsWith('.sql')),
  )) {
    const content = bytes === undefined ? undefined : textOf(bytes);
    if (content === undefined) absent.add(path);
    else if ('text' in content) texts.set(path, content.text);
  }
  return { repository, commit: headOf(repository), paths: new Set(staged), texts, absent };
}

/** The project with only its changed files reported. */
export function narrowed(project: Project, { paths }: Changes): Project {
  return { ...project, reported: project.reported.filter(uri => paths.has(fileURLToPath(uri))) };
}

/**
 * Findings that the changes caused in files that did not change: a dropped table is found where it is used. Told from those that were
 * there before by replaying the project as it was.
 */
export function consequences(whole: Project, { snapshot }: Judged, changes: Changes, options: JudgeOptions): readonly Found[] {
  const unchanged = whole.reported.filter(uri => !changes.paths.has(fileURLToPath(uri)));
  if (unchanged.length === 0) return [];
  const now = findIn(snapshot, unchanged, options);
  if (now.length === 0) return [];
  const before = findIn(simulate(workspaceBefore(whole, changes)), unchanged, options);
  const known = new Set(before.map(({ diagnostic, fingerprint }) => `${diagnostic.uri} ${fingerprint}`));
  return now.filter(({ diagnostic, fingerprint }) => !known.has(`${diagnostic.uri} ${fingerprint}`));
}

/** The workspace as it was at the commit. */
export function workspaceBefore({ workspace, config }: Project, { repository, commit, paths }: Changes): Workspace {
  const covered = [...paths].filter(path => path.endsWith('.sql'));
  const old = repository.texts(commit, covered);
  const kept = workspace.files.filter(({ uri }) => !paths.has(fileURLToPath(uri)));
  const restored = [...old].flatMap(([path, bytes]): SourceFile[] => {
    const content = bytes === undefined ? undefined : textOf(bytes);
    return content === undefined || 'reason' in content ? [] : [parseFile(pathToFileURL(path).href, content.text)];
  });
  const order = orderOf(config);
  return { ...workspace, files: [...kept, ...restored].toSorted((a, b) => order(a.uri, b.uri)) };
}
