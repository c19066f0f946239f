import { findRelation, fold } from '../catalog/index.ts';
import { kindOf, type ObjectName, type Statement, type StatementKind } from '../grammar/index.ts';
import { isCreator } from './creators.ts';
import { isBefore } from './places.ts';
import { stepsAmong, type Snapshot, type Step } from './simulate.ts';

const computed = new WeakMap<Snapshot, ReadonlyMap<string, readonly Step[]>>();

/** The steps that brought each relation (`database.name`) into being, in execution order; a flow's step makes its sink. */
export function creationsOf(snapshot: Snapshot): ReadonlyMap<string, readonly Step[]> {
  let creations = computed.get(snapshot);
  if (creations === undefined) computed.set(snapshot, (creations = collect(snapshot)));
  return creations;
}

/** The first step after `step`, in execution order, that creates the relation. */
export function createdLater(snapshot: Snapshot, step: Step, key: string): Step | undefined {
  return creationsOf(snapshot)
    .get(key)
    ?.find(other => !isBefore(snapshot, other, step));
}

/** The first step after `step` that makes the flow. */
export function flowMadeLater(snapshot: Snapshot, step: Step, name: string): Step | undefined {
  const made = stepsAmong(
    snapshot,
    statement => kindOf(statement) === 'create_flow',
    ({ before, outcome }) => before.flows.get(name) === undefined && outcome.after.flows.get(name) !== undefined,
  );
  for (const other of made) if (!isBefore(snapshot, other, step)) return other;
  return undefined;
}

function collect(snapshot: Snapshot): ReadonlyMap<string, readonly Step[]> {
  const found = new Map<string, Step[]>();
  for (const step of stepsAmong(snapshot, mayCreate, ({ before, outcome }) => outcome.after !== before)) {
    for (const database of step.before.databases.differences(step.outcome.after.databases)) {
      for (const name of newNames(step, database)) {
        const key = `${database}.${name}`;
        const known = found.get(key);
        if (known === undefined) found.set(key, [step]);
        else known.push(step);
      }
    }
  }
  return found;
}

function mayCreate(statement: Statement): boolean {
  return isCreator(kindOf(statement));
}

/** The relations of a database that exist after a step and did not before: at most one per statement, found by its own definition. */
function newNames(step: Step, database: string): readonly string[] {
  const { statement } = step.placed;
  const names: string[] = [];
  const relations = step.outcome.after.databases.get(database)?.relations;
  for (const candidate of namesIn(statement.node)) {
    const name = candidate.toLowerCase();
    for (const spelled of new Set([candidate, name])) {
      if (relations?.get(spelled)?.definedBy === statement && findRelation(step.before, database, spelled) === undefined)
        names.push(spelled);
    }
  }
  return names;
}

function namesIn(node: Step['placed']['statement']['node']): readonly string[] {
  switch (node?.kind) {
    case 'create_table':
    case 'create_table_like':
    case 'create_external_table':
    case 'create_view':
      return [node.name.parts.at(-1)!.value];
    case 'create_flow':
      return [node.sink.parts.at(-1)!.value];
    default:
      return [];
  }
}

const refused = new WeakMap<Snapshot, ReadonlyMap<string, Step>>();

/** The step that meant to create the relation and was refused, if there is one. */
export function refusedCreation(snapshot: Snapshot, key: string): Step | undefined {
  let steps = refused.get(snapshot);
  if (steps === undefined) refused.set(snapshot, (steps = collectRefused(snapshot)));
  return steps.get(key);
}

function collectRefused(snapshot: Snapshot): ReadonlyMap<string, Step> {
  const found = new Map<string, Step>();
  for (const step of stepsAmong(
    snapshot,
    () => true,
    ({ outcome }) => outcome.verdict.kind === 'rejected',
  )) {
    const { node, draft } = step.placed.statement;
    const meant = node ?? draft;
    if (meant === undefined || !isCreator(meant.kind as StatementKind) || meant.kind === 'create_flow') continue;
    const { name } = meant as { readonly name?: ObjectName };
    const [last, database = step.before.session.database] = (name?.parts ?? []).map(fold).toReversed();
    if (last !== undefined && !found.has(`${database}.${last}`)) found.set(`${database}.${last}`, step);
  }
  return found;
}
