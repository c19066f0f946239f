import { parseFile, type SourceFile } from '../grammar/index.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

/** The SQL files of a workspace in execution order. A workspace is a value. */
export interface Workspace {
  readonly files: readonly SourceFile[];
  readonly settings: Settings;
  /** Files that only declare what lives elsewhere (`external`, snapshots): replayed first, never reported on. */
  readonly external: readonly SourceFile[];
}

export function emptyWorkspace(settings: Settings = DEFAULT_SETTINGS): Workspace {
  return { files: [], settings, external: [] };
}

/** How the files of a workspace follow each other: negative when `a` runs before `b`. */
export type FileOrder = (a: string, b: string) => number;

/** The workspace with one file new, changed, or (without text) gone. Unchanged statements stay the same objects. */
export function edit(workspace: Workspace, uri: string, text: string | undefined, order: FileOrder = byPath): Workspace {
  const at = workspace.files.findIndex(file => file.uri === uri);
  const previous = at === -1 ? undefined : workspace.files[at];
  if (text === undefined) return previous === undefined ? workspace : { ...workspace, files: workspace.files.toSpliced(at, 1) };
  if (previous?.text === text) return workspace;
  const file = parseFile(uri, text, previous);
  if (previous !== undefined) return { ...workspace, files: workspace.files.with(at, file) };
  const place = workspace.files.findIndex(other => order(uri, other.uri) < 0);
  return { ...workspace, files: workspace.files.toSpliced(place === -1 ? workspace.files.length : place, 0, file) };
}

/** Lexicographic, with runs of digits compared as numbers: `2_b.sql` runs before `10_a.sql`. */
export function byPath(a: string, b: string): number {
  const left = chunks(a);
  const right = chunks(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const x = left[i]!;
    const y = right[i]!;
    if (x === y) continue;
    const numeric = isDigits(x) && isDigits(y);
    if (numeric && Number(x) !== Number(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

function chunks(path: string): readonly string[] {
  return path.match(/\d+|\D+/g) ?? [];
}
function isDigits(chunk: string): boolean {
  const first = chunk.charCodeAt(0);
  return first >= 48 && first <= 57;
}
