import { findRelation, type Flow, type Relation, type World } from '../catalog/index.ts';
import { lastBefore, stepsOf } from './places.ts';
import type { Snapshot, Step } from './simulate.ts';

/** What a statement of the workspace can make. */
type Thing = Relation | Flow;

/**
 * The step that made a thing: the last one before `step` where one is given, or `step` itself. A file may say the same twice, and once without
 * effect.
 */
export function makerOf(snapshot: Snapshot, thing: Thing | undefined, step?: Step): Step | undefined {
  if (thing?.definedBy === undefined) return undefined;
  if (step !== undefined && makes(step, thing)) return step;
  const steps = stepsOf(snapshot, thing.definedBy);
  const effective = steps.filter(other => makes(other, thing));
  const makers = effective.length > 0 ? effective : steps;
  return step === undefined ? makers.at(-1) : lastBefore(snapshot, makers, step);
}

/** Whether a step makes, or makes anew, what the thing is called. */
function makes({ placed: { statement }, before, outcome: { after } }: Step, thing: Thing): boolean {
  const [old, made] = [namesake(before, thing), namesake(after, thing)];
  if (made?.definedBy !== statement) return false;
  return old?.definedBy !== statement || (old !== made && 'orReplace' in statement.node! && statement.node.orReplace);
}

function namesake(world: World, thing: Thing): Thing | undefined {
  return 'database' in thing ? findRelation(world, thing.database, thing.name) : world.flows.get(thing.name);
}
