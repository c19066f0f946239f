import {
  findRelation,
  parseDuration,
  planQuery,
  timeWindow,
  tqlOf,
  windowLength,
  type Bound,
  type Flow,
  type Planned,
  type Relation,
  type Table,
  type World,
} from '../catalog/index.ts';
import type { CreateFlow } from '../grammar/index.ts';
import type { Snapshot, Step } from './simulate.ts';

/** What is known of a flow that a statement made. */
export interface FlowFacts {
  readonly node: CreateFlow;
  readonly made: Flow;
  /** Its query, planned in the world it was created in; absent for TQL and for flows whose sources are missing. */
  readonly planned?: Planned;
  /** The time window of a batching SQL flow, with its length in nanoseconds where it has a fixed one. */
  readonly window?: { readonly expr: Bound; readonly length?: bigint };
  /** Why a batching SQL flow has no time window. */
  readonly windowless?: string;
  readonly isTql: boolean;
  readonly sources: readonly Relation[];
  /** The sink after the statement. */
  readonly sink?: Table;
  /** The statement made the sink too. */
  readonly madeSink: boolean;
}

const remembered = new WeakMap<Step, { readonly facts: FlowFacts | undefined }>();

/** The facts of an accepted CREATE FLOW; undefined where nothing was made, or where we are not sure of it. */
export function flowFacts(step: Step): FlowFacts | undefined {
  let known = remembered.get(step);
  // A tree that was forgotten and parsed again has other nodes.
  if (known === undefined || (known.facts !== undefined && known.facts.node !== step.placed.statement.node))
    remembered.set(step, (known = { facts: gather(step) }));
  return known.facts;
}

function gather({ placed, before, outcome }: Step): FlowFacts | undefined {
  const { node } = placed.statement;
  if (node?.kind !== 'create_flow' || outcome.verdict.kind !== 'accepted' || outcome.after === before) return undefined;
  const name = node.name.parts.at(-1)!;
  const made = outcome.after.flows.get(name.quote === '' ? name.value.toLowerCase() : name.value);
  if (made?.definedBy !== placed.statement) return undefined;
  const isTql = tqlOf(made.body) !== undefined;
  const planning = made.state === 'pending' || made.body.kind === 'tql' || isTql ? undefined : planQuery(before, made.body);
  const planned = planning?.kind === 'planned' ? planning : undefined;
  const held = findRelation(outcome.after, made.sink.database, made.sink.name);
  // In an open world the sink may have been there before, with other columns.
  const sink = held?.kind === 'table' && held.assumed !== true ? held : undefined;
  return {
    node,
    made,
    isTql,
    sources: made.sources
      .map(source => findRelation(before, source.name.database, source.name.name))
      .filter(relation => relation !== undefined),
    madeSink: sink !== undefined && findRelation(before, made.sink.database, made.sink.name) === undefined,
    ...(planned === undefined ? {} : { planned }),
    ...(planned === undefined || made.mode !== 'batching' ? {} : windowOf(planned)),
    ...(sink === undefined ? {} : { sink }),
  };
}

function windowOf({ plan }: Planned): Pick<FlowFacts, 'window' | 'windowless'> {
  const window = timeWindow(plan);
  if (window.kind === 'none') return { windowless: window.why };
  const length = windowLength(window.expr);
  return { window: { expr: window.expr, ...(length === undefined ? {} : { length }) } };
}

/** How long a table keeps its rows, in nanoseconds: by its own TTL or its database's; undefined when forever, or at once. */
export function ttlOf(world: World, table: Table): bigint | undefined {
  const text = table.options.get('ttl') ?? world.databases.get(table.database)?.options.get('ttl');
  if (text === undefined || text === 'instant' || text === 'forever') return undefined;
  const nanos = parseDuration(text);
  return nanos === 0n ? undefined : nanos;
}

/** Whether a flow was certainly made, and is still the one there is when everything has run. */
export function lasts({ end }: Pick<Snapshot, 'end'>, flow: Flow): boolean {
  return flow.assumed !== true && end.flows.get(flow.name) === flow;
}

/** A number of nanoseconds as people say it: `1 h`, `90 s`. */
export function spell(nanos: bigint): string {
  for (const [unit, name] of UNITS) if (nanos >= unit && nanos % unit === 0n) return `${nanos / unit} ${name}`;
  return `${nanos} ns`;
}
const UNITS = [
  [86_400_000_000_000n, 'd'],
  [3_600_000_000_000n, 'h'],
  [60_000_000_000n, 'min'],
  [1_000_000_000n, 's'],
  [1_000_000n, 'ms'],
  [1000n, 'us'],
] as const;
