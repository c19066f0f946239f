import { apply, freshWorld, type Patience, type World } from '../catalog/index.ts';
import type { SourceFile, Statement } from '../grammar/index.ts';
import { filmFrom, play, type Film, type Step } from './film.ts';
import type { Frame } from './reel.ts';
import { fileIn, filesIn, type Workspace } from './workspace.ts';

export type { Step } from './film.ts';
export type { Memo } from './reel.ts';

/** The whole film: every statement with the world before it and the outcome after it. */
export interface Snapshot {
  readonly workspace: Workspace;
  /** By file, in the order of execution. */
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  /** The world after the last statement. */
  readonly end: World;
}

/**
 * Plays the workspace against a simulated GreptimeDB, file after file, as far as somebody asks. `apply` remembers, so only statements
 * behind a real change are judged again; a file whose statements and first world are unchanged keeps its film, and so its steps.
 */
export function simulate(workspace: Workspace, previous?: Snapshot): Snapshot {
  return new Replay(workspace, previous instanceof Replay ? previous : undefined);
}

/** Plays as far as a file, or all of them; `rest` is called between two. */
export function unroll(snapshot: Snapshot, uri: string | undefined, rest: () => void): void {
  if (snapshot instanceof Replay) snapshot.unroll(uri, rest);
}

/** The film of a file. */
export function filmOf(snapshot: Snapshot, uri: string): Film | undefined {
  if (snapshot instanceof Replay) return snapshot.film(uri);
  const file = fileIn(snapshot.workspace, uri);
  const steps = snapshot.steps.get(uri);
  return file === undefined || steps === undefined ? undefined : filmFrom(file, steps, snapshot.end);
}

/** The films of all files, in the order of execution. */
export function* filmsOf(snapshot: Snapshot): Generator<Film> {
  for (const [index, { uri }] of snapshot.workspace.files.entries()) {
    const film = snapshot instanceof Replay ? snapshot.filmAt(index) : filmOf(snapshot, uri);
    if (film !== undefined) yield film;
  }
}

/** The steps of a snapshot that are wanted, in the order of execution. Who looks for a few has none of the others made. */
export function* stepsAmong(
  snapshot: Snapshot,
  isCandidate: (statement: Statement) => boolean,
  isWanted?: (frame: Frame) => boolean,
): Generator<Step> {
  for (const film of filmsOf(snapshot)) yield* film.stepsAmong(isCandidate, isWanted);
}

/**
 * Comparing worlds spares judging statements again, but may itself take long. So much looking every replay may do, and more for each
 * statement: the whole stays in proportion to the workspace.
 */
const PURSE = 20_000;

/** The film of each file that was made last. */
const remembered = new WeakMap<SourceFile, Film>();

class Replay implements Snapshot {
  readonly workspace: Workspace;
  private readonly start: World;
  /** What is known of each file: its film, or where nobody has asked yet, an older one. */
  private readonly films: (Film | undefined)[];
  /** So many films are those of this workspace. */
  private played: number;
  private readonly patience: Patience = { left: PURSE };

  constructor(workspace: Workspace, previous: Replay | undefined) {
    this.workspace = workspace;
    this.start = startWorld(workspace);
    this.films = previous === undefined ? [] : previous.filmsFor(workspace);
    this.played = previous === undefined ? 0 : previous.playedFor(workspace, this.start);
  }

  get end(): World {
    const { length } = this.workspace.files;
    this.playTo(length);
    return this.worldAt(length);
  }

  get steps(): ReadonlyMap<string, readonly Step[]> {
    return new Steps(this);
  }

  film(uri: string): Film | undefined {
    const at = filesIn(this.workspace).get(uri);
    return at === undefined || this.workspace.files[at]?.uri !== uri ? undefined : this.filmAt(at);
  }

  unroll(uri: string | undefined, rest: () => void): void {
    const { files } = this.workspace;
    const last = uri === undefined ? files.length : (filesIn(this.workspace).get(uri) ?? -1) + 1;
    for (let count = this.played + 1; count <= last; count++) if (this.playTo(count)) rest();
  }

  filmAt(index: number): Film {
    this.playTo(index + 1);
    return this.films[index]!;
  }

  /** Plays so many files; whether any had to be played again. */
  private playTo(count: number): boolean {
    if (count <= this.played) return false;
    const { files, settings } = this.workspace;
    const { migrations } = settings;
    let world = this.worldAt(this.played);
    let isAnew = false;
    for (; this.played < count; this.played++) {
      const file = files[this.played]!;
      const start = inNewSession(world);
      const known = this.films[this.played];
      let film = known?.file === file ? known : (remembered.get(file) ?? known);
      if (film === undefined || film.file !== file || film.start !== start || film.migrations !== migrations) {
        film = play(file, start, migrations, this.patience, film);
        remembered.set(file, film);
        isAnew = true;
      }
      this.films[this.played] = film;
      world = film.after;
    }
    return isAnew;
  }

  private worldAt(index: number): World {
    return index === 0 ? this.start : this.films[index - 1]!.after;
  }

  /** What is known of the files of another workspace. */
  private filmsFor(workspace: Workspace): (Film | undefined)[] {
    const { files } = this.workspace;
    if (filesIn(workspace) === filesIn(this.workspace) && workspace.files.length === files.length) return this.films.slice();
    const known = new Map(files.map(({ uri }, index) => [uri, this.films[index]]));
    return workspace.files.map(({ uri }) => known.get(uri));
  }

  /** So many of its films, from the first on, are those of another workspace as well. */
  private playedFor({ files, settings }: Workspace, start: World): number {
    if (start !== this.start || settings.migrations !== this.workspace.settings.migrations) return 0;
    const most = Math.min(this.played, files.length);
    let count = 0;
    while (count < most && files[count] === this.workspace.files[count]) count++;
    return count;
  }
}

/** The steps of a replay, by file. */
class Steps implements ReadonlyMap<string, readonly Step[]> {
  private readonly replay: Replay;

  constructor(replay: Replay) {
    this.replay = replay;
  }

  get size(): number {
    return this.replay.workspace.files.length;
  }

  get(uri: string): readonly Step[] | undefined {
    return this.replay.film(uri)?.steps;
  }

  has(uri: string): boolean {
    return fileIn(this.replay.workspace, uri) !== undefined;
  }

  forEach(run: (steps: readonly Step[], uri: string, map: ReadonlyMap<string, readonly Step[]>) => void): void {
    for (const [uri, steps] of this.entries()) run(steps, uri, this);
  }

  *entries(): Generator<[string, readonly Step[]], undefined> {
    for (const [index, { uri }] of this.replay.workspace.files.entries()) yield [uri, this.replay.filmAt(index).steps];
  }

  *keys(): Generator<string, undefined> {
    for (const { uri } of this.replay.workspace.files) yield uri;
  }

  *values(): Generator<readonly Step[], undefined> {
    for (const [, steps] of this.entries()) yield steps;
  }

  [Symbol.iterator](): Generator<[string, readonly Step[]], undefined> {
    return this.entries();
  }
}

const startWorlds = new Map<string, World>();

/** The world before the first file. The same settings start from the same object, so that remembered outcomes stay valid. */
function startWorld({ settings: { catalog, targetVersion }, external }: Workspace): World {
  const key = `${catalog} ${targetVersion}`;
  let world = startWorlds.get(key);
  if (world === undefined) startWorlds.set(key, (world = freshWorld({ closed: catalog === 'closed', target: targetVersion })));
  if (external.length === 0) return world;
  const known = lent.get(external);
  if (known?.start === world) return known.after;
  const start = world;
  for (const file of external) {
    world = inNewSession(world);
    for (const { statement } of file.statements) world = apply(world, statement).after;
  }
  lent.set(external, { start, after: world });
  return world;
}

/** What external files come to. */
const lent = new WeakMap<Workspace['external'], { readonly start: World; readonly after: World }>();

const sessions = new WeakMap<World, World>();

/** Every file is run by a client of its own: it starts in `public`. */
function inNewSession(world: World): World {
  const { session } = world;
  if (session.database === 'public' && session.timezone === 'UTC') return world;
  let renewed = sessions.get(world);
  if (renewed === undefined) sessions.set(world, (renewed = { ...world, session: { ...session, database: 'public', timezone: 'UTC' } }));
  return renewed;
}
