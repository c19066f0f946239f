import { findRelation, flowTimeWindow, type Flow, type World } from '../../catalog/index.ts';
import { lineageOf, relationKey } from '../lineage.ts';
import { stepsOf } from '../places.ts';
import type { Snapshot } from '../simulate.ts';
import { shortName, type CatalogChange } from './catalog_diff.ts';

/** What a flow computes, or no longer computes, after the files have run. */
export interface Recomputation {
  readonly flow: string;
  readonly sink: string;
  /** It is new or another one; what it reads changes; it never runs as it stands. */
  readonly why: 'new' | 'changed' | 'downstream' | 'stuck';
  readonly effect: string;
}

/** The flows whose results change, in the order in which they feed each other where that can be told. */
export function recomputationsOf(snapshot: Snapshot, before: World, changes: readonly CatalogChange[]): readonly Recomputation[] {
  const { end } = snapshot;
  const changed = new Set(changes.filter(({ kind, action }) => kind === 'flow' && action !== 'drop').map(({ name }) => name));
  const found = new Map<string, Recomputation>();
  for (const flow of end.flows.values()) {
    const stuck = whyStuck(end, flow);
    const sink = shortName(flow.sink);
    if (stuck !== undefined) found.set(flow.name, { flow: flow.name, sink, why: 'stuck', effect: stuck });
    else if (changed.has(flow.name)) {
      const why = before.flows.has(flow.name) ? 'changed' : 'new';
      found.set(flow.name, { flow: flow.name, sink, why, effect: effectOf(snapshot, flow) });
    }
  }
  downstream(snapshot, found);
  return [...found.values()];
}

/** Flows that read what other flows write anew, and so on. */
function downstream(snapshot: Snapshot, found: Map<string, Recomputation>): void {
  const { readers } = lineageOf(snapshot);
  const work = [...found.values()].filter(({ why }) => why !== 'stuck').map(({ flow }) => snapshot.end.flows.get(flow)!);
  for (let flow = work.shift(); flow !== undefined; flow = work.shift()) {
    for (const { kind, name } of readers.get(relationKey(flow.sink)) ?? []) {
      const reader = kind === 'flow' ? snapshot.end.flows.get(name) : undefined;
      if (reader === undefined || found.has(name)) continue;
      found.set(name, {
        flow: name,
        sink: shortName(reader.sink),
        why: 'downstream',
        effect: `reads ${shortName(flow.sink)}, which flow ${flow.name} writes anew`,
      });
      work.push(reader);
    }
  }
}

/**
 * A pending flow is stored and never started (`create_flow.rs` of the meta server sets pending sources and nothing reads them back). An
 * active one keeps the ids of its sources: a table that was dropped and made again is another one to it.
 */
function whyStuck(world: World, flow: Flow): string | undefined {
  if (flow.assumed === true) return undefined;
  if (flow.state === 'pending') {
    const missing = flow.sources.filter(({ id }) => id === undefined).map(({ name }) => shortName(name));
    return `is pending, because ${missing.join(', ')} did not exist: nothing is computed, and nothing starts it later`;
  }
  const lost = flow.sources.filter(({ id, name }) => {
    const now = findRelation(world, name.database, name.name);
    return id !== undefined && now !== undefined && (now.kind === 'view' || now.assumed !== true) && now.id !== id;
  });
  if (lost.length === 0) return undefined;
  return `is bound to ${lost.map(({ name }) => shortName(name)).join(', ')} as it was before it was made again: it gets no more rows until it is created again`;
}

/** How a flow that begins its life fills its sink. Rows that were there before it are not read unless the whole query is run. */
function effectOf(snapshot: Snapshot, flow: Flow): string {
  if (flow.mode === 'streaming') return 'computes each row that arrives from now on; rows that are there already are not read';
  const step = stepsOf(snapshot, flow.definedBy).at(-1);
  const window = step === undefined ? 'not known' : flowTimeWindow(step.before, flow);
  const every = flow.evalInterval === undefined ? '' : ` every ${flow.evalInterval} s`;
  if (window === 'not known') return `computes${every === '' ? ' when rows arrive' : every}`;
  if (window.startsWith('none')) return `runs its whole query${every}, over all rows that are there`;
  const bound = flow.expireAfter === undefined ? '' : ` unless they are older than ${flow.expireAfter} s`;
  return `computes the windows ${window} that get rows from now on${bound}; rows that are there already are not read`;
}
