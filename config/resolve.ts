import { RULES, type RuleLevel, type RuleSetting } from '../analysis/index.ts';
import type { FormatOptions, Span } from '../grammar/index.ts';
import { CONFIG_FILES, defaultConfig, IGNORE_FILE, type Config, type Override } from './config.ts';
import { configSchema } from './config_schema.ts';
import { globOf, type Glob } from './globs.ts';
import { ignoreLines, USUALLY_IGNORED } from './ignore.ts';
import { parseJsonc } from './jsonc.ts';
import { folderOf, resolvePlace, type Place } from './place.ts';
import { check, type Schema } from './schema.ts';
import { entryOf, valueOf, type List, type Mapping, type Parsed, type Tree } from './tree.ts';

/** A file as the host read it. Whoever writes YAML gets it parsed by the host, so that others need not load its parser. */
export interface Source {
  readonly text: string;
  readonly parsed?: Parsed;
}
/** Asks the host for a file; the answer is undefined when there is none. Serves hosts that wait and hosts that do not. */
export type Reading<Result> = Generator<Place, Result, Source | undefined>;

export interface ConfigProblem {
  readonly place: Place;
  readonly text: string;
  readonly message: string;
  readonly span: Span;
}
export interface Resolution {
  readonly config: Config;
  /** With problems the configuration holds what could be understood. */
  readonly problems: readonly ConfigProblem[];
}

/** The configuration of a folder: the nearest one upward, or the defaults. */
export function* findConfig(folder: Place): Reading<Resolution> {
  const looked: Place[] = [];
  for (let at: Place | undefined = folder; at !== undefined; at = folderOf(at)) {
    for (const name of CONFIG_FILES) {
      const file: Place = `${at}/${name}`;
      const source = yield file;
      if (source !== undefined) return yield* readConfig(file, source, looked);
      looked.push(file);
    }
  }
  const config = defaultConfig(folder);
  const ignoreFile: Place = `${folder}/${IGNORE_FILE}`;
  const ignored = yield ignoreFile;
  return {
    config: {
      ...config,
      readFrom: [...looked, ignoreFile],
      ignore: [...config.ignore, ...ignoreLines(ignored?.text.split('\n') ?? [], folder)],
    },
    problems: [],
  };
}

/** The configuration that a file holds. */
export function* readConfig(file: Place, source: Source, looked: readonly Place[] = []): Reading<Resolution> {
  const root = folderOf(file)!;
  const collected: Collected = { readFrom: [...looked], layers: [], problems: [], left: MOST_BASES };
  yield* collect(file, source, [], collected);
  const ignoreFile: Place = `${root}/${IGNORE_FILE}`;
  const ignored = yield ignoreFile;
  const start: Config = {
    ...defaultConfig(root),
    file,
    readFrom: [...collected.readFrom, ignoreFile],
    ignore: ignoreLines(USUALLY_IGNORED, root),
  };
  const config = collected.layers.reduce(overlay, start);
  return {
    config: { ...config, ignore: [...config.ignore, ...ignoreLines(ignored?.text.split('\n') ?? [], root)] },
    problems: collected.problems,
  };
}

/** A configuration file's own sayings; bases come before what extends them. */
interface Layer {
  readonly folder: Place;
  readonly tree: Mapping;
}
interface Collected {
  readonly readFrom: Place[];
  readonly layers: Layer[];
  readonly problems: ConfigProblem[];
  /** How many more files may be read. */
  left: number;
}

/** Bases that all name the same two bases double at every step. */
const MOST_BASES = 64;

let schema: Schema | undefined;

function* collect(
  file: Place,
  { text, parsed = parseJsonc(text) }: Source,
  chain: readonly Place[],
  into: Collected,
): Generator<Place, void, Source | undefined> {
  into.readFrom.push(file);
  const report = (message: string, span: Span): void => void into.problems.push({ place: file, text, message, span: spanIn(text, span) });
  for (const { message, span } of parsed.problems) report(message, span);
  const { tree } = parsed;
  if (tree === undefined) return;
  const problems = check(tree, (schema ??= configSchema(RULES)), 'the configuration');
  for (const { message, span } of problems) report(message, span);
  if (tree.kind !== 'mapping') return;
  const folder = folderOf(file)!;
  for (const base of textsOf(entryOf(tree, 'extends')?.value)) {
    const place = resolvePlace(folder, base.value);
    if (place === file || chain.includes(place)) {
      report(`"extends" goes in a circle: ${base.value} leads back to a file that extends this one`, base.span);
      continue;
    }
    if (into.left-- <= 0) {
      report(`"extends" leads to more than ${MOST_BASES} files`, base.span);
      return;
    }
    const source = yield place;
    if (source === undefined) report(`cannot find ${base.value}, which "extends" names`, base.span);
    else yield* collect(place, source, [...chain, file], into);
  }
  into.layers.push({ folder, tree });
}

/** A span inside a text: parsers point behind its end, and into the middle of characters. */
function spanIn(text: string, { start, end }: Span): Span {
  const place = (at: number): number => {
    const inside = Math.max(0, Math.min(at, text.length));
    const isSplit = /^[\udc00-\udfff]/.test(text.slice(inside, inside + 1)) && /[\ud800-\udbff]$/.test(text.slice(0, inside).slice(-1));
    return isSplit ? inside - 1 : inside;
  };
  return { start: place(start), end: Math.max(place(start), place(end)) };
}

/** What a layer says wins over what was said before; what it says in a wrong way was reported, and is passed over here. */
function overlay(config: Config, { folder, tree }: Layer): Config {
  const text = (key: string): string | undefined => textsOf(entryOf(tree, key)?.value)[0]?.value;
  const globs = (key: string, before: readonly Glob[]): readonly Glob[] => {
    const list = entryOf(tree, key)?.value;
    return list?.kind === 'list' ? textsOf(list).map(({ value }) => globOf(value, folder)) : before;
  };
  const snapshots = entryOf(tree, 'snapshots')?.value;
  const overrides = entryOf(tree, 'overrides')?.value;
  return {
    ...config,
    targetVersion: oneOf(text('targetVersion'), 'targetVersion', config.targetVersion),
    catalog: oneOf(text('catalog'), 'catalog', config.catalog),
    migrations: oneOf(text('migrations'), 'migrations', config.migrations),
    files: globs('files', config.files),
    order: globs('order', config.order),
    external: globs('external', config.external),
    snapshots: snapshots?.kind === 'list' ? textsOf(snapshots).map(({ value }) => resolvePlace(folder, value)) : config.snapshots,
    ignore: [
      ...config.ignore,
      ...ignoreLines(
        textsOf(entryOf(tree, 'ignore')?.value).map(({ value }) => value),
        folder,
      ),
    ],
    rules: new Map([...config.rules, ...rulesOf(entryOf(tree, 'rules')?.value)]),
    overrides: [...config.overrides, ...(overrides?.kind === 'list' ? overrides.items.flatMap(item => overrideOf(item, folder)) : [])],
    format: formatOf(entryOf(tree, 'format')?.value, config.format),
  };
}

/** A word if the schema knows it. */
function oneOf<Word extends string>(word: string | undefined, key: string, otherwise: Word): Word {
  const known = schema?.properties?.[key]?.enum;
  return word !== undefined && known?.includes(word) === true ? (word as Word) : otherwise;
}

function overrideOf(item: Tree, folder: Place): readonly Override[] {
  const files = textsOf(entryOf(item, 'files')?.value).map(({ value }) => globOf(value, folder));
  return files.length === 0 ? [] : [{ files, rules: rulesOf(entryOf(item, 'rules')?.value) }];
}

const LEVELS: ReadonlySet<unknown> = new Set<RuleLevel>(['off', 'hint', 'information', 'warning', 'error']);

/** Settings by rule name, whichever of name and id was written. */
function rulesOf(tree: Tree | undefined): ReadonlyMap<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  if (tree?.kind !== 'mapping') return settings;
  for (const { key, value } of tree.entries) {
    const rule = RULES.find(({ name, id }) => name === key || id === key);
    if (rule === undefined) continue;
    const written = value.kind === 'mapping' ? entryOf(value, 'level')?.value : value;
    const level = written?.kind === 'scalar' && LEVELS.has(written.value) ? (written.value as RuleLevel) : undefined;
    const options = entryOf(value, 'options')?.value;
    settings.set(rule.name, {
      ...(level === undefined ? {} : { level }),
      ...(options?.kind === 'mapping' ? { options: valueOf(options) as Readonly<Record<string, unknown>> } : {}),
    });
  }
  return settings;
}

function formatOf(tree: Tree | undefined, before: FormatOptions): FormatOptions {
  if (tree === undefined) return before;
  const known = schema!.properties!['format']!;
  if (check(tree, known, '"format"').length > 0) return before;
  return { ...before, ...(valueOf(tree) as Partial<FormatOptions>) };
}

/** A text, or the texts of a list, with their places. */
function textsOf(tree: Tree | undefined): readonly { readonly value: string; readonly span: Span }[] {
  if (tree?.kind === 'scalar') return typeof tree.value === 'string' ? [{ value: tree.value, span: tree.span }] : [];
  const items = (tree as List | undefined)?.kind === 'list' ? (tree as List).items : [];
  return items.flatMap(textsOf);
}
