import { apply, freshWorld, type Outcome, type Verdict, type World } from '../catalog/index.ts';
import type { Placed, SourceFile } from '../grammar/index.ts';
import { isTakenBack } from './migrations.ts';
import type { Settings } from './settings.ts';
import type { Workspace } from './workspace.ts';

/** One statement of a file: the world it met, and what became of it. */
export interface Step {
  readonly uri: string;
  /** Position among the statements of its file. */
  readonly index: number;
  readonly placed: Placed;
  readonly before: World;
  readonly outcome: Outcome;
  /** In the half of a migration that takes things back: not run, and nothing is said of it. */
  readonly isTakenBack?: true;
}

/** The whole film: every statement with the world before it and the outcome after it. */
export interface Snapshot {
  readonly workspace: Workspace;
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  /** The world after the last statement. */
  readonly end: World;
}

/**
 * Plays the workspace against a simulated GreptimeDB. `apply` remembers, so only statements behind a real change are judged again;
 * the steps of a file whose statements and first world are unchanged are the very same array.
 */
export function simulate(workspace: Workspace, previous?: Snapshot): Snapshot {
  let world = startWorld(workspace, previous);
  for (const file of workspace.external) {
    world = inNewSession(world);
    for (const { statement } of file.statements) world = apply(world, statement).after;
  }
  const steps = new Map<string, readonly Step[]>();
  for (const file of workspace.files) {
    const played = play(file, inNewSession(world), previous?.steps.get(file.uri), workspace.settings);
    steps.set(file.uri, played.steps);
    world = played.after;
  }
  return { workspace, steps, end: world };
}

const startWorlds = new Map<string, World>();

/** The same settings start from the same world object, so that remembered outcomes stay valid. */
function startWorld(workspace: Workspace, _previous: Snapshot | undefined): World {
  const { catalog, targetVersion } = workspace.settings;
  const key = `${catalog} ${targetVersion}`;
  let world = startWorlds.get(key);
  if (world === undefined) startWorlds.set(key, (world = freshWorld({ closed: catalog === 'closed', target: targetVersion })));
  return world;
}

const sessions = new WeakMap<World, World>();

/** Every file is run by a client of its own: it starts in `public`. */
function inNewSession(world: World): World {
  const { session } = world;
  if (session.database === 'public' && session.timezone === 'UTC') return world;
  let renewed = sessions.get(world);
  if (renewed === undefined) sessions.set(world, (renewed = { ...world, session: { ...session, database: 'public', timezone: 'UTC' } }));
  return renewed;
}

const TAKEN_BACK: Verdict = { kind: 'unknown', why: 'it takes a migration back, and is not run' };

function play(file: SourceFile, start: World, previous: readonly Step[] | undefined, settings: Settings): { steps: readonly Step[]; after: World } {
  let world = start;
  let same = previous !== undefined && previous.length === file.statements.length;
  const steps = file.statements.map((placed, index): Step => {
    const before = world;
    const takenBack = settings.migrations === 'auto' && isTakenBack(file, placed);
    const known = previous?.[index];
    const old = takenBack === (known?.isTakenBack === true) ? known : undefined;
    if (old !== undefined && old.placed === placed && old.before === before) {
      world = old.outcome.after;
      return old;
    }
    if (old !== undefined && old.placed.statement === placed.statement && old.placed.start === placed.start && old.before === before) {
      world = old.outcome.after;
      return old;
    }
    same = false;
    if (takenBack) return { uri: file.uri, index, placed, before, outcome: { verdict: TAKEN_BACK, after: before }, isTakenBack: true };
    const outcome = apply(before, placed.statement);
    world = outcome.after;
    return { uri: file.uri, index, placed, before, outcome };
  });
  return { steps: same ? previous! : steps, after: world };
}
