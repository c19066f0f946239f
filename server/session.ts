import { fileIn, lint, RULES, simulate, unroll, type Diagnostic, type Place, type Snapshot, type Workspace } from '../analysis/index.ts';
import { defaultConfig, folderOf, isExternal, placeOf, uriOf, type ConfigProblem, type Place as FilePlace } from '../config/index.ts';
import { parseFile, type Change, type Rope, type SourceFile } from '../grammar/index.ts';
import type { Host, Listed } from './host.ts';
import { linesOf, type Lines } from './lines.ts';
import { configProblems, findProjects } from './loading.ts';
import {
  hasPlace,
  isConfigFile,
  NO_SETTINGS,
  openProject,
  withChanges,
  withFiles,
  withText,
  type ClientSettings,
  type Project,
} from './project.ts';
import { LANGUAGE, usesGreptimeSyntax } from './relevance.ts';
import { rest } from './rest.ts';
import { toOffset, type Encoding } from './text.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly lines: Lines<Rope>;
  /** Once a text was GreptimeDB's it stays so while it is open, whatever is typed. */
  readonly isOurs: boolean;
}

/** Where a file is, and the project around it. */
interface Home {
  readonly place: FilePlace;
  /** The folder of the project. */
  readonly root: FilePlace | undefined;
  /** It is one of the project's, not only in its folder. */
  readonly isIn: boolean;
  readonly isConfig: boolean;
}

/** A text that somebody asks about: a file of a project, or one that only sees a project. */
export interface Member {
  readonly file: SourceFile;
  readonly snapshot: Snapshot;
}

/**
 * The one mutable object of the server: open documents, the projects of the workspace, and their newest snapshots. Everything else is a
 * value that it replaces.
 */
export class Session {
  readonly host: Host;
  encoding: Encoding = 'utf-16';
  roots: readonly string[] = [];
  settings: ClientSettings = NO_SETTINGS;
  private readonly documents = new Map<string, OpenDocument>();
  /** By the folder they are about. */
  private projects = new Map<FilePlace, Project>();
  private readonly snapshots = new Map<FilePlace, Snapshot>();
  /** Where the files are that were asked about; it hangs on which projects there are. */
  private readonly homes = new Map<string, Home>();
  /** Files that see a project without being part of it: what was never saved. */
  private readonly loose = new Map<string, SourceFile>();
  private readonly looseSnapshots = new Map<string, Snapshot>();
  private readonly stamps = new Map<string, string>();
  private latest: string | undefined;
  /** Settles when what is being read has been read. */
  loading: Promise<void> = Promise.resolve();
  /** A reading that was asked for and has not begun: whoever asks meanwhile waits for the same one. */
  private queued: Promise<void> | undefined;
  /** Told when a rule throws. */
  onBug: (rule: string, error: unknown) => void = () => {};

  constructor(host: Host) {
    this.host = host;
  }

  // ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
  /** Reads the configurations and SQL files of the roots. Open documents keep the editor's text. One reading waits for the other. */
  load(roots: readonly string[] = this.roots, onProgress: (done: number, of: number) => void = () => {}): Promise<void> {
    this.roots = roots;
    // One that failed does not keep the next from trying.
    const before = this.loading.catch(() => {});
    this.queued ??= before.then(() => {
      this.queued = undefined;
      return this.readAll(onProgress);
    });
    this.loading = this.queued;
    return this.queued;
  }

  private async readAll(onProgress: (done: number, of: number) => void): Promise<void> {
    const { roots } = this;
    rest();
    const around = new Set(this.openUris().flatMap(uri => folderAround(placeOf(uri)) ?? []));
    const { projects, listed } = await findProjects(this.host, roots, around, this.settings);
    const texts = await this.read(listed, onProgress);
    const known = new Map(
      this.allProjects().flatMap(({ workspace }) => [...workspace.external, ...workspace.files].map(file => [file.uri, file])),
    );
    this.projects = projects;
    this.homes.clear();
    for (const [root, project] of projects) projects.set(root, this.filled(project, texts, known));
    for (const root of this.snapshots.keys()) if (!projects.has(root)) this.snapshots.delete(root);
    this.loose.clear();
    this.looseSnapshots.clear();
    for (const document of this.documents.values()) this.place_(document);
  }

  /** The texts of files; those that did not change since they were read are not read again. */
  private async read(listed: readonly Listed[], onProgress: (done: number, of: number) => void): Promise<ReadonlyMap<string, string>> {
    const known = new Map(
      [...this.projects.values()].flatMap(({ workspace }) => [...workspace.files, ...workspace.external].map(file => [file.uri, file])),
    );
    const texts = new Map<string, string>();
    let done = 0;
    for (let from = 0; from < listed.length; from += BATCH) {
      await Promise.all(
        listed.slice(from, from + BATCH).map(async ({ uri, stamp }) => {
          const isOpen = this.documents.has(uri);
          const before = isOpen || (stamp !== undefined && this.stamps.get(uri) === stamp) ? known.get(uri)?.text : undefined;
          const text = before ?? (await this.host.readFile(uri));
          if (stamp !== undefined && !isOpen) this.stamps.set(uri, stamp);
          if (text !== undefined) texts.set(uri, text);
          done++;
        }),
      );
      onProgress(done, listed.length);
    }
    return texts;
  }

  private filled(project: Project, texts: ReadonlyMap<string, string>, known: ReadonlyMap<string, SourceFile>): Project {
    const own = new Map<string, string>();
    const external = new Map<string, string>();
    for (const [uri, text] of texts) {
      const { place, root, isIn } = this.homeOf(uri);
      if (root !== project.config.root || !isIn) continue;
      if (isExternal(project.config, place)) external.set(uri, text);
      else if (project.isClaimed || this.documents.get(uri)?.isOurs === true || usesGreptimeSyntax(text)) own.set(uri, text);
    }
    for (const { uri, text } of project.workspace.external) external.set(uri, text);
    return withFiles(project, own, external, known);
  }

  /** Reads one file that changed on disk; an open document is the editor's. */
  async reread(uri: string): Promise<void> {
    if (this.documents.has(uri)) return;
    const text = await this.host.readFile(uri);
    if (this.documents.has(uri)) return;
    this.stamps.delete(uri);
    const { place, root, isIn } = this.homeOf(uri);
    const project = root === undefined ? undefined : this.projects.get(root);
    if (project === undefined) return;
    if (isExternal(project.config, place)) await this.load();
    else this.put(root!, project, uri, text !== undefined && isIn && (project.isClaimed || usesGreptimeSyntax(text)) ? text : undefined);
  }

  // ── documents ───────────────────────────────────────────────────────────────────────────────────────────────────────────
  open(uri: string, languageId: string, version: number, lines: Lines<Rope>): void {
    const { place, root, isConfig } = this.homeOf(uri);
    const folder = folderAround(place);
    if (folder !== undefined && root === undefined && !isConfig) {
      this.projects.set(folder, openProject({ config: defaultConfig(folder), problems: [] }, this.settings, true));
      this.homes.clear();
    }
    this.update({ uri, languageId, version, lines, isOurs: false });
  }

  /** `changes` tell how the text became this one, where the client said so. */
  change(uri: string, version: number, lines: Lines<Rope>, changes?: readonly Change[]): void {
    const document = this.documents.get(uri);
    if (document !== undefined) this.update({ ...document, version, lines }, changes);
  }

  private update(document: OpenDocument, changes?: readonly Change[]): void {
    const { uri, languageId, lines } = document;
    this.latest = uri;
    const isOurs = document.isOurs || languageId === LANGUAGE || this.projectOf(uri)?.isClaimed === true || usesGreptimeSyntax(lines.text);
    const updated = { ...document, isOurs: isOurs && !this.homeOf(uri).isConfig };
    this.documents.set(uri, updated);
    this.place_(updated, changes);
    rest();
  }

  /** Puts an open document where it belongs. */
  private place_({ uri, lines, isOurs }: OpenDocument, changes?: readonly Change[]): void {
    const { root, isIn, isConfig } = this.homeOf(uri);
    const project = root === undefined ? undefined : this.projects.get(root);
    if (project !== undefined && isIn) {
      if (changes !== undefined && isOurs && fileIn(project.workspace, uri) !== undefined)
        this.projects.set(root!, withChanges(project, uri, changes));
      else this.put(root!, project, uri, isOurs ? lines.text : undefined);
      return;
    }
    const isForeign = project !== undefined || isConfig;
    if (!isOurs || (isForeign && this.documents.get(uri)?.languageId !== LANGUAGE)) {
      this.forget(uri);
      return;
    }
    this.loose.set(uri, parseFile(uri, lines.text, this.loose.get(uri)));
  }

  /** Reads documents anew in which an open quote was left undecided; whether there were any. */
  settle(): boolean {
    const undecided = [...this.documents.values()].filter(({ uri }) => this.file(uri)?.isProvisional === true);
    for (const document of undecided) this.place_(document);
    return undecided.length > 0;
  }

  /** The editor's text goes; what is on disk counts again. */
  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    this.forget(uri);
    await this.reread(uri);
  }

  private forget(uri: string): void {
    this.loose.delete(uri);
    this.looseSnapshots.delete(uri);
  }

  document(uri: string): OpenDocument | undefined {
    return this.documents.get(uri);
  }

  openUris(): readonly string[] {
    return [...this.documents.keys()];
  }

  private put(root: FilePlace, project: Project, uri: string, text: string | undefined): void {
    this.projects.set(root, withText(project, uri, text));
  }

  // ── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
  private homeOf(uri: string): Home {
    let home = this.homes.get(uri);
    if (home === undefined) {
      const place = placeOf(uri);
      const root = this.rootAround(place);
      const project = root === undefined ? undefined : this.projects.get(root);
      home = { place, root, isIn: project !== undefined && hasPlace(project, place), isConfig: isConfigFile(place) };
      this.homes.set(uri, home);
    }
    return home;
  }

  /** The folder of the project that a file is in: the nearest one around it. */
  private rootAround(place: FilePlace): FilePlace | undefined {
    for (let folder = folderAround(place); folder !== undefined; folder = folderAround(folder)) {
      const project = this.projects.get(folder);
      if (project !== undefined && (!project.isShallow || folder.length === place.lastIndexOf('/'))) return folder;
    }
    return undefined;
  }

  isConfig(uri: string): boolean {
    return this.homeOf(uri).isConfig;
  }

  projectOf(uri: string): Project | undefined {
    const { root } = this.homeOf(uri);
    return root === undefined ? undefined : this.projects.get(root);
  }

  allProjects(): readonly Project[] {
    return [...this.projects.values()];
  }

  /** The project that a question without a file is about: that of the file somebody works on, or else the first. */
  mainProject(): Project | undefined {
    const latest = this.latest === undefined ? undefined : this.projectOf(this.latest);
    return latest ?? this.projects.values().next().value;
  }

  /** The newest snapshot of the project that a file is in, played as far as the file; without a file, of the one somebody works on. */
  snapshot(uri?: string): Snapshot {
    const loose = uri === undefined ? undefined : this.loose.get(uri);
    const snapshot =
      loose === undefined
        ? this.snapshotOf((uri === undefined ? undefined : this.projectOf(uri)) ?? this.mainProject())
        : this.looseSnapshot(loose);
    // What is left is played when an answer needs it.
    unroll(snapshot, uri, rest);
    return snapshot;
  }

  allSnapshots(): readonly Snapshot[] {
    return [...this.projects.values()].map(project => {
      const snapshot = this.snapshotOf(project);
      unroll(snapshot, undefined, rest);
      return snapshot;
    });
  }

  private snapshotOf(project: Project | undefined): Snapshot {
    if (project === undefined) return (nothing ??= emptySnapshot());
    const { root } = project.config;
    const known = this.snapshots.get(root);
    if (known?.workspace === project.workspace) return known;
    const made = simulate(project.workspace, known);
    this.snapshots.set(root, made);
    return made;
  }

  /** A text that no project has runs behind the files of the main one. */
  private looseSnapshot(file: SourceFile): Snapshot {
    const base = this.snapshotOf(this.mainProject());
    const known = this.looseSnapshots.get(file.uri);
    if (known !== undefined && known.workspace.settings === base.workspace.settings && isBehind(known.workspace, base.workspace, file))
      return known;
    const made = simulate({ ...base.workspace, files: [...base.workspace.files, file] }, known ?? base);
    this.looseSnapshots.set(file.uri, made);
    return made;
  }

  member(uri: string): Member | undefined {
    const snapshot = this.snapshot(uri);
    const file = this.file(uri);
    return file === undefined ? undefined : { file, snapshot };
  }

  file(uri: string): SourceFile | undefined {
    const project = this.projectOf(uri);
    return this.loose.get(uri) ?? (project === undefined ? undefined : fileIn(project.workspace, uri));
  }

  /** The files that are judged. */
  uris(): readonly string[] {
    return [...[...this.projects.values()].flatMap(({ workspace }) => workspace.files.map(file => file.uri)), ...this.loose.keys()];
  }

  /** The configuration files in which something is wrong. */
  faultyConfigs(): readonly string[] {
    const places = this.allProjects().flatMap(({ problems }) => problems.map(({ place }) => place));
    return [...new Set(places)].filter(isConfigFile).map(uriOf);
  }

  diagnostics(uri: string): readonly Diagnostic[] {
    if (this.file(uri) === undefined) return [];
    const snapshot = this.snapshot(uri);
    const diagnostics = lint(snapshot, uri, { rules: RULES, onBug: this.onBug });
    rest();
    return diagnostics;
  }

  /** What is wrong with a configuration file, as it is in the editor or on disk. */
  configProblems(uri: string): Promise<readonly ConfigProblem[]> {
    return configProblems(this.host, uri, this.documents.get(uri)?.lines.text);
  }

  /** The lines of a text somebody has open, or of a file of a project. */
  lines(uri: string): Lines | undefined {
    const document = this.documents.get(uri);
    if (document !== undefined) return document.lines;
    const file = this.file(uri);
    return file === undefined ? undefined : linesOf(file);
  }

  place(params: {
    readonly textDocument: { readonly uri: string };
    readonly position: { readonly line: number; readonly character: number };
  }): Place {
    const { uri } = params.textDocument;
    const lines = this.lines(uri);
    return { uri, offset: lines === undefined ? 0 : toOffset(lines, params.position, this.encoding) };
  }
}

/** So many files are read at a time. */
const BATCH = 64;
/** A workspace without files. */
let nothing: Snapshot | undefined;
function emptySnapshot(): Snapshot {
  return simulate(openProject({ config: defaultConfig('nowhere:'), problems: [] }, NO_SETTINGS).workspace);
}

/** The folder around a place; none above the topmost, and none around what has no path (`untitled:Untitled-1`). */
function folderAround(place: FilePlace): FilePlace | undefined {
  return place.includes('/') ? folderOf(place) : undefined;
}

/** Whether a workspace is another with a file behind. */
function isBehind(whole: Workspace, base: Workspace, file: SourceFile): boolean {
  const { length } = base.files;
  return whole.files.length === length + 1 && whole.files[length] === file && base.files.every((one, index) => one === whole.files[index]);
}
