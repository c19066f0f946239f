import { kindOf, type Statement, type StatementKind } from '../grammar/index.ts';
import { isAlike } from './alike.ts';
import type { Outcome } from './outcome.ts';
import { effectBetween, repeated, type Effect } from './effects.ts';
import type { Patience } from './persistent.ts';
import type { Flow, Relation, World } from './world.ts';
import { findRelation, withoutRelation, withRelation } from './worlds.ts';

/** How two worlds differ, as far as a statement can notice by names; undefined: in more than names. */
type Divergence = Difference | undefined;
interface Difference {
  readonly names: ReadonlySet<string>;
  /** The tables that differ, where nothing else does. */
  readonly tables: readonly Held[] | undefined;
}
type Held = readonly [database: string, name: string];

/** Kinds of statements whose outcome hangs on the objects they name, and on nothing else of the catalog. */
const BY_NAME: ReadonlySet<StatementKind> = new Set<StatementKind>([
  'query',
  'insert',
  'delete',
  'create_table',
  'create_view',
  'drop_table',
]);
/** What PromQL names by a text, where letters may be written otherwise than they are. */
const NOT_SPELLED_OUT = /__(name|schema|database)__/i;

/**
 * The outcome of a statement in a world, given its outcome in another world: the same where the two worlds differ only in objects that
 * the statement does not name. Undefined where that is not certain, or would take longer than `patience`; then it must be judged.
 */
export function transferred(statement: Statement, before: World, outcome: Outcome, world: World, patience: Patience): Outcome | undefined {
  const { text } = statement;
  const { verdict, after } = outcome;
  if (statement.faults.length > 0) return { verdict, after: world };
  const kind = kindOf(statement);
  if (kind === undefined || (verdict.kind !== 'accepted' && after !== before) || !BY_NAME.has(kind) || NOT_SPELLED_OUT.test(text))
    return undefined;
  const difference = divergence(before, world, patience);
  if (difference === undefined || mentions(text, difference.names)) return undefined;
  if (after === before) return hasWorld(verdict) ? undefined : { verdict, after: world };
  return changed(statement, before, outcome, world, patience);
}

/**
 * What a statement makes of the relations, where its outcome hangs on the objects it names. `none, but wide` where it
 * may hang on others, but changes nothing whatever it is; undefined where it may be more than that.
 */
export function effectOf(
  statement: Statement,
  before: World,
  { verdict, after }: Outcome,
  index = 0,
): Effect | 'none' | 'none, but wide' | undefined {
  const { text, faults } = statement;
  if (faults.length > 0) return after === before ? 'none' : undefined;
  const kind = kindOf(statement);
  if (kind === undefined || !BY_NAME.has(kind)) return undefined;
  if (NOT_SPELLED_OUT.test(text)) return after === before ? 'none, but wide' : undefined;
  if (after === before) return hasWorld(verdict) ? undefined : 'none';
  return verdict.kind === 'accepted' ? effectBetween(before, after, index) : undefined;
}

/** A refusal that came when something had been changed tells of that world. */
function hasWorld(verdict: Outcome['verdict']): boolean {
  return verdict.kind === 'rejected' && verdict.after !== undefined;
}

/** What a statement made or dropped, in another world. */
function changed(statement: Statement, before: World, outcome: Outcome, world: World, patience: Patience): Outcome | undefined {
  const effect = effectOf(statement, before, outcome);
  const moved = typeof effect === 'object' ? repeated(world, effect) : undefined;
  if (moved === undefined) return undefined;
  compared.set(moved, { other: outcome.after, difference: divergence(before, world, patience) });
  return { verdict: outcome.verdict, after: moved };
}

/** A run of statements that was played: the worlds that it began and ended with, and those behind each of its effects. */
export interface Run {
  readonly start: World;
  readonly after: World;
  readonly worlds: () => readonly World[];
}

/** A run in another world: with worlds of its own, or with those of one that was played, but for some tables. */
export interface Carried {
  readonly run: Run;
  readonly start: World;
  readonly after: World;
  readonly tables: readonly Held[];
}

/**
 * A run of statements in another world, given what it was in the last one. Undefined where the two worlds may differ in something that the
 * statements name.
 */
export function carried(
  statements: readonly Statement[],
  { run, start, after, tables }: Carried,
  effects: readonly Effect[],
  world: World,
  patience: Patience,
): Carried | undefined {
  const difference = divergence(start, world, patience);
  if (difference === undefined || statements.some(({ text }) => mentions(text, difference.names))) return undefined;
  const made =
    difference.tables === undefined || effects.length === 0 ? undefined : exchanged(run, world, [...tables, ...difference.tables]);
  const all = made ?? inTurn(world, effects);
  if (all !== undefined && effects.length > 0 && all.after !== after) compared.set(all.after, { other: after, difference });
  return all;
}

/** The run in a world that differs from its own in those tables at most: it does not name them, so it leaves them as they are. */
function exchanged(run: Run, world: World, tables: readonly Held[]): Carried | undefined {
  const found = new Map(tables.map(table => [table.join('.'), table]));
  const others = [...found.values()].filter(
    ([database, name]) => findRelation(run.start, database, name) !== findRelation(world, database, name),
  );
  if (others.some(([database, name]) => run.after.fog.relations.has(`${database}.${name}`))) return undefined;
  return { run, start: world, after: withTablesOf(run.after, world, others), tables: others };
}

function withTablesOf(world: World, other: World, tables: readonly Held[]): World {
  return tables.reduce((made, [database, name]) => {
    const held = findRelation(other, database, name);
    return held === undefined ? withoutRelation(made, database, name) : withRelation(made, held);
  }, world);
}

/** The worlds behind each effect of a run that was carried over. */
export function worldsOf({ run, start, after, tables }: Carried): readonly World[] {
  const worlds = run.worlds();
  return tables.length === 0 ? worlds : [...worlds.slice(0, -1).map(world => withTablesOf(world, start, tables)), after];
}

/** Effects one after the other. Undefined where one of them is none in that world. */
function inTurn(start: World, effects: readonly Effect[]): Carried | undefined {
  const worlds: World[] = [];
  let after = start;
  for (const effect of effects) {
    const next = repeated(after, effect);
    if (next === undefined) return undefined;
    worlds.push((after = next));
  }
  return { run: { start, after, worlds: () => worlds }, start, after, tables: [] };
}

const compared = new WeakMap<World, { readonly other: World; readonly difference: Divergence }>();

function divergence(before: World, world: World, patience: Patience): Divergence {
  const known = compared.get(world);
  if (known?.other === before) return known.difference;
  const difference = patience.left > 0 ? compare(before, world, patience) : undefined;
  // Who gave up knows nothing, and may look again another time.
  if (patience.left <= 0) return undefined;
  compared.set(world, { other: before, difference });
  return difference;
}

function compare(a: World, b: World, patience: Patience): Divergence {
  if (a.settings !== b.settings || a.fog.everything !== b.fog.everything || JSON.stringify(a.session) !== JSON.stringify(b.session))
    return undefined;
  const names = new Set<string>();
  const tables: Held[] = [];
  let isTables = a.nextTableId === b.nextTableId && a.nextFlowId === b.nextFlowId && a.flows === b.flows && a.fog === b.fog;
  for (const database of a.databases.differences(b.databases, patience)) {
    const [left, right] = [a.databases.get(database), b.databases.get(database)];
    if (left === undefined || right === undefined || !isAlike(left.options, right.options)) return undefined;
    isTables &&= left.options === right.options && left.definedBy === right.definedBy;
    for (const name of left.relations.differences(right.relations, patience)) {
      const [one, other] = [left.relations.get(name), right.relations.get(name)];
      // What is another one and yet the same is not among the names: the statements may change it.
      isTables &&= one?.kind !== 'view' && other?.kind !== 'view' && !isSame(one, other);
      tables.push([database, name]);
      if ((patience.left -= LOOKED_AT) <= 0) return undefined;
      if (!isSame(one, other)) for (const touched of [name, ...readBy(one), ...readBy(other)]) names.add(touched.toLowerCase());
    }
  }
  for (const flow of a.flows.differences(b.flows, patience)) {
    const [one, other] = [a.flows.get(flow), b.flows.get(flow)];
    if ((patience.left -= LOOKED_AT) <= 0) return undefined;
    if (one?.definedBy !== other?.definedBy || !isAlike(one, other))
      for (const name of [flow, ...ends(one), ...ends(other)]) names.add(name.toLowerCase());
  }
  for (const key of a.fog.relations.differences(b.fog.relations, patience)) {
    const name = key.slice(key.indexOf('.') + 1);
    if (name === '*') return undefined;
    names.add(name.toLowerCase());
  }
  if (a.fog.databases !== b.fog.databases || a.fog.flows !== b.fog.flows) return undefined;
  if (names.size > 0) addViews(b, names, patience);
  return names.size > MOST || [...names].some(name => ESCAPED.test(name)) ? undefined : { names, tables: isTables ? tables : undefined };
}
/** Comparing two tables or flows takes as long as so many steps through maps. */
const LOOKED_AT = 8;
/** Names that are written otherwise than they are. */
const ESCAPED = /["'`\\]/;
/** With more names in doubt than this, judging anew costs less than looking for them. */
const MOST = 32;

/** The same but for its number, which no statement of these kinds can see. */
function isSame(a: Relation | undefined, b: Relation | undefined): boolean {
  if (a === b) return true;
  return a?.definedBy !== undefined && a.definedBy === b?.definedBy && isAlike({ ...a, id: 0 }, { ...b, id: 0 });
}

/** Views of what is in doubt are in doubt themselves. */
function addViews(world: World, names: Set<string>, patience: Patience): void {
  const all = world.views;
  for (let size = -1; size !== names.size;) {
    size = names.size;
    patience.left -= all.length;
    for (const view of all) if (view.reads.some(({ name }) => names.has(name.toLowerCase()))) names.add(view.name.toLowerCase());
  }
}

/** Whom it matters to that there is a relation: whoever drops what a view reads breaks it, and a physical table is not dropped below a logical one. */
function readBy(relation: Relation | undefined): readonly string[] {
  if (relation?.kind === 'view') return relation.reads.map(({ name }) => name);
  const physical = relation?.options.get('on_physical_table');
  return physical === undefined ? [] : [physical];
}

function ends(flow: Flow | undefined): readonly string[] {
  return flow === undefined ? [] : [flow.sink.name, ...flow.sources.map(({ name }) => name.name)];
}

const patterns = new WeakMap<ReadonlySet<string>, RegExp>();

/** Whether a text may name one of them: case and quotes do not matter, and part of a longer word counts too. */
function mentions(text: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  let pattern = patterns.get(names);
  if (pattern === undefined) patterns.set(names, (pattern = patternOf(names)));
  return pattern.test(text);
}

/** Finds names in any case; a KELVIN SIGN is a K as well. Names that are not ASCII are in doubt wherever something else is not. */
function patternOf(names: ReadonlySet<string>): RegExp {
  const written = [...names].map(name =>
    ASCII.test(name) ? name.replace(/[$()*+./?[\\\]^{|}-]/g, '\\$&').replaceAll('k', '[k\u212a]') : '[^\\x00-\\x7f]',
  );
  return new RegExp(written.join('|'), 'i');
}
const ASCII = /^[\x20-\x7e]*$/;
