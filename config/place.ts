/**
 * A file or folder as its URI without percent escapes (`file:///data/my flows/a.sql`): what two spellings of one URI have in common, and
 * what globs are matched against. A folder has no slash at its end; the topmost one is `file://`.
 */
export type Place = string;

export function placeOf(uri: string): Place {
  let decoded = uri;
  try {
    decoded = decodeURIComponent(uri);
  } catch {
    // A stray percent sign: the URI is taken as it is.
  }
  const drive = /^(file:\/\/\/)([A-Z])(:.*)$/s.exec(decoded);
  const place = drive === null ? decoded : drive[1]! + drive[2]!.toLowerCase() + drive[3]!;
  return place.length > 1 && place.endsWith('/') && !place.endsWith('://') ? place.slice(0, -1) : place;
}

/** A URI of a place. */
export function uriOf(place: Place): string {
  const origin = originOf(place);
  return (
    origin +
    place
      .slice(origin.length)
      .split('/')
      .map(encodeURIComponent)
      .join('/')
      .replace(/^\/([a-z])%3A/i, '/$1:')
  );
}

/** The folder around a place; undefined above the topmost one. */
export function folderOf(place: Place): Place | undefined {
  const at = place.lastIndexOf('/');
  return at < originOf(place).length ? undefined : place.slice(0, at);
}

/** What stands in front of the path: `file://`, `vscode-vfs://github`, `memfs:`. */
function originOf(place: Place): string {
  return /^[a-z][\w+.-]+:(?:\/\/[^/]*)?/i.exec(place)?.[0] ?? '';
}

/** A path as it is written in a configuration: relative to a folder, or absolute. */
export function resolvePlace(folder: Place, written: string): Place {
  const path = written.replaceAll('\\', '/');
  const origin = originOf(folder);
  const base = path.startsWith('/') || /^[a-z]:\//i.test(path) ? [] : folder.slice(origin.length).split('/').slice(1);
  const segments = [...base];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return placeOf(`${origin}/${segments.join('/')}`);
}

/** The path from a folder to a place inside it; undefined when it is not inside. */
export function pathWithin(folder: Place, place: Place): string | undefined {
  return place.startsWith(folder) && place.charAt(folder.length) === '/' ? place.slice(folder.length + 1) : undefined;
}

export function nameOf(place: Place): string {
  return place.slice(place.lastIndexOf('/') + 1);
}
