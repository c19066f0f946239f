import {
  apply,
  carried,
  effectOf,
  recalled,
  transferred,
  type Effect,
  type Outcome,
  type Patience,
  type Verdict,
  type World,
} from '../catalog/index.ts';
import type { Chunk, Statement } from '../grammar/index.ts';

/** One statement, wherever it stands: the world it met, and what became of it. */
export interface Frame {
  readonly statement: Statement;
  readonly before: World;
  readonly outcome: Outcome;
  readonly memo: Memo;
  /** In the half of a migration that takes things back: not run, and nothing is said of it. */
  readonly isTakenBack?: true;
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
  readonly frames: readonly Frame[];
  /** The reel that was played statement by statement; others, which met worlds that differ in nothing it sees, say what it says. */
  readonly origin: Reel;
  /** Statements that were judged anew nevertheless, because they look at the whole catalog. */
  readonly wide: readonly number[];
  /** What rules said of it last. */
  judged: object | undefined;
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
  const frames: Frame[] = [];
  let world = start;
  for (const [index, statement] of chunk.statements.entries()) {
    patience.left += CREDIT;
    const frame = isTakenBack(first + index)
      ? {
          statement,
          before: world,
          outcome: { verdict: TAKEN_BACK, after: world },
          memo: memoAt(first + index),
          isTakenBack: true as const,
        }
      : frameOf(statement, world, old(index), first + index, patience);
    frames.push(frame);
    world = frame.outcome.after;
  }
  return reelOf(chunk, start, frames);
}

/** The reel of frames that are there already. */
export function reelOf(chunk: Chunk, start: World, frames: readonly Frame[]): Reel {
  return new Played(chunk, start, frames.at(-1)?.outcome.after ?? start, frames);
}

function frameOf(statement: Statement, before: World, old: Frame | undefined, index: number, patience: Patience): Frame {
  if (old !== undefined && old.statement === statement && old.isTakenBack !== true) {
    if (old.before === before) return old;
    const carriedOver = transferred(statement, old.before, old.outcome, before, patience);
    // Who takes an edit back comes to the very worlds that were before it.
    const outcome = carriedOver === undefined ? undefined : (recalled(before, statement) ?? carriedOver);
    if (outcome !== undefined) return { statement, before, outcome, memo: again(old.memo, outcome.verdict, index) };
  }
  return { statement, before, outcome: apply(before, statement), memo: memoAt(index) };
}

/** The memo of a new judgement. It has its room for what is found out: a field that comes later costs more than all the others. */
function memoAt(index: number): Memo {
  return { index, judged: undefined };
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
  const worlds = carried(reel.chunk.statements, reel, known.effects, world, patience);
  return worlds === undefined ? undefined : new Moved(reel.origin, world, worlds, known.wide);
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

function findEffects({ frames }: Reel): Effects | undefined {
  const found: Effect[] = [];
  const wide: number[] = [];
  for (const [index, { statement, before, outcome, isTakenBack }] of frames.entries()) {
    const effect = isTakenBack === true ? undefined : effectOf(statement, before, outcome, index);
    if (effect === undefined) return undefined;
    if (effect === 'none, but wide') wide.push(index);
    else if (effect !== 'none') found.push(effect);
  }
  return { effects: found, wide };
}

class Played implements Reel {
  readonly chunk: Chunk;
  readonly start: World;
  readonly after: World;
  readonly frames: readonly Frame[];
  readonly wide: readonly number[] = [];
  judged: object | undefined = undefined;

  constructor(chunk: Chunk, start: World, after: World, frames: readonly Frame[]) {
    this.chunk = chunk;
    this.start = start;
    this.after = after;
    this.frames = frames;
  }

  get origin(): Reel {
    return this;
  }
}

/** A reel carried over to another world. Its frames are made when somebody asks. */
class Moved implements Reel {
  readonly origin: Reel;
  readonly start: World;
  readonly after: World;
  /** The world behind each effect. */
  private readonly worlds: readonly World[];
  readonly wide: readonly number[];
  private made: readonly Frame[] | undefined;
  judged: object | undefined = undefined;

  constructor(origin: Reel, start: World, worlds: readonly World[], wide: readonly number[]) {
    this.origin = origin;
    this.start = start;
    this.worlds = worlds;
    this.wide = wide;
    this.after = worlds.at(-1) ?? start;
  }

  get chunk(): Chunk {
    return this.origin.chunk;
  }

  get frames(): readonly Frame[] {
    return (this.made ??= this.make());
  }

  private make(): readonly Frame[] {
    let world = this.start;
    let next = 0;
    return this.origin.frames.map(({ statement, before: met, outcome: { verdict, after: left }, memo }, index) => {
      const before = world;
      if (this.wide.includes(index)) return { statement, before, outcome: apply(before, statement), memo: memoAt(memo.index) };
      if (left !== met) world = this.worlds[next++]!;
      return { statement, before, outcome: { verdict, after: world }, memo: again(memo, verdict, memo.index) };
    });
  }
}
