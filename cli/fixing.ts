import { resolve } from 'node:path';
import { fixAll, type FixAllOptions } from '../analysis/index.ts';
import { pathOfUri } from './configuration.ts';
import { unifiedDiff } from './diff.ts';
import { readText, writeText } from './disk.ts';
import type { Project } from './project.ts';
import { Trouble } from './trouble.ts';

/** A project with its fixes applied in memory, and the files that changed. */
export interface FixedProject {
  readonly project: Project;
  readonly changes: readonly Change[];
  readonly count: number;
}
export interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly hasMark: boolean;
}

export function fixProject(project: Project, options: FixAllOptions, cwd: string): FixedProject {
  const { workspace, edits, count } = fixAll(project.workspace, project.reported, options);
  const before = new Map(project.workspace.files.map(file => [file.uri, file.text]));
  const changes = workspace.files
    .filter(({ uri, text }) => edits.has(uri) && before.get(uri) !== text)
    .map(({ uri, text }): Change => {
      const path = pathOfUri(uri, cwd);
      const { hasMark = false, isLossy = false } = project.texts.get(uri) ?? {};
      if (isLossy) throw new Trouble(`cannot fix ${path}: it is not UTF-8 throughout, and writing it would lose what is not`);
      return { path, before: before.get(uri)!, after: text, hasMark };
    });
  return { project: { ...project, workspace }, changes, count };
}

/** Writes every file, or none when one of them is no longer what was read. */
export function writeChanges(changes: readonly Change[], cwd: string): void {
  for (const { path, before } of changes) {
    const now = readText(resolve(cwd, path));
    if ('reason' in now || now.text !== before) throw new Trouble(`${path} changed meanwhile: nothing was written, run it again`);
  }
  for (const { path, after, hasMark } of changes) writeText(resolve(cwd, path), after, hasMark);
}

export function diffOf(changes: readonly Change[]): string {
  return changes.map(({ path, before, after }) => unifiedDiff(path, before, after)).join('');
}
