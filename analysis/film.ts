import type { Patience, World } from '../catalog/index.ts';
import { chunksOf, inChunks, type Chunk, type Placed, type SourceFile, type Statement } from '../grammar/index.ts';
import { takenBackIn } from './migrations.ts';
import { moved, playChunk, reelOf, type Frame, type Playing, type Reel } from './reel.ts';
import type { Settings } from './settings.ts';

/** One statement of a file: the world it met, and what became of it. */
export interface Step extends Omit<Frame, 'statement'> {
  readonly uri: string;
  /** Position among the statements of its file. */
  readonly index: number;
  readonly placed: Placed;
}

/** What rules said of the film that a film was made from, and how many of its first and last reels are still there. */
export interface Former {
  readonly linted: object;
  readonly head: number;
  readonly tail: number;
}

/** A file that was played. A value, but for what rules said of it. */
export class Film {
  readonly file: SourceFile;
  readonly start: World;
  readonly after: World;
  readonly migrations: Settings['migrations'];
  /** No statement of it takes a migration back. */
  readonly isWhole: boolean;
  readonly reels: readonly Reel[];
  private made: readonly Step[] | undefined;
  /** What rules said of it last. */
  linted: object | undefined = undefined;
  /** Of use until rules have looked at it. */
  former: Former | undefined;

  constructor(
    file: SourceFile,
    { start, migrations, isWhole }: Pick<Film, 'start' | 'migrations' | 'isWhole'>,
    reels: readonly Reel[],
    { made, former }: { readonly made?: readonly Step[]; readonly former?: Former | undefined } = {},
  ) {
    this.file = file;
    this.start = start;
    this.migrations = migrations;
    this.isWhole = isWhole;
    this.reels = reels;
    this.after = reels.at(-1)?.after ?? start;
    this.made = made;
    this.former = former;
  }

  get steps(): readonly Step[] {
    return (this.made ??= this.make());
  }

  /** The step of a frame; `base` is where its chunk begins, `first` the number of the chunk's first statement. */
  stepOf(reel: Reel, base: number, first: number, index: number): Step {
    const known = this.made?.[first + index];
    if (known !== undefined) return known;
    const { chunk } = reel;
    const { statement, before, outcome, memo, isTakenBack } = reel.frameAt(index);
    const placed = { start: base + chunk.starts[index]!, statement };
    return { uri: this.file.uri, index: first + index, placed, before, outcome, memo, ...(isTakenBack === true ? { isTakenBack } : {}) };
  }

  /** The step of a statement by its number. */
  stepAt(index: number): Step {
    const file = inChunks(this.file);
    const at = file.chunkOf(index);
    return this.stepOf(this.reels[at]!, file.offsetOf(at), file.firstOf(at), index - file.firstOf(at));
  }

  /** The steps that are wanted, told by the statement first, which takes less than a frame. Of the others, which are most, none is made. */
  *stepsAmong(isCandidate: (statement: Statement) => boolean, isWanted: (frame: Frame) => boolean = () => true): Generator<Step> {
    let base = 0;
    let first = 0;
    for (const reel of this.reels) {
      const { statements, length } = reel.chunk;
      for (let index = 0; index < statements.length; index++)
        if (isCandidate(statements[index]!) && isWanted(reel.frameAt(index))) yield this.stepOf(reel, base, first, index);
      base += length;
      first += statements.length;
    }
  }

  private make(): readonly Step[] {
    const steps = [...this.stepsAmong(() => true)];
    return steps.length === 0 ? NONE : steps;
  }
}

const NONE: readonly Step[] = [];

/** The film of steps that were made otherwise: by a session that spoke several protocols, as recordings do. */
export function filmFrom(file: SourceFile, steps: readonly Step[], start: World): Film {
  let first = 0;
  const reels = chunksOf(file).map((chunk): Reel => {
    const frames = steps.slice(first, (first += chunk.statements.length)).map(({ before, outcome, memo }) => ({ before, outcome, memo }));
    return reelOf(chunk, frames[0]?.before ?? start, frames);
  });
  return new Film(file, { start, migrations: 'auto', isWhole: false }, reels, { made: steps });
}

/** Plays a file; what its last film tells of statements that are still there is not found out again. */
export function play(file: SourceFile, start: World, migrations: Settings['migrations'], patience: Patience, previous?: Film): Film {
  const takenBack = migrations === 'auto' ? takenBackIn(file) : undefined;
  const isTakenBack = takenBack ?? never;
  const cut = inChunks(file);
  const { chunks } = cut;
  const old = previous?.reels ?? [];
  let head = 0;
  let tail = 0;
  if (takenBack === undefined && previous?.isWhole === true) {
    // Behind and before the change the chunks are the same objects.
    const before = chunksOf(previous.file);
    const shorter = Math.min(chunks.length, before.length);
    while (head < shorter && chunks[head] === before[head]) head++;
    while (tail < shorter - head && chunks[chunks.length - 1 - tail] === before[before.length - 1 - tail]) tail++;
  }
  let reels: Reel[] = [];
  let world = start;
  const add = (reel: Reel): void => {
    reels.push(reel);
    world = reel.after;
  };
  const playing = (): Playing => ({ first: cut.firstOf(reels.length), isTakenBack, patience });
  /** Plays reels again; how many at their end are as they were, since the world is the one that was met before. */
  const again = (run: readonly Reel[]): number => {
    let at = 0;
    for (; at < run.length && run[at]!.start !== world; at++) {
      const reel = run[at]!;
      add(moved(reel, world, patience) ?? playChunk(reel.chunk, world, index => reel.frameAt(index), playing()));
    }
    if (at === run.length) return 0;
    reels = reels.concat(at === 0 ? run : run.slice(at));
    world = run.at(-1)!.after;
    return run.length - at;
  };
  const keptHead = again(old.slice(0, head));
  const gone = old.slice(head, old.length - tail);
  const frames = gone.flatMap(reel => Array.from(reel.chunk.statements, (_, index) => reel.frameAt(index)));
  const changed = chunks.slice(head, chunks.length - tail);
  const oldOf = movesOf(statementsOf(changed), statementsOf(gone.map(reel => reel.chunk)));
  for (const chunk of changed) {
    const offset = cut.firstOf(reels.length) - cut.firstOf(head);
    add(playChunk(chunk, world, index => frames[oldOf(offset + index)], playing()));
  }
  const keptTail = again(old.slice(old.length - tail));
  const linted = previous?.linted;
  const former = linted === undefined ? undefined : { linted, head: keptHead === head ? head : 0, tail: keptTail };
  return new Film(file, { start, migrations, isWhole: takenBack === undefined }, reels, { former });
}

function never(): boolean {
  return false;
}

function statementsOf(chunks: readonly Chunk[]): readonly Statement[] {
  return chunks.length === 1 ? chunks[0]!.statements : chunks.flatMap(chunk => chunk.statements);
}

/** Where a statement stood in an older run. */
function movesOf(run: readonly Statement[], old: readonly Statement[]): (index: number) => number {
  const by = old.length - run.length;
  let head = 0;
  while (head < run.length && run[head] === old[head]) head++;
  // Behind the change both runs end alike.
  let from = run.length;
  while (from > head && from + by > head && run[from - 1] === old[from + by - 1]) from--;
  return index => (index < from ? index : index + by);
}
