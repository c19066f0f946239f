import type { Statement, StatementNode } from '../grammar/index.ts';
import { Ruling, type Rejected, type Unknown, type Verdict } from './verdict.ts';
import type { World } from './world.ts';

/** What one statement does to a world. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly after: World;
}

/** The outcome of a statement that was run, with the world that it met. A value: statements share it. */
export interface Played extends Outcome {
  readonly before: World;
}

/** How a kind of statement is judged. Rejects and gives up by `reject` and `unknown` of verdict.ts, or by its value. */
export type Transition<N extends StatementNode = StatementNode> = (world: World, node: N, statement: Statement) => Outcome;

/** Runs a transition and turns a thrown ruling into an outcome that leaves the world alone. */
export function judged(world: World, run: () => Outcome): Outcome {
  try {
    return run();
  } catch (ruling) {
    // A chain of tens of thousands of operators is legal, and deeper than this machine's stack.
    if (ruling instanceof RangeError) return { verdict: { kind: 'unknown', why: 'it is nested too deeply to be followed' }, after: world };
    if (!(ruling instanceof Ruling)) throw ruling;
    return refused(world, ruling.verdict);
  }
}

/** The outcome of a statement that is not accepted. */
export function refused(world: World, verdict: Rejected | Unknown): Outcome {
  return { verdict, after: (verdict.kind === 'rejected' ? verdict.after : undefined) ?? world };
}
