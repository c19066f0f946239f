import { matcher } from './globs.ts';
import { pathWithin, type Place } from './place.ts';

/** One line of an ignore file, in the language of `.gitignore`. */
export interface IgnoreLine {
  readonly base: Place;
  /** `!pattern`: what an earlier line ignores is taken back. */
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  readonly matches: (path: string) => boolean;
}

/** Folders nobody keeps SQL of his own in. A `!dist/` takes one back. */
export const USUALLY_IGNORED: readonly string[] = ['node_modules/', '.*/', 'target/', 'dist/'];

export function ignoreLines(lines: readonly string[], base: Place): readonly IgnoreLine[] {
  return lines.flatMap(line => {
    const written = line.replace(/\r$/, '').replace(/(?<!\\)[ \t]+$/, '');
    if (written === '' || written.startsWith('#')) return [];
    const negated = written.startsWith('!');
    const pattern = (negated ? written.slice(1) : written).replace(/^\\(?=[#!])/, '');
    const foldersOnly = pattern.endsWith('/');
    const body = pattern.replace(/^\/|\/$/g, '');
    if (body === '') return [];
    // A slash anywhere but at the end ties the pattern to the folder of the file it stands in.
    const isTied = pattern.slice(0, -1).includes('/');
    const matches = matcher(isTied ? body : `**/${body}`, { dot: true, nobrace: true, noextglob: true, nonegate: true });
    return [{ base, negated, foldersOnly, matches }];
  });
}

/** Whether a place, or a folder around it, is ignored. The last line that matches decides; nothing in an ignored folder comes back. */
export function isIgnored(lines: readonly IgnoreLine[], root: Place, place: Place, isFolder = false): boolean {
  if (lines.length === 0 || pathWithin(root, place) === undefined) return false;
  for (let end = place.indexOf('/', root.length + 1); end !== -1; end = place.indexOf('/', end + 1)) {
    if (decide(lines, place.slice(0, end), true)) return true;
  }
  return decide(lines, place, isFolder);
}

function decide(lines: readonly IgnoreLine[], place: Place, isFolder: boolean): boolean {
  for (let index = lines.length - 1; index >= 0; index--) {
    const { base, negated, foldersOnly, matches } = lines[index]!;
    if (foldersOnly && !isFolder) continue;
    const path = pathWithin(base, place);
    if (path !== undefined && matches(path)) return !negated;
  }
  return false;
}
