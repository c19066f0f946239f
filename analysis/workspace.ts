import { editFile, hasText, parseFile, sliceOf, type Change, type SourceFile } from '../grammar/index.ts';
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

/** Where files stand in a list. Lists that grew out of each other share one map, so what it says is looked up in the list itself. */
const places = new WeakMap<readonly SourceFile[], Map<string, number>>();

function placesOf(files: readonly SourceFile[]): Map<string, number> {
  let found = places.get(files);
  if (found === undefined) places.set(files, (found = new Map(files.map(({ uri }, index) => [uri, index]))));
  return found;
}

/** The files of a workspace by their URIs, with their places: the same map as long as none comes or goes. */
export function filesIn({ files }: Pick<Workspace, 'files'>): ReadonlyMap<string, number> {
  return placesOf(files);
}

function placeOf(files: readonly SourceFile[], uri: string): number | undefined {
  const at = placesOf(files).get(uri);
  return at !== undefined && files[at]?.uri === uri ? at : undefined;
}

export function fileIn({ files }: Workspace, uri: string): SourceFile | undefined {
  const at = placeOf(files, uri);
  return at === undefined ? undefined : files[at];
}

/** The workspace with one file new, changed, or (without text) gone. Unchanged statements stay the same objects. */
export function edit(workspace: Workspace, uri: string, text: string | undefined, order: FileOrder = byPath): Workspace {
  const { files } = workspace;
  const at = placeOf(files, uri);
  const previous = at === undefined ? undefined : files[at];
  if (text === undefined) return at === undefined ? workspace : { ...workspace, files: files.toSpliced(at, 1) };
  if (previous !== undefined && previous.isProvisional !== true && hasText(previous, text)) return workspace;
  const file = parseFile(uri, text, previous);
  if (at !== undefined) return replaced(workspace, at, file);
  let place = files.length;
  while (place > 0 && order(uri, files[place - 1]!.uri) < 0) place--;
  const grown = files.toSpliced(place, 0, file);
  if (place === files.length) places.set(grown, placesOf(files).set(uri, place));
  return { ...workspace, files: grown };
}

/**
 * The workspace with changes of one of its files, one after the other; only what stands around them is read again.
 */
export function change(workspace: Workspace, uri: string, changes: readonly Change[]): Workspace {
  const at = placeOf(workspace.files, uri);
  if (at === undefined) return workspace;
  return replaced(
    workspace,
    at,
    changes.reduce((file, one) => editFile(file, one), workspace.files[at]!),
  );
}

/** The workspace with edits of a file that all count from its text as it is; they do not overlap. */
export function withEdits(workspace: Workspace, uri: string, edits: readonly Change[]): Workspace {
  const file = fileIn(workspace, uri);
  if (file === undefined) return workspace;
  const sorted = edits.toSorted((a, b) => b.start - a.start || b.end - a.end);
  if (sorted.length > MANY) return edit(workspace, uri, spliced(file, sorted));
  const made = change(workspace, uri, sorted);
  // Behind a quote that an edit opens nothing was read again.
  return fileIn(made, uri)?.isProvisional === true ? edit(workspace, uri, spliced(file, sorted)) : made;
}

/** Reading a file around more edits takes longer than reading it once. */
const MANY = 100;

/** The text with edits, the last one first. */
function spliced(file: SourceFile, edits: readonly Change[]): string {
  const pieces: string[] = [];
  let to = file.length;
  for (const { start, end, text } of edits) {
    pieces.push(sliceOf(file, end, to), text);
    to = start;
  }
  pieces.push(sliceOf(file, 0, to));
  return pieces.toReversed().join('');
}

function replaced(workspace: Workspace, at: number, file: SourceFile): Workspace {
  const files = workspace.files.with(at, file);
  places.set(files, placesOf(workspace.files));
  return { ...workspace, files };
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
