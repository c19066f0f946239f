import { watch, type FSWatcher } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pathOf } from '../disk.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { Trouble } from '../trouble.ts';
import { lintCommand, type LintFlags, type Remembered } from './lint.ts';

/** Editors write in several steps: we wait until they are done. */
const QUIET = 80;
const CLEAR_SCREEN = '\u001b[2J\u001b[3J\u001b[H';

/** Lints again whenever a file of the projects, or their configuration, changes; ends when it is told to. */
export async function watchCommand(paths: readonly string[], flags: LintFlags, terminal: Terminal): Promise<ExitCode> {
  const stop = terminal.interrupt?.() ?? new AbortController().signal;
  let remembered: Remembered | undefined;
  while (!stop.aborted) {
    // Watching begins before the run, so that nothing is missed meanwhile, and is widened by what the run finds.
    const change = new AbortController();
    const before = foldersOf(paths, remembered, terminal.cwd);
    const changed = changeIn(before, AbortSignal.any([stop, change.signal]));
    if (terminal.colour) terminal.out(CLEAR_SCREEN);
    remembered = await lintOnce(paths, flags, terminal, remembered);
    const after = foldersOf(paths, remembered, terminal.cwd);
    const more = new Set([...after].filter(folder => !before.has(folder)));
    await Promise.race([changed, changeIn(more, AbortSignal.any([stop, change.signal]))]);
    change.abort();
  }
  return 0;
}

async function lintOnce(
  paths: readonly string[],
  flags: LintFlags,
  terminal: Terminal,
  before: Remembered | undefined,
): Promise<Remembered | undefined> {
  try {
    return await lintCommand(paths, flags, terminal, before);
  } catch (error) {
    // A broken configuration is mended sooner or later; the watch goes on.
    if (!(error instanceof Trouble)) throw error;
    terminal.err(error.message.replace(/^/gm, 'greptime-sql: ') + '\n');
    return before;
  }
}

/** The folders whose entries matter: those of the files and of the configuration, and all between. */
function foldersOf(paths: readonly string[], remembered: Remembered | undefined, cwd: string): ReadonlySet<string> {
  const folders = new Set(paths.map(path => resolve(cwd, path)));
  for (const { config, workspace } of remembered?.projects ?? []) {
    const root = pathOf(config.root) ?? cwd;
    for (const { uri } of [...workspace.files, ...workspace.external]) {
      for (let at = dirname(fileURLToPath(uri)); !folders.has(at); at = dirname(at)) {
        folders.add(at);
        if (at === root || at === dirname(at) || !at.startsWith(root)) break;
      }
    }
    for (const place of config.readFrom) {
      const path = config.file === undefined ? undefined : pathOf(place);
      if (path !== undefined) folders.add(dirname(path));
    }
  }
  return folders;
}

/** Settles when something in the folders changed, or when it is told to stop. */
function changeIn(folders: ReadonlySet<string>, stop: AbortSignal): Promise<void> {
  return new Promise(done => {
    const watchers: FSWatcher[] = [];
    let timer: NodeJS.Timeout | undefined;
    const finish = (): void => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      done();
    };
    stop.addEventListener('abort', finish);
    const changed = (): void => {
      clearTimeout(timer);
      timer = setTimeout(finish, QUIET);
    };
    for (const folder of folders) {
      try {
        watchers.push(watch(folder, changed).on('error', changed));
      } catch {
        // A folder that is gone is noticed by the one around it.
      }
    }
    if (stop.aborted) finish();
  });
}
