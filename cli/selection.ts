import { resolve } from 'node:path';
import type { Changes } from './changes.ts';
import { loadProjects, type LoadOptions, type Project, type Skipped } from './project.ts';
import type { Terminal } from './terminal.ts';
import { Trouble } from './trouble.ts';

/** How the command line says which files it means. */
export interface SelectionFlags {
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly changed?: boolean;
  readonly since?: string;
  readonly staged?: boolean;
}

/** The projects that were asked for, and the part of them that is reported. */
export interface Selection {
  /** Projects as their paths say, before changes narrow them. */
  readonly whole: readonly Project[];
  readonly projects: readonly Project[];
  readonly skipped: readonly Skipped[];
  readonly changes?: Changes;
  /** The text of standard input, where it is what is asked about. */
  readonly stdin?: string;
}

export async function select(
  paths: readonly string[],
  flags: SelectionFlags,
  options: LoadOptions,
  terminal: Terminal,
): Promise<Selection> {
  const { cwd } = options;
  if (flags.stdin === true || (paths.length === 1 && paths[0] === '-')) {
    const stdin = (await terminal.input()).replace(/^\uFEFF/, '');
    const path = resolve(cwd, flags.stdinFilename ?? 'stdin.sql');
    const { projects, skipped } = await loadProjects([path], { ...options, texts: new Map([[path, stdin]]) });
    return { whole: projects, projects, skipped, stdin };
  }
  const chosen = [flags.changed === true, flags.since !== undefined, flags.staged === true].filter(Boolean);
  if (chosen.length > 1) throw new Trouble('--changed, --since and --staged exclude each other');
  if (chosen.length === 0) {
    const { projects, skipped } = await loadProjects(paths, options);
    return { whole: projects, projects, skipped };
  }
  const { changesSince, narrowed, stagedChanges } = await import('./changes.ts');
  const staged = flags.staged === true ? stagedChanges(cwd) : undefined;
  const changes: Changes = staged ?? changesSince(cwd, flags.since);
  const { projects, skipped } = await loadProjects(
    paths,
    staged === undefined ? options : { ...options, texts: staged.texts, absent: staged.absent },
  );
  return { whole: projects, projects: projects.map(project => narrowed(project, changes)), skipped, changes };
}
