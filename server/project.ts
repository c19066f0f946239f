import {
  change,
  DEFAULT_SETTINGS,
  edit,
  RULES,
  type FileOrder,
  type RuleLevel,
  type RuleSetting,
  type Settings,
  type Workspace,
} from '../analysis/index.ts';
import { isVersion } from '../catalog/index.ts';
import {
  CONFIG_FILES,
  isExternal,
  isSelected,
  nameOf,
  orderOf,
  settingsOf,
  type Config,
  type ConfigProblem,
  type Place,
  type Resolution,
} from '../config/index.ts';
import { DEFAULT_FORMAT, hasText, parseFile, type Change, type FormatOptions, type SourceFile } from '../grammar/index.ts';
import { rest } from './rest.ts';

/** SQL files that run one after the other, and the configuration they are under. A value: whoever changes it makes another. */
export interface Project {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  readonly order: FileOrder;
  readonly format: FormatOptions;
  readonly workspace: Workspace;
  /** A configuration file claims its SQL; without one only what uses GreptimeDB's own syntax is judged. */
  readonly isClaimed: boolean;
  /** Only the files of its own folder belong to it: it was made for a file that no workspace has. */
  readonly isShallow: boolean;
}

/** What a client's settings say for folders without a configuration file. */
export interface ClientSettings {
  readonly settings: Partial<Pick<Settings, 'targetVersion' | 'catalog' | 'rules'>>;
  readonly format: Partial<FormatOptions>;
}

export const NO_SETTINGS: ClientSettings = { settings: {}, format: {} };

export function openProject({ config, problems }: Resolution, client: ClientSettings, isShallow = false): Project {
  const isClaimed = config.file !== undefined;
  const settings = isClaimed ? settingsOf(config) : { ...DEFAULT_SETTINGS, ...client.settings };
  const format = isClaimed ? config.format : { ...DEFAULT_FORMAT, ...client.format };
  return { config, problems, order: orderOf(config), format, workspace: { files: [], external: [], settings }, isClaimed, isShallow };
}

/** The project with a file new, changed, or (without text) gone. */
export function withText(project: Project, uri: string, text: string | undefined): Project {
  const workspace = edit(project.workspace, uri, text, project.order);
  return workspace === project.workspace ? project : { ...project, workspace };
}

/** The project with changes of a file that it has. */
export function withChanges(project: Project, uri: string, changes: readonly Change[]): Project {
  return { ...project, workspace: change(project.workspace, uri, changes) };
}

/** The project with exactly these files. Those that are known with the same text stay the same objects. */
export function withFiles(
  project: Project,
  texts: ReadonlyMap<string, string>,
  external: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, SourceFile> = NO_FILES,
): Project {
  const parsed = (uri: string, text: string): SourceFile => {
    const previous = known.get(uri);
    if (previous !== undefined && hasText(previous, text)) return previous;
    const file = parseFile(uri, text, previous);
    rest();
    return file;
  };
  const files = [...texts].map(([uri, text]) => parsed(uri, text)).sort((a, b) => project.order(a.uri, b.uri));
  const others = [...external].map(([uri, text]) => parsed(uri, text)).sort((a, b) => project.order(a.uri, b.uri));
  return { ...project, workspace: { ...project.workspace, files, external: others } };
}

const NO_FILES: ReadonlyMap<string, SourceFile> = new Map();

/** Whether a file is one of the project's, by its place alone. */
export function hasPlace({ config, isShallow }: Project, place: Place): boolean {
  if (isShallow && place.lastIndexOf('/') !== config.root.length) return false;
  return isSelected(config, place) || isExternal(config, place);
}

export function isConfigFile(place: Place): boolean {
  return (CONFIG_FILES as readonly string[]).includes(nameOf(place));
}

/** A client's settings, as far as they can be understood. */
export function readClientSettings(given: unknown): ClientSettings {
  if (typeof given !== 'object' || given === null) return NO_SETTINGS;
  const { targetVersion, catalog, rules, format } = given as Readonly<Record<string, unknown>>;
  return {
    settings: {
      ...(typeof targetVersion === 'string' && isVersion(targetVersion) ? { targetVersion } : {}),
      ...(catalog === 'open' || catalog === 'closed' ? { catalog } : {}),
      ...(typeof rules === 'object' && rules !== null ? { rules: readRules(rules) } : {}),
    },
    format: typeof format === 'object' && format !== null ? readFormat(format as Readonly<Record<string, unknown>>) : {},
  };
}

const LEVELS: ReadonlySet<unknown> = new Set<RuleLevel>(['off', 'hint', 'information', 'warning', 'error']);

function readRules(given: object): ReadonlyMap<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  for (const [key, value] of Object.entries(given) as [string, unknown][]) {
    const rule = RULES.find(({ name, id }) => name === key || id === key);
    const written = typeof value === 'object' && value !== null ? (value as { readonly level?: unknown }).level : value;
    if (rule !== undefined && LEVELS.has(written)) settings.set(rule.name, { level: written as RuleLevel });
  }
  return settings;
}

function readFormat({ keywordCase, indent, lineWidth }: Readonly<Record<string, unknown>>): Partial<FormatOptions> {
  const isWhole = (value: unknown, least: number, most: number): value is number =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
  return {
    ...(keywordCase === 'upper' || keywordCase === 'lower' || keywordCase === 'preserve' ? { keywordCase } : {}),
    ...(isWhole(indent, 0, 16) ? { indent } : {}),
    ...(isWhole(lineWidth, 20, 1000) ? { lineWidth } : {}),
  };
}
