import {
  apply,
  carried,
  effectOf,
  played,
  recalled,
  transferred,
  worldsOf,
  type Carried,
  type Effect,
  type Patience,
  type Played,
  type Verdict,
  type World,
} from '../catalog/index.ts';
import type { Chunk, Statement } from '../grammar/index.ts';

/** One statement, wherever it stands: the world it met, and what became of it. */
export interface Frame {
  readonly statement: Statement;
  readonly before: World;
  readonly outcome: Played;
  readonly memo: Memo;
  /** In the half of a migration that takes things back: not run, and nothing is said of it. */
  readonly isTakenBack?: boolean;
}

/**
 * What was found out about a judgement. Frames share it in which the same statement was judged in worlds that differ in nothing it sees:
 * what rules say of one without looking at the rest of the workspace, they say of the others.
 */
export interface Memo {
  /** Where the statement stood when it was judged. */
  readonly index: number;
  /** Of the same refusal in such a world: what explains a refusal may name others that the catalog has, what else is said is the same. */
  readonly of?: Memo;
  judged?: object | undefined;
}

/** A chunk of statements that was played. */
export interface Reel {
  readonly chunk: Chunk;
  readonly start: World;
  readonly after: World;
  /** The frame of one of its statements. It is made when somebody asks. */
  readonly frameAt: (index: number) => Frame;
  /** The reel that was played statement by statement; others, which met worlds that differ in nothing it sees, say what it says. */
  readonly origin: Shot;
  /** Statements that were judged anew nevertheless, because they look at the whole catalog. */
  readonly wide: readonly number[];
  /** How it is told in other worlds. */
  readonly carried: Carried;
  /** What rules said of it last. */
  judged: object | undefined;
  /** Keeps no memo of those of which no rule says anything: what is found out about them all is `silence`. */
  readonly settle: (silence: object) => void;
}

/** How a chunk is played: the number of its first statement, and which of its statements are not run. */
export interface Playing {
  readonly first: number;
  readonly isTakenBack: (index: number) => boolean;
  readonly patience: Patience;
}

/** Comparing worlds spares judging statements again; each statement that is looked at buys so much comparing. */
const CREDIT = 32;

const TAKEN_BACK: Verdict = { kind: 'unknown', why: 'it takes a migration back, and is not run' };

/** A chunk played in a world; `old` tells what became of some of its statements before. */
export function playChunk(
  chunk: Chunk,
  start: World,
  old: (index: number) => Frame | undefined,
  { first, isTakenBack, patience }: Playing,
): Reel {
  const outcomes: Played[] = [];
  const memos: Memo[] = [];
  let world = start;
  for (let index = 0; index < chunk.statements.length; index++) {
    const statement = chunk.statements[index]!;
    patience.left += CREDIT;
    const known = isTakenBack(first + index) ? undefined : recall(statement, world, old(index), first + index, patience);
    if (known !== undefined) memos[index] = known.memo;
    const outcome =
      known?.outcome ?? (isTakenBack(first + index) ? played(world, { verdict: TAKEN_BACK, after: world }) : apply(world, statement));
    outcomes.push(outcome);
    world = outcome.after;
  }
  return new Shot(chunk, start, first, outcomes, memos);
}

/** The reel of frames that are there already. */
export function reelOf(chunk: Chunk, start: World, frames: readonly Omit<Frame, 'statement'>[]): Reel {
  const outcomes = frames.map(({ before, outcome: { verdict, after } }): Played => ({ before, verdict, after }));
  const memos = frames.map(({ memo }) => memo);
  return new Shot(chunk, start, 0, outcomes, memos);
}

/** What became of a statement, where that is known from a frame of it. */
function recall(
  statement: Statement,
  before: World,
  old: Frame | undefined,
  index: number,
  patience: Patience,
): { readonly outcome: Played; readonly memo: Memo } | undefined {
  if (old === undefined || old.statement !== statement || old.isTakenBack === true) return undefined;
  if (old.before === before) return { outcome: old.outcome, memo: old.memo };
  const carriedOver = transferred(statement, old.before, old.outcome, before, patience);
  if (carriedOver === undefined) return undefined;
  // Who takes an edit back comes to the very worlds that were before it.
  const outcome = recalled(before, statement) ?? played(before, carriedOver);
  return { outcome, memo: again(old.memo, outcome.verdict, index) };
}

/** The memo of a judgement that is carried over to another world. */
function again(memo: Memo, verdict: Verdict, index: number): Memo {
  const isSilent = verdict.kind === 'accepted' || (verdict.kind === 'unknown' && verdict.suspected === undefined);
  return isSilent ? memo : { index, judged: undefined, of: memo.of ?? memo };
}

/** A reel in another world: as a whole, where the worlds differ in nothing that its statements name; undefined where that is not certain. */
export function moved(reel: Reel, world: World, patience: Patience): Reel | undefined {
  if (reel.start === world) return reel;
  if (reel.origin.start === world) return reel.origin;
  const known = effectsOf(reel.origin);
  if (known === undefined) return undefined;
  patience.left += CREDIT;
  const made = carried(reel.chunk.statements, reel.carried, known.effects, world, patience);
  return made === undefined ? undefined : new Moved(reel.origin, made, known.wide);
}

interface Effects {
  readonly effects: readonly Effect[];
  readonly wide: readonly number[];
}

const effects = new WeakMap<Reel, { readonly of: Effects | undefined }>();

/** What the statements of a reel make, where none does more. */
function effectsOf(reel: Reel): Effects | undefined {
  let known = effects.get(reel);
  if (known === undefined) effects.set(reel, (known = { of: findEffects(reel) }));
  return known.of;
}

function findEffects(reel: Reel): Effects | undefined {
  const found: Effect[] = [];
  const wide: number[] = [];
  for (const [index, statement] of reel.chunk.statements.entries()) {
    const { before, outcome, isTakenBack } = reel.frameAt(index);
    const effect = isTakenBack === true ? undefined : effectOf(statement, before, outcome, index);
    if (effect === undefined) return undefined;
    if (effect === 'none, but wide') wide.push(index);
    else if (effect !== 'none') found.push(effect);
  }
  return { effects: found, wide };
}

/** A reel that was played. Of each statement it keeps the outcome, and a memo where more was found out than that nothing is to be said. */
class Shot implements Reel {
  readonly chunk: Chunk;
  readonly start: World;
  /** The number of its first statement when it was played. */
  readonly first: number;
  readonly outcomes: readonly Played[];
  private memos: (Memo | undefined)[];
  private silence: object | undefined = undefined;
  judged: object | undefined = undefined;

  constructor(chunk: Chunk, start: World, first: number, outcomes: readonly Played[], memos: (Memo | undefined)[]) {
    this.chunk = chunk;
    this.start = start;
    this.first = first;
    this.outcomes = outcomes;
    this.memos = memos;
  }

  get origin(): Shot {
    return this;
  }

  get wide(): readonly number[] {
    return NONE;
  }

  get after(): World {
    return this.outcomes.at(-1)?.after ?? this.start;
  }

  get carried(): Carried {
    const { start, after } = this;
    const worlds = (): readonly World[] => this.outcomes.filter(outcome => outcome.after !== outcome.before).map(outcome => outcome.after);
    return { run: { start, after, worlds }, start, after, tables: [] };
  }

  frameAt(index: number): Frame {
    return new Look(this, index);
  }

  memoAt(index: number): Memo {
    return (this.memos[index] ??= { index: this.first + index, judged: this.silence });
  }

  settle(silence: object): void {
    // Of whom nobody has asked yet, or who was silent by other rules, has that in a memo of its own.
    if (this.silence !== silence) for (const index of this.outcomes.keys()) this.memoAt(index);
    this.silence = silence;
    const left: Memo[] = [];
    for (let index = 0; index < this.memos.length; index++) {
      const memo = this.memos[index];
      if (memo !== undefined && (memo.judged !== silence || memo.of !== undefined || memo.index !== this.first + index)) left[index] = memo;
    }
    this.memos = left;
  }
}

const NONE: readonly number[] = [];

/** A frame of a reel, as long as somebody looks at it. */
class Look implements Frame {
  private readonly reel: Shot;
  private readonly index: number;

  constructor(reel: Shot, index: number) {
    this.reel = reel;
    this.index = index;
  }

  get statement(): Statement {
    return this.reel.chunk.statements[this.index]!;
  }

  get before(): World {
    return this.outcome.before;
  }

  get outcome(): Played {
    return this.reel.outcomes[this.index]!;
  }

  get memo(): Memo {
    return this.reel.memoAt(this.index);
  }

  get isTakenBack(): boolean {
    return this.outcome.verdict === TAKEN_BACK;
  }
}

/** A reel carried over to another world. What its frames need is made when somebody asks. */
class Moved implements Reel {
  readonly origin: Shot;
  readonly carried: Carried;
  readonly wide: readonly number[];
  private shot: Shot | undefined;
  judged: object | undefined = undefined;

  constructor(origin: Shot, made: Carried, wide: readonly number[]) {
    this.origin = origin;
    this.carried = made;
    this.wide = wide;
  }

  get start(): World {
    return this.carried.start;
  }

  get after(): World {
    return this.carried.after;
  }

  get chunk(): Chunk {
    return this.origin.chunk;
  }

  frameAt(index: number): Frame {
    return (this.shot ??= this.make()).frameAt(index);
  }

  settle(silence: object): void {
    this.shot?.settle(silence);
  }

  private make(): Shot {
    const { statements } = this.chunk;
    const memos: Memo[] = [];
    const worlds = worldsOf(this.carried);
    let world = this.start;
    let next = 0;
    const outcomes = statements.map((statement, index) => {
      const {
        before: met,
        outcome: { verdict, after: left },
        memo,
      } = this.origin.frameAt(index);
      const before = world;
      if (this.wide.includes(index)) {
        memos[index] = { index: memo.index, judged: undefined };
        return apply(before, statement);
      }
      if (left !== met) world = worlds[next++]!;
      memos[index] = again(memo, verdict, memo.index);
      return played(before, { verdict, after: world });
    });
    return new Shot(this.chunk, this.start, this.origin.first, outcomes, memos);
  }
}
