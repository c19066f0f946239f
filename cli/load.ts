import { readFileSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { globSync } from 'tinyglobby';
import { byPath, edit, emptyWorkspace, type Settings, type Workspace } from '../analysis/index.ts';

/** A problem with what we were given, in one sentence; it ends the run with exit code 2. */
export class Trouble extends Error {}

export interface Loaded {
  readonly workspace: Workspace;
  /** Path as shown to people, by uri. */
  readonly shown: ReadonlyMap<string, string>;
  /** Files that could not be read as SQL, with the reason. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** Reads SQL files and folders into a workspace, in execution order. */
export function load(paths: readonly string[], settings: Settings, cwd: string): Loaded {
  const files = paths.flatMap(path => expand(path, cwd));
  const shown = new Map<string, string>();
  const skipped: { path: string; reason: string }[] = [];
  let workspace = emptyWorkspace(settings);
  for (const path of [...new Set(files)].toSorted(byPath)) {
    const name = showPath(path, cwd);
    const text = read(path);
    if (typeof text === 'string') {
      const uri = pathToFileURL(path).href;
      shown.set(uri, name);
      workspace = edit(workspace, uri, text);
    } else {
      skipped.push({ path: name, reason: text.reason });
    }
  }
  return { workspace, shown, skipped };
}

function expand(path: string, cwd: string): readonly string[] {
  const full = resolve(cwd, path);
  let stat;
  try {
    stat = statSync(full);
  } catch {
    throw new Trouble(`cannot find ${path}: no such file or folder`);
  }
  if (!stat.isDirectory()) return [full];
  return globSync('**/*.sql', { cwd: full, absolute: true, dot: false, ignore: ['**/node_modules/**'], followSymbolicLinks: false }).map(file => resolve(file));
}

function showPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return (short.startsWith('..') ? path : short).split(sep).join('/');
}

/** The text of a file, or why there is none. A byte order mark is not part of the text. */
function read(path: string): string | { readonly reason: string } {
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { reason: 'it vanished while being read' };
    return { reason: code === 'EACCES' ? 'it may not be read' : `it cannot be read (${code ?? 'unknown error'})` };
  }
  if (bytes.subarray(0, 8000).includes(0)) return { reason: 'it is a binary file' };
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}
