import { apply, freshWorld, transferred, type Outcome, type Patience, type Verdict, type World } from '../catalog/index.ts';
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
  readonly memo: Memo;
  /** In the half of a migration that takes things back: not run, and nothing is said of it. */
  readonly isTakenBack?: true;
}

/**
 * What was found out about a judgement. Steps share it in which the same statement was judged in worlds that differ in nothing it sees:
 * what rules say of one without looking at the rest of the workspace, they say of the others.
 */
export interface Memo {
  /** Where the statement stood when it was judged. */
  readonly index: number;
  judged?: object;
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
 * the steps of a file whose statements and first world are unchanged are the very same array. `rest` is called between files.
 */
export function simulate(workspace: Workspace, previous?: Snapshot, rest?: () => void): Snapshot {
  let world = startWorld(workspace, previous);
  for (const file of workspace.external) {
    world = inNewSession(world);
    for (const { statement } of file.statements) world = apply(world, statement).after;
  }
  const steps = new Map<string, readonly Step[]>();
  const patience: Patience = { left: PURSE };
  for (const file of workspace.files) {
    const played = play(file, inNewSession(world), previous?.steps.get(file.uri), { migrations: workspace.settings.migrations, patience });
    steps.set(file.uri, played.steps);
    world = played.after;
    rest?.();
  }
  return { workspace, steps, end: world };
}

/**
 * Comparing worlds spares judging statements again, but may itself take long. So much looking every replay may do, and so much more for
 * each statement: the whole stays in proportion to the workspace.
 */
const PURSE = 20_000;
const CREDIT = 32;

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

interface Played {
  readonly start: World;
  readonly migrations: Settings['migrations'];
  readonly steps: readonly Step[];
  readonly after: World;
}

const played = new WeakMap<SourceFile, Played>();

function play(
  file: SourceFile,
  start: World,
  previous: readonly Step[] | undefined,
  { migrations, patience }: Pick<Settings, 'migrations'> & { readonly patience: Patience },
): Played {
  const known = played.get(file);
  if (known !== undefined && known.start === start && known.migrations === migrations) return known;
  const { head, from, by } = previous === undefined ? NO_MOVES : movesOf(file.statements, previous, start);
  const steps: Step[] = previous === undefined ? [] : previous.slice(0, head);
  let world = steps.at(-1)?.outcome.after ?? start;
  for (let index = head; index < file.statements.length; index++) {
    const placed = file.statements[index]!;
    patience.left += CREDIT;
    const step = stepOf(
      { uri: file.uri, index, placed, before: world },
      previous?.[index < from ? index : index + by],
      migrations === 'auto' && isTakenBack(file, placed),
      patience,
    );
    steps.push(step);
    world = step.outcome.after;
  }
  const isSame = previous !== undefined && previous.length === steps.length && steps.every((step, index) => step === previous[index]);
  const made = { start, migrations, steps: isSame ? previous : steps, after: world };
  played.set(file, made);
  return made;
}

function stepOf(
  at: Pick<Step, 'uri' | 'index' | 'placed' | 'before'>,
  old: Step | undefined,
  isTakenBack: boolean,
  patience: Patience,
): Step {
  const { uri, index, placed, before } = at;
  const { statement } = placed;
  if (isTakenBack)
    return { uri, index, placed, before, outcome: { verdict: TAKEN_BACK, after: before }, memo: { index }, isTakenBack: true };
  if (old !== undefined && old.placed.statement === statement && old.isTakenBack !== true) {
    if (old.before === before && old.placed.start === placed.start && old.index === index) return old;
    const outcome = old.before === before ? old.outcome : transferred(statement, old.before, old.outcome, before, patience);
    // What is said of a refusal may name others that the catalog has.
    const isSilent = old.before === before || outcome?.verdict.kind === 'accepted' || (outcome?.verdict.kind === 'unknown' && outcome.verdict.suspected === undefined);
    if (outcome !== undefined) return { uri, index, placed, before, outcome, memo: isSilent ? old.memo : { index } };
  }
  return { uri, index, placed, before, outcome: apply(before, statement), memo: { index } };
}

/** How a list of statements follows from the steps of an older one. */
interface Moves {
  /** So many steps are still the same. */
  readonly head: number;
  /** From this statement on its old step stands `by` places further on. */
  readonly from: number;
  readonly by: number;
}
const NO_MOVES: Moves = { head: 0, from: 0, by: 0 };

function movesOf(statements: SourceFile['statements'], previous: readonly Step[], start: World): Moves {
  let head = 0;
  if (previous[0]?.before === start) while (head < statements.length && statements[head] === previous[head]?.placed) head++;
  const by = previous.length - statements.length;
  if (by === 0) return { head, from: head, by };
  // Behind the change both lists end alike.
  let from = statements.length;
  while (from > head && from + by > head && statements[from - 1]!.statement === previous[from + by - 1]!.placed.statement) from--;
  return { head, from, by };
}
