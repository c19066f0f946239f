import { byPath, DEFAULT_SETTINGS, type FileOrder, type RuleSetting, type Settings } from '../analysis/index.ts';
import type { Config } from './config.ts';
import { isMatched } from './globs.ts';
import { isIgnored } from './ignore.ts';
import { pathWithin, placeOf, type Place } from './place.ts';

/** A configuration as the analysis understands it. */
export function settingsOf(config: Config): Settings {
  const { targetVersion, catalog, migrations, rules, overrides } = config;
  const base: Settings = { ...DEFAULT_SETTINGS, targetVersion, catalog, migrations, rules };
  if (overrides.length === 0) return base;
  // Files under the same overrides share one map, so that what is remembered by its identity is found again.
  const byMatch = new Map<string, ReadonlyMap<string, RuleSetting>>();
  const rulesFor = (uri: string): ReadonlyMap<string, RuleSetting> => {
    const place = placeOf(uri);
    const matching = overrides.filter(({ files }) => files.some(glob => isMatched(glob, place)));
    const key = matching.map(override => overrides.indexOf(override)).join(' ');
    let merged = byMatch.get(key);
    if (merged === undefined) byMatch.set(key, (merged = new Map([...rules, ...matching.flatMap(override => [...override.rules])])));
    return merged;
  };
  return { ...base, rulesFor };
}

/** Whether a file belongs to the workspace. */
export function isSelected(config: Config, place: Place): boolean {
  return config.files.some(glob => isMatched(glob, place)) && !isLeftOut(config, place) && !isExternal(config, place);
}

/** Whether a folder need not be entered. */
export function isLeftOut(config: Config, place: Place, isFolder = false): boolean {
  return isIgnored(config.ignore, config.root, place, isFolder);
}

/** Whether a file declares what lives elsewhere. */
export function isExternal(config: Config, place: Place): boolean {
  return config.external.some(glob => isMatched(glob, place));
}

/** How the files of a workspace, given by URI, follow each other. */
export function orderOf(config: Config): FileOrder {
  const ranks = new Map<string, { readonly rank: number; readonly path: string }>();
  const ranked = (uri: string): { readonly rank: number; readonly path: string } => {
    let known = ranks.get(uri);
    if (known === undefined) {
      const place = placeOf(uri);
      const first = config.order.findIndex(glob => isMatched(glob, place));
      known = { rank: first === -1 ? config.order.length : first, path: pathWithin(config.root, place) ?? place };
      ranks.set(uri, known);
    }
    return known;
  };
  return (a, b) => {
    const [left, right] = [ranked(a), ranked(b)];
    return left.rank - right.rank || byPath(left.path, right.path);
  };
}
