import type { Statement, StatementKind } from '../grammar/index.ts';
import type { Outcome } from './outcome.ts';
import type { Patience } from './persistent.ts';
import type { Database, Flow, Relation, World } from './world.ts';
import { findRelation, withRelation } from './worlds.ts';

/** How two worlds differ, as far as a statement can notice by names; undefined: in more than names. */
type Divergence = ReadonlySet<string> | undefined;

/** Kinds of statements whose outcome hangs on the objects they name, and on nothing else of the catalog. */
const BY_NAME: ReadonlySet<StatementKind> = new Set<StatementKind>(['query', 'insert', 'delete', 'create_table']);
/** Words that mean the whole catalog, or names that are not spelled out. */
const CATALOG_WIDE = /schema|pg_|greptime_private|cluster_info|region|__name__/i;

/**
 * The outcome of a statement in a world, given its outcome in another world: the same where the two worlds differ only in objects that
 * the statement does not name. Undefined where that is not certain, or would take longer than `patience`; then it must be judged.
 */
export function transferred(statement: Statement, before: World, outcome: Outcome, world: World, patience: Patience): Outcome | undefined {
  const { node, text } = statement;
  const { verdict, after } = outcome;
  if (statement.faults.length > 0) return { verdict, after: world };
  if (node === undefined || (verdict.kind !== 'accepted' && after !== before) || !BY_NAME.has(node.kind) || CATALOG_WIDE.test(text)) return undefined;
  const names = divergence(before, world, patience);
  if (names === undefined || mentions(text, names)) return undefined;
  if (after === before) return { verdict, after: world };
  return node.kind === 'create_table' ? created(before, outcome, world, patience) : undefined;
}

/** A table that was made, made in another world: its number is what that world gives. */
function created(before: World, { verdict, after }: Outcome, world: World, patience: Patience): Outcome | undefined {
  if (after.nextTableId !== before.nextTableId + 1 || after.flows !== before.flows || after.session !== before.session) return undefined;
  const [database, ...others] = before.databases.differences(after.databases);
  if (database === undefined || others.length > 0) return undefined;
  const [name, ...more] = relationsOf(before, database).differences(relationsOf(after, database));
  const made = name === undefined || more.length > 0 ? undefined : findRelation(after, database, name);
  if (made?.kind !== 'table' || made.id !== before.nextTableId || findRelation(world, database, made.name) !== undefined) return undefined;
  const moved = { ...withRelation(world, { ...made, id: world.nextTableId }), nextTableId: world.nextTableId + 1 };
  compared.set(moved, { other: after, names: divergence(before, world, patience) });
  return { verdict, after: moved };
}

const compared = new WeakMap<World, { readonly other: World; readonly names: Divergence }>();

function divergence(before: World, world: World, patience: Patience): Divergence {
  const known = compared.get(world);
  if (known?.other === before) return known.names;
  const names = patience.left > 0 ? compare(before, world, patience) : undefined;
  // Who gave up knows nothing, and may look again another time.
  if (patience.left <= 0) return undefined;
  compared.set(world, { other: before, names });
  return names;
}

function compare(a: World, b: World, patience: Patience): Divergence {
  if (a.settings !== b.settings || a.fog.everything !== b.fog.everything || JSON.stringify(a.session) !== JSON.stringify(b.session))
    return undefined;
  const names = new Set<string>();
  for (const database of a.databases.differences(b.databases, patience)) {
    const [left, right] = [a.databases.get(database), b.databases.get(database)];
    if (left === undefined || right === undefined || left.options !== right.options) return undefined;
    for (const name of left.relations.differences(right.relations, patience)) {
      if (!isSame(left.relations.get(name), right.relations.get(name))) names.add(name.toLowerCase());
    }
  }
  for (const flow of a.flows.differences(b.flows, patience))
    for (const name of [flow, ...ends(a.flows.get(flow)), ...ends(b.flows.get(flow))]) names.add(name.toLowerCase());
  for (const key of a.fog.relations.differences(b.fog.relations, patience)) {
    const name = key.slice(key.indexOf('.') + 1);
    if (name === '*') return undefined;
    names.add(name.toLowerCase());
  }
  if (a.fog.databases !== b.fog.databases || a.fog.flows !== b.fog.flows) return undefined;
  if (names.size > 0) addViews(b, names, patience);
  return names.size > MOST || [...names].some(name => ESCAPED.test(name)) ? undefined : names;
}
/** Names that are written otherwise than they are. */
const ESCAPED = /["'`\\]/;
/** With more names in doubt than this, judging anew costs less than looking for them. */
const MOST = 32;

/** The same table but for its number, which no statement of these kinds can see. */
function isSame(a: Relation | undefined, b: Relation | undefined): boolean {
  if (a?.kind !== 'table' || b?.kind !== 'table') return a === b;
  return (
    a.columns === b.columns &&
    a.options === b.options &&
    a.definedBy === b.definedBy &&
    a.comment === b.comment &&
    a.partitions === b.partitions
  );
}

/** Views of what is in doubt are in doubt themselves. */
function addViews(world: World, names: Set<string>, patience: Patience): void {
  const all = viewsOf(world, patience);
  for (let size = -1; size !== names.size;) {
    size = names.size;
    patience.left -= all.length;
    for (const view of all) if (view.reads.some(({ name }) => names.has(name.toLowerCase()))) names.add(view.name.toLowerCase());
  }
}

const views = new WeakMap<Database['relations'], readonly Extract<Relation, { kind: 'view' }>[]>();

function viewsOf(world: World, patience: Patience): readonly Extract<Relation, { kind: 'view' }>[] {
  return [...world.databases.values()].flatMap(({ relations }) => {
    let found = views.get(relations);
    if (found === undefined) {
      patience.left -= relations.size;
      views.set(relations, (found = [...relations.values()].filter(relation => relation.kind === 'view')));
    }
    return found;
  });
}

function ends(flow: Flow | undefined): readonly string[] {
  return flow === undefined ? [] : [flow.sink.name, ...flow.sources.map(({ name }) => name.name)];
}

function relationsOf(world: World, database: string): Database['relations'] {
  return world.databases.get(database)!.relations;
}

/** Whether a text may name one of them: case and quotes do not matter, and part of a longer word counts too. */
function mentions(text: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  const lower = text.toLowerCase();
  for (const name of names) if (lower.includes(name)) return true;
  return false;
}
