import { isAlike } from './alike.ts';
import { PersistentMap } from './persistent.ts';
import type { Database, Fog, Relation, World } from './world.ts';
import { findRelation, withoutRelation, withRelation, withTables } from './worlds.ts';

/** What a statement makes of the relations of a catalog, so that it can be made of those of another; the `index` tells which statement of a run. */
export interface Effect {
  readonly index: number;
  readonly changes: readonly Change[];
  /** How many numbers were given to tables. */
  readonly numbers: number;
}

/** A relation that is made, changed, or (without one) dropped. */
interface Change {
  readonly database: string;
  readonly name: string;
  readonly relation: Relation | undefined;
  readonly isNew: boolean;
  /** Which of the numbers that were given it got; undefined where it kept its own. */
  readonly number: number | undefined;
}

/** What leads from one world to another, if it is relations and their numbers alone. */
export function effectBetween(before: World, after: World, index: number): Effect | undefined {
  if (after.flows !== before.flows || after.session !== before.session || after.nextFlowId !== before.nextFlowId) return undefined;
  const changes: Change[] = [];
  for (const database of before.databases.differences(after.databases)) {
    const [old, made] = [before.databases.get(database), after.databases.get(database)];
    if (made === undefined || !isSameButForRelations(old, made)) return undefined;
    for (const name of (old?.relations ?? NO_RELATIONS).differences(made.relations)) {
      const change = changeOf(before, after, database, name);
      if (change === undefined) return undefined;
      changes.push(change);
    }
  }
  const numbers = after.nextTableId - before.nextTableId;
  if (changes.length === 0 || numbers < 0 || !isFogOnlyLifted(before.fog, after.fog, changes)) return undefined;
  return { index, changes, numbers };
}

function changeOf(before: World, after: World, database: string, name: string): Change | undefined {
  const [old, relation] = [findRelation(before, database, name), findRelation(after, database, name)];
  const isNew = old === undefined;
  if (relation === undefined || relation.id === old?.id) return { database, name, relation, isNew, number: undefined };
  const number = relation.id - before.nextTableId;
  return number >= 0 && relation.id < after.nextTableId ? { database, name, relation, isNew, number } : undefined;
}

/** The relations of a database; none where nobody knows it, as in an open world where a table is made in it. */
const NO_RELATIONS: Database['relations'] = PersistentMap.empty();

function isSameButForRelations(old: Database | undefined, made: Database): boolean {
  return old === undefined
    ? made.options.size === 0 && made.definedBy === undefined
    : isAlike(old.options, made.options) && old.definedBy === made.definedBy;
}

/** Whether the fog is the same, but for what was made: that is certainly there. */
function isFogOnlyLifted(before: Fog, after: Fog, changes: readonly Change[]): boolean {
  if (after === before) return true;
  if (after.everything !== before.everything || after.flows !== before.flows || after.databases !== before.databases) return false;
  const made = new Set(changes.filter(({ relation }) => relation !== undefined).map(({ database, name }) => `${database}.${name}`));
  return before.relations.differences(after.relations).every(key => made.has(key) && !after.relations.has(key));
}

/** The same made of another world; undefined where that has not what is changed, or has what is made. */
export function repeated(world: World, { changes, numbers }: Effect): World | undefined {
  let made = numbers === 0 ? world : withTables(world, { next: world.nextTableId + numbers });
  for (const { database, name, relation, isNew, number } of changes) {
    const old = findRelation(world, database, name);
    if ((old === undefined) !== isNew) return undefined;
    const id = number === undefined ? old?.id : world.nextTableId + number;
    if (relation === undefined) made = withoutRelation(made, database, name);
    else made = withRelation(made, relation.id === id ? relation : { ...relation, id: id! });
  }
  return made;
}
