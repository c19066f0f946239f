import { sqlTypeName, type Column, type Relation, type World } from '../../catalog/index.ts';
import { lineageOf, type LineageNode } from '../lineage.ts';
import { makerOf } from '../makers.ts';
import type { Located } from '../places.ts';
import type { Snapshot, Step } from '../simulate.ts';
import { definitionIn } from './flow_graph.ts';
import type { Place } from './place.ts';
import { showCreate } from './virtual.ts';

/** A world for people: what exists at a moment of the workspace. */
export interface CatalogView {
  readonly moment: string;
  readonly databases: readonly { readonly name: string; readonly relations: readonly RelationView[] }[];
  readonly flows: readonly FlowView[];
}
export interface RelationView {
  readonly kind: 'table' | 'view';
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly role?: 'time index' | 'primary key' }[];
  readonly createdByFlow?: string;
  readonly readers: readonly string[];
  readonly writers: readonly string[];
  readonly definition?: Located;
}
export interface FlowView {
  readonly name: string;
  readonly state: 'active' | 'pending';
  readonly mode: 'batching' | 'streaming';
  readonly assumed?: boolean;
  readonly sources: readonly string[];
  readonly missing: readonly string[];
  readonly sink: string;
  readonly definition?: Located;
}

/** What exists before the statement at a place; without one, after all files. */
export function catalogAt(snapshot: Snapshot, place?: Place): CatalogView {
  const { world, moment } = momentAt(snapshot, place);
  const lineage = lineageOf(snapshot);
  const namesIn = (nodes: readonly LineageNode[] | undefined): readonly string[] =>
    (nodes ?? []).filter(({ kind, name }) => kind === 'view' || world.flows.has(name)).map(({ name }) => name);
  const databases = [...world.databases.values()].map(({ name, relations }) => ({
    name,
    relations: [...relations.values()].toSorted(byName).map((relation): RelationView => {
      const key = `${relation.database}.${relation.name}`;
      const writers = (lineage.writers.get(key) ?? []).filter(({ kind }) => kind === 'flow');
      return { ...relationView(snapshot, relation), readers: namesIn(lineage.readers.get(key)), writers: namesIn(writers) };
    }),
  }));
  const flows = [...world.flows.values()].toSorted(byName).map((flow): FlowView => {
    const keyOf = (name: { readonly database: string; readonly name: string }): string =>
      name.database === 'public' ? name.name : `${name.database}.${name.name}`;
    const { name, state, mode, assumed, sources, sink } = flow;
    return {
      name,
      state,
      mode,
      ...(assumed === true ? { assumed } : {}),
      sources: sources.map(source => keyOf(source.name)),
      missing: state === 'pending' ? sources.filter(source => source.id === undefined).map(source => keyOf(source.name)) : [],
      sink: keyOf(sink),
      ...definitionIn(makerOf(snapshot, flow), name),
    };
  });
  return { moment, databases, flows };
}

function relationView(snapshot: Snapshot, relation: Relation): Omit<RelationView, 'readers' | 'writers'> {
  const { kind, name } = relation;
  const base = { kind, name, ...definitionIn(makerOf(snapshot, relation), name) };
  if (relation.kind === 'view') return { ...base, columns: (relation.columns ?? []).map(column => columnView(column)) };
  const roleOf = (column: Column): 'time index' | 'primary key' | undefined =>
    column.name === relation.timeIndex ? 'time index' : relation.primaryKey.includes(column.name) ? 'primary key' : undefined;
  const columns = relation.opaque === true ? [] : relation.columns.map(column => columnView(column, roleOf(column)));
  return { ...base, columns, ...(relation.createdByFlow === undefined ? {} : { createdByFlow: relation.createdByFlow }) };
}

function columnView(column: Column, role?: 'time index' | 'primary key'): RelationView['columns'][number] {
  return { name: column.name, type: sqlTypeName(column.type) ?? column.type.kind, ...(role === undefined ? {} : { role }) };
}

/** Databases of every server: nobody creates them. */
const BUILT_IN: ReadonlySet<string> = new Set(['public', 'information_schema', 'greptime_private']);

/** The same world as SQL: what SHOW CREATE prints of everything in it. */
export function catalogText(snapshot: Snapshot, place?: Place): string {
  const { world, moment } = momentAt(snapshot, place);
  const blocks: string[] = [];
  for (const { name, relations } of world.databases.values()) {
    if (!BUILT_IN.has(name)) blocks.push(showCreate(world, 'database', name) ?? `-- database ${name}\n`);
    for (const relation of [...relations.values()].toSorted(byName)) {
      blocks.push(showCreate(world, relation.kind, `${name}.${relation.name}`) ?? `-- ${relation.kind} ${name}.${relation.name}\n`);
    }
  }
  for (const flow of [...world.flows.values()].toSorted(byName)) {
    const note = flow.assumed === true ? 'taken to exist' : flow.state;
    blocks.push(`-- ${note}, ${flow.mode}\n${showCreate(world, 'flow', flow.name) ?? `-- flow ${flow.name}\n`}`);
  }
  const head = `-- The catalog ${moment}.${world.settings.closed ? '' : ' Other objects may exist: the world is open.'}\n`;
  return blocks.length === 0 ? `${head}-- It is empty.\n` : [head, ...blocks].join('\n');
}

function momentAt(snapshot: Snapshot, place: Place | undefined): { readonly world: World; readonly moment: string } {
  if (place === undefined) return { world: snapshot.end, moment: 'after all files' };
  const steps = snapshot.steps.get(place.uri) ?? [];
  const step = steps.findLast(({ placed }) => placed.start <= place.offset) ?? steps[0];
  if (step === undefined) return { world: snapshot.end, moment: 'after all files' };
  return { world: step.before, moment: `before ${titleOf(step)}` };
}

function titleOf(step: Step): string {
  const name = step.uri.slice(step.uri.lastIndexOf('/') + 1);
  try {
    return `statement ${step.index + 1} of ${decodeURIComponent(name)}`;
  } catch {
    return `statement ${step.index + 1} of ${name}`;
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
