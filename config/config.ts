import { DEFAULT_FORMAT, type FormatOptions } from '../grammar/index.ts';
import { LATEST, type Version } from '../catalog/index.ts';
import type { RuleSetting } from '../analysis/index.ts';
import type { Glob } from './globs.ts';
import { ignoreLines, USUALLY_IGNORED, type IgnoreLine } from './ignore.ts';
import type { Place } from './place.ts';

/** What a workspace's configuration says, with its bases read and its defaults filled in. */
export interface Config {
  /** The folder it is about: that of the configuration file, or the one that was asked for where there is none. */
  readonly root: Place;
  /** The configuration file; absent where there is none. */
  readonly file?: Place;
  /** Every file that was read to make it, looked for and missing ones too: when one changes, this is out of date. */
  readonly readFrom: readonly Place[];
  readonly targetVersion: Version;
  readonly catalog: 'open' | 'closed';
  /** The SQL files of the workspace. */
  readonly files: readonly Glob[];
  /** Which run first: those of the first glob, then those of the second, and the rest last. */
  readonly order: readonly Glob[];
  readonly ignore: readonly IgnoreLine[];
  /** SQL files that declare what lives elsewhere. */
  readonly external: readonly Glob[];
  /** Snapshots of a running database, as `greptime-sql import` writes them. */
  readonly snapshots: readonly Place[];
  /** Whether the halves of migrations that take things back are left out. */
  readonly migrations: 'auto' | 'off';
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly overrides: readonly Override[];
  readonly format: FormatOptions;
}

/** Settings of the files that a glob matches; the last override that matches a file wins. */
export interface Override {
  readonly files: readonly Glob[];
  readonly rules: ReadonlyMap<string, RuleSetting>;
}

/** Names under which a configuration is found, the first that is there in a folder. */
export const CONFIG_FILES = ['greptime-sql.json', 'greptime-sql.jsonc', 'greptime-sql.yaml', 'greptime-sql.yml'] as const;
export const IGNORE_FILE = '.greptimesqlignore';

/** How it is where nobody says anything: every `.sql` file under the folder, in the order of their paths. */
export function defaultConfig(root: Place): Config {
  return {
    root,
    readFrom: [],
    targetVersion: LATEST,
    catalog: 'open',
    files: [{ base: root, pattern: '**/*.sql', matches: path => path.endsWith('.sql') }],
    order: [],
    ignore: ignoreLines(USUALLY_IGNORED, root),
    external: [],
    snapshots: [],
    migrations: 'auto',
    rules: new Map(),
    overrides: [],
    format: DEFAULT_FORMAT,
  };
}
