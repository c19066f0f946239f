import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { byPath, DEFAULT_SETTINGS, type Settings, type Workspace } from '../analysis/index.ts';
import type { Version } from '../catalog/index.ts';
import {
  CONFIG_FILES,
  isExternal,
  isLeftOut,
  isSelected,
  orderOf,
  settingsOf,
  snapshotSql,
  type Config,
  type Place,
} from '../config/index.ts';
import { parseFile, type SourceFile } from '../grammar/index.ts';
import { configurations, placeOfPath, showPath, showPlace, type Configurations } from './configuration.ts';
import { pathOf, readText, walk, type FileText } from './disk.ts';
import { expandGlob, isGlob } from './expand.ts';
import { linesOf, locate } from './lines.ts';
import { withYaml, type YamlParser } from './sources.ts';
import { Trouble, whyOf } from './trouble.ts';

/** SQL files that are replayed as one, and the configuration they are under. */
export interface Project {
  readonly config: Config;
  readonly workspace: Workspace;
  /** The files that were asked for; the others are replayed for their sake. */
  readonly reported: readonly string[];
  /** The files as they were read, by URI. */
  readonly texts: ReadonlyMap<string, FileText>;
}

export interface Loaded {
  readonly projects: readonly Project[];
  /** Files that could not be read as SQL, with the reason. */
  readonly skipped: readonly Skipped[];
}
export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

export interface LoadOptions {
  readonly cwd: string;
  /** A configuration file to use for everything. */
  readonly config?: string | undefined;
  readonly closed?: boolean | undefined;
  readonly targetVersion?: Version | undefined;
  /** Texts to take instead of what lies on disk, by absolute path: standard input, or what is staged. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
  /** Files to pass over, by absolute path. */
  readonly absent?: ReadonlySet<string> | undefined;
  /** Files as they were parsed before: statements that did not change stay the same objects. */
  readonly previous?: ReadonlyMap<string, SourceFile> | undefined;
}

/**
 * Finds the projects of some files and folders, and reads each as a whole: its configuration decides which files it has. Where there is
 * no configuration, the files that were named are the project.
 */
export function loadProjects(paths: readonly string[], options: LoadOptions): Promise<Loaded> {
  return withYaml(yaml => loadNow(paths, options, yaml));
}

/** The same for hosts that cannot wait. */
export function loadNow(paths: readonly string[], options: LoadOptions, yaml?: YamlParser): Loaded {
  const plan = planOf(paths, options, yaml);
  const skipped: Skipped[] = [];
  const projects = [...plan.values()].map(draft => read(draft, options, skipped));
  return { projects, skipped };
}

/** All that a run reads: files, in a fixed order, and configurations. Undefined where it reads more than these. */
export interface Inputs {
  readonly files: readonly string[];
  readonly configurations: readonly string[];
}

export function inputsOf(paths: readonly string[], options: LoadOptions): Promise<Inputs | undefined> {
  return withYaml(yaml => {
    const drafts = [...planOf(paths, options, yaml).values()];
    if (drafts.some(({ config }) => config.external.length > 0 || config.snapshots.length > 0)) return undefined;
    return {
      files: drafts.flatMap(({ files }) => [...files].toSorted()),
      configurations: drafts.map(({ config, reported, files }) =>
        JSON.stringify([config, [...config.rules], config.overrides.map(({ rules }) => [...rules]), reported.size, files.size]),
      ),
    };
  });
}

/** A project whose files are known and not yet read. */
interface Draft {
  readonly config: Config;
  /** Absolute paths, all of them and those that were asked for. */
  readonly files: Set<string>;
  readonly reported: Set<string>;
  /** The folder of the configuration was walked already. */
  isWhole: boolean;
}

function planOf(paths: readonly string[], options: LoadOptions, yaml: YamlParser | undefined): ReadonlyMap<Place, Draft> {
  const { cwd, texts } = options;
  const found = configurations(cwd, options.config, yaml);
  const drafts = new Map<Place, Draft>();
  const scopes: string[] = [];
  for (const path of paths) {
    const full = resolve(cwd, path);
    const kind = kindOf(full, texts);
    if (kind === undefined && isGlob(path)) for (const match of expandGlob(path, cwd)) addFile(match, found, drafts);
    else if (kind === undefined) throw new Trouble(`cannot find ${path}: no such file or folder`);
    else if (kind === 'file') addFile(full, found, drafts);
    else scopes.push(full);
  }
  for (let scope = scopes.shift(); scope !== undefined; scope = scopes.shift()) scopes.push(...addFolder(scope, found, drafts, options));
  // What a configuration covers is replayed whole, also for the sake of one file.
  for (const draft of drafts.values()) if (draft.config.file !== undefined && !draft.isWhole) addAll(draft);
  return drafts;
}

function kindOf(path: string, texts: LoadOptions['texts']): 'file' | 'folder' | undefined {
  if (texts?.has(path) === true) return 'file';
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const why = whyOf(error);
    if (why === 'no such file or folder' || why === 'a part of the path is no folder') return undefined;
    throw new Trouble(`cannot read ${path}: ${why}`);
  }
}

/** Without a configuration file all files that were named belong together. */
function draftOf(config: Config, drafts: Map<Place, Draft>): Draft {
  const key = config.file ?? '';
  let draft = drafts.get(key);
  if (draft === undefined) drafts.set(key, (draft = { config, files: new Set(), reported: new Set(), isWhole: false }));
  return draft;
}

function addFile(path: string, found: Configurations, drafts: Map<Place, Draft>): void {
  const config = found.of(dirname(path));
  const place = placeOfPath(path);
  // Hooks name every file that changed: one that the configuration leaves out is none of our business.
  if (isLeftOut(config, place) || isExternal(config, place)) return;
  const draft = draftOf(config, drafts);
  draft.files.add(path);
  draft.reported.add(path);
}

/** Adds the files of a folder; gives back the folders inside it that have a configuration of their own. */
function addFolder(folder: string, found: Configurations, drafts: Map<Place, Draft>, options: LoadOptions): readonly string[] {
  const config = found.of(folder);
  const draft = draftOf(config, drafts);
  draft.isWhole ||= placeOfPath(folder) === config.root;
  const others: string[] = [];
  const isOwn = (names: ReadonlySet<string>): boolean => options.config === undefined && CONFIG_FILES.some(name => names.has(name));
  walk(folder, {
    skips(at, names) {
      if (at === folder) return false;
      if (isLeftOut(config, placeOfPath(at), true)) return true;
      if (!isOwn(names)) return false;
      others.push(at);
      return true;
    },
    onFile(path) {
      if (!isSelected(config, placeOfPath(path))) return;
      draft.files.add(path);
      draft.reported.add(path);
    },
  });
  return others;
}

/** Adds every file that a project's configuration covers. */
function addAll({ config, files }: Draft): void {
  const root = pathOf(config.root);
  if (root === undefined) return;
  const own = basename(config.file!);
  walk(root, {
    skips: (at, names) =>
      at !== root &&
      (isLeftOut(config, placeOfPath(at), true) || CONFIG_FILES.some(name => name !== own && names.has(name)) || names.has(own)),
    onFile(path) {
      if (isSelected(config, placeOfPath(path))) files.add(path);
    },
  });
}

function read(draft: Draft, options: LoadOptions, skipped: Skipped[]): Project {
  const { cwd } = options;
  const { config } = draft;
  const texts = new Map<string, FileText>();
  const present = [...draft.files].filter(path => options.absent?.has(path) !== true);
  const uris = new Map(present.map(path => [pathToFileURL(path).href, path]));
  const files: SourceFile[] = [];
  const order = config.file === undefined ? byPath : orderOf(config);
  for (const uri of [...uris.keys()].toSorted(order)) {
    const path = uris.get(uri)!;
    const given = options.texts?.get(path);
    const content = given === undefined ? readText(path) : { text: given, hasMark: false, isLossy: false };
    if ('reason' in content) {
      skipped.push({ path: showPath(path, cwd), reason: content.reason });
      continue;
    }
    texts.set(uri, content);
    files.push(parseFile(uri, content.text, options.previous?.get(uri)));
  }
  const reported = files.map(({ uri }) => uri).filter(uri => draft.reported.has(uris.get(uri)!));
  return { config, workspace: { files, settings: settingsFor(config, options), external: externalOf(config, cwd) }, reported, texts };
}

/** What the command line says wins over the configuration. */
function settingsFor(config: Config, { closed, targetVersion }: LoadOptions): Settings {
  return {
    ...DEFAULT_SETTINGS,
    ...settingsOf(config),
    ...(closed === true ? { catalog: 'closed' } : {}),
    ...(targetVersion === undefined ? {} : { targetVersion }),
  };
}

/** Snapshots come first: SQL that declares more may build on them. */
function externalOf(config: Config, cwd: string): readonly SourceFile[] {
  const files = config.snapshots.map(place => snapshotFile(place, cwd));
  const root = pathOf(config.root);
  if (config.external.length === 0 || root === undefined) return files;
  const paths: string[] = [];
  walk(root, {
    skips: (at, _names) => at !== root && isLeftOut(config, placeOfPath(at), true),
    onFile: path => void (isExternal(config, placeOfPath(path)) && paths.push(path)),
  });
  const declared = paths.toSorted(byPath).map(path => {
    const content = readText(path);
    if ('reason' in content) throw new Trouble(`cannot read ${showPath(path, cwd)}, which "external" names: ${content.reason}`);
    return parseFile(pathToFileURL(path).href, content.text);
  });
  return [...files, ...declared];
}

function snapshotFile(place: Place, cwd: string): SourceFile {
  const path = pathOf(place) ?? place;
  const content = readText(path);
  if ('reason' in content)
    throw new Trouble(`cannot read the snapshot ${showPlace(place, cwd)}: ${content.isMissing === true ? 'no such file' : content.reason}`);
  const { sql, problems } = snapshotSql(content.text);
  const first = problems[0];
  if (first !== undefined) {
    const { line, column } = locate(linesOf(content.text), first.span.start);
    throw new Trouble(`${showPlace(place, cwd)}:${line}:${column}: this is no snapshot: ${first.message}`);
  }
  return parseFile(pathToFileURL(path).href, sql);
}
