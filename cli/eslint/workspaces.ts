import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { edit, RULES, simulate, type RuleSetting, type Settings, type Snapshot, type Workspace } from '../../analysis/index.ts';
import { isSelected, orderOf, placeOf } from '../../config/index.ts';
import { parseYaml } from '../../config/yaml.ts';
import { pathOf } from '../disk.ts';
import { findIn, type Found } from '../findings.ts';
import { loadNow, type Project } from '../project.ts';
import { readSource } from '../sources.ts';
import { version } from '../version.ts';

/**
 * The SQL files around one root, read once a process: ESLint asks file by file, and a finding may depend on all of them.
 */
export interface Workspaces {
  /** Changes whenever a finding could change: part of the language options, so that ESLint's cache is sound. */
  readonly hash: string;
  /** The findings of a file as its text is now. */
  findings(path: string, text: string, asked: Asked): readonly Found[];
}

/** How ESLint's configuration differs from ours. */
export interface Asked {
  /** A rule that is off by default was switched on. */
  readonly all: boolean;
  readonly options?: { readonly rule: string; readonly value: Readonly<Record<string, unknown>> };
}

interface Held {
  readonly workspaces: Workspaces;
  /** When files last changed that it was read from, and when that was last looked up. */
  readonly stamp: string;
  looked: number;
}

const held = new Map<string, Held>();
/** Editors keep the process for hours: so often, in milliseconds, we look whether files changed. */
const PATIENCE = 2000;

export function workspacesAt(root: string): Workspaces {
  const now = performance.now();
  const known = held.get(root);
  if (known !== undefined && now - known.looked < PATIENCE) return known.workspaces;
  const projects = loadNow([root], { cwd: root }, parseYaml).projects;
  const stamp = stampOf(projects);
  if (known !== undefined && known.stamp === stamp) {
    known.looked = now;
    return known.workspaces;
  }
  const workspaces = open(root, projects);
  held.set(root, { workspaces, stamp, looked: performance.now() });
  return workspaces;
}

function stampOf(projects: readonly Project[]): string {
  const stamps = projects.flatMap(({ config, workspace }) =>
    [...config.readFrom, ...workspace.files.map(({ uri }) => uri), ...workspace.external.map(({ uri }) => uri)].map(place => {
      const path = pathOf(place.startsWith('file:') ? decodeURIComponent(place) : place);
      const stat = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
      return `${place} ${stat?.mtimeMs} ${stat?.size}`;
    }),
  );
  return stamps.join('\n');
}

function open(root: string, projects: readonly Project[]): Workspaces {
  const byUri = new Map(projects.flatMap(project => project.workspace.files.map(file => [file.uri, project] as const)));
  const states = new Map<Project, State>();
  return {
    hash: hashOf(projects),
    findings(path, text, asked) {
      const uri = pathToFileURL(path).href;
      let project = byUri.get(uri);
      if (project === undefined) {
        // A file outside of the root, or one that was never saved. What the configuration does not count among its files is left alone.
        project = loadNow([path], { cwd: root, texts: new Map([[path, text]]) }, parseYaml).projects[0];
        if (project === undefined || (project.config.file !== undefined && !isSelected(project.config, placeOf(uri)))) return [];
        byUri.set(uri, project);
      }
      let state = states.get(project);
      if (state === undefined) states.set(project, (state = { project, workspace: project.workspace, found: new Map() }));
      return findingsIn(state, uri, text, asked, root);
    },
  };
}

/** A project as it is being linted: ESLint hands over texts that may differ from the disk, and fixed ones again and again. */
interface State {
  readonly project: Project;
  workspace: Workspace;
  snapshot?: Snapshot;
  readonly found: Map<string, { readonly workspace: Workspace; readonly found: readonly Found[] }>;
}

function findingsIn(state: State, uri: string, text: string, { all, options }: Asked, root: string): readonly Found[] {
  state.workspace = edit(state.workspace, uri, text, orderOf(state.project.config));
  const key = `${uri} ${all} ${options === undefined ? '' : `${options.rule} ${JSON.stringify(options.value)}`}`;
  const known = state.found.get(key);
  if (known?.workspace === state.workspace) return known.found;
  if (state.snapshot?.workspace !== state.workspace) state.snapshot = simulate(state.workspace, state.snapshot);
  const isPlain = !all && options === undefined;
  const { workspace } = state;
  // Rules are asked otherwise; what was played stays.
  const snapshot = isPlain
    ? state.snapshot
    : simulate({ ...workspace, settings: asked(workspace.settings, { all, ...(options && { options }) }) }, state.snapshot);
  const found = findIn(snapshot, [uri], { cwd: root });
  state.found.set(key, { workspace: state.workspace, found });
  return found;
}

/** Our configuration as ESLint's changes it: rules that are off by default speak, unless our own configuration silences them. */
function asked(settings: Settings, { all, options }: Asked): Settings {
  const change = (rules: ReadonlyMap<string, RuleSetting>): ReadonlyMap<string, RuleSetting> => {
    const changed = new Map(rules);
    if (all)
      for (const { name, severity } of RULES)
        if (severity === 'off' && changed.get(name)?.level === undefined) changed.set(name, { ...changed.get(name), level: 'warning' });
    if (options !== undefined) changed.set(options.rule, { ...changed.get(options.rule), options: options.value });
    return changed;
  };
  const { rulesFor } = settings;
  return { ...settings, rules: change(settings.rules), ...(rulesFor === undefined ? {} : { rulesFor: uri => change(rulesFor(uri)) }) };
}

function hashOf(projects: readonly Project[]): string {
  const hash = createHash('sha256').update(version());
  for (const { config, workspace } of projects) {
    for (const place of config.readFrom) hash.update(`\0${place}\0${readSource(place) ?? ''}`);
    for (const { uri, text } of [...workspace.external, ...workspace.files]) hash.update(`\0${uri}\0${text}`);
  }
  return hash.digest('hex').slice(0, 32);
}
