import {
  findConfig,
  folderOf,
  isLeftOut,
  isSelected,
  isExternal,
  placeOf,
  readConfig,
  snapshotSql,
  uriOf,
  type ConfigProblem,
  type Place,
  type Reading,
  type Resolution,
  type Source,
} from '../config/index.ts';
import type { Host, Listed } from './host.ts';
import { isConfigFile, openProject, withFiles, type ClientSettings, type Project } from './project.ts';

export interface Found {
  readonly projects: Map<Place, Project>;
  /** Every file that may belong to one of them. */
  readonly listed: readonly Listed[];
}

/**
 * Finds the projects under some folders: one for each root, and one for each folder below that has a configuration of its own. Files
 * that are open `around` them have their neighbours, or the project of the nearest configuration.
 */
export async function findProjects(
  host: Host,
  roots: readonly string[],
  around: ReadonlySet<Place>,
  settings: ClientSettings,
): Promise<Found> {
  const projects = new Map<Place, Project>();
  const listed = new Map<string, Listed>();
  const add = async (resolution: Resolution, isShallow = false): Promise<void> => {
    const project = openProject(resolution, settings, isShallow);
    projects.set(project.config.root, await withSnapshots(host, project));
  };
  for (const root of roots) {
    const resolution = await read(host, findConfig(placeOf(root)));
    const { config } = resolution;
    if (!projects.has(config.root)) await add(resolution);
    const files = await list(host, config.root, resolution);
    for (const file of files) listed.set(file.uri, file);
    for (const { uri } of files) {
      const place = placeOf(uri);
      const folder = folderOf(place);
      if (!isConfigFile(place) || place === config.file || folder === undefined || projects.has(folder)) continue;
      const source = await sourceOf(host, place);
      if (source !== undefined) await add(await read(host, readConfig(place, source)));
    }
  }
  for (const folder of around) {
    if ([...projects].some(([root, { isShallow }]) => folder === root || (!isShallow && folder.startsWith(`${root}/`)))) continue;
    const resolution = await read(host, findConfig(folder));
    const isShallow = resolution.config.file === undefined;
    await add(resolution, isShallow);
    for (const file of await list(host, resolution.config.root, resolution, isShallow)) listed.set(file.uri, file);
  }
  return { projects, listed: [...listed.values()].filter(({ uri }) => !isConfigFile(placeOf(uri))) };
}

function list(host: Host, root: Place, { config }: Resolution, isShallow = false): Promise<readonly Listed[]> {
  return host.list(uriOf(root), {
    enters: folder => !isShallow && !isLeftOut(config, folder, true),
    takes: file => file.endsWith('.sql') || isConfigFile(file) || isSelected(config, file) || isExternal(config, file),
  });
}

/** Snapshots of a running database are replayed before the files. */
async function withSnapshots(host: Host, project: Project): Promise<Project> {
  const external = new Map<string, string>();
  for (const place of project.config.snapshots) {
    const text = await host.readFile(uriOf(place));
    if (text !== undefined) external.set(uriOf(place), snapshotSql(text).sql);
  }
  return external.size === 0 ? project : withFiles(project, new Map(), external);
}

/** What is wrong with a configuration file. `text` stands for what is on disk. */
export async function configProblems(host: Host, uri: string, text: string | undefined): Promise<readonly ConfigProblem[]> {
  const place = placeOf(uri);
  const source = text === undefined ? await sourceOf(host, place) : await parsed(place, text);
  if (source === undefined) return [];
  return (await read(host, readConfig(place, source))).problems;
}

/** Answers what the resolver asks for with what the host has. */
async function read<Result>(host: Host, reading: Reading<Result>): Promise<Result> {
  let step = reading.next();
  while (step.done !== true) step = reading.next(await sourceOf(host, step.value));
  return step.value;
}

async function sourceOf(host: Host, place: Place): Promise<Source | undefined> {
  const text = await host.readFile(uriOf(place));
  return text === undefined ? undefined : parsed(place, text);
}

async function parsed(place: Place, text: string): Promise<Source> {
  if (!/\.ya?ml$/.test(place)) return { text };
  const { parseYaml } = await import('../config/yaml.ts');
  return { text, parsed: parseYaml(text) };
}
