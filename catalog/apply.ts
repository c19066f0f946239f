import type { NodeOf, Statement, StatementKind } from '../grammar/index.ts';
import { doubted } from './assumptions.ts';
import { judged, type Outcome, type Transition } from './outcome.ts';
import { shroud } from './shroud.ts';
import { tooNew } from './vintage.ts';
import { transitions } from './transitions.ts';
import { ACCEPTED } from './verdict.ts';
import type { World } from './world.ts';

/** The two latest outcomes of a statement: edits, and trials of fixes, go back and forth between two worlds. A value: statements share it. */
interface Remembered {
  readonly world: World;
  readonly outcome: Outcome;
  readonly before?: Remembered;
}

/**
 * What a statement does to a world. Remembered by the identity of both arguments; `after` is the very same world when nothing changed.
 * A statement that does not parse is rejected with its fault and changes nothing.
 */
export function apply(world: World, statement: Statement): Outcome {
  const again = recalled(world, statement);
  if (again !== undefined) return again;
  const known = statement.memo.played as Remembered | undefined;
  const now = shared(world, judge(world, statement));
  const { outcome } = now;
  statement.memo.played =
    known === undefined ? now : ({ world, outcome, before: { world: known.world, outcome: known.outcome } } satisfies Remembered);
  return outcome;
}

/** What a statement was found to do to a world, if that is remembered. */
export function recalled(world: World, statement: Statement): Outcome | undefined {
  const known = statement.memo.played as Remembered | undefined;
  return known?.world === world ? known.outcome : known?.before?.world === world ? known.before.outcome : undefined;
}

const idle = new WeakMap<World, Remembered>();
const doubtful = new WeakMap<World, Map<string, Remembered>>();

/** Most statements change nothing, and are fine or in the same doubt as others: what is remembered of them in a world is one object. */
function shared(world: World, outcome: Outcome): Remembered {
  const { verdict, after } = outcome;
  if (after !== world) return { world, outcome };
  if (verdict === ACCEPTED) return idle.get(world) ?? put(idle, world, { world, outcome });
  if (verdict.kind !== 'unknown' || verdict.suspected !== undefined) return { world, outcome };
  const known = doubtful.get(world) ?? put(doubtful, world, new Map<string, Remembered>());
  return known.get(verdict.why) ?? put(known, verdict.why, { world, outcome });
}

function put<Key, Value>(map: { set(key: Key, value: Value): unknown }, key: Key, value: Value): Value {
  map.set(key, value);
  return value;
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
