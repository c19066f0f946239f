import type { NodeOf, Statement, StatementKind } from '../grammar/index.ts';
import { doubted } from './assumptions.ts';
import { judged, type Outcome, type Played, type Transition } from './outcome.ts';
import { shroud } from './shroud.ts';
import { tooNew } from './vintage.ts';
import { transitions } from './transitions.ts';
import type { Verdict } from './verdict.ts';
import type { World } from './world.ts';

/** The two latest outcomes of a statement: edits, and trials of fixes, go back and forth between two worlds. */
interface Both {
  readonly now: Played;
  readonly former: Played;
}

/**
 * What a statement does to a world. Remembered by the identity of both arguments; `after` is the very same world when nothing changed.
 * A statement that does not parse is rejected with its fault and changes nothing.
 */
export function apply(world: World, statement: Statement): Played {
  const again = recalled(world, statement);
  if (again !== undefined) return again;
  const known = statement.memo.played as Played | Both | undefined;
  const now = played(world, judge(world, statement));
  statement.memo.played = known === undefined ? now : ({ now, former: 'now' in known ? known.now : known } satisfies Both);
  return now;
}

/** What a statement was found to do to a world, if that is remembered. */
export function recalled(world: World, statement: Statement): Played | undefined {
  const known = statement.memo.played as Played | Both | undefined;
  if (known === undefined) return undefined;
  if (!('now' in known)) return known.before === world ? known : undefined;
  return known.now.before === world ? known.now : known.former.before === world ? known.former : undefined;
}

/** Outcomes in the world that was met last which may be those of other statements too, by verdict or by what is not known. */
const common = new Map<unknown, Played>();
let met: World | undefined;

/**
 * An outcome with the world it is of. Most statements change nothing, and are fine or in the same doubt as others that come before or behind
 * them: they share it.
 */
export function played(before: World, { verdict, after }: Outcome): Played {
  const key = after === before ? commonIn(verdict) : undefined;
  if (key === undefined) return { before, verdict, after };
  if (met !== before) common.clear();
  met = before;
  let known = common.get(key);
  if (known === undefined) common.set(key, (known = { before, verdict, after }));
  return known;
}

/** What tells whether verdicts are the same, where it is worth while to look. */
function commonIn(verdict: Verdict): unknown {
  if (verdict.kind === 'accepted') return verdict;
  return verdict.kind === 'unknown' && verdict.suspected === undefined ? verdict.why : undefined;
}

function judge(world: World, statement: Statement): Outcome {
  const fault = statement.faults[0];
  if (fault !== undefined) {
    return {
      verdict: { kind: 'rejected', reason: 'syntax', status: fault.status, message: fault.message, span: fault.span },
      after: world,
    };
  }
  const { node } = statement;
  if (node === undefined) return { verdict: { kind: 'unknown', why: 'no statement' }, after: world };
  const late = tooNew(world, node);
  if (late !== undefined) return { verdict: late, after: late.kind === 'unknown' ? shroud(world, node) : world };
  const transition = transitions[node.kind] as Transition<NodeOf<StatementKind>>;
  const outcome = doubted(
    world,
    node,
    judged(world, () => transition(world, node as NodeOf<StatementKind>, statement)),
  );
  return outcome.verdict.kind === 'unknown' && outcome.after === world ? { ...outcome, after: shroud(world, node) } : outcome;
}
